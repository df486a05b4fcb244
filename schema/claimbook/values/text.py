"""Text as evidence counts it: strict decoding, normalisation ``n2/1``, and the way back.

Evidence points at code points of a *normalised* text, so that a page saved with other line ends,
no-break spaces or curly quotes still has every span where it was. The normalisation is part of the
contract: its steps and their order never change under one name (``docs``: evidence without
quotation). On any text it is idempotent: what the folding step writes (``'``, ``"``, ``-`` and the
space) composes with nothing, so a second pass finds nothing to do.

NFC is taken from Python's own Unicode tables. Unicode never changes the composition of an assigned
character, so texts differ between Python versions only if they hold characters that the older
version does not know.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claimbook.errors import ClaimbookError

NORMALISATION = "n2/1"
"""Name of the normalisation, as documents carry it."""

MAX_COMBINING_RUN = 128
"""Longest run of combining marks, in characters. Unicode's own Stream-Safe Text Format (UAX 15)
stops at 30; reordering a run takes time with its square, so an endless one is refused."""

_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_SPACES = re.compile(
    "[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)
# Nothing below U+0300 composes with what stands before it, so only such stretches need a look:
# one character of any kind, then characters from U+0300 on; told by what they are not, which `re`
# compiles in no time.
_COMPOSABLE = re.compile("[\u0000-\u02ff]?[^\u0000-\u02ff]+")
_LONG_COMPOSABLE = re.compile(f"[^\u0000-\u02ff]{{{MAX_COMBINING_RUN},}}")
_FOLDED = str.maketrans(
    dict.fromkeys("\u2019\u2018\u02bc\u201b\u2032\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2013\u2014\u2010\u2011\u2012\u2015\u2212", "-")
)


class TextError(ClaimbookError):
    """Bytes or characters that cannot serve as a text.

    Attributes:
        offset: Where the fault stands: in bytes from `decode`, in characters from the others.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised text with the map that leads each of its characters back to its raw ones.

    Attributes:
        text: The text in normal form.
        raw_starts: For each character of `text`, the offset of its first raw character.
        raw_ends: For each character of `text`, the offset just past its last raw character.
        raw_length: Length of the raw text, in characters.
    """

    text: str
    raw_starts: Sequence[int] = field(repr=False, compare=False)
    raw_ends: Sequence[int] = field(repr=False, compare=False)
    raw_length: int = field(compare=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        r"""Return where a span of the normalised text stands in the raw one, half-open.

        A character that was composed of several raw ones leads to all of them, and so does one
        space to the whole run that it replaced. An empty span leads to an empty one.

        Raises:
            TextError: The span is reversed or reaches outside the text.

        >>> normalise("one\r\n cafe\u0301").raw_span(4, 8)
        (6, 11)
        """
        if not 0 <= start <= end <= len(self.text):
            raise TextError(f"span {start}-{end} is not inside 0-{len(self.text)}", start)
        if start == end:
            raw = self.raw_starts[start] if start < len(self.text) else self.raw_length
            return raw, raw
        return self.raw_starts[start], self.raw_ends[end - 1]

    def normalised_index(self, raw_offset: int) -> int:
        r"""Return the index of the normalised character that a raw character went into.

        A raw character that left no trace (zero width, trimmed) gives the next one that did; past
        the last of them it is the length of the normalised text.

        Raises:
            TextError: The offset is outside the raw text (its length is still inside).

        >>> normalise("\ufeffone\r\n two").normalised_index(7)
        4
        """
        if not 0 <= raw_offset <= self.raw_length:
            raise TextError(f"offset {raw_offset} is not inside 0-{self.raw_length}", raw_offset)
        return bisect_right(self.raw_ends, raw_offset)


def decode(data: bytes) -> str:
    r"""Decode UTF-8 strictly; a byte-order mark stays, for the normalisation to drop.

    Raises:
        TextError: The bytes are no UTF-8; `TextError.offset` counts bytes.

    >>> decode(b"caf\xc3\xa9")
    'café'
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        message = f"byte 0x{byte:02x} at offset {error.start} is not UTF-8: {error.reason}"
        raise TextError(message, error.start) from None


def normalise(raw: str) -> NormalisedText:
    r"""Bring a decoded text into normal form ``n2/1``, in time linear in its length.

    In this order: drop zero-width characters, byte-order marks and soft hyphens; NFC; every run of
    white space becomes one space; curly quotes and dashes are folded one to one; the ends are
    trimmed. Case is kept.

    Raises:
        TextError: More than `MAX_COMBINING_RUN` combining marks stand in a row.

    >>> normalise("\ufeff“Cafe\u0301”\u00a0–\r\n 41 ").text
    '"Café" - 41'
    """
    text, starts = _dropped(raw)
    _refuse_endless_marks(text, starts)
    text, starts, ends = _composed(text, starts)
    text, starts, ends = _collapsed(text, starts, ends)
    text = text.translate(_FOLDED)
    first = len(text) - len(text.lstrip(" "))
    last = max(first, len(text.rstrip(" ")))
    return NormalisedText(text[first:last], starts[first:last], ends[first:last], len(raw))


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8, in lower-case hexadecimal.

    Give it `NormalisedText.text` for a document's ``text_sha256``.

    Raises:
        TextError: The text holds a lone surrogate, which no UTF-8 can carry.
    """
    return hashlib.sha256(utf8(text)).hexdigest()


def raw_sha256(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes as they came, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def utf8(text: str) -> bytes:
    """Encode a text as UTF-8.

    Raises:
        TextError: The text holds a lone surrogate; `TextError.offset` counts characters.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        message = f"U+{code:04X} at offset {error.start} is half of a surrogate pair"
        raise TextError(message, error.start) from None


