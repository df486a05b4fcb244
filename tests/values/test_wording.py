from __future__ import annotations

import csv
import time
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.errors import ClaimbookError
from claimbook.values.wording import (
    MAGNITUDE_TABLE,
    MAGNITUDES,
    Quantity,
    WordingError,
    parse_wording,
    scan_wordings,
)
from claimbook.values.wording.parse import _read

CASES = Path(__file__).with_name("wording_cases.csv")
REFUSALS = Path(__file__).with_name("wording_refusals.csv")


@given(st.integers(1, 10**15 - 1))
def test_a_row_of_digits_is_read_as_the_grammar_reads_it(number):
    end, quantity = _read(str(number))
    assert (end, quantity) == (len(str(number)), parse_wording(str(number)))


def number(cell):
    if not cell:
        return None
    return float(cell) if "." in cell else int(cell)


def truth(cell):
    return {"": None, "true": True, "false": False}[cell]


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield (
                row["wording"],
                Quantity(
                    row["qualifier"],
                    nominal=number(row["nominal"]),
                    low=number(row["low"]),
                    low_exclusive=truth(row["low_exclusive"]),
                    best=number(row["best"]),
                    high=number(row["high"]),
                    high_exclusive=truth(row["high_exclusive"]),
                    share=truth(row["share"]),
                ),
            )


@pytest.mark.parametrize(("wording", "quantity"), tuple(cases()))
def test_wording_means(wording, quantity):
    found = parse_wording(wording)
    assert found == quantity
    assert [type(x) for x in astuple(found)] == [type(x) for x in astuple(quantity)]


def refusals():
    with REFUSALS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["wording"], int(row["position"]), int(row["end"]), row["message"]


@pytest.mark.parametrize(("wording", "position", "end", "message"), tuple(refusals()))
def test_what_would_take_a_guess_is_refused(wording, position, end, message):
    with pytest.raises(WordingError) as caught:
        parse_wording(wording)
    error = caught.value
    assert isinstance(error, ClaimbookError)
    assert (error.message, error.position, error.end) == (message, position, end)
    assert str(error) == f"{message} (at character {position + 1})"


def test_digits_without_end_are_refused():
    with pytest.raises(WordingError, match="more than 15 digits"):
        parse_wording("9" * 5000)


def test_magnitudes_have_a_version_and_ordered_bounds():
    assert MAGNITUDE_TABLE == "m1"
    for phrase, (low, high) in MAGNITUDES.items():
        assert high is None or low < high
        assert parse_wording(phrase).low == low
        assert parse_wording(phrase).high == high


ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
GROUPS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def spell(value, conjunction, hyphen):
    """Spell a whole number below 10**15 in words."""
    for size, name in GROUPS:
        if value >= size:
            head = f"{spell(value // size, conjunction, hyphen)} {name}"
            return head + rest(value % size, conjunction, hyphen)
    if value >= 100:
        return f"{ONES[value // 100]} hundred" + rest(value % 100, conjunction, hyphen)
    if value < 20:
        return ONES[value]
    tens = TENS[value // 10 - 2]
    return tens if value % 10 == 0 else tens + hyphen + ONES[value % 10]


def rest(value, conjunction, hyphen):
    if not value:
        return ""
    return (" and " if conjunction and value < 100 else " ") + spell(value, conjunction, hyphen)


@pytest.mark.parametrize("conjunction", [False, True])
def test_every_small_number_in_words(conjunction):
    for value in range(2300):
        quantity = parse_wording(spell(value, conjunction, "-"))
        assert (quantity.qualifier, quantity.nominal) == ("exact", value)


@given(
    st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 10**7)),
    st.booleans(),
    st.sampled_from("- "),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_spelling_round_trips(value, conjunction, hyphen, case):
    assert parse_wording(case(spell(value, conjunction, hyphen))).nominal == value


@given(st.integers(0, 10**15), st.sampled_from(["", ",", " ", "\u00a0", "\u2009", "\u202f"]))
def test_digits_round_trip(value, separator):
    quantity = parse_wording(f"{value:,}".replace(",", separator))
    assert type(quantity.nominal) is int
    assert quantity.nominal == quantity.low == quantity.high == quantity.best == value


@given(st.decimals(0, 99_999, places=2))
def test_decimals_are_exact(value):
    assert parse_wording(str(value)).nominal == float(value)
    assert parse_wording(f"{value} million").nominal == int(value * 10**6)
    assert parse_wording(f"{value}%").nominal == float(value / 100)


@given(st.integers(1, 10**6), st.booleans())
def test_qualifiers_compose(value, in_words):
    printed = spell(value, True, "-") if in_words else f"{value:,}"
    for before, qualifier, low, high in (
        ("only ", "exact", value, value),
        ("another ", "exact", value, value),
        ("about ", "about", None, None),
        ("at least ", "at_least", value, None),
        ("more than ", "more_than", value, None),
        ("up to ", "up_to", None, value),
        ("almost ", "almost", None, value),
        ("fewer than ", "fewer_than", None, value),
        ("only about ", "about", None, None),
        ("at least another ", "at_least", value, None),
    ):
        found = parse_wording(before + printed)
        assert (found.qualifier, found.nominal) == (qualifier, value)
        assert (found.low, found.high) == (low, high)
        assert (found.low_exclusive is None) == (low is None)
        assert (found.high_exclusive is None) == (high is None)
        assert found.best == (value if qualifier in {"exact", "about"} else None)


def judge(text):
    """Read a text, and hold an error to its contract."""
    try:
        return parse_wording(text)
    except WordingError as error:
        position, found = error.position, error
    assert 0 <= position <= len(text)
    return found


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.booleans())
def test_ranges_compose(low, step, in_words):
    first, last = low, low + step
    low_text = spell(first, False, "-") if in_words else str(first)
    high_text = spell(last, False, "-") if in_words else str(last)
    for text in (
        f"between {low_text} and {high_text}",
        f"from {low_text} to {high_text}",
        f"{low_text} or {high_text}",
    ):
        found = judge(text)
        if isinstance(found, WordingError):  # words may share a scale: "one to two hundred"
            assert in_words
            assert "lower end" in found.message
        else:
            assert (found.qualifier, found.high) == ("range", last)
            assert found.low == first or (in_words and found.low > first)


@given(st.text(max_size=80))
def test_no_text_raises_anything_else(text):
    judge(text)


VOCABULARY = st.sampled_from(tuple({word for wording, _ in cases() for word in wording.split(" ")}))


@given(st.lists(VOCABULARY, min_size=1, max_size=7), st.sampled_from([" ", " ", "-", ""]))
def test_no_phrase_of_known_words_raises_anything_else(words, joint):
    text = joint.join(words)
    judge(text)
    for span in scan_wordings(text):
        assert parse_wording(text[span.start : span.end]) == span.quantity


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1,111,",
        "000 ",
        "1 ",
        "1-",
        "a",
        "one ",
        "twenty ",
        "one hundred and ",
        " ",
        "no ",
    ],
)
def test_a_megabyte_is_judged_at_once(piece):
    text = "5" + piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    for wording in (text, f"at least {text}", f"between 1 and {text}", f"no {text}x"):
        with pytest.raises(WordingError):
            parse_wording(wording)
    assert time.perf_counter() - started < 20
