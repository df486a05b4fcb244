"""What the views and macros of a release mean, from the comments that head them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimbook_build.shell.script import split

_CREATES = re.compile(
    r"CREATE[ \n]+(?:OR[ \n]+REPLACE[ \n]+)?(VIEW|MACRO)[ \n]+([A-Za-z_][A-Za-z0-9_]*)(\([^)]*\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Definition:
    """One view or macro.

    Attributes:
        name: Its name.
        arguments: What a macro takes, in brackets; empty for a view.
        meaning: The comment above it, without the dashes.
        sql: The statement that makes it.
    """

    name: str
    arguments: str
    meaning: tuple[str, ...]
    sql: str

    @property
    def in_short(self) -> str:
        """The first sentence of the meaning, without the name before it."""
        first = self.meaning[0] if self.meaning else ""
        short = first.split(": ", 1)[-1]
        return short[:1].upper() + short[1:]


def definitions(views: Mapping[str, str]) -> dict[str, Definition]:
    r"""Return the definitions of some view files by name.

    Args:
        views: The text of each file, by the file's name.

    >>> made = definitions({"view_x.sql": "-- x: all.\n-- key: y\nCREATE VIEW x AS SELECT 1;"})
    >>> made["x"].in_short, made["x"].meaning[1], made["x"].sql
    ('All.', 'key: y', 'CREATE VIEW x AS SELECT 1;')
    """
    return {each.name: each for text in views.values() for each in _of_file(text)}


def _of_file(text: str) -> Iterator[Definition]:
    for statement in split(text)[0]:
        if found := _CREATES.search(statement):
            head, sql = statement[: found.start()], statement[found.start() :]
            comment = [line for line in head.splitlines() if line.startswith("--")]
            meaning = tuple(line[2:].removeprefix(" ").rstrip() for line in comment)
            arguments = found[3] or "" if found[1].upper() == "MACRO" else ""
            yield Definition(found[2], arguments, meaning, f"{sql.strip()};")