def utf16_offset(text: str, index: int) -> int:
    """Turn a code-point index into the UTF-16 offset that JavaScript counts.

    Raises:
        TextError: The index is outside the text (its length is still inside).

    >>> utf16_offset("a😀b", 2)
    3
    """
    if not 0 <= index <= len(text):
        raise TextError(f"index {index} is not inside 0-{len(text)}", index)
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def _dropped(raw: str) -> tuple[str, array[int]]:
    """Remove what has no width; with each character that stays, its raw offset.

    An array of four-byte integers takes a tenth of a list's memory.
    """
    starts: array[int] = array("I")
    kept = 0
    for gap in _DROPPED.finditer(raw):
        starts.extend(range(kept, gap.start()))
        kept = gap.end()
    starts.extend(range(kept, len(raw)))
    return _DROPPED.sub("", raw), starts


def _refuse_endless_marks(text: str, starts: array[int]) -> None:
    for stretch in _LONG_COMPOSABLE.finditer(text):
        run = 0
        for offset, character in enumerate(stretch.group(), stretch.start()):
            run = run + 1 if _is_mark(character) else 0
            if run > MAX_COMBINING_RUN:
                place = starts[offset]
                message = f"over {MAX_COMBINING_RUN} combining marks in a row at offset {place}"
                raise TextError(message, place)


def _composed(text: str, starts: array[int]) -> tuple[str, array[int], array[int]]:
    """Apply NFC; all characters of a changed stretch lead back to the whole of it."""
    ends: array[int] = array("I", (start + 1 for start in starts))
    if unicodedata.is_normalized("NFC", text):
        return text, starts, ends
    pieces: list[str] = []
    new_starts: array[int] = array("I")
    new_ends: array[int] = array("I")
    done = 0
    for first, last, composed in _changes(text):
        pieces += (text[done:first], composed)
        if done < first:
            new_starts += starts[done:first]
            new_ends += ends[done:first]
        new_starts.extend((starts[first],) * len(composed))
        new_ends.extend((ends[last - 1],) * len(composed))
        done = last
    pieces.append(text[done:])
    new_starts += starts[done:]
    new_ends += ends[done:]
    return "".join(pieces), new_starts, new_ends


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of all that NFC changes, in order."""
    for stretch in _COMPOSABLE.finditer(text):
        if unicodedata.is_normalized("NFC", stretch.group()):
            continue
        first = stretch.start()
        for last in _cluster_ends(text, stretch.start(), stretch.end()):
            before, after, replacement = _change(text[first:last])
            if replacement:
                yield first + before, last - after, replacement
            first = last


def _cluster_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Cut a stretch wherever NFC of both sides is the same apart as together.

    Marks are cut from white space before them: nothing composes with it, and a run of it has to
    lead back to itself alone.
    """
    first = start
    for index in range(start + 1, end):
        cluster, character = text[first:index], text[index]
        if cluster.isspace() or not (_is_mark(character) or _composes(cluster, character)):
            yield index
            first = index
    yield end


@lru_cache(maxsize=4096)
def _change(cluster: str) -> tuple[int, int, str]:
    """Tell how many characters of a cluster stay at either end, and what the others become."""
    composed = _nfc(cluster)
    if composed == cluster:
        return len(cluster), 0, ""
    most = min(len(cluster), len(composed)) - 1  # something is left to lead back
    before = 0
    while before < most and cluster[before] == composed[before]:
        before += 1
    after = 0
    while before + after < most and cluster[-1 - after] == composed[-1 - after]:
        after += 1
    return before, after, composed[before : len(composed) - after]


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    """Tell whether a character attaches to the one before it, or does so once decomposed.

    Three Tibetan vowel signs (U+0F73, U+0F75, U+0F81) do only the latter.
    """
    return unicodedata.combining(unicodedata.normalize("NFD", character)[0]) != 0


@lru_cache(maxsize=4096)
def _composes(cluster: str, letter: str) -> bool:
    """Tell whether a letter melts into the cluster before it.

    Hangul vowels and finals do, and some vowel signs of India.
    """
    return _nfc(cluster + letter) != _nfc(cluster) + _nfc(letter)


@lru_cache(maxsize=4096)
def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _collapsed(
    text: str, starts: array[int], ends: array[int]
) -> tuple[str, array[int], array[int]]:
    """Make every run of white space one space that leads back to the whole run."""
    new_starts: array[int] = array("I")
    new_ends: array[int] = array("I")
    done = 0
    for run in _SPACES.finditer(text):
        if run.end() - run.start() == 1:
            continue
        new_starts += starts[done : run.start() + 1]
        new_ends += ends[done : run.start()]
        new_ends.append(ends[run.end() - 1])
        done = run.end()
    new_starts += starts[done:]
    new_ends += ends[done:]
    return _SPACES.sub(" ", text), new_starts, new_ends
