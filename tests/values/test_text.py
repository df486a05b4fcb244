import hashlib
import random
import re
import sys
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.text import (
    MAX_COMBINING_RUN,
    NORMALISATION,
    TextError,
    decode,
    normalise,
    raw_sha256,
    text_sha256,
    utf16_offset,
)

TEXTS = sorted((Path(__file__).parents[1] / "texts").glob("*.txt"))
DROPPED = [*map(chr, range(0x200B, 0x2010)), "\u2060", "\ufeff", "\u00ad"]
CONTROLS = [0x85, 0x2028, 0x2029, *range(0x09, 0x0E), *range(0x1C, 0x20)]
SPACES = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Zs"]
SPACES += map(chr, CONTROLS)
FOLDED = {
    "'": "\u2019\u2018\u02bc\u201b\u2032\u0060\u00b4",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033",
    "-": "\u2013\u2014\u2010\u2011\u2012\u2015\u2212",
}
# Characters that meet each other in every step: marks, jamo, vowel signs, spaces, quotes, dashes.
LIVELY = st.sampled_from(
    [
        *"aeou Ї-'`",
        *"\u0301\u0308\u0323\u0338\u0327\u0344\u0f71\u0f72\u0f73\u0f74",
        *"\u1100\u1161\u11a8\uac00\u09c7\u09be\u0958\u212b\u2000\u1fef\u1ffd\u1fbf\u00a8",
        *"\u200b\u00ad\ufeff\r\n\t\u00a0\u2009\u2028\u2019\u201c\u2014\u2212😀\U0001d15e",
    ]
)
RAW_TEXTS = st.text(LIVELY, max_size=30) | st.text(max_size=30)


def plainly_normalised(raw):
    """The contract's sentence, step after step, without a map."""
    text = "".join(c for c in raw if c not in DROPPED)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(f"[{re.escape(''.join(SPACES))}]+", " ", text)
    for plain, curly in FOLDED.items():
        text = "".join(plain if c in curly else c for c in text)
    return text.strip(" ")


@given(RAW_TEXTS)
def test_normal_form_is_the_contract_s(raw):
    assert normalise(raw).text == plainly_normalised(raw)


@given(RAW_TEXTS)
def test_normalising_twice_changes_nothing(raw):
    text = normalise(raw).text
    again = normalise(text)
    assert again.text == text
    assert list(again.raw_starts) == [*range(len(text))]
    assert list(again.raw_ends) == [*range(1, len(text) + 1)]


@pytest.mark.parametrize("written", ["'", '"', "-", " "])
def test_nothing_composes_with_what_folding_writes(written):
    # Why the normal form is idempotent although NFC comes before folding.
    for code in range(sys.maxunicode + 1):
        pair = unicodedata.normalize("NFC", written + chr(code))
        assert pair.startswith(written)


@given(RAW_TEXTS)
def test_map_covers_in_order_and_keeps_meaning(raw):
    result = normalise(raw)
    pairs = [result.raw_span(i, i + 1) for i in range(len(result.text))]
    assert pairs == [*zip(result.raw_starts, result.raw_ends, strict=True)]
    assert all(0 <= start < end <= len(raw) for start, end in pairs)
    for (start, end), (next_start, next_end) in pairwise(pairs):
        assert (start, end) == (next_start, next_end) or end <= next_start
    for index, (start, end) in enumerate(pairs):
        first = result.normalised_index(start)
        assert first == result.normalised_index(end - 1) <= index
        assert pairs[first] == (start, end)


@given(RAW_TEXTS, st.data())
def test_a_raw_span_normalises_to_its_own_span(raw, data):
    result = normalise(raw)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    raw_start, raw_end = result.raw_span(start, end)
    assert result.text[start:end].strip(" ") in normalise(raw[raw_start:raw_end]).text


@given(RAW_TEXTS)
def test_every_raw_offset_leads_somewhere(raw):
    result = normalise(raw)
    indexes = [result.normalised_index(offset) for offset in range(len(raw) + 1)]
    assert indexes == sorted(indexes)
    assert indexes[-1] == len(result.text)


@pytest.mark.parametrize("character", DROPPED, ids=ascii)
def test_dropped_characters(character):
    assert normalise(f"a{character}b").text == "ab"
    assert normalise(f"e{character}\u0301").text == "é"
    assert normalise(f"a {character} b").text == "a b"


