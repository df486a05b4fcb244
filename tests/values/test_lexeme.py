from fractions import Fraction

import pytest

from claimbook.values.wording.lexeme import (
    after_blank,
    after_joint,
    stands_free,
    word_at,
    words_at,
)
from claimbook.values.wording.nothing import fixed_none_at
from claimbook.values.wording.quantity import qualified


@pytest.mark.parametrize(
    ("text", "position", "after"),
    [
        ("a b", 1, 2),
        (" b", 0, 1),
        ("a ", 1, 2),
        ("a\u00a0b", 1, 2),
        ("a\u202fb", 1, 2),
        ("a  b", 1, -1),
        ("a \u00a0b", 1, -1),
        ("a b", 0, -1),
        ("a b ", -1, -1),
        ("a b ", 4, -1),
        ("a-b", 1, -1),
        ("", 0, -1),
    ],
)
def test_one_blank_and_no_more(text, position, after):
    assert after_blank(text, position) == after


@pytest.mark.parametrize(
    ("text", "position", "after"),
    [("a b", 1, 2), ("a-b", 1, 2), ("-b", 0, 1), ("a–b", 1, 2), ("a--", -1, -1), ("a-", 2, -1)],
)
def test_a_blank_or_a_hyphen(text, position, after):
    assert after_joint(text, position) == after


@pytest.mark.parametrize(
    ("text", "start", "words", "end"),
    [
        ("at least 5", 0, ("at", "least"), 8),
        ("on at least", 3, ("at", "least"), 11),
        ("at most", 0, ("at", "least"), -1),
        ("at  least", 0, ("at", "least"), -1),
        ("at", 0, ("at", "least"), -1),
        ("at", 0, (), -1),
        ("at", -1, ("at",), -1),
    ],
)
def test_words_one_blank_apart(text, start, words, end):
    assert words_at(text, start, words) == end


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("Five", 0, ("five", 4)),
        ("a five", 2, ("five", 6)),
        ("five5", 0, ("", 0)),
        ("five_", 0, ("", 0)),
        ("abcdefghijklmnopqrst", 0, ("abcdefghijklmnopqrst", 20)),
        ("abcdefghijklmnopqrstu", 0, ("", 0)),
        ("five", -1, ("", -1)),
        ("five", 4, ("", 4)),
    ],
)
def test_a_whole_word(text, start, found):
    assert word_at(text, start) == found


@pytest.mark.parametrize(
    ("text", "free"),
    [("5", True), ("'5", True), ("a'5", False), (" '5", True), ("a5", False), (".5", False)],
)
def test_what_stands_free(text, free):
    assert stands_free(text, len(text) - 1) is free


@pytest.mark.parametrize(
    ("text", "end"),
    [("none", 4), ("no one", 6), ("not a single", 12), ("not one", 7), ("no", -1), ("nothing", -1)],
)
def test_fixed_phrases_of_none(text, end):
    assert fixed_none_at(text, 0) == end


def test_a_range_is_no_qualifier_of_one_number():
    with pytest.raises(ValueError, match="range does not take one number"):
        qualified("range", Fraction(5), share=False)
