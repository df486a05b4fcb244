"""Rows of a release that are fetched when they are asked for, by whatever library asks."""

import importlib.util
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from claimbook.errors import ClaimbookError
from claimbook.release.preview import html, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Connect = Callable[[], "duckdb.DuckDBPyConnection"]

SHOWN, SHOWN_OF_WIDE, WIDE = 20, 3, 12
"""Rows that the representation of an answer shows; and of one that has more than so many columns,
each of which may become a line."""


class QueryError(ClaimbookError):
    """The engine finds a query wrong, or cannot finish it."""


class MissingLibraryError(ClaimbookError, ImportError):
    """A library that was asked for is not installed; reading itself needs none."""


class Column(NamedTuple):
    """A column: its name, its type in DuckDB's spelling, and what it means, as far as is said."""

    name: str
    type: str
    description: str | None = None


class Answer:
    """Rows that a query over a release gives.

    Nothing is computed before rows are asked for, and then each time anew. Every library that
    takes Arrow streams takes an answer as it is: ``pyarrow.table(answer)``,
    ``polars.DataFrame(answer)``, ``pandas.DataFrame.from_arrow(answer)``,
    ``narwhals.from_arrow(answer, backend=...)``, and DuckDB by the variable's name. None of them
    need be installed.
    """

    __slots__ = ("_connect", "_params", "_query", "_source")

    def __init__(
        self, connect: Connect, query: str, params: Sequence[object] = (), source: str | None = None
    ) -> None:
        self._connect = connect
        self._query = query
        self._params = tuple(params)
        self._source = source or f"({query.rstrip().rstrip(';')}\n) AS answer"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in their order."""
        with _in_words(self._connect):
            relation = self.bind()
            pairs = zip(relation.columns, relation.types, strict=True)
            return tuple(Column(name, str(kind)) for name, kind in pairs)

    def sql(self, rest: str = "", params: Sequence[object] = ()) -> "Answer":
        """Return what is left of these rows by a query, of which ``from`` stands here already.

        Args:
            rest: What may follow ``from``: ``where``, ``select``, ``group by``, ``order by``,
                ``limit``, joins.
            params: A value for each ``?`` in it.

        Raises:
            QueryError: The engine finds the query wrong.
            RefusedError: It is not one statement that reads.
        """
        return ask(self._connect, f"FROM {self._source} {rest}", (*self._params, *params))

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows as Python's own values; needs no further library.

        Raises:
            QueryError: The engine cannot finish the query.
        """
        with _in_words(self._connect):
            return self.bind().fetchall()

    def arrow(self) -> "pa.Table":
        """Return the rows as a table of pyarrow.

        Raises:
            MissingLibraryError: pyarrow is not installed.
            QueryError: The engine cannot finish the query.
        """
        _need("pyarrow")
        import pyarrow as pa

        return pa.table(self)

    def pl(self) -> "pl.DataFrame":
        """Return the rows as a data frame of polars; needs no pyarrow.

        Raises:
            MissingLibraryError: polars is not installed.
            QueryError: The engine cannot finish the query.
        """
        _need("polars")
        import polars as pl

        return pl.DataFrame(self)

    def df(self) -> "pd.DataFrame":
        """Return the rows as a data frame of pandas; needs no pyarrow.

        Whole numbers with nulls become floating-point, as pandas does by default; days become
        instants.

        Raises:
            MissingLibraryError: pandas is not installed.
            QueryError: The engine cannot finish the query.
        """
        _need("pandas")
        with _in_words(self._connect):
            return self.bind().df()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows as an Arrow C stream, by the Arrow PyCapsule interface."""
        del requested_schema  # the types are the release's; whoever wants others casts
        with _in_words(self._connect):
            return self.bind().__arrow_c_stream__()

    def __repr__(self) -> str:
        return text(self.columns, *self._first())

    def _repr_html_(self) -> str:
        rows, most = self._first()
        return html(tuple(column.name for column in self.columns), rows, most=most)

    def _first(self) -> tuple[list[tuple[Any, ...]], int]:
        """Return the rows to show and one more, and how many are to be shown."""
        with _in_words(self._connect):
            relation = self.bind()
            most = SHOWN_OF_WIDE if len(relation.columns) > WIDE else SHOWN
            return relation.limit(most + 1).fetchall(), most

    def bind(self) -> "duckdb.DuckDBPyRelation":
        """Return the query as a relation of DuckDB's, on a cursor of its own.

        An open stream blocks its cursor, and nothing but its cursor.

        Raises:
            duckdb.Error: The engine finds the query wrong.
        """
        cursor = self._connect().cursor()
        if self._params:
            return cursor.sql(self._query, params=[*self._params])
        return cursor.sql(self._query)


def ask(connect: Connect, query: str, params: Sequence[object] = ()) -> Answer:
    """Return the answer to one reading statement; what is wrong with it is said at once.

    Raises:
        QueryError: The engine finds it wrong.
        RefusedError: It is not one statement that reads.
    """
    from claimbook.release.statement import check_statement

    answer = Answer(connect, query, params)
    with _in_words(connect):
        check_statement(connect().cursor(), query)
        answer.bind()
    return answer


@contextmanager
def _in_words(connect: Connect) -> "Iterator[None]":
    """Turn what the engine raises into an error of ours, or into the one that it tells of."""
    import duckdb

    from claimbook.release.statement import RefusedError

    try:
        yield
    except duckdb.Error as error:
        failure = getattr(connect, "failure", None)  # of a release behind an address
        if failure is not None and (found := failure(str(error))) is not None:
            raise found from None
        raise QueryError(_told(str(error), connect)) from None
    except RefusedError as error:
        raise RefusedError(_told(str(error), connect)) from None


def _told(message: str, connect: Connect) -> str:
    import duckdb

    from claimbook.release.sql_hint import Names, explained, names_of
    from claimbook.release.text_table import visible

    try:
        names = names_of(connect())
    except duckdb.Error:  # it is that which failed
        names = Names()
    words, helped = explained(message, names)
    lines = [*words.split("\n"), *([helped] if helped else [])]
    return "\n".join(map(visible, lines))


def _need(library: str) -> None:
    if importlib.util.find_spec(library) is None:
        raise MissingLibraryError(f"{library} is not installed: pip install {library}")