@pytest.mark.parametrize("character", SPACES, ids=ascii)
def test_white_space(character):
    assert normalise(f"{character}a{character}{character}b{character}").text == "a b"


@pytest.mark.parametrize(
    ("plain", "curly"), [(p, c) for p, curly in FOLDED.items() for c in curly], ids=ascii
)
def test_folded_characters(plain, curly):
    assert normalise(f"a{curly}{curly}b").text == f"a{plain}{plain}b"


@pytest.mark.parametrize("kept", ["\u180e", "\u00b7", "\u2026", "\u301c", "½", "²", "İ", "\0"])
def test_other_characters_stay(kept):
    assert normalise(f"a{kept}b").text == f"a{kept}b"


@pytest.mark.parametrize(
    ("raw", "text", "spans"),
    [
        ("cafe\u0301s", "cafés", [(0, 1), (1, 2), (2, 3), (3, 5), (5, 6)]),
        ("e\u00ad\u0301x", "éx", [(0, 3), (3, 4)]),
        ("q\u0323\u0307\u0301", "q\u0323\u0307\u0301", [(0, 1), (1, 2), (2, 3), (3, 4)]),
        ("e\u0323\u0301\u0301", "ẹ\u0301\u0301", [(0, 2), (2, 3), (3, 4)]),
        ("e\u0301\u0323", "ẹ\u0301", [(0, 3)] * 2),
        ("a \u2028\u0301\u0323b", "a \u0323\u0301b", [(0, 1), (1, 3), (3, 5), (3, 5), (5, 6)]),
        ("a \u2000\u0344", "a \u0308\u0301", [(0, 1), (1, 3), (3, 4), (3, 4)]),
        ("\u0958", "\u0915\u093c", [(0, 1)] * 2),
        ("\u1100\u1161\u11a8", "각", [(0, 3)]),
        ("\uac00\u11a8x", "각x", [(0, 2), (2, 3)]),
        ("a\r\n \tb", "a b", [(0, 1), (1, 5), (5, 6)]),
        ("a \u200b b", "a b", [(0, 1), (1, 4), (4, 5)]),
        ("\ufeff a ", "a", [(2, 3)]),
        ("a\u2000", "a", [(0, 1)]),
        ("a\u0f73\u0301", "á\u0f71\u0f72", [(0, 3)] * 3),
        ("", "", []),
        (" \r\n\ufeff", "", []),
    ],
)
def test_maps_by_hand(raw, text, spans):
    result = normalise(raw)
    assert result.text == text
    assert [result.raw_span(i, i + 1) for i in range(len(text))] == spans


def test_empty_spans_and_the_ends():
    result = normalise("  one  two  ")
    assert result.raw_span(0, 0) == (2, 2)
    assert result.raw_span(7, 7) == (12, 12)
    assert [result.normalised_index(offset) for offset in (0, 2, 5, 6, 10, 12)] == [
        0,
        0,
        3,
        3,
        7,
        7,
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 4), (4, 4)])
def test_no_span_outside_the_text(start, end):
    with pytest.raises(TextError) as caught:
        normalise("abc").raw_span(start, end)
    assert str(caught.value) == f"span {start}-{end} is not inside 0-3"
    assert caught.value.offset == start


@pytest.mark.parametrize("offset", [-1, 4])
def test_no_offset_outside_the_raw_text(offset):
    with pytest.raises(TextError) as caught:
        normalise("abc").normalised_index(offset)
    assert (str(caught.value), caught.value.offset) == (
        f"offset {offset} is not inside 0-3",
        offset,
    )


