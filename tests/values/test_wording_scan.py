from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.wording import parse_wording, scan_wordings


def found(text):
    return [text[span.start : span.end] for span in scan_wordings(text)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", []),
        ("Of 75 rockets only 41 came down.", ["75", "only 41"]),
        ("They took over 600 villages, some 100 by night", ["over 600", "some 100"]),
        ("dam-aged 32 buildings; damaged 32", ["32", "32"]),
        ("an S-300, a Shahed-136, COVID-19, two F-16s, a Kh-101", ["two"]),
        ("an 11-year-old under a 35-hour curfew", ["11", "35"]),
        ("a T-72B3, 2S19, 9K720 and 14th brigade", []),
        ("in the 1990s, mid-30s, 300mm, 2.4m", []),
        ("at 12:31 on 14.10.2022 or 2022-10-14, 24/7, 9/11", []),
        ("#5, .5, -5, +380, v2, 5.ua, @5", []),
        ("'75 of them', (20) and \"6\"", ["75", "20", "6"]),
        ("$400 million or $15.6 billion", ["400 million", "15.6 billion"]),
        ("Oct. 10, 75 were", ["10", "75"]),
        ("10,75 were", []),
        ("10 152-mm shells", []),
        ("five 152-mm shells", ["five", "152"]),
        ("20 000-strong", ["20 000"]),
        ("twenty twenty-two people", []),
        ("the twenty-first, one hundred and first", []),
        ("someone, often, weight", []),
        ("one another, no one knew, the one, one of the worst, one-way, one-off", []),
        ("no one was hurt", ["no one"]),
        ("one man and a single dog", ["one"]),
        ("a man, an attack", []),
        ("a dozen men", ["a dozen"]),
        ("the toll rose to eight", ["eight"]),
        ("the toll rose from five to eight", ["five", "eight"]),
        ("it fell, he said, from 10 to 7", ["10", "7"]),
        ("from 5 to 7 drones", ["from 5 to 7"]),
        ("between 5 and 7 drones", ["between 5 and 7"]),
        ("killed 5 and wounded 7", ["5", "7"]),
        ("5 to 7% of it", ["5 to 7%"]),
        ("two thousand one hundred and two thousand", ["two thousand one hundred", "two thousand"]),
        ("two thousand and five thousand", ["two thousand", "five thousand"]),
        ("beat them 3-2", []),
        ("down 10 to 7", ["10", "7"]),
        ("shot down 41 out of 75", ["41", "75"]),
        ("three in 24 hours", ["three", "24"]),
        ("one in five homes", ["one in five"]),
        ("one in 10 homes, 1 in 4, 1 in five", []),
        ("On Oct. 14 300 more, on May 3 120 000", []),
        ("as few as 5 and as many as 50", ["as few as 5", "as many as 50"]),
        ("dozens or even hundreds, tens or hundreds of thousands", []),
        ("hundreds, if not thousands", ["hundreds"]),
        ("half of them, the eastern half of town, the first half of May", ["half"]),
        ("a third of it, a third strike, a third", ["a third", "a third"]),
        ("almost a third strike", ["almost a third"]),
        ("half an hour", []),
        ("a quarter century", []),
        ("two-thirds-built", []),
        ("ten-fold, two-and-a-half, six-seven", []),
        ("5 percentage points, 41% and 41 per cent", ["41%", "41 per cent"]),
        ("not 5, if not dozens, no two", []),
        ("not more than 5", ["not more than 5"]),
        ("tens of drones, tens", ["tens"]),
        ("scores of drones, the scores", ["scores"]),
        ("tens of thousands of men", ["tens of thousands"]),
        ("a couple of days, a couple died", ["a couple"]),
        ("too many, many thousands", ["thousands"]),
        ("in the low thousands", ["in the low thousands"]),
        ("no comment, no doubt, no longer, no fewer than 5", ["no fewer than 5"]),
        ("but no casualties were reported.", ["no casualties were reported"]),
        ("no further civilian casualties", ["no further civilian casualties"]),
        ("none was found, second to none", ["none"]),
        ("up to about 60 men", []),
        ("about 60 or more", []),
        ("60 or so, 5 or more, 600+ men", ["60 or so", "5 or more", "600+"]),
        ("5, at least 3 of them boys", ["5", "at least 3"]),
        ("2 at least 3", ["2", "at least 3"]),
        ("one's, two's", []),
        ("2½ days", []),
        ("two  hundred", ["two"]),
        ("hundred-year", []),
        ("over the past month, above all, some say, up to now", []),
        ("half the fleet, half its men, half their men, half all men", ["half"] * 4),
        ("a third the size", ["a third"]),
        ("half men", []),
        ("more than many", []),
        ("tens died", []),
        ("tens of men", ["tens"]),
        ("at least tens died", ["at least tens"]),
        ("none was found", ["none"]),
        ("second to none", []),
        ("none-too-good", []),
        ("none's", []),
        ("not a single man was hurt", ["not a single"]),
        ("not one man, not one-way", ["not one"]),
        ("no one-sided view, no one's fault", []),
        ("no hits recorded, no deaths had been", ["no hits recorded", "no deaths"]),
        ("no deaths have been recorded today", ["no deaths have been recorded"]),
        ("no further new other known dead", []),
        ("It rose. From 5 to 7 men", ["From 5 to 7"]),
        ("it rose; from 5 to 7 men", ["from 5 to 7"]),
        ("He said. It rose from 5 to 7", ["5", "7"]),
        ("It rose. He said. From 5 to 7 men", ["From 5 to 7"]),
        ("They saw 5. Then 6", ["5", "6"]),
        ("They lost 12 300. Then 12 301, 5", ["12 300", "12 301", "5"]),
        ("It rose overnight. From 5 to 7 men", ["From 5 to 7"]),
        ("it rose overnight; from 5 to 7 men", ["from 5 to 7"]),
        ("He slept. It rose overnight. From 5 to 7 men", ["From 5 to 7"]),
        ("He slept. It rose overnight from 5 to 7", ["5", "7"]),
        ("twenty-5 men, five-7 men", []),
        ("1-day curfew, one hundred-day", ["1", "one hundred"]),
        ("one hundred of them", ["one hundred"]),
        ("2 million 152-mm shells", ["2 million", "152"]),
        ("7 to 7% of it", ["7", "7%"]),
        ("5 - 7 men, 5- 7 men, 5 -7 men", ["5 - 7", "5", "7", "5"]),
        ("5 at least an hour", ["5"]),
        ("5 300 men, Sept. 5 300 men", ["5 300"]),
    ],
)
def test_phrases_found_in(text, phrases):
    assert found(text) == phrases


