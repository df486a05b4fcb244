import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.cell import (
    MOST_OF_PART,
    Cell,
    CellError,
    key_values,
    parse_cell,
    parse_pointer,
    row_key,
)
from claimbook.values.evidence import Locator, LocatorError
from values.test_identifier import KINDS

ALPHABET = st.characters(exclude_categories=["Cs"]) | st.sampled_from("%#:|aA7C \u00a0\u200b\n")
WORDS = st.text(ALPHABET, min_size=1, max_size=8).map(
    lambda text: unicodedata.normalize("NFC", text)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-02-25#field artillery", Cell(None, "2022-02-25", "field artillery")),
        ("doc_losses:2022-02-25#APC", Cell("doc_losses", "2022-02-25", "APC")),
        ("2022-02-25|Kyiv#killed", Cell(None, "2022-02-25|Kyiv", "killed")),
        ("12%3A30|a%7Cb#50%25", Cell(None, "12:30|a%7Cb", "50%")),
        ("|7#день", Cell(None, "|7", "день")),
        ("1#%20tanks%20", Cell(None, "1", " tanks ")),
        ("1#a%C2%A0b%0Ac%EF%BB%BF", Cell(None, "1", "a\u00a0b\nc\ufeff")),
        ("1#a%7Cb%23%3A", Cell(None, "1", "a|b#:")),
    ],
)
def test_cells(text, expected):
    assert parse_cell(text) == parse_pointer(text) == expected
    assert str(expected) == text


@given(
    st.sampled_from([None, "doc_losses", "doc_2022-10_x"]),
    st.lists(WORDS, min_size=1, max_size=4),
    WORDS,
)
def test_cells_round_trip(document, values, column):
    cell = Cell(document, row_key(values), column)
    assert parse_cell(str(cell)) == cell
    assert key_values(cell.row_key) == tuple(values)


@given(
    st.lists(WORDS, min_size=1, max_size=3),
    st.lists(WORDS, min_size=1, max_size=3),
    WORDS,
    WORDS,
)
def test_different_cells_are_written_differently(row, other, column, another):
    one, two = Cell(None, row_key(row), column), Cell(None, row_key(other), another)
    assert (str(one) == str(two)) == ((row, column) == (other, another))


@given(st.text("doc_a:|#%237CcF0 -", max_size=14) | st.text(max_size=14))
def test_any_text_is_a_cell_or_a_clean_error(text):
    try:
        cell = parse_cell(text)
    except CellError as error:
        position = error.position
    else:
        position = 0
        assert str(cell) == text
    assert 0 <= position <= len(text)


@given(st.text("doc_a:|#%23-719 ", max_size=14) | st.text(max_size=14))
def test_any_text_points_at_something_or_is_a_clean_error(text):
    error, kind = (CellError, Cell) if "#" in text else (LocatorError, Locator)
    with suppress(error):
        pointer = parse_pointer(text)
        assert isinstance(pointer, kind)
        assert str(pointer) == text


@given(st.lists(st.text(max_size=6), max_size=3))
def test_any_values_are_a_key_or_a_clean_error(values):
    try:
        key = row_key(values)
    except CellError:
        assert ("".join(values) == "" and len(values) < 2) or not _encodes("".join(values))
    else:
        assert key_values(key) == tuple(unicodedata.normalize("NFC", value) for value in values)


def _encodes(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("", "no `#` stands between row and column", 0),
        ("0-7", "no `#` stands between row and column", 3),
        ("#a", "the row's key is empty", 0),
        ("doc_a:#a", "the row's key is empty", 6),
        ("a#", "the column's name is empty", 0),
        ("act_a:1#a", "not a document's id: the prefix is act_", 0),
        (":1#a", f"not a document's id: {KINDS}", 0),
        ("12:30#a", f"not a document's id: {KINDS}", 0),
        ("1#a:b", "a cell is written in one way only: 1#a%3Ab", 3),
        ("1#a#b", "a cell is written in one way only: 1#a%23b", 3),
        ("1#a|b", "a cell is written in one way only: 1#a%7Cb", 3),
        ("1#50%", "a cell is written in one way only: 1#50%25", 5),
        ("1#%7c", "a cell is written in one way only: 1#%257c", 3),
        ("1#%41", "a cell is written in one way only: 1#A", 2),
        ("1#a%20b", "a cell is written in one way only: 1#a b", 3),
        ("1#a ", "a cell is written in one way only: 1#a%20", 3),
        ("1 #a", "a cell is written in one way only: 1%20#a", 1),
        ("1#a\u00a0b", "a cell is written in one way only: 1#a%C2%A0b", 3),
        ("1#%FF", "an escape is no character in UTF-8", 2),
        ("1#%ED%A0%80", "an escape is no character in UTF-8", 2),
        ("1#\u0438\u0306", "the column's name is not in the normal form NFC", 0),
        ("\u0438\u0306#1", "the row's key is not in the normal form NFC", 0),
        ("1#\ud800", "the column's name holds half of a surrogate pair", 0),
        (
            f"1#{'a' * (MOST_OF_PART + 1)}",
            f"the column's name has {MOST_OF_PART + 1} characters: at most 200 are allowed",
            0,
        ),
    ],
)
def test_no_cells(text, message, position):
    with pytest.raises(CellError) as caught:
        parse_cell(text)
    assert (str(caught.value), caught.value.position) == (message, position)


def test_a_part_is_measured_without_its_escapes():
    cell = Cell("doc_a", ":" * MOST_OF_PART, "#" * MOST_OF_PART)
    assert parse_cell(str(cell)) == cell


@pytest.mark.parametrize("values", [[], [""], ["a" * (MOST_OF_PART + 1)], ["\ud800"]])
def test_no_keys(values):
    with pytest.raises(CellError):
        row_key(values)


def test_a_key_is_in_the_normal_form():
    assert row_key(["\u0438\u0306", "%"]) == "\u0439|%25"


@pytest.mark.parametrize("key", ["50%", "a%23", "%7c", "%2", "%257c%"])
def test_no_cell_is_built_that_could_not_be_read(key):
    with pytest.raises(CellError, match="in a row's key only"):
        Cell(None, key, "a")
