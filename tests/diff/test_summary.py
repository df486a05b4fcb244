import pytest

from claimbook.derive.tables import tables
from claimbook.release.diff.compare import compare
from claimbook.release.diff.summary import TELLING
from diff.made import make, world

DOC, OTHER = ("doc_a", "Report", "live"), ("doc_b", "Digest", "live")
CLAIM = ("clm_a", "doc_a", "Missiles were fired", "unreviewed")
FIGURE = ("fig_a", "clm_a", "missiles_launched", "munition", "75", 75.0, "normal", None)


@pytest.fixture
def compared(tmp_path):
    def run(old, new):
        before = make(tmp_path, "2026.11.0", world(**old))
        return compare(before, make(tmp_path, "2026.12.0", world(**new)))

    return run


def test_a_figure_that_says_something_else(compared):
    new = (*FIGURE[:4], "84", 84.0, "disputed", "counted again")
    base = {"documents": [DOC], "claims": [CLAIM]}
    with compared({**base, "figures": [FIGURE]}, {**base, "figures": [new]}) as found:
        (change,) = found.figures()
    assert (change.figure, change.how, change.measure, change.unit) == (
        "fig_a",
        "changed",
        "missiles_launched",
        "munition",
    )
    assert change.documents == ("doc_a",)
    assert [(c.column, c.old, c.new) for c in change.cells] == [
        ("wording", "75", "84"),
        ("nominal", 75.0, 84.0),
        ("status", "normal", "disputed"),
    ]


def test_what_tells_of_a_figure_are_columns_of_it():
    known = {column.name for column in tables()["figures"].columns}
    assert {*TELLING} <= known
    assert {"counting", "item", "affected", "place"} <= {*TELLING}


def test_a_note_does_not_change_what_a_figure_says(compared):
    new = (*FIGURE[:-1], "a note")
    with compared({"figures": [FIGURE]}, {"figures": [new]}) as found:
        assert list(found.figures()) == []
        assert [row.how for row in found.rows("figures")] == ["changed"]


def events(found):
    return [(e.event, e.record, e.because) for e in found]


@pytest.mark.parametrize(
    ("status", "event"),
    [
        ("withdrawn", "withdrawn"),
        ("retracted", "withdrawn"),
        ("superseded", "superseded"),
        ("accepted", "status"),
    ],
)
def test_what_becomes_of_a_claim(compared, status, event):
    with compared({"claims": [CLAIM]}, {"claims": [(*CLAIM[:3], status)]}) as found:
        assert events(found.claims()) == [(event, "clm_a", f"unreviewed -> {status}")]


def test_claims_that_come_and_go_with_a_tombstone(compared):
    new = ("clm_b", "doc_a", "More was fired", "unreviewed")
    retired = [("clm_a", "entered twice", "clm_b"), ("clm_x", "long ago", None)]
    with compared({"claims": [CLAIM]}, {"claims": [new], "retired": retired}) as found:
        assert events(found.claims()) == [
            ("new", "clm_b", None),
            ("gone", "clm_a", "entered twice; see clm_b"),
        ]


@pytest.mark.parametrize(
    ("kind", "event"), [("supersedes", "superseded"), ("retracts", "withdrawn")]
)
def test_a_new_link_that_replaces(compared, kind, event):
    links = [("lnk_a", "clm_b", "clm_a", kind), ("lnk_b", "clm_b", "clm_a", "confirms")]
    with compared({}, {"links": links, "claims": [CLAIM]}) as found:
        assert events(found.claims())[1:] == [(event, "clm_a", f"clm_b {kind} it (lnk_a)")]


def test_documents_that_come_and_are_withdrawn(compared):
    old = {"documents": [DOC]}
    with compared(old, {"documents": [(*DOC[:2], "withdrawn"), OTHER]}) as found:
        assert events(found.documents()) == [
            ("withdrawn", "doc_a", "live -> withdrawn"),
            ("new", "doc_b", None),
        ]


def test_each_row_names_the_documents_it_comes_from(compared):
    evidence = [("evt_a", "doc_a", 1), ("evt_a", "doc_b", 9), ("evt_a", "doc_b", 12)]
    new = {
        "documents": [DOC],
        "claims": [CLAIM],
        "figures": [FIGURE],
        "links": [("lnk_a", "clm_a", None, "repeats")],
        "events": [("evt_a", "A barrage")],
        "evidence": evidence,
        "retired": [("clm_x", "entered twice", None)],
    }
    with compared({}, new) as found:
        told = {name: {row.documents for row in found.rows(name)} for name in new}
    assert told == {
        "documents": {("doc_a",)},
        "claims": {("doc_a",)},
        "figures": {("doc_a",)},
        "links": {("doc_a",)},
        "events": {("doc_a", "doc_b")},
        "evidence": {("doc_a",), ("doc_b",)},
        "retired": {()},
    }


def test_a_dataset_of_other_tables_has_no_summary(tmp_path):
    from diff.made import Made

    tables = ({"sheep": Made({"id": "BIGINT"}, ("id",), [(n,)])} for n in (1, 2))
    old, new = (make(tmp_path, f"2026.1.{n}", each) for n, each in enumerate(tables))
    with compare(old, new) as found:
        assert [*found.figures(), *found.claims(), *found.documents()] == []
        assert [row.record for row in found.rows("sheep")] == ["2", "1"]
