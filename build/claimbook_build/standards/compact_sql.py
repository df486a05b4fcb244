"""Definitions of views and macros in the least room that a database file has for them.

DuckDB keeps a view twice, as text and as a tree of two to three times the text, and a macro as a
tree. A call of ``query`` keeps a text once and means the same: a view becomes a macro of its own
name without parameters, whose rows it has. A macro's parameters stay where trees are, in its first
common table expression; by our custom that one is called ``asked`` and all else refers to it.
"""

import re
from collections.abc import Iterator

from claimbook.sql_text import quoted_text

_TOKEN = re.compile("'[^']*'|\"[^\"]*\"|--[^\n]*|[ \t\n]+|[A-Za-z0-9_]+|/[*]|.", re.DOTALL)
_VIEW = re.compile("CREATE (?:OR REPLACE )?VIEW ([a-z][a-z0-9_]*) AS[ \n]")
_MACRO = re.compile(
    r"(CREATE (?:OR REPLACE )?MACRO [a-z][a-z0-9_]*\(([^()]*)\) AS TABLE\n)"
    "WITH( RECURSIVE)? asked AS "
)
_NAME = re.compile("[a-z][a-z0-9_]*")
_UNREAD = frozenset({"/*", "$"})  # comments and quotations that our views do without


def compact(statement: str) -> tuple[str, ...]:
    r"""Return statements that define the same as one does, and take less room.

    >>> compact("-- few\nCREATE VIEW few AS\nSELECT 1 -- one\n  AS x;")
    ("CREATE MACRO few() AS TABLE FROM query('SELECT 1\nAS x')", 'CREATE VIEW few AS FROM few()')

    A statement of another form is only freed of comments; one that quotes in ways of its own is
    left as it is.
    """
    if "\\" in statement or not _UNREAD.isdisjoint(_TOKEN.findall(statement)):
        return (statement,)
    text = squeezed(statement)
    if found := _VIEW.match(text):
        name, body = found[1], text[found.end() :]
        made = f"CREATE MACRO {name}() AS TABLE FROM query({quoted_text(body)})"
        return (made, f"CREATE VIEW {name} AS FROM {name}()")
    if found := _MACRO.match(text):
        return (_macro(found, text),)
    return (text,)


def squeezed(sql: str) -> str:
    """Return SQL without comments, indents and the semicolon at its end; lines stay lines."""
    parts: list[str] = []
    for token in _TOKEN.findall(sql):
        if token.startswith("--"):
            continue
        if not token.isspace():
            parts.append(token)
        elif parts and parts[-1].isspace():
            parts[-1] = "\n" if "\n" in parts[-1] + token else " "
        elif parts:
            parts.append("\n" if "\n" in token else " ")
    return "".join(parts).rstrip("; \n")


def _macro(found: re.Match[str], text: str) -> str:
    end = _end_of_brackets(text, found.end())
    rest = text[end:]
    names = set(_NAME.findall(found[2]))
    if end == found.end() or any(name in names for name in _free_names(rest)):
        return text
    first = rest.startswith(",")  # else it is the only common table expression
    inner = f"WITH{found[3] or ''} {rest[1:].lstrip()}" if first else rest.lstrip()
    return f"{found[1]}WITH asked AS {text[found.end() : end]}\nFROM query({quoted_text(inner)})"


def _end_of_brackets(text: str, start: int) -> int:
    """Return the place behind the bracket that closes the one at `start`; `start` if none does."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0:
            return token.end() if token[0] == ")" else start
    return start


def _free_names(sql: str) -> Iterator[str]:
    """Yield what may be a macro's parameter: no column of a named table, no name given here."""
    before = ""
    for token in _TOKEN.findall(sql):
        if token.isspace():
            continue
        if before not in {".", "AS"}:
            yield token.strip('"').lower()
        before = token
