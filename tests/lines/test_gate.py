import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook_build.check.collect import collect
from claimbook_build.lines.block import Block
from claimbook_build.lines.explain import Explainer
from claimbook_build.lines.gate import Gate
from lines.claims import (
    CELLS,
    CLAIMS,
    LONG,
    PATH,
    SHORT,
    UNNAMED,
    VALUES,
    broken_texts,
    broken_values,
    written,
)

pytestmark = pytest.mark.usefixtures("untraced")

MONTH = "2019-05"
IDS = [claim["id"] for claim in CLAIMS]


def proved(gate, line):
    return gate.prove(Block(line + b"\n", 0, 1), MONTH).suspects == []


def faults(explainer, line):
    explained = explainer.explain(PATH, [(1, line)])
    return [(f.code, f.message) for f in explained.findings] + explained.asked


@pytest.mark.parametrize("claim", CLAIMS, ids=IDS)
def test_the_sample_is_right(explainer, claim):
    assert faults(explainer, written(claim)) == []


@pytest.mark.parametrize("claim", CLAIMS[:3], ids=IDS[:3])
def test_a_right_line_is_proved_right(gate, claim):
    line = written(claim)
    assert proved(gate, line)
    assert proved(gate, line.replace(b",", b", ").replace(b'":', b'": '))
    assert proved(gate, line + b"\r")
    assert proved(gate, written(dict(reversed(claim.items()))))


def test_a_row_of_a_table_is_proved_right_beside_claims_of_texts(gate, explainer):
    lines = [
        written(CELLS),
        written(SHORT),
        written(CELLS | {"id": "clm_2019-05_d", "figures": []}),
    ]
    assert [found for line in lines for found in faults(explainer, line)] == []
    assert gate.prove(Block(b"\n".join(lines), 0, 1), MONTH).suspects == []


def test_a_claim_accepted_with_its_document_is_proved_right_and_no_other(root):
    rows = [
        {"target": SHORT["document"], "decision": "accepted"},
        {"target": "clm_2019-05_b-1", "decision": "accepted"},
        {"target": "clm_2019-05_d", "decision": "rejected"},
    ]
    more = {"reviewer": "act_editors", "decided_at": "2019-06-01"}
    reviews = "".join(
        json.dumps({"id": f"rev_{'xyz'[at] * 3}", **row, **more}) + "\n"
        for at, row in enumerate(rows)
    )
    hand = collect(root, None, {"dataset/reviews/2019-06.jsonl": reviews.encode()})
    gate = Gate(Explainer(hand), hand.dataset)
    accepted = {"status": "accepted"}
    lines = [SHORT, LONG, UNNAMED, SHORT | {"id": "clm_2019-05_d"}]
    block = b"\n".join(written(line | accepted) for line in lines)
    assert gate.prove(Block(block, 0, 1), MONTH).suspects == [2, 3]


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS, ids=IDS)
@pytest.mark.parametrize("broken", [broken_values, broken_texts])
def test_what_is_proved_right_is_right(gate, explainer, claim, broken):
    lines = sorted(set(broken(claim)))
    quick = [line for line in lines if b"\n" not in line and proved(gate, line)]
    assert [(line, found) for line in quick if (found := faults(explainer, line))] == []
    assert len(quick) < len(lines) / 2


@pytest.mark.slow
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    claim=st.sampled_from(CLAIMS),
    changes=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.integers(0, 6),
            st.binary(max_size=3) | st.sampled_from(VALUES).map(lambda v: json.dumps(v).encode()),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_what_is_proved_right_after_any_change_is_right(gate, explainer, claim, changes):
    line = written(claim)
    for share, width, piece in changes:
        at = int(share * len(line))
        line = line[:at] + piece + line[at + width :]
    line = line.replace(b"\n", b"")
    if proved(gate, line):
        assert faults(explainer, line) == []


def test_one_bad_line_spoils_no_other(gate):
    good = [written(SHORT | {"id": f"clm_2019-05_n{n}"}) for n in range(60)]
    for bad in (b"", b"{", written(SHORT | {"extra": 1}), written(SHORT | {"document": "doc_no"})):
        lines = [*good[:20], bad, *good[20:]]
        found = gate.prove(Block(b"\n".join(lines) + b"\n", 0, 1), MONTH)
        assert found.suspects == [20]
        assert len(found.keys) == 60


def test_a_line_without_its_end_is_read(gate):
    assert gate.prove(Block(written(SHORT), 0, 1), MONTH).keys == ["clm_2019-05_a"]


def test_another_month_is_another_partition(gate):
    assert gate.prove(Block(written(SHORT), 0, 1), "2019-06").suspects == [0]
