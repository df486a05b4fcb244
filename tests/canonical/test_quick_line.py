import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook.records.claim import Claim
from claimbook.records.evidence import Evidence
from claimbook_build.canonical import form
from claimbook_build.canonical.quick_line import is_canonical
from claimbook_build.read.strict_json import read_json
from example_project import EXAMPLE

TEXTS = st.text(st.sampled_from(list('aЇ😀\u200b\u00a0\ufffd \\"\n')), max_size=4)
KEYS = st.sampled_from(["id", "claimants", "note", "unnamed", "of", "about", "x"])
VALUES = st.recursive(
    st.one_of(
        TEXTS, st.integers(), st.floats(), st.booleans(), st.none(), st.just(10**30), st.just(0)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from([(), (Claim,)]), st.booleans())
def test_what_is_quickly_canonical_is_canonical(value, models, ascii_only):
    line = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    if is_canonical(line, models):
        reading = read_json(line, "x.jsonl")
        assert not reading.failed
        assert form._line(reading.root, "x.jsonl", models) == line + b"\n"


@pytest.mark.parametrize("line", [
    b"", b"[]", b"1", b'{"a":1}', b'{"a": 1} ', b'{"a": 1.0}', b'{"a": 1e3}', b'{"a": NaN}',
    b'{"a": 1, "a": 1}', b'{"a": "\\u200b"}', b'{"a": 1234567890123456}', b"\xff", b"{",
    b"\xef\xbb\xbf{}", b'{"a": ' * 30 + b"1" + b"}" * 30, b'{"a": ' + b"[" * 100_000,
])  # fmt: skip
def test_what_is_not_sure_goes_the_long_way(line):
    assert not is_canonical(line, ())


def test_the_order_of_the_model_counts():
    assert is_canonical(b'{"id": "clm_x", "note": "y"}', (Claim,))
    assert not is_canonical(b'{"note": "y", "id": "clm_x"}', (Claim,))
    assert is_canonical(b'{"claimants": [{"unnamed": "x", "of": "y"}]}', (Claim,))
    assert not is_canonical(b'{"claimants": [{"of": "y", "unnamed": "x"}]}', (Claim,))
    assert not is_canonical(b'{"nonsense": 1}', (Claim,))


def test_every_line_of_a_spans_file_is_quick():
    for path in EXAMPLE.rglob("*.spans.jsonl"):
        for line in path.read_bytes().splitlines():
            assert is_canonical(line, (Evidence,))
