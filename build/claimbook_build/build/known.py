"""What follows from a value, computed once for each distinct one and not once a row."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_KNOWN = 2**16


class Known:
    """The columns that are derived from values of one kind."""

    def __init__(
        self, types: "Mapping[str, pa.DataType]", derive: Callable[[Any], Mapping[str, object]]
    ) -> None:
        """Prepare to derive.

        Args:
            types: The columns, each with its type.
            derive: Returns the cells of a value by the names of the columns.
        """
        self._types = types
        self._derive = derive
        self._rows: dict[Hashable, Mapping[str, object]] = {}

    def columns(self, values: Sequence[Hashable]) -> "dict[str, pa.Array]":
        """Return the columns, a row a value."""
        import pyarrow as pa

        places: dict[Hashable, int] = {value: at for at, value in enumerate(set(values))}
        rows = list(map(self._row, places))
        index = pa.array(map(places.__getitem__, values), pa.int32(), size=len(values))
        return {
            name: pa.array([row[name] for row in rows], kind).take(index)
            for name, kind in self._types.items()
        }

    def _row(self, value: Hashable) -> Mapping[str, object]:
        row = self._rows.get(value)
        if row is None:
            if len(self._rows) > _MOST_KNOWN:
                self._rows.clear()
            row = self._rows[value] = self._derive(value)
        return row
