import hashlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimbook.values import evidence
from claimbook.values.evidence import (
    CONTEXT_LENGTH,
    LOCATOR_PATTERN,
    MAX_OFFSET,
    Found,
    Locator,
    LocatorError,
    SpanError,
    find_span,
    hash_span,
    parse_locator,
)
from claimbook.values.text import TextError, decode, normalise
from values.test_identifier import KINDS, STRANGER

TEXTS = {
    path.stem: normalise(decode(path.read_bytes())).text
    for path in sorted((Path(__file__).parents[1] / "texts").glob("*.txt"))
}
# What a figure's span looks like: a number and the next word or two.
PHRASES = re.compile("[0-9]+[0-9,.]* [a-z]+( [a-z]+)?|(three|four|six|seven|nine) [a-z]+")
SPANS = [
    (name, match.start(), match.end())
    for name, text in TEXTS.items()
    for match in PHRASES.finditer(text)
]
WORDS = st.sampled_from(["two", "killed", "missiles", "41", "75", "a", "-", "Київ", "😀"])
LONG_TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
DIGEST = TEXTS["digest-2019-05-14"]


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def places(text, words):
    return [i for i in range(len(text)) if text.startswith(words, i)]


def found_in(text, name, start, end):
    hashes = hash_span(TEXTS[name], start, end)
    return find_span(text, start, end - start, hashes)


@st.composite
def texts_with_spans(draw):
    text = draw(LONG_TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-1", Locator(None, 0, 1)),
        ("1222-1252", Locator(None, 1222, 1252)),
        ("doc_a:5-9", Locator("doc_a", 5, 9)),
        ("doc_2022-10_a:0-999999999", Locator("doc_2022-10_a", 0, MAX_OFFSET)),
    ],
)
def test_locators(text, expected):
    assert parse_locator(text) == expected
    assert str(expected) == text
    assert expected.length == expected.end - expected.start
    assert re.fullmatch(LOCATOR_PATTERN, text)


@given(
    st.sampled_from([None, "doc_example-2022-10-10", "doc_2022-10_x"]),
    st.integers(0, MAX_OFFSET - 1),
    st.data(),
)
def test_locators_round_trip(document, start, data):
    locator = Locator(document, start, data.draw(st.integers(start + 1, MAX_OFFSET)))
    assert parse_locator(str(locator)) == locator
    assert re.fullmatch(LOCATOR_PATTERN, str(locator))


@given(st.text("0123456789-: d_+", max_size=12) | st.text(max_size=12))
def test_any_text_is_a_locator_or_a_clean_error(text):
    try:
        locator = parse_locator(text)
    except LocatorError as error:
        position = error.position
    else:
        position = 0
        assert str(locator) == text
    assert 0 <= position <= len(text)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("", "the start is not a number", 0),
        ("-5", "the start is not a number", 0),
        ("+1-5", "the start is not a number", 0),
        (" 1-5", "the start is not a number", 0),
        ("٣-5", "the start is not a number", 0),
        ("01-5", "the start begins with a zero", 0),
        ("00-5", "the start begins with a zero", 0),
        ("1", "a hyphen stands between start and end", 1),
        ("0", "a hyphen stands between start and end", 1),
        ("123456789", "a hyphen stands between start and end", 9),
        ("1 -5", "a hyphen stands between start and end", 1),
        ("1–5", "a hyphen stands between start and end", 1),
        ("1-", "the end is not a number", 2),
        ("1--5", "the end is not a number", 2),
        ("1-05", "the end begins with a zero", 2),
        ("1-5 ", "nothing may follow the end", 3),
        ("1-5-9", "nothing may follow the end", 3),
        ("1-5.0", "nothing may follow the end", 3),
        ("1000000000-5", "the start has more than nine digits", 9),
        ("1-1000000000", "the end has more than nine digits", 11),
        ("5-5", "the end 5 is not after the start 5", 2),
        ("9-5", "the end 5 is not after the start 9", 2),
        (":1-5", f"not a document's id: {KINDS}", 0),
        ("act_a:1-5", "not a document's id: the prefix is act_", 0),
        ("doc_A:1-5", "not a document's id: upper-case letter in an identifier", 4),
        ("doc_a:doc_b:1-5", f"not a document's id: {STRANGER}", 5),
        ("doc_a:", "the start is not a number", 6),
    ],
)
def test_no_locators(text, message, position):
    with pytest.raises(LocatorError) as caught:
        parse_locator(text)
    assert (str(caught.value), caught.value.position) == (message, position)


@pytest.mark.parametrize(
    ("document", "start", "end"),
    [(None, -1, 5), (None, 5, 5), (None, 9, 5), (None, 0, MAX_OFFSET + 1), ("act_a", 0, 1)],
)
def test_no_locator_is_built_that_could_not_be_read(document, start, end):
    with pytest.raises(LocatorError) as caught:
        Locator(document, start, end)
    bounds = f"{start}-{end}: 0 <= start < end <= {MAX_OFFSET} must hold"
    assert str(caught.value) == ("not a document's id: the prefix is act_" if document else bounds)
    assert caught.value.position == 0