def test_clusters_compose_apart_as_together_for_every_character():
    # Each character behind a letter, a mark and a jamo: where a cluster is cut wrongly, NFC of the
    # pieces differs from NFC of the whole. The e with acute forces the slow way.
    assigned = [chr(c) for c in range(0x300, sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]
    assigned = [c for c in assigned if unicodedata.category(c) not in {"Cn", "Co"}]
    odd = [c for c in assigned if unicodedata.combining(c) or unicodedata.decomposition(c)]
    odd += [c for c in assigned if unicodedata.category(c).startswith("M")]
    for character in odd + [chr(c) for c in range(0x1100, 0x1200)]:
        raw = f"e\u0301 a{character}\u0301\u09c7{character}\uac00{character}\u0323"
        assert normalise(raw).text == plainly_normalised(raw)


@pytest.mark.parametrize("letter", ["a", "ж"])
def test_every_letter_may_have_its_own_run_of_marks(letter):
    longest = (letter + "\u0323" * MAX_COMBINING_RUN) * 3
    assert normalise(longest).text == unicodedata.normalize("NFC", longest)


@pytest.mark.parametrize("mark", ["\u0301", "\u0323", "\u0f73"])
def test_an_endless_run_of_marks_is_refused(mark):
    longest = "a" + mark * MAX_COMBINING_RUN
    assert normalise(longest).text == unicodedata.normalize("NFC", longest)
    with pytest.raises(TextError, match="combining marks") as caught:
        normalise("b\u200b" + longest + mark)
    assert caught.value.offset == len(longest) + 2


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"ab\xff", 2),
        (b"caf\xe9 au lait", 3),
        (b"\xed\xa0\x80", 0),
        (b"\xc0\xaf", 0),
        (b"ok\xe2\x82", 2),
        ("text".encode("utf-16"), 0),
    ],
)
def test_bytes_that_are_no_utf_8(data, offset):
    with pytest.raises(TextError, match=f"offset {offset}") as caught:
        decode(data)
    assert caught.value.offset == offset


@given(st.text())
def test_decoding_is_utf_8(text):
    assert decode(text.encode()) == text


def test_hashes():
    assert NORMALISATION == "n2/1"
    assert raw_sha256(b"\xef\xbb\xbfa") == hashlib.sha256(b"\xef\xbb\xbfa").hexdigest()
    assert text_sha256("Київ") == hashlib.sha256("Київ".encode()).hexdigest()
    assert text_sha256(normalise(decode(b"\xef\xbb\xbfa\r\n")).text) == text_sha256("a")


def test_a_lone_surrogate_has_no_hash():
    with pytest.raises(TextError, match=r"U\+D800") as caught:
        text_sha256("ab\ud800")
    assert caught.value.offset == 2


def test_utf_16_offsets_count_astral_characters_twice():
    text = "a🛡️b𝟏c"
    assert [utf16_offset(text, i) for i in range(len(text) + 1)] == [0, 1, 3, 4, 5, 7, 8]


@given(st.text(), st.data())
def test_utf_16_offsets_cut_where_javascript_cuts(text, data):
    index = data.draw(st.integers(0, len(text)))
    units = text.encode("utf-16-le")
    assert units[: 2 * utf16_offset(text, index)].decode("utf-16-le") == text[:index]


@pytest.mark.parametrize("index", [-1, 2])
def test_no_utf_16_offset_outside_the_text(index):
    with pytest.raises(TextError) as caught:
        utf16_offset("a", index)
    assert (str(caught.value), caught.value.offset) == (f"index {index} is not inside 0-1", index)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_invented_documents(path):
    raw = decode(path.read_bytes())
    result = normalise(raw)
    assert result.text == plainly_normalised(raw)
    for word in re.finditer(r"[a-z]{4,}", result.text):
        start, end = result.raw_span(*word.span())
        assert re.sub("[\u00ad\u200b\u2060]", "", raw[start:end]) == word.group()


def test_invented_documents_keep_their_bytes():
    digest = next(path for path in TEXTS if path.stem == "digest-2019-05-14").read_bytes()
    assert digest.count(b"\r\n") == digest.count(b"\n") > 20
    call_up = next(path for path in TEXTS if path.stem == "secret-call-up").read_bytes()
    assert call_up.startswith(b"\xef\xbb\xbf")


@pytest.mark.usefixtures("untraced")
@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["a  ", "“б”\r\n", "e\u0301", "\u1112\u1161\u11ab", "a\u200b", "\u0f73" * 99 + "a", "\uf900"],
    ids=["spaces", "quotes", "marks", "jamo", "zero-width", "mark-runs", "compatibility"],
)
def test_a_million_characters_take_about_a_second(piece):
    raw = piece * (1_000_000 // len(piece))
    started = time.process_time()
    normalise(raw)
    assert time.process_time() - started < 5  # far above what it takes, far below quadratic


@pytest.mark.slow
def test_long_random_texts():
    draw = random.Random(3)
    alphabet = [chr(c) for c in [*range(0x20, 0x500), *range(0x900, 0xA00), *range(0x1100, 0x1200)]]
    for _ in range(50):
        raw = "".join(draw.choices(alphabet, k=5000))
        assert normalise(raw).text == plainly_normalised(raw)
