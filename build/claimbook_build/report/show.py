"""The single door for foreign text that goes out to a terminal, a log or a page of text."""

import re
import unicodedata
from functools import lru_cache

# Printable by Python's reckoning and yet invisible: fillers, joiners, variation selectors.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")

COMMAND = re.compile(r"##[A-Za-z]*\[")
"""What begins a command to a CI runner anywhere in a line: ``##[x]``, ``##vso[x]``."""


def show(text: str, limit: int = 200) -> str:
    r"""Return foreign text that can do nothing but be read.

    Controls, escape sequences, bidirectional and invisible characters, halves of surrogate pairs
    and line breaks become visible escapes; a CI system's commands (``::x::`` at the beginning,
    ``##[x]`` anywhere) are broken up; what is longer than the limit is cut, and says by how much.
    No markup is added or understood; a surface that has markup needs `surface` on top.

    Args:
        text: Any text.
        limit: The greatest number of characters before the ellipsis.

    >>> show("a\x1b[31mb\n")
    'a\\x1b[31mb\\n'
    >>> show("Київ" * 100, limit=8)
    'КиївКиїв… (392 more characters)'
    """
    pieces: list[str] = []
    length = 0
    for index, character in enumerate(text[: limit + 1]):
        piece = show_character(character)
        length += len(piece)
        if length > limit:
            more = len(text) - index
            pieces.append(f"… ({more} more character{'s' if more != 1 else ''})")
            break
        pieces.append(piece)
    return break_commands("".join(pieces))


def break_commands(line: str) -> str:
    r"""Return a line that no CI runner takes for a command.

    A line is put together from pieces that are each harmless; together they need not be.

    >>> break_commands("::error::x"), break_commands("a ##vso[task]")
    ('\\x3a:error::x', 'a ##vso\\x5btask]')
    """
    broken = COMMAND.sub(lambda found: found[0][:-1] + "\\x5b", line)
    return broken.replace("::", "\\x3a:", 1) if broken.lstrip().startswith("::") else broken


def break_all_commands(text: str) -> str:
    """Return lines none of which a CI runner takes for a command."""
    return "\n".join(map(break_commands, text.split("\n")))


@lru_cache(maxsize=4096)
def show_character(character: str) -> str:
    r"""Return a character, or its escape when it would not be seen for what it is.

    >>> show_character("\u202e"), show_character("ї")
    ('\\u202e', 'ї')
    """
    number = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    hidden = character in _INVISIBLE or 0xE0100 <= number <= 0xE01EF
    if character.isprintable() and not hidden:
        return character
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


# Vowels and finals of Hangul, which join the cell of the consonant before them.
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")


def width(text: str) -> int:
    """Return how many cells a terminal gives to shown text (UAX 11, as far as it goes).

    >>> width("Київ"), width("警報"), width("e\u0301")
    (4, 4, 1)
    """
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or _JAMO.fullmatch(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
