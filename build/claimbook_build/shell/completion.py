"""What may be meant by the beginning of a word: names of the release, and the language's own."""

import re
from collections.abc import Iterable, Mapping

KEYWORDS = (
    "all", "and", "as", "asc", "between", "by", "case", "count", "cross", "cast", "distinct",
    "desc", "describe", "else", "end", "exclude", "exists", "explain", "false", "filter",
    "first", "from", "full", "group", "having", "ilike", "in", "inner", "intersect", "is",
    "join", "lateral", "last", "left", "like", "limit", "max", "min", "not", "null", "nulls",
    "offset", "on", "or", "order", "outer", "over", "partition", "pivot", "qualify", "replace",
    "right", "sample", "select", "semi", "sum", "summarize", "show", "table", "then", "true",
    "union", "unpivot", "using", "values", "when", "where", "window", "with",
)  # fmt: skip
"""The words of statements that read."""

COMMANDS = (".examples", ".explain", ".help", ".mode", ".quit", ".schema", ".tables")
DELIMITERS = " \t\n,;()=<>+-*/%|[]{}'\"!:"
"""What parts words: a dot and an underscore do not."""

_TABLE = re.compile(r"\b(?:from|join|table)[ \n]+([A-Za-z_][A-Za-z0-9_]*)", re.IGNORECASE)
_ALIAS = re.compile(
    r"\b(?:from|join)[ \n]+([A-Za-z_][A-Za-z0-9_]*)[ \n]+(?:as[ \n]+)?([A-Za-z_][A-Za-z0-9_]*)",
    re.IGNORECASE,
)


class Completer:
    """Completes words.

    Args:
        columns: The columns of each table and view.
        macros: Names of macros.
        modes: What `.mode` takes.
    """

    def __init__(
        self, columns: Mapping[str, Iterable[str]], macros: Iterable[str], modes: Iterable[str]
    ) -> None:
        self._columns = {name.lower(): tuple(found) for name, found in columns.items()}
        self._tables = tuple(columns)
        self._macros = tuple(f"{name}(" for name in macros)
        self._modes = tuple(modes)

    def complete(self, statement: str, word: str) -> tuple[str, ...]:
        """Return how a word may go on, the likeliest first.

        Args:
            statement: All of the statement as far as it is typed, this word included.
            word: The word under the cursor, as far as it is typed.

        >>> made = Completer({"figures": ["best", "status"]}, ["best_figure"], ["csv"])
        >>> made.complete("select be", "be")
        ('best_figure(', 'between', 'best')
        >>> made.complete("from figures f where f.s", "f.s")
        ('f.status',)
        >>> made.complete(".mode c", "c")
        ('csv',)
        """
        return tuple(
            dict.fromkeys(
                each
                for each in self._candidates(statement, word)
                if each.lower().startswith(word.lower())
            )
        )

    def _candidates(self, statement: str, word: str) -> Iterable[str]:
        begun = statement.lstrip()
        if begun.startswith("."):
            return self._for_command(begun, word)
        if "." in word:
            return self._qualified(statement, word.rsplit(".", 1)[0])
        near = [self._columns.get(name.lower(), ()) for name in _TABLE.findall(statement)]
        far = sorted({name for names in self._columns.values() for name in names})
        here = [name for names in near for name in names]
        return (*here, *self._tables, *self._macros, *KEYWORDS, *far)

    def _for_command(self, begun: str, word: str) -> Iterable[str]:
        if begun == word:
            return COMMANDS
        if begun.startswith(".mode"):
            return self._modes
        return (*self._tables, *(name.removesuffix("(") for name in self._macros))

    def _qualified(self, statement: str, prefix: str) -> Iterable[str]:
        aliases = {alias.lower(): table for table, alias in _ALIAS.findall(statement)}
        table = aliases.get(prefix.lower(), prefix).lower()
        return (f"{prefix}.{name}" for name in self._columns.get(table, ()))
