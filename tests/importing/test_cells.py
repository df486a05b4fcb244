import tracemalloc
from datetime import date, datetime, time
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.dataset import Dataset
from claimbook.mapping.column import Column, Holds
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.names import NamesOf

HOLDS = get_args(Holds)
VALUES = st.one_of(
    st.text(),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


def read(value, *, typed=False, **column):
    return Reader(Column(**column), "Europe/Kyiv", typed=typed)(value)


@given(st.sampled_from(HOLDS), VALUES, st.booleans())
def test_any_cell_has_a_value_or_a_fault(holds, value, typed):
    reader = Reader(Column(holds=holds), "Europe/Kyiv", typed=typed)
    if not reader.is_empty(value):
        assert reader(value) is not None


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ({"holds": "count"}, "12", 12),
        ({"holds": "count"}, "about 60", "about 60"),
        ({"holds": "count", "most": 2000}, "1,068", "1,068"),
        ({"holds": "count"}, " 12 ", 12),
        ({"holds": "count", "values": {"none": "0"}}, "none", 0),
        ({"holds": "number"}, "-0.5", -0.5),
        ({"holds": "number"}, Decimal("2.5"), 2.5),
        ({"holds": "code", "values": {"x": "strike"}}, "x", "strike"),
        ({"holds": "address", "base": "https://a.example.ua/"}, "b", "https://a.example.ua/b"),
        ({"holds": "text"}, "Mykovar, Velmaria", "Mykovar, Velmaria"),
        ({"holds": "text"}, "[sic]", "[sic]"),
    ],
)
def test_what_a_cell_says(column, value, wanted):
    assert read(value, **column) == wanted


@pytest.mark.parametrize(
    ("column", "value", "defect", "known"),
    [
        ({"holds": "count"}, "3.0", "float-for-integer", 3),
        ({"holds": "count", "decimals": True}, 3.0, "decimal-point", 3),
        ({"holds": "count"}, "3.5", "not-a-number", None),
        ({"holds": "count"}, float("nan"), "not-a-number", None),
        ({"holds": "count"}, 10**30, "out-of-range", None),
        ({"holds": "count"}, Decimal(10**37), "out-of-range", None),
        ({"holds": "number"}, "12345678901234567.5", "out-of-range", None),
        ({"holds": "number"}, Decimal("0.12345678901234567891"), "out-of-range", None),
        ({"holds": "count"}, -1, "out-of-range", None),
        ({"holds": "count", "most": 5}, 6, "out-of-range", None),
        ({"holds": "count", "most": 1000}, "1,068", "out-of-range", None),
        ({"holds": "count", "least": 5}, "4-6", "out-of-range", None),
        ({"holds": "number"}, "48,123", "not-a-number", None),
        ({"holds": "count"}, True, "not-a-number", None),
        ({"holds": "count"}, "3 and 4", "several-values", None),
        ({"holds": "count"}, "{'a': 1}", "printed-structure", None),
        ({"holds": "text"}, "['a', 'b']", "printed-structure", None),
        ({"holds": "text", "separators": ("and",)}, "a and b", "several-values", None),
        ({"holds": "code", "values": {"x": "strike"}}, "x; y", "several-values", None),
        ({"holds": "code", "values": {"x": "strike"}}, "x та y", "several-values", None),
        ({"holds": "code", "values": {"x": "strike"}}, "y и x", "several-values", None),
        ({"holds": "code", "values": {"strike": "strike"}}, "strkie", "unknown-value", None),
        ({"holds": "date"}, "2019-13-01", "not-a-date", None),
        ({"holds": "date"}, time(1), "not-a-date", None),
        ({"holds": "date"}, datetime.fromisoformat("2019-05-10T01:00"), "not-a-date", None),
        ({"holds": "address"}, "posts/1", "relative-source", "posts/1"),
        ({"holds": "address"}, "htps://a.ua", "bad-address", None),
        ({"holds": "address"}, "https://a.ua https://b.ua", "several-values", None),
    ],
)
def test_what_is_wrong_with_a_cell(column, value, defect, known):
    found = read(value, **column)
    assert isinstance(found, Fault)
    assert (found.defect, found.value) == (defect, known)


def test_a_number_in_quotes_is_one_where_the_format_has_numbers():
    assert read("3", typed=True, holds="count").defect == "quoted-number"
    assert read("more than", typed=True, holds="count").defect == "text-for-number"
    assert read("3", typed=True, holds="count").value == 3


def test_a_mistyped_code_is_told_the_nearest():
    assert read("strkie", holds="code", values={"strike": "x"}).help == "did you mean `strike`?"


def test_a_long_text_is_read_again_and_not_remembered():
    reader = Reader(Column(holds="text"), None)
    assert reader("x" * 131_072) == "x" * 131_072
    tracemalloc.start()
    for number in range(100):
        reader(f"{number} {'x' * 100_000}")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 500_000


def test_the_nearest_of_very_many_is_not_looked_for_time_and_again():
    known = {f"known to be {number}": "x" for number in range(100_000)}
    reader = Reader(Column(holds="code", values=known), None)
    helps = [reader(f"unknown {number}" if number else "konwn to be 7").help for number in range(9)]
    assert helps == ["did you mean `known to be 7`?", *[None] * 8]
    assert reader("konwn to be 8").help is None


def test_texts_that_others_have_alone_are_several():
    reader = Reader(Column(holds="text"), None)
    assert reader("south and east") == "south and east"
    assert [reader("north"), reader("west")] == ["north", "west"]
    assert reader("north and west").defect == "several-values"
    assert reader("north and centre") == "north and centre"


def test_outside_a_project_every_name_is_another_record():
    names = NamesOf(Dataset(()), "places")
    reader = Reader(Column(holds="code", names_of="places"), None, names)
    assert reader("Mykovar") == "plc_mykovar"
    assert reader("Mykovar").printed == "Mykovar"
    assert reader(date(2019, 5, 10)) != reader(date(2019, 5, 11))


def test_outside_a_project_several_names_in_one_cell_are_several():
    names = NamesOf(Dataset(()), "places")
    column = Column(holds="code", names_of="places", separators=("and",), values={"a and b": "x"})
    reader = Reader(column, None, names)
    assert reader("Mykovar and Zaphor").defect == "several-values"
    assert [reader("a and b"), reader("Mykovar")] == ["x", "plc_mykovar"]
