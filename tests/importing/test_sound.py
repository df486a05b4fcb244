import pytest

from claimbook.dataset import Dataset, Entry
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.sound import unsound
from claimbook.rules import r104_code, r204_reference
from claimbook_build.check.shape import shape
from claimbook_build.read.strict_yaml import read_yaml
from importing.test_plan import MAPPING

SOUND = MAPPING.replace("place: {holds: code, required: false, names_of: places}", "PLACE")
SOUND = SOUND.replace("PLACE", "place: {holds: code, values: {M: plc_mykovar}}")


def read(text):
    found = shape(Mapping, read_yaml(text.encode(), "nights.yaml").root)
    assert isinstance(found, Mapping), found
    return found


def test_the_mapping_of_these_tests_is_sound():
    assert list(unsound(read(MAPPING))) == []


@pytest.mark.parametrize(
    ("old", "new", "loc", "message"),
    [
        (
            "DD.MM.YYYY,",
            "DD.MM.YY,",
            ("columns", "day", "forms", 1),
            "`DD.MM.YY`: `YY` is no part of a form",
        ),
        (
            "says: asserts",
            "says: assert",
            ("columns", "act", "values", "says"),
            "`assert` is not a code of `speech_act`",
        ),
        (
            "who: {holds: code, names_of: actors}",
            "who: {holds: text}",
            ("claim", "claimants", 0, "column"),
            "`who` holds `text`, and a code is taken from it",
        ),
        (
            "who: {holds: code, names_of: actors}",
            "who: {holds: code, names_of: items}",
            ("claim", "claimants", 0, "column"),
            "`who` holds names of items, which are not meant here",
        ),
        (
            "among: [asserts]",
            "among: [says]",
            ("figures", 2, "when", "among", 0),
            "no cell of `act` means `says`",
        ),
        (
            "as_of: {column: until}",
            "as_of: {start: day, end: until}",
            ("figures", 1, "as_of"),
            "a stretch of time is no moment",
        ),
        (
            "as_of: {column: until}",
            'as_of: "2019"',
            ("figures", 1, "as_of"),
            "`2019`: an instant needs its day, such as 2022-10-10",
        ),
        (
            "{stopped: {}}",
            "{stopped: {name: fired}}",
            ("figures", 1, "columns", "stopped"),
            "two figures of a row have the name `fired`",
        ),
        (
            "columns:\n",
            'columns:\n  nth: {holds: count, days_since: {column: day, first: "2019-02-30"}}\n',
            ("columns", "nth", "days_since", "first"),
            "`2019-02-30` is no day of the calendar",
        ),
        (
            "{stopped: {}}",
            "{fired: {name: x}}",
            ("figures", 1, "columns", "fired"),
            "`fired` is counted twice",
        ),
    ],
)
def test_what_is_unsound(old, new, loc, message):
    assert MAPPING.count(old) == 1
    found = [(each.loc, each.message) for each in unsound(read(MAPPING.replace(old, new)))]
    assert (loc, message) in found


def test_a_column_may_be_counted_twice_where_no_row_is():
    twice = MAPPING.replace(
        "figures:\n",
        """figures:
  - columns: {share: {name: one}}
    measure: missiles_launched
    unit: munition
    when: {column: act, among: [asserts]}
  - columns: {share: {name: other}}
    measure: missiles_hit
    unit: munition
    when: {column: act, among: [estimates]}
""",
    )
    assert list(unsound(read(twice))) == []


def test_what_texts_are_looked_up_to_be_is_looked_for_in_the_dataset():
    entry = Entry("mappings", "nights", read(SOUND), "seeds/mappings/nights.yaml", ())
    found = [(f.spot.loc, f.message) for f in r204_reference.check(Dataset((entry,)))]
    assert (("columns", "place", "values", "M"), "unknown place `plc_mykovar`") in found
    assert list(r104_code.check(Dataset((entry,)))) == []
