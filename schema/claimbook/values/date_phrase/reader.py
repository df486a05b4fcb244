"""The words of a date phrase, and a reader that takes them one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_LONGEST = 120
_FOLDED = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'"})
_ORDINALS = ("st", "nd", "rd", "th")

Value = TypeVar("Value")


def tokens_of(text: str) -> tuple[str, ...] | None:
    """Split a phrase into lower-case words, groups of up to four digits, ``-``, ``:`` and ``.``.

    Commas, the periods of abbreviations, possessive endings and ordinal suffixes are dropped.
    None when the text holds anything else or is over 120 characters long. Linear.

    >>> tokens_of("Sept. 26th, 2022 at 11:30 a.m.")
    ('sept', '26', '2022', 'at', '11', ':', '30', 'am')
    >>> tokens_of("10/11/22") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(text.translate(_FOLDED).split())
    if not plain.isascii():
        return None
    return _split(plain.lower())


def _split(text: str) -> tuple[str, ...] | None:
    tokens: list[str] = []
    at = 0
    while at < len(text):
        token, at = _token(text, at)
        if token is None:
            return None
        if token:
            tokens.append(token)
    return tuple(tokens)


def _token(text: str, at: int) -> tuple[str | None, int]:
    char = text[at]
    if char.isalpha():
        return _word(text, at)
    if char.isdigit():
        return _number(text, at)
    if char in " ,":
        return "", at + 1
    if char in "-:":
        return char, at + 1
    if char == ".":
        return _period(text, at)
    return None, at


def _word(text: str, at: int) -> tuple[str, int]:
    end = at
    while end < len(text) and (text[end].isalpha() or text[end] == "."):
        end += 1
    word = text[at:end].replace(".", "")
    possessive = text[end : end + 2] == "'s" and not text[end + 2 : end + 3].isalnum()
    return word, end + 2 * possessive


def _number(text: str, at: int) -> tuple[str | None, int]:
    end = at
    while end < len(text) and text[end].isdigit():
        end += 1
    if end - at > 4:
        return None, at
    ordinal = text[end : end + 2] in _ORDINALS and not text[end + 2 : end + 3].isalnum()
    return text[at:end], end + 2 * ordinal


def _period(text: str, at: int) -> tuple[str | None, int]:
    if at + 1 == len(text):
        return "", at + 1
    between_digits = text[at - 1 : at].isdigit() and text[at + 1].isdigit()
    return ("." if between_digits else None), at + 1


class Reader:
    """A cursor over the tokens of a phrase.

    Attributes:
        tokens: The tokens.
        at: Index of the next one; set it back to give up on a reading.
    """

    __slots__ = ("at", "tokens")

    def __init__(self, tokens: tuple[str, ...]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def done(self) -> bool:
        """Whether every token has been taken."""
        return self.at == len(self.tokens)

    def peek(self, ahead: int = 0) -> str:
        """Return the next token, or one further ahead, without taking it; empty past the end."""
        index = self.at + ahead
        return self.tokens[index] if index < len(self.tokens) else ""

    def take(self, *words: str) -> bool:
        """Take the next token if it is one of these words."""
        found = self.peek() in words
        self.at += found
        return found

    def lookup(self, table: Mapping[str, Value]) -> Value | None:
        """Take the next token if it is a key of a table, and return its value, else None."""
        value = table.get(self.peek())
        self.at += value is not None
        return value

    def digits(self, *lengths: int) -> int | None:
        """Take the next token if it is a number of so many digits, and return it, else None."""
        token = self.peek()
        if len(token) not in lengths or not token.isdigit():
            return None
        self.at += 1
        return int(token)
