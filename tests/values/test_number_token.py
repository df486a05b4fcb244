from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.number_token import NUMBER_TOKENS, number_tokens
from claimbook.values.wording import scan_wordings


def found(text):
    return [token.text for token in number_tokens(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("no casualties, several wounded, a few hurt, many homes, a couple", []),
        ("at 12:31 PM", ["12:31"]),
        ("20,000 and 15.6.", ["20,000", "15.6"]),
        ("On Oct. 10, 75 missiles", ["10", "75"]),
        ("1,200,5", ["1,200,5"]),
        ("14.10.2022", ["14.10.2022"]),
        ("5,,6 7..8", ["5", "6", "7", "8"]),
        ("120 000 shells", ["120 000"]),
        ("1 200 300", ["1 200 300"]),
        ("1 200 3000", ["1 200", "3000"]),
        ("2022 300", ["2022", "300"]),
        ("2022 000 120", ["2022", "000", "120"]),
        ("+380 443", ["380", "443"]),
        ("12 ٣٤٥", ["12", "٣٤٥"]),
        ("14 300,000", ["14", "300,000"]),
        ("15.6 300", ["15.6", "300"]),
        ("12  300", ["12", "300"]),
        ("12\u00a0300", ["12", "300"]),
        ("S-300 and Shahed-136", ["300", "136"]),
        ("S-300 120 mm", ["300", "120"]),
        ("2018-2020", ["2018", "2020"]),
        ("11-year-old", ["11"]),
        ("Oct14th", ["14"]),
        ("2S19", ["2", "19"]),
        ("F-16s, 90s", ["16", "90"]),
        ("24/7", ["24", "7"]),
        ("41%", ["41"]),
        ("٣٤ and ४२", ["٣٤", "४२"]),
        ("2½ days", ["2", "½"]),
        ("forty-one", ["forty-one"]),
        ("Forty one", ["Forty", "one"]),
        ("Twenty-First and twenty-firsts", ["Twenty-First", "twenty"]),
        ("two-thirds", ["two", "thirds"]),
        ("twenty-year-old", ["twenty"]),
        ("dozens, hundreds of thousands", ["dozens", "hundreds", "thousands"]),
        ("half a million", ["half", "million"]),
        ("the first, second and fourteenth", ["first", "second", "fourteenth"]),
        ("someone, often, tenure, weight, height, Twoº", []),
        ("one's", ["one"]),
        ("six_ _six éone oneé", []),
        ("mid-twenty", ["twenty"]),
        ("scores and tens", ["scores", "tens"]),
        ("12 300 é", ["12 300"]),
        ("12 300é", ["12 300"]),
        ("x 120 ٣٤٥", ["120", "٣٤٥"]),
        ("12 300.5", ["12", "300.5"]),
        ("12 300:15", ["12", "300:15"]),
        ("12 300. Then", ["12 300"]),
        ("12 300, 5", ["12 300", "5"]),
        ("1X2", ["1", "2"]),
        ("1.9, 1,9x", ["1.9", "1,9"]),
        ("—one—two", ["one", "two"]),
    ],
)  # fmt: skip
def test_tokens_of(text, tokens):
    assert found(text) == tokens


def test_definition_has_a_version():
    assert NUMBER_TOKENS == "t1"


@given(st.text(alphabet="0123456789 ,.:-aésx٣½_\u0301" + "forty-one", max_size=60))
def test_tokens_stand_in_order_and_hold_every_digit(text):
    position, held = 0, set()
    for token in number_tokens(text):
        assert position <= token.start < token.end
        assert text[token.start : token.end] == token.text
        held.update(range(token.start, token.end))
        position = token.end
    assert {place for place, character in enumerate(text) if character.isdecimal()} <= held


PIECES = (
    *("5", "41", "120", "000", "14", "2022", "1,200", "12:31", "-", "-5", "S-300", "of", "and"),
    *("forty-one", "forty", "one", "hundred", "two", "to", "or", "thousand", "+", "about", ","),
    *(".", "%", "third", "first", "half", "a", "dozens", "between", "from", "000.5", "152-mm"),
    *("+380", "443", "120,000", "007", "10"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_wording_cuts_a_token(words):
    text = " ".join(words)
    tokens = number_tokens(text)
    for span in scan_wordings(text):
        for token in tokens:
            apart = token.end <= span.start or span.end <= token.start
            assert apart or (span.start <= token.start and token.end <= span.end), text


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("piece", ["1", "1,", "1 ", "100 ", "a", "one ", "forty-", "½", "é1"])
def test_a_long_text_takes_linear_time(piece):
    started = time.perf_counter()
    number_tokens(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 20