def test_hashes_of_span_and_context():
    text = "".join(map(chr, range(0x400, 0x480)))
    hashes = hash_span(text, 40, 50)
    assert hashes.span_sha256 == sha256(text[40:50])
    assert hashes.prefix_sha256 == sha256(text[8:40])
    assert hashes.suffix_sha256 == sha256(text[50:82])


def test_context_at_the_edges_is_what_is_there():
    hashes = hash_span("abcdef", 1, 4)
    assert (hashes.prefix_sha256, hashes.suffix_sha256) == (sha256("a"), sha256("ef"))
    hashes = hash_span("abcdef", 0, 6)
    assert hashes.prefix_sha256 == hashes.suffix_sha256 == sha256("")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 7), (7, 9)])
def test_no_hash_outside_the_text(start, end):
    with pytest.raises(SpanError) as caught:
        hash_span("abcdef", start, end)
    assert str(caught.value) == f"span {start}-{end} is not inside a text of 6 characters"


@pytest.mark.parametrize(("start", "length"), [(-1, 2), (0, 0), (0, -3)])
def test_no_search_for_an_impossible_span(start, length):
    with pytest.raises(SpanError) as caught:
        find_span("abcdef", start, length, hash_span("abcdef", 0, 2))
    assert str(caught.value) == f"no span starts at {start} and is {length} long"


@pytest.mark.parametrize("text", ["abc\ud800", "\udfffabc"])
def test_lone_surrogates_are_refused(text):
    with pytest.raises(TextError):
        find_span(text, 0, 1, hash_span("abc", 0, 1))


@given(texts_with_spans())
def test_an_untouched_span_is_in_place(case):
    text, start, end = case
    expected = Found("in_place", start, (start,), "both")
    assert find_span(text, start, end - start, hash_span(text, start, end)) == expected


@given(texts_with_spans(), LONG_TEXTS)
def test_a_replaced_foot_moves_nothing(case, foot):
    text, start, end = case
    found = find_span(text[:end] + foot, start, end - start, hash_span(text, start, end))
    assert (found.state, found.start) == ("in_place", start)
    assert found.context in {"both", "before"}


@given(texts_with_spans(), LONG_TEXTS)
def test_under_a_banner_a_span_is_moved_or_ambiguous(case, banner):
    text, start, end = case
    words, changed, moved_to = text[start:end], banner + text, start + len(banner)
    assume(not changed.startswith(words, start))  # else the same words took its old place
    found = find_span(changed, start, end - start, hash_span(text, start, end))
    assert list(found.candidates) == places(changed, words)
    around = text[max(0, start - CONTEXT_LENGTH) : end + CONTEXT_LENGTH]
    if start >= CONTEXT_LENGTH and len(places(changed, around)) == 1:
        assert (found.state, found.start, found.context) == ("moved", moved_to, "both")
    else:
        assert found.state == ("ambiguous" if found.start is None else "moved")
        assert moved_to in found.candidates


@given(texts_with_spans())
def test_a_changed_character_loses_a_span(case):
    text, start, end = case
    changed = text[: end - 1] + "#" + text[end:]
    assume(text[start:end] not in changed)
    found = find_span(changed, start, end - start, hash_span(text, start, end))
    assert found == Found("lost", None, ())


@given(texts_with_spans(), st.integers(0, 500))
def test_every_place_of_the_words_is_a_candidate(case, wrong_start):
    text, start, end = case
    length = end - start
    hashes = hash_span(text, start, end)
    found = find_span(text, wrong_start, length, hashes)
    everywhere = places(text, text[start:end])
    if found.state == "in_place":
        assert wrong_start in everywhere
    else:
        assert list(found.candidates) == everywhere
        assert found.state in {"moved", "ambiguous"}


def test_invented_documents_have_enough_spans():
    assert len(SPANS) > 100


@pytest.mark.parametrize(
    "banner", ["Sale ends on Sunday: 3 months for $1! ", "x", TEXTS["subscription-page"] + " "]
)
def test_a_banner_moves_spans_of_documents_and_loses_none(banner):
    for name, start, end in SPANS:
        if name != "subscription-page":
            found = found_in(banner + TEXTS[name], name, start, end)
            assert (found.state, found.start) == ("moved", start + len(banner))


def test_a_new_feed_at_the_foot_of_documents_moves_no_span():
    for name, start, end in SPANS:
        if end < 1000:
            found = found_in(TEXTS[name][:1000] + " Latest: 7 stories.", name, start, end)
            assert (found.state, found.start) == ("in_place", start)


