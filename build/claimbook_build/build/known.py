"""What follows from a value, computed once for each distinct one and not once a row."""

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_KNOWN = 2**16


class Known:
    """The columns that are derived from values of one kind, or from several columns together."""

    def __init__(
        self, types: "Mapping[str, pa.DataType]", derive: Callable[..., Mapping[str, object]]
    ) -> None:
        """Prepare to derive.

        Args:
            types: The columns, each with its type.
            derive: Returns the cells of some values by the names of the columns.
        """
        self._types = types
        self._derive = derive
        self._rows: dict[Hashable, Mapping[str, object]] = {}

    def columns(self, *values: "pa.Array") -> "dict[str, pa.Array]":
        """Return the columns that follow from one column, or from several of one length."""
        import pyarrow as pa

        classes, firsts = classed(*values)
        keys = zip(*(column.take(firsts).to_pylist() for column in values), strict=True)
        rows = list(map(self._row, keys))
        found = {}
        for name, kind in self._types.items():
            told = pa.array([row[name] for row in rows], kind)
            empty = told.null_count == len(told)
            found[name] = pa.nulls(len(classes), kind) if empty else told.take(classes)
        return found

    def nothing(self, count: int) -> "dict[str, pa.Array]":
        """Return the columns of rows that have no value from which anything follows."""
        import pyarrow as pa

        return {name: pa.nulls(count, kind) for name, kind in self._types.items()}

    def _row(self, key: tuple[Any, ...]) -> Mapping[str, object]:
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) > _MOST_KNOWN:
                self._rows.clear()
            row = self._rows[key] = self._derive(*key)
        return row


def classed(*columns: "pa.Array") -> "tuple[pa.Array, pa.Array]":
    """Number the combinations of values that columns hold, in the order of their first rows.

    Returns:
        The number of each row's combination, and the first row of each.

    >>> import pyarrow as pa
    >>> classes, firsts = classed(pa.array(["a", "b", "a", "a"]), pa.array([1, 1, 1, None]))
    >>> classes.to_pylist(), firsts.to_pylist()
    ([0, 1, 0, 2], [0, 1, 3])
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    coded = pa.nulls(len(columns[0]), pa.int64()).fill_null(0)
    for column in columns:
        encoded = column.dictionary_encode(null_encoding="encode")
        many = max(1, len(encoded.dictionary))
        coded = pc.add(pc.multiply(coded, many), encoded.indices.cast(pa.int64()))
        coded = coded.dictionary_encode().indices.cast(pa.int64())
    values = coded.dictionary_encode()
    return values.indices, pc.index_in(values.dictionary, value_set=coded)
