"""What the peers are told of a flat row: the same of all of them."""

import json
from pathlib import Path
from typing import Any

from table_columns import COLUMNS

ID = "^fig_2022-03_[a-z0-9]+(-[a-z0-9]+)*$"
INSTANT = (
    "^2022-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    "(T([01][0-9]|2[0-3])(:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-9]{2}))?$"
)
WORDING = "^[0-9]{1,9}$"
# A text has no character that hides or reorders others; what a pattern can say of that.
PLAIN = "^[^\\u0000-\\u001f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+$"
CODES = {
    "speech_act": ["asserts", "denies", "confirms", "estimates"],
    "measure": ["missiles_launched", "missiles_intercepted"],
    "unit": ["munition", "strike"],
    "qualifier": ["exact", "about", "at_least"],
    "aggregation": ["cumulative", "increment", "level", "snapshot"],
}
NUMBERS = ("nominal", "low", "best", "high")
PATTERNS = {"id": ID, "as_of": INSTANT, "wording": WORDING, "proposition": PLAIN}


def known(folder: Path) -> dict[str, list[str]]:
    """Return the keys that references may lead to."""
    found: dict[str, list[str]] = json.loads((folder / "known.json").read_text())
    return found


def json_schema(folder: Path) -> dict[str, Any]:
    """Return the JSON Schema of a row."""
    keys = known(folder)
    properties: dict[str, Any] = {name: {"type": "string"} for name in COLUMNS}
    properties |= {name: {"enum": codes} for name, codes in CODES.items()}
    properties |= {name: {"type": "string", "pattern": PATTERNS[name]} for name in PATTERNS}
    properties |= {name: {"type": "integer"} for name in (*NUMBERS, "span_start", "span_end")}
    references = {"event": "events", "claimant": "actors", "document": "documents"}
    properties |= {name: {"enum": keys[table]} for name, table in references.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": list(COLUMNS),
        "additionalProperties": False,
    }


def report(rows: set[int]) -> None:
    """Print the claims that have a faulty row, two rows a claim."""
    print(json.dumps(sorted({row // 2 for row in rows})))