@pytest.mark.parametrize(
    "reformat",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n\t"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\r\n"),
        lambda text: text.replace(" ", "\u2009 "),
        lambda text: text.replace('"', "\u201d").replace("'", "\u2019").replace("-", "\u2013"),
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        "\u200b".join,
        lambda text: text.replace("é", "e\u0301"),
        lambda text: f"\n\n{text}\n\u2028",
    ],
    ids=[
        *["bom", "crlf", "blank lines", "nbsp", "hard wraps", "thin spaces", "curly", "straight"],
        *["zero width", "decomposed", "outer space"],
    ],
)
@pytest.mark.parametrize("name", TEXTS)
def test_a_new_format_loses_nothing(name, reformat):
    raw = decode((Path(__file__).parents[1] / "texts" / f"{name}.txt").read_bytes())
    text = normalise(reformat(raw.replace("\r\n", "\n"))).text
    assert text == TEXTS[name]
    for _, start, end in (span for span in SPANS if span[0] == name):
        assert found_in(text, name, start, end) == Found("in_place", start, (start,), "both")


def test_a_changed_digit_in_a_document_loses_its_span():
    start = DIGEST.index("over 700 settlements")
    changed = DIGEST.replace("over 700", "over 800")
    assert found_in(changed, "digest-2019-05-14", start, start + 20) == Found("lost", None, ())


def test_a_short_repeated_span_is_found_by_its_context():
    text = TEXTS["evening-briefing"]
    starts = places(text, "Two killed, two wounded")
    assert len(starts) == 3
    for start in starts:
        found = found_in("Subscribe! " + text, "evening-briefing", start, start + 23)
        moved_to = tuple(place + 11 for place in starts)
        assert found == Found("moved", start + 11, moved_to, "both")


def test_a_span_repeated_with_its_surroundings_is_ambiguous():
    line = "* mandatory field "
    text = "Join " + line * 9
    start = 5 + 4 * len(line)
    found = find_span("New! " + text, start, 17, hash_span(text, start, start + 17))
    assert (found.state, found.start, len(found.candidates)) == ("ambiguous", None, 9)


def test_one_context_is_enough_to_tell_places_apart():
    text = "Today: 5 killed in the north." + " " * 40 + "Then: 5 killed in the south."
    hashes = hash_span(text, 7, 15)
    found = find_span("A banner. " + text, 7, 8, hashes)
    assert (found.state, found.start, found.context) == ("moved", 17, "after")
    assert found.candidates == (17, 85)


def test_the_only_place_of_the_words_in_strange_surroundings_says_so():
    text = "Officials counted 41 missiles over the capital in the early morning hours."
    found = find_span("It was 41 missiles.", 18, 11, hash_span(text, 18, 29))
    assert found == Found("moved", 7, (7,), "none")


def test_the_right_words_at_the_old_place_by_accident_are_not_taken():
    # A banner as long as the way from one "41 missiles" to the next puts the wrong one in place.
    text = "a" * 40 + "41 missiles" + "b" * 60 + "41 missiles" + "c" * 40
    hashes = hash_span(text, 111, 122)
    found = find_span("-" * 71 + text, 111, 11, hashes)
    assert found == Found("moved", 182, (111, 182), "both")


def test_the_old_place_stands_when_no_other_is_better():
    text = "a" * 40 + "41 missiles" + "b" * 40
    found = find_span(
        "-" * 40 + "41 missiles" + "+" * 50 + "41 missiles", 40, 11, hash_span(text, 40, 51)
    )
    assert found == Found("in_place", 40, (40, 101), "none")


def test_offsets_count_code_points():
    text = "🛡️ 12 shells"
    found = find_span("😀😀" + text, 3, 9, hash_span(text, 3, 12))
    assert (found.state, found.start) == ("moved", 5)


@pytest.mark.parametrize("start", [0, 4, MAX_OFFSET])
def test_text_shorter_than_the_span(start):
    hashes = hash_span("a longer text", 0, 13)
    assert find_span("short", start, 13, hashes) == Found("lost", None, ())
    assert find_span("", start, 13, hashes) == Found("lost", None, ())


def test_search_stops_at_its_budget(monkeypatch):
    monkeypatch.setattr(evidence, "SEARCH_BUDGET", 100)
    text = "b" * 300 + "needle" + "b" * 300
    hashes = hash_span(text, 300, 306)
    assert find_span(text, 280, 6, hashes) == Found("lost", None, (), None, exhaustive=False)
    near = find_span(text, 295, 6, hashes)
    assert (near.state, near.start, near.exhaustive) == ("moved", 300, True)
    repeated = find_span("aba" * 30, 300, 1, hash_span("xax", 1, 2))
    assert (repeated.state, repeated.exhaustive) == ("ambiguous", False)


@pytest.mark.usefixtures("untraced")
@pytest.mark.slow
def test_a_lost_span_in_a_million_characters():
    text = "lorem ipsum dolor " * 55_000
    hashes = hash_span("not in there at all", 0, 19)
    started = time.process_time()
    assert find_span(text, 500_000, 19, hashes).state == "lost"
    assert time.process_time() - started < 6  # about one second on an idle core


def test_context_length_is_the_contract_s():
    assert CONTEXT_LENGTH == 32
