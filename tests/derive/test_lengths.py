import json
import re

import pytest

from claimbook.derive.export import export_schemas
from claimbook.errors import ClaimbookError
from claimbook.values.edtf import parse_edtf
from claimbook.values.evidence import parse_locator
from claimbook.values.instant import parse_instant
from claimbook.values.time_zone import zone_names

SCHEMAS = sorted(name for name in export_schemas() if name.endswith(".schema.json"))
GRAMMARS = {
    *("happened", "said_at", "period", "as_of", "published", "retrieved_at", "asserted_at"),
    *("decided_at", "evidence", "title_evidence", "at", "time_zone"),
}
"""Fields whose grammar ends by itself; `test_a_grammar_takes_no_long_text` holds them."""

UNBOUNDED = re.compile(r"[*+]|\{[0-9]+,\}")


def _texts(schema, name=""):
    """Yield every text of a JSON Schema that is no code of a list, by the name of its field."""
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "string" and not schema.keys() & {"const", "enum"}:
        yield name, schema
    for key, inner in schema.items():
        if key in {"properties", "$defs"}:
            for field, one in inner.items():
                yield from _texts(one, field)
        elif key in {"anyOf", "oneOf", "prefixItems"}:
            for one in inner:
                yield from _texts(one, name)
        elif key in {"items", "additionalProperties"}:
            yield from _texts(inner, name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_text_has_a_longest(name):
    texts = list(_texts(json.loads(export_schemas()[name])))
    assert texts
    endless = {
        field
        for field, schema in texts
        if "maxLength" not in schema
        and UNBOUNDED.search(schema.get("pattern", "*"))
        and field not in GRAMMARS
    }
    assert endless == set()


@pytest.mark.parametrize("parse", [parse_edtf, parse_instant, parse_locator])
@pytest.mark.parametrize(
    "text",
    [
        "9" * 900_000,
        "2022-10-10/" * 90_000,
        f"2022-10-10T11:00:00.{'0' * 900_000}Z",
        f"1-{'9' * 900_000}",
        f"doc_{'a' * 900_000}:1-2",
        f"0-{'0' * 900_000}1",
    ],
    ids=lambda text: text[:12],
)
def test_a_grammar_takes_no_long_text(parse, text):
    with pytest.raises(ClaimbookError):
        parse(text)


def test_names_of_zones_are_short():
    assert max(map(len, zone_names())) < 50
