"""Places in a line whose text depends on a row: each asks a few cells, and remembers the answer."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.memory import MOST
from claimbook_build.read.character import is_clean

Filling: TypeAlias = str | bool | None
"""JSON text; None where nothing is given, False where a cell of numbers states nothing."""

Fill: TypeAlias = Callable[[dict[str, Any]], Filling]
"""From the values of a slot's columns to what stands in it; raises `Doubt`."""


class Slot(dict[Any, Filling]):
    """One place, asked by the piece of its column, or by the pieces of its columns.

    Attributes:
        columns: Its columns, each once.
    """

    def __init__(self, columns: tuple[str, ...], fill: Fill) -> None:
        super().__init__()
        self.columns = columns
        self._fill = fill

    def __missing__(self, asked: Any) -> Filling:  # noqa: ANN401 - a piece, or several
        pieces = (asked,) if len(self.columns) == 1 else asked
        named = zip(self.columns, pieces, strict=True)
        found = self._fill({name: piece.value for name, piece in named if piece.value is not None})
        if len(self) >= MOST:
            self.clear()
        self[asked] = found
        return found


def json_text(value: Any) -> str:  # noqa: ANN401 - what a line of JSON holds
    """Return a value as it stands in a line.

    Raises:
        Doubt: It holds a character that no line may hold, or is a number.
    """
    text = json.dumps(value, ensure_ascii=False)
    if not is_clean(text) or isinstance(value, (int, float)):
        raise Doubt
    return text
