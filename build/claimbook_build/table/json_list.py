"""JSON: a list of objects, each a row."""

from collections.abc import Iterator
from typing import BinaryIO

from claimbook.diagnostic import Place
from claimbook_build.table.elements import Elements
from claimbook_build.table.fault import fault
from claimbook_build.table.json_lines import Objects
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.options import Options
from claimbook_build.table.row import Row


class JsonList:
    """The reader of a JSON list."""

    def __init__(self, stream: BinaryIO, options: Options, ledger: Ledger) -> None:
        if options.skip:
            raise fault(Place(ledger.path), "a JSON list has no lines to pass over", code="R002")
        self._elements = iter(Elements(stream, ledger))
        self._objects = Objects(ledger)
        self._rows = self._read()
        self._ahead = next(self._rows, None)
        self.columns = self._ahead.columns if self._ahead else ()

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the ledger takes those that are none."""
        if self._ahead is not None:
            yield self._ahead
            yield from self._rows

    def _read(self) -> Iterator[Row]:
        for data, line, shift in self._elements:
            row = self._objects.row(data, line, shift)
            if row is not None:
                yield row
