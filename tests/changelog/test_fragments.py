import pytest

from claimbook.dataset import Dataset, Entry
from claimbook.records.fragment import Fragment
from claimbook.records.retired import Retired
from claimbook_build.changelog.fragments import Answer, read_fragments


def fragment(name, reason="rule", **more):
    said = {"kind": "changed", "summary": "Something is otherwise.", "reason": reason, **more}
    record = Fragment.model_validate({"id": name, **said})
    return Entry("changelog", name, record, f"dataset/changelog/{name}.yaml", ())


TOMB = Retired.model_validate({"record": "fig_gone", "reason": "entered twice"})


def dataset(*entries, release="2026.12.0"):
    tomb = Entry("retired", "fig_gone", TOMB, "dataset/retired.yaml", ("retired", 0))
    return Dataset((*entries, tomb), release=release)


ALL = dataset(
    fragment("a-table", reason="schema", tables=("figures",)),
    fragment("a-record", reason="curation_error", records=("fig_a", "clm_a")),
    fragment("both", reason="extraction_error", records=("fig_a",), tables=("figures",)),
    fragment("b-record", reason="reviewed", records=("clm_a",)),
    fragment("nothing"),
    fragment("old", reason="embargo", tables=("places",), in_release="2026.11.0"),
    fragment("made", reason="withheld", tables=("events",), in_release="2026.12.0"),
)


@pytest.mark.parametrize(
    ("table", "record", "answer"),
    [
        ("figures", "fig_a", Answer("extraction_error", "both")),
        ("evidence", "fig_a", Answer("curation_error", "a-record")),
        ("claims", "clm_a", Answer("curation_error", "a-record")),
        ("figures", "fig_b", Answer("schema", "a-table")),
        ("figures", "fig_gone", Answer("retired", None)),
        ("events", "evt_a", Answer("withheld", "made")),
        ("places", "plc_a", None),
        ("claims", "clm_b", None),
    ],
)
def test_the_narrowest_entry_of_the_release_answers(table, record, answer):
    assert read_fragments(ALL).reason_of(table, record) == answer


def test_an_entry_may_say_why_a_retired_record_is_gone():
    found = dataset(fragment("doubled", reason="curation_error", records=("fig_gone",)))
    assert read_fragments(found).reason_of("figures", "fig_gone").changelog_id == "doubled"


def test_entries_come_in_the_order_of_their_names():
    ids = [each.id for each in read_fragments(ALL).fragments]
    assert ids == ["a-record", "a-table", "b-record", "both", "made", "nothing"]


def test_without_a_release_only_the_next_ones_count():
    found = read_fragments(dataset(fragment("made", in_release="2026.12.0"), release=None))
    assert found.fragments == ()
