"""Checks of a text value that depend on where it begins and ends (R106)."""

import re
import unicodedata

from claimbook_build.read.character import character_fault
from claimbook_build.read.findings import Findings
from claimbook_build.read.guard import report_character

_YAML_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n)|([^\r\n]))"
)
_YAML_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def is_tidy(value: str) -> bool:
    """Whether there is nothing for `check_text` to say: the quick way past nearly every value."""
    return (
        value.isprintable()
        and value == value.strip()
        and (value.isascii() or unicodedata.is_normalized("NFC", value))
    )


def check_text(findings: Findings, value: str, start: int, end: int) -> None:
    """Warn of outer spaces, line breaks, tabs and other than NFC, in the value's own stretch."""
    if is_tidy(value):
        return
    raw = findings.source.text[start:end]
    offset = raw.find(value)  # exact unless escapes or line folding stand between
    exact = offset >= 0
    origin = start + max(offset, 0)

    def warn(
        message: str,
        span: tuple[int, int],
        repair: str,
        instead: tuple[int, int, str] | None = None,
    ) -> None:
        stretch = (origin + span[0], origin + span[1]) if exact else (start, end)
        proposed = (origin + instead[0], origin + instead[1], instead[2]) if instead else None
        sure = proposed if exact and raw[:1] not in {"|", ">"} else None
        findings.add("R106", message, stretch, help=repair, severity="warning", instead=sure)

    bare = value.strip()
    if bare != value:
        repair = "end the block with `|-` or `>-`" if raw[:1] in {"|", ">"} else "delete it"
        outer = (0, len(value) - len(value.lstrip()))
        plain = exact and raw[:1] not in {"|", ">"}
        if outer[1] and plain and _begins_line(findings.source.text, origin):
            why = "white space that is no space stands in the indentation"
            warn(why, outer, "indent with spaces, as the space bar writes them")
        elif outer[1]:
            warn("white space before the text", outer, repair, (*outer, ""))
        if bare and value[-1:] != bare[-1:]:
            outer = (len(value.rstrip()), len(value))
            warn("white space after the text", outer, repair, (*outer, ""))
    for character, what in (("\n", "line break"), ("\t", "tab")):
        at = bare.find(character)
        if at >= 0 and "\\" not in raw:
            at += len(value) - len(value.lstrip())
            warn(f"{what} inside the text", (at, at + 1), "write one line of text")
    if not unicodedata.is_normalized("NFC", value):
        normal = (0, len(value), unicodedata.normalize("NFC", value))
        message, repair = "text is not in normalisation form NFC", "run `claimbook check --fix`"
        warn(message, _not_normal(value), repair, normal)


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" ")


def _not_normal(value: str) -> tuple[int, int]:
    normal = unicodedata.normalize("NFC", value)
    pairs = enumerate(zip(value, normal, strict=False))
    at = next((index for index, (old, new) in pairs if old != new), len(normal))
    end = at + 1
    while end < len(value) and unicodedata.combining(value[end]):
        end += 1
    return at, end


def check_yaml_escapes(findings: Findings, start: int, end: int) -> None:
    """Report characters that a double-quoted YAML scalar holds by escape, at the escape."""
    for found in _YAML_ESCAPE.finditer(findings.source.text, start, end):
        code = found[1] or found[2] or found[3]
        character = chr(int(code, 16)) if code else _YAML_NAMED.get(found[5] or "", "")
        if character and character_fault(character) is not None:
            report_character(findings, character, *found.span())
            if findings.full:
                break
