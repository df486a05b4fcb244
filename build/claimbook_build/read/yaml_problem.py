"""libyaml's complaints in our own words, at the place where a reader must look."""

import re
from typing import Any

from yaml import YAMLError
from yaml.reader import ReaderError

from claimbook.diagnostic import Diagnostic, Related
from claimbook_build.read.findings import Findings

# libyaml's constant (scanner.c, parser.c) -> what to say, how to repair it.
_MESSAGES: dict[str, tuple[str, str | None]] = {
    "mapping values are not allowed in this context": (
        "a colon inside plain text",
        'quote the text: "...: ..."',
    ),
    "could not find expected ':'": (
        "neither a key with its colon nor part of the value above",
        "write `key: value`; quote text that goes over several lines",
    ),
    "did not find expected key": (
        "a key was expected here",
        "set keys of one mapping under each other, and one value a key",
    ),
    "did not find expected '-' indicator": (
        "a list item was expected here",
        "set the items of one list, and the keys of one item, under each other",
    ),
    "did not find expected ',' or ']'": ("the list is not closed before this", "close it with `]`"),
    "did not find expected ',' or '}'": (
        "the mapping is not closed before this",
        "close it with `}`, and quote text that holds a comma or a brace",
    ),
    "found unexpected end of stream": ("the quoted text is never closed", "close the quote"),
    "found unexpected document indicator": ("the quoted text is never closed", "close the quote"),
    "did not find expected <document start>": (
        "text after the end of the record",
        "one record file holds one document",
    ),
    "found unknown escape character": (
        "unknown escape in double quotes",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "found invalid Unicode character escape code": (
        "an escape that is no character: half of a surrogate pair, or beyond U+10FFFF",
        "write the character itself",
    ),
    "did not find expected hexdecimal number": (
        "an escape without its hexadecimal digits",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "found character that cannot start any token": (
        "plain text cannot begin with this character",
        "quote the text",
    ),
    "did not find expected alphabetic or numeric character": (
        "plain text cannot begin with `*` or `&`",
        "quote the text",
    ),
    "found undefined tag handle": ("YAML tag", "delete it; text that begins with `!` is quoted"),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here",
        "begin the list on the line below its key",
    ),
    "mapping keys are not allowed in this context": (
        "a key cannot stand here",
        "set keys of one mapping under each other",
    ),
    "did not find expected comment or line break": (
        "text on the line of `|` or `>`",
        "begin the text on the next line, indented",
    ),
}
# Complaints about the end of something that never ended: its beginning is the place to look at.
_LOOK_AT_BEGINNING = {
    "could not find expected ':'",
    "found unexpected end of stream",
    "found unexpected document indicator",
    "did not find expected alphabetic or numeric character",
}
_KEY_ALONE = re.compile(r"[ \t-]*([A-Za-z_][A-Za-z0-9_-]*)[ \t]*")
"""What stands before the colon on the line of a key that was indented too deep."""

_MOST_LOOKED_BACK = 200
_AFTER_TEXT = {
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
}
_LOOK_AT_ESCAPE = {
    "found invalid Unicode character escape code",
    "did not find expected hexdecimal number",
}


def report_problem(findings: Findings, error: YAMLError, quoted: int | None = None) -> None:
    """Turn libyaml's error into a finding.

    Args:
        findings: Takes it.
        error: What libyaml says.
        quoted: Where the last text in quotes begins.
    """
    if isinstance(error, ReaderError):
        if not findings.failed:  # the scan of characters has said it better
            findings.add("R001", "a character that YAML does not allow", (error.position, None))
        return
    problem: str = getattr(error, "problem", None) or "unreadable"
    message, help_ = _MESSAGES.get(problem, (f"not YAML: {problem}", None))
    mark: Any = getattr(error, "problem_mark", None)
    context: Any = getattr(error, "context_mark", None)
    at: int = mark.index if mark is not None else 0
    if problem in _LOOK_AT_BEGINNING and context is not None:
        at = context.index
    if problem in _LOOK_AT_ESCAPE:
        at -= 2
    if "colon" in message and (key := _key_too_deep(findings.source.text, at)) is not None:
        at = key
        message = "a key that is indented as part of the value above"
        help_ = "set it under the keys above it; quote text that goes over lines and has a colon"
    place = findings.source.place(at)
    related: tuple[Related, ...] = ()
    if "is not closed" in message and context is not None:
        related = (Related(findings.source.place(context.index), "opened here"),)
    elif problem in _AFTER_TEXT and quoted is not None and _behind_quote(findings.source.text, at):
        message = "text in quotes ends before this"
        help_ = 'close the quote where its text ends; write `\\"` for one inside the text'
        related = (Related(findings.source.place(quoted), "begun here"),)
    findings.take(Diagnostic(place, "R001", "error", message, help_, related=related))


def _key_too_deep(text: str, colon: int) -> int | None:
    """Return where the key begins that stands alone on its line before a colon, or None."""
    start = max(text.rfind("\n", 0, colon), text.rfind("\r", 0, colon)) + 1
    if colon - start > _MOST_LOOKED_BACK:
        return None
    found = _KEY_ALONE.fullmatch(text, start, colon)
    return None if found is None else found.start(1)


def _behind_quote(text: str, at: int) -> bool:
    """Whether a quote stands before, on the same line, with nothing but spaces between."""
    return text[max(0, at - _MOST_LOOKED_BACK) : at].rstrip(" \t").endswith(('"', "'"))
