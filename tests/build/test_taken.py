import pytest

from claimbook.dataset import Dataset, Entry
from claimbook.mapping.mapping import Mapping
from claimbook_build.check.shape import shape
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.release.commit import Commit
from claimbook_build.release.documents import release_documents
from claimbook_build.release.taken import licence_of, taken_over

MAPPING = """id: shells
description: Shells fired a day, as observers count them
licence: MIT
origin: observers
slug: shells
key: [day]
month_of: day
columns:
  day: {holds: date}
claim:
  claimants: [act_velmaria]
  speech_act: asserts
  proposition: Shells were fired
"""
LINES = "dataset/machine/observers/2019-05.jsonl"


def _dataset(attribution, *paths, licence="MIT"):
    lines = f"licence: {licence}\n" + (f"attribution: {attribution}\n" if attribution else "")
    path = "seeds/mappings/shells.yaml"
    read = read_yaml(MAPPING.replace("licence: MIT\n", lines).encode(), path)
    mapping = shape(Mapping, read.root)
    assert isinstance(mapping, Mapping)
    return Dataset((Entry("mappings", mapping.id, mapping, path, ()),), paths=frozenset(paths))


@pytest.mark.parametrize(
    ("attribution", "path"),
    [
        (None, LINES),
        ("Velmaria's observers", "dataset/machine/observers/README.md"),
        ("Velmaria's observers", "dataset/machine/observers-too/2019-05.jsonl"),
    ],
)
def test_nothing_is_added_where_nobody_is_to_be_named_or_no_row_was_taken(attribution, path):
    dataset = _dataset(attribution, path)
    assert taken_over(dataset) == ""
    assert licence_of(dataset, "CC-BY-4.0") == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("licence", "whole"), [("MIT", "CC-BY-4.0 AND MIT"), ("CC-BY-4.0", "CC-BY-4.0")]
)
def test_the_licence_of_rows_holds_beside_ours(licence, whole):
    dataset = _dataset("Velmaria's observers", LINES, licence=licence)
    assert licence_of(dataset, "CC-BY-4.0") == whole


def test_whom_a_licence_wants_to_be_named_stands_in_that_of_the_release_with_its_terms():
    taken = taken_over(_dataset("Velmaria's observers", LINES))
    assert "\n    Velmaria's observers (MIT): claims of `observers`\n" in taken
    assert "this permission notice shall be included" in taken
    licence = release_documents("2026.11.0", (), Commit(), taken)["LICENSE"]
    assert licence.endswith(taken)
    assert all(len(line) <= 100 for line in licence.splitlines())


def test_a_licence_that_wants_no_words_repeated_is_named():
    taken = taken_over(_dataset("Velmaria's observers", LINES, licence="CC-BY-4.0"))
    assert taken.endswith("Velmaria's observers (CC-BY-4.0): claims of `observers`\n")
