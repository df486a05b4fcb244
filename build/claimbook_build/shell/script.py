"""SQL as it is typed: where one statement ends, and whether one is still open."""

import re

_OPENING = re.compile(r"""--|/\*|(?<![A-Za-z0-9_])[eE]'|'|"|\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$|;""")
_COMMENT = re.compile(r"/\*|\*/")
_ESCAPED = re.compile(r"\\|'")


def split(text: str) -> tuple[tuple[str, ...], str]:
    r"""Return the statements that a text ends with a semicolon, and what comes after the last.

    Semicolons in texts, quoted names, dollar quotes and comments (which nest) end nothing.

    >>> split("select ';' -- ;\n; from x; select")
    (("select ';' -- ;\n", ' from x'), ' select')
    """
    statements: list[str] = []
    start = place = 0
    while found := _OPENING.search(text, place):
        if found[0] == ";":
            statements.append(text[start : found.start()])
            start = place = found.end()
        else:
            place = _end(text, found)
    return tuple(filter(str.strip, statements)), text[start:]


def is_blank(text: str) -> bool:
    r"""Say whether a text holds comments and white space alone.

    >>> is_blank("-- nothing\n /* at all */ "), is_blank("/* open"), is_blank("x")
    (True, False, False)
    """
    place = 0
    while text[place:].strip():
        found = _OPENING.search(text, place)
        if found is None or found[0] not in {"--", "/*"} or text[place : found.start()].strip():
            return False
        place = _end(text, found)
        if found[0] == "/*" and not text.endswith("*/", found.end(), place):
            return False
    return True


def _end(text: str, opening: re.Match[str]) -> int:
    """Return where that ends which was opened: the end of the text if nothing closes it."""
    match opening[0]:
        case "--":
            end = text.find("\n", opening.end())
        case "/*":
            return _end_of_comment(text, opening.end())
        case "e'" | "E'":
            return _end_of_escaped(text, opening.end())
        case quote:
            end = text.find(quote, opening.end())
            return len(text) if end < 0 else end + len(quote)
    return len(text) if end < 0 else end


def _end_of_comment(text: str, place: int) -> int:
    depth = 1
    while found := _COMMENT.search(text, place):
        depth += 1 if found[0] == "/*" else -1
        place = found.end()
        if not depth:
            return place
    return len(text)


def _end_of_escaped(text: str, place: int) -> int:
    while found := _ESCAPED.search(text, place):
        place = found.end()
        if found[0] == "'":
            return place
        place += 1
    return len(text)