PIECES = (
    *("5", "41", "1,200", "120", "000", "12:31", "S-300", "-7", "5-7", "%", "per", "cent", "one"),
    *("two", "forty-one", "forty", "hundred", "thousand", "million", "dozen", "dozens", "tens"),
    *("hundreds", "thousands", "and", "a", "an", "of", "the", "in", "to", "or", "out", "between"),
    *("from", "about", "at", "least", "most", "more", "than", "up", "no", "none", "not", "few"),
    *("casualties", "reported", "several", "couple", "half", "third", "thirds", "quarter", "first"),
    *("rose", "only", "another", "further", "some", "so", "just", "low", "high", "years", "-", ","),
    *(".", "+", "~", ">", "'", "2.4bn", "1.5", "1.500", "½", "é", "percent", "odd"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([" ", " ", "-", ""]))
def test_every_span_parses_to_the_same_quantity(words, joint):
    text = joint.join(words)
    position = 0
    for span in scan_wordings(text):
        assert position <= span.start < span.end
        assert parse_wording(text[span.start : span.end]) == span.quantity
        position = span.end


@given(st.text(max_size=200))
def test_any_text_can_be_scanned(text):
    for span in scan_wordings(text):
        assert parse_wording(text[span.start : span.end]) == span.quantity


RISKY = (
    *("1", "1,", "1.", "1,111,", "1 ", "111 ", "1-", "1 to ", "1 or ", "a", "a ", "from 1 to "),
    *("one ", "twenty ", "one-", "hundred and ", "one hundred and ", "one million ", "1 million "),
    *("only ", "about ", "more than ", "between ", "between 1 and ", "rose from 1 to ", "1 in "),
    *(
        "no ",
        "no casualties ",
        "half a ",
        "tens of ",
        "several ",
        "in the low ",
        "-",
        "½",
        "one in ",
    ),
    *("one out of ", "(", "'1", "~", " ", "a couple of ", "000 ", "1 000 ", "not ", "é1"),
)


def seconds_for(text):
    started = time.perf_counter()
    for _ in scan_wordings(text):
        pass
    return time.perf_counter() - started


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("piece", RISKY)
def test_repetition_takes_bounded_time(piece):
    assert seconds_for(piece * (20_000 // len(piece))) < 20


@pytest.mark.slow
@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("piece", ["1", "1,111,", "000 ", "1-", "a", "twenty ", "rose from 1 to "])
def test_a_megabyte_takes_bounded_time(piece):
    assert seconds_for(piece * (1_000_000 // len(piece))) < 60
