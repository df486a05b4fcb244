r"""The portable subset of patterns and of SQL: what every engine in use reads alike.

What it refuses was seen to differ between DuckDB, Spark, RE2, Java, Rust and ECMAScript: the
classes `\d \w \s` and the dot (which characters?), anchors (a line's end or the text's?),
look-around and flags (not everywhere), casts, division and functions (overflow, rounding, bytes),
``IS TRUE`` (null in some engines, false in others).
"""

import re
from collections.abc import Collection

from claimbook.errors import ClaimbookError

MOST_REPEATS = 1000
"""Largest repeat count that RE2, and so DuckDB, accepts."""

_PATTERN_TOKEN = re.compile(
    r"\[\^?[^\]\[\\^]+\]"  # a class, spelled out
    r"|\((?:\?:|(?!\?))|\)|\||[*+?]"
    r"|\{[0-9]+(?:,[0-9]*)?\}"
    r"|[^\\^$.*+?()\[\]{}|]"  # a plain character
)
_REPEATS = re.compile("[0-9]+")
_SQL_TOKEN = re.compile(
    r"(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<number>-?[0-9]+(?:[.][0-9]+)?(?![0-9A-Za-z_.]))"
    r"|(?P<text>'[A-Za-z0-9_]*'(?!'))"
    r"|(?P<sign><=|>=|<>|=|<|>|\(|\)|,)"
    r"|(?P<space> )"
)
_WORDS = frozenset({"AND", "OR", "NOT", "IS", "NULL", "IN"})


class DerivationError(ClaimbookError):
    """A record model or a rule is declared in a way that cannot be published."""


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that some engine reads in its own way.

    Raises:
        DerivationError: It holds more than classes, plain characters, groups and repeats; or it
            matches the empty text, which the SQL form cannot tell from no match.

    >>> check_pattern("[a-z]{2,3}(-[A-Z]{2})?")
    >>> check_pattern("[0-9]+$")
    Traceback (most recent call last):
        ...
    claimbook.derive.portable.DerivationError: pattern [0-9]+$: `$` is not portable
    """
    at = depth = 0
    while at < len(pattern):
        token = _PATTERN_TOKEN.match(pattern, at)
        if token is None:
            raise DerivationError(f"pattern {pattern}: `{pattern[at]}` is not portable")
        depth += token[0].startswith("(") - (token[0] == ")")
        if token[0] == "|" and depth == 0:
            raise DerivationError(f"pattern {pattern}: alternatives need brackets around them")
        if token[0][0] == "{" and any(int(n) > MOST_REPEATS for n in _REPEATS.findall(token[0])):
            raise DerivationError(f"pattern {pattern}: `{token[0]}` repeats too often")
        at = token.end()
    if re.fullmatch(pattern, ""):
        raise DerivationError(f"pattern {pattern}: the empty text fits it")


def check_condition(condition: str, columns: Collection[str]) -> None:
    """Refuse a row condition that some engine reads in its own way.

    Allowed are column names, AND, OR, NOT, IS [NOT] NULL, IN, comparisons, brackets, numbers, and
    texts of ASCII letters, digits and underscores.

    Raises:
        DerivationError: It holds anything else.

    >>> check_condition("low IS NULL OR low <= high", {"low", "high"})
    >>> check_condition("low + 1 > high", {"low", "high"})
    Traceback (most recent call last):
        ...
    claimbook.derive.portable.DerivationError: condition low + 1 > high: `+` is not portable
    """
    at = 0
    while at < len(condition):
        token = _SQL_TOKEN.match(condition, at)
        if token is None:
            raise DerivationError(f"condition {condition}: `{condition[at]}` is not portable")
        word = token["word"]
        if word is not None and word not in _WORDS and word not in columns:
            raise DerivationError(f"condition {condition}: no column `{word}`, or not portable")
        at = token.end()
