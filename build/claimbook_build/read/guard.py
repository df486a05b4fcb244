"""What is refused before a parser sees a text: size, encoding, and what is not a record at all."""

import re

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.character import character_fault, is_clean, named
from claimbook_build.read.findings import Findings

MIB = 2**20
# Limits of one record file, and of one line of JSON Lines.
MOST_BYTES = MIB
MOST_DEPTH = 24
# Ten bytes a value is dense; a file of one-letter values would keep a reader busy for seconds.
MOST_VALUES = 100_000

_BOM = "\ufeff"
_CONFLICT = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?: [^\n]*|\r?)$", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%[^\r\n]*", re.MULTILINE)
# Zero-width space, word joiner, soft hyphen: without them a text reads the same. The joiners U+200C
# and U+200D are not among them: they change how their neighbours look.
_NEEDLESS = "\u200b\u2060\u00ad\ufeff"
# libyaml breaks lines here, after YAML 1.1; YAML 1.2, git and editors do not.
_OTHER_BREAKS = "\x85\u2028\u2029"


def decode(
    data: bytes, path: str, line: int = 1, *, most_bytes: int = MOST_BYTES
) -> str | Diagnostic:
    """Decode UTF-8, or say where it fails; a leading byte order mark stays in the text."""
    if len(data) > most_bytes:
        message = f"{len(data)} bytes where {most_bytes} ({most_bytes // MIB} MiB) is the most"
        return Diagnostic(Place(path, line, 1, line, 1), "R001", "error", message)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, path, line)


def _not_utf8(data: bytes, at: int, path: str, line: int) -> Diagnostic:
    before = data[:at].decode("utf-8").removeprefix(_BOM)
    line += before.count("\n")
    column = len(before) - before.rfind("\n")
    message = f"byte 0x{data[at]:02X} is not UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is UTF-16, not UTF-8"
    place = Place(path, line, column, line, column + 1)
    return Diagnostic(place, "R001", "error", message, "save the file as UTF-8")


def scan_yaml(findings: Findings) -> None:
    """Report what no YAML record may hold, whatever the parser makes of it."""
    text = findings.source.text
    scan_markers(findings)
    if "\t" in text:
        _report_tabs(findings)
    if "%" in text:
        for found in _DIRECTIVE.finditer(text):
            help_ = "delete the line; records are YAML 1.2 without directives"
            findings.add("R001", "YAML directive", found.span(), help=help_)
            if findings.full:
                break
    scan_characters(findings)


def scan_markers(findings: Findings) -> None:
    """Report what git leaves in a file, of whatever kind: it is never what was meant."""
    text = findings.source.text
    if "<<<<<<<" in text or ">>>>>>>" in text:
        for found in _CONFLICT.finditer(text):
            help_ = "settle the conflict and delete the marker"
            findings.add("R001", "merge-conflict marker", found.span(), help=help_)
            if findings.full:
                break
    if text.startswith("version https://git-lfs.github.com/spec/"):
        help_ = "run `git lfs pull`; records are kept in git itself"
        findings.add("R001", "a Git LFS pointer instead of the file", (0, 7), help=help_)


def _report_tabs(findings: Findings) -> None:
    text = findings.source.text
    for found in _TAB_INDENT.finditer(text):
        if text[found.end() : found.end() + 1] not in {"", "\r", "\n"}:
            start = text.index("\t", found.start())
            help_ = "indent with spaces"
            findings.add("R001", "tab in the indentation", (start, found.end()), help=help_)
        if findings.full:
            break


def scan_characters(findings: Findings) -> None:
    """Report characters at fault wherever they stand raw, comments included."""
    text = findings.source.text
    flat = text.replace("\r\n", "").replace("\n", "")
    if is_clean(flat) or is_clean(flat.replace("\t", "")):
        return
    suspects = {character for character in set(flat) if _raw_fault(character)}
    start = 0
    while suspects and start < len(text) and not findings.full:
        character = text[start]
        if character not in suspects or text.startswith("\r\n", start):
            start += 1
            continue
        end = start + 1
        while end < len(text) and text[end] == character:
            end += 1
        _report_raw(findings, character, start, end)
        start = end


def _raw_fault(character: str) -> bool:
    return character != "\t" and character_fault(character) is not None


def _report_raw(findings: Findings, character: str, start: int, end: int) -> None:
    if character == "\r":
        help_ = "end lines with LF, or CR LF"
        findings.add("R001", "carriage return without a line feed", (start, end), help=help_)
    elif character in _OTHER_BREAKS:
        help_ = "readers disagree whether it breaks a line: delete it"
        findings.add("R001", f"line separator {named(character)}", (start, end), help=help_)
    elif character == _BOM:
        message = "byte order mark inside the file"
        findings.add("R001", message, (start, end), help="delete it", instead=(start, end, ""))
    elif character < " " or "\x7f" <= character <= "\x9f":
        what = "NUL character" if character == "\0" else f"control character {named(character)}"
        findings.add("R001", what, (start, end), help="delete it")
    else:
        report_character(findings, character, start, end)


def report_character(findings: Findings, character: str, start: int, end: int) -> None:
    """Report a character at fault in a text, raw or by escape."""
    fault = character_fault(character)
    if fault is not None:
        message = f"{fault.what} ({named(character)})"
        span = (start, end)
        needless = (start, end, "") if character in _NEEDLESS else None
        findings.add(
            *(fault.code, message, span),
            help=_help(character),
            severity=fault.severity,
            instead=needless,
        )


def _help(character: str) -> str:
    if character in "\n\t":
        return "write one line of text, with plain spaces"
    return "delete it, or write the text in visible characters"
