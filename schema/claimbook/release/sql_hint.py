"""What a reader may have meant by SQL that was not answered: our own names, said as they go."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_MADE = re.compile(
    "CREATE OR REPLACE (?:VIEW ([a-z_]{1,60})|MACRO ([a-z_]{1,60})([(][^)]{0,200}[)]))"
)
_MISSING = re.compile("Table with name ([A-Za-z0-9_]{1,60}) does not exist")
_GUESSED = re.compile('\n *Did you mean "([^"\n]{1,60})"[^\n]*')
_REFUSED = re.compile("the table function ([A-Za-z0-9_]{1,60}) is not allowed")
_INSTANT = re.compile("(?:timestamp|date) (?:field )?(?:format|value|string)", re.IGNORECASE)
_OF_VIEWS = "SELECT view_name FROM system.main.duckdb_views() WHERE NOT internal"
_OF_MACROS = (
    "SELECT function_name, '(' || array_to_string(parameters, ', ') || ')' "
    "FROM system.main.duckdb_functions() WHERE NOT internal AND function_type = 'table_macro'"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What can be asked of a release.

    Attributes:
        tables: The names of its tables and views.
        macros: What each macro takes, in brackets, by its name.
    """

    tables: frozenset[str] = frozenset()
    macros: dict[str, str] = field(default_factory=dict)


def names_in(tables: Iterable[str], views: Iterable[str]) -> Names:
    """Return the names that a release has, from the SQL of its views and macros.

    >>> names_in(["figures"], ["CREATE OR REPLACE MACRO known_at(moment) AS TABLE SELECT 1"])
    Names(tables=frozenset({'figures'}), macros={'known_at': '(moment)'})
    """
    made = [found for text in views for found in _MADE.findall(text)]
    seen = frozenset((*tables, *(view for view, _, _ in made if view)))
    return Names(seen, {macro: takes for _, macro, takes in made if macro})


def names_of(connection: "duckdb.DuckDBPyConnection") -> Names:
    """Return the names that a connection over a release has."""
    cursor = connection.cursor()
    views = cursor.execute(_OF_VIEWS).fetchall()
    macros = cursor.execute(_OF_MACROS).fetchall()
    return Names(frozenset(name for (name,) in views), dict(macros))


def explained(message: str, names: Names) -> tuple[str, str | None]:
    """Return why there is no answer, and a line that tells how to repair the statement, or None.

    The engine knows its own catalogue better than ours: where it proposes another name for a table
    that is not there, ours take the place of its proposal.

    Args:
        message: The engine's own words, or ours where a statement may not be run.
        names: What could have been asked.

    >>> names = Names(frozenset({"figures"}), {"known_at": "(moment)"})
    >>> explained('Catalog Error: Table with name figurs does not exist!', names)[1]
    'did you mean figures?'
    >>> explained("Catalog Error: Table with name known_at does not exist!", names)[1]
    'known_at takes an argument: from known_at(moment)'
    >>> explained("Conversion Error: invalid timestamp field format", names)[1]
    "a day is written '2022-03-10', an instant '2022-03-10 09:00', in UTC"
    """
    if missing := _MISSING.search(message):
        guessed = _GUESSED.search(message)
        meant = guessed[1] if guessed and guessed[1] in names.tables else None
        return _GUESSED.sub("", message), _unknown(missing[1].lower(), meant, names)
    if refused := _REFUSED.search(message):
        return message, _no_macro(refused[1].lower(), names)
    if message.startswith("Conversion Error") and _INSTANT.search(message):
        return message, "a day is written '2022-03-10', an instant '2022-03-10 09:00', in UTC"
    return message, None


def _unknown(name: str, guessed: str | None, names: Names) -> str:
    if name in names.macros:
        return f"{name} takes an argument: from {name}{names.macros[name]}"
    near = _near(name, (*names.tables, *names.macros)) or guessed
    if near is None:
        return "`show tables` lists tables and views"
    return f"did you mean {near}{names.macros.get(near, '')}?"


def _no_macro(name: str, names: Names) -> str | None:
    if name in names.tables:
        return f"{name} takes no argument: from {name}"
    near = _near(name, names.macros)
    return f"did you mean {near}{names.macros[near]}?" if near else None


def _near(name: str, known: Iterable[str]) -> str | None:
    from claimbook.values.identifier import nearest

    return next(iter(nearest(name, known)), None)
