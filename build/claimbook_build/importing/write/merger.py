"""The claims of a table merged into those of a dataset: all its months at once, or none.

Whatever stands in the files of the mapping's origin and all that the table says is sorted on disk
by identifier, so that the versions of a row meet; nothing is held in memory but one row.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping
from claimbook.records.document import Document
from claimbook_build.importing.identity import identifier, row_slug
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.importing.sorted_runs import ROOM, Entry, SortedLines
from claimbook_build.importing.write.editions import Editions
from claimbook_build.importing.write.line import id_in, written
from claimbook_build.importing.write.link import Asserted
from claimbook_build.importing.write.link_files import link_changes
from claimbook_build.importing.write.month_file import MonthFile
from claimbook_build.importing.write.naming import given, held, place
from claimbook_build.importing.write.outcome import Outcome
from claimbook_build.importing.write.row import HELD, THERE, RowLines, Rows
from claimbook_build.importing.write.shelf import Shelf
from claimbook_build.importing.write.substance import Substance, Tree, Unread
from claimbook_build.release.lock import stopping_calmly
from claimbook_build.release.publish_files import Change, publish_files
from claimbook_build.release.scratch import scratch


class Into(NamedTuple):
    """What a table is imported into.

    Attributes:
        root: The folder above `seeds/` and `dataset/`.
        dataset: Its records, those of machines left out.
        mapping: How the table was read.
        document: The document that the table is.
        mended: When its publisher put right what it says otherwise, as EDTF; None: not known.
        release: The release that is being made, which holds new identifiers first; or None.
    """

    root: Path
    dataset: Dataset
    mapping: Mapping
    document: Document
    mended: str | None = None
    release: str | None = None


class Merger:
    """Takes the readings of a table; a context manager, for it needs room on the disk."""

    def __init__(self, into: Into, room: int = ROOM) -> None:
        """Prepare to take a table.

        Args:
            into: Where it goes.
            room: Bytes of lines that are sorted at once.
        """
        self._into = into
        self._columns: tuple[str, ...] = ()
        self._met: set[str] = set()
        self._room = room
        self._shelf = Shelf(into.root, into.mapping.origin)
        self._editions = Editions(into.dataset, into.document)
        self._whole_key = into.mapping.key == (into.mapping.month_of,)
        self._stack = ExitStack()
        self._changes: dict[Path, Change] = {}

    def __enter__(self) -> Self:
        """Read what the dataset holds.

        Raises:
            WriteError: A file of it cannot be read.
        """
        with ExitStack() as stack:
            calm = stack.enter_context(stopping_calmly())
            self._folder = stack.enter_context(scratch())
            stack.callback(calm.hold)  # or what is told to stop would leave the folder behind
            self._spool = SortedLines(self._room)
            stack.callback(self._spool.release)
            for line in self._shelf.lines():
                self._spool.add(_key(line.month, held(line.id).base), HELD + line.data)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, reading: RowReading) -> None:
        """Take what a mapping makes of a row.

        Raises:
            WriteError: Its claim cannot be written.
        """
        if reading.row.columns is not self._columns:
            self._columns = reading.row.columns
            self._met.update(self._columns)
        line = written(reading)
        if line is not None:
            name = id_in(line, self._into.mapping.id)
            key = _key(_month(name), held(name).base)
            self._spool.add(key, RowLines.spooled(line, reading.refused))
            return
        dated = reading.values.get(self._into.mapping.month_of)
        if reading.key is not None and isinstance(dated, Dated):
            month = dated.day.isoformat()[:7]
            own = row_slug(reading.key, dated if self._whole_key else None)
            name = identifier("clm_", month, self._into.mapping.slug, own)
            self._spool.add(_key(month, given(name).base), THERE)

    def settle(self) -> Outcome:
        """Work out what changes, beside the dataset; nothing of it is written yet.

        Raises:
            WriteError: The dataset cannot take what the table says.
        """
        outcome, mapping = Outcome(), self._into.mapping
        asserted = Asserted(self._editions, self._into.mended)
        rows = Rows(mapping, Substance(mapping), asserted, outcome)
        # What no row has any more was renamed or dropped: nobody put its numbers right.
        lacking = frozenset(mapping.columns).difference(self._met)
        with (self._folder / "links.jsonl").open("w", encoding="utf-8") as links:
            for month, entries in groupby(self._spool, key=_month_of):
                with MonthFile(self._folder / f"{month}.jsonl") as file:
                    for row in _rows(entries, lacking):
                        lines, changed = rows.lines(month, row)
                        file.add(lines, changed=changed)
                        links.writelines(f"{json.dumps(link)}\n" for link in rows.links)
                        outcome.links += len(rows.links)
                        rows.links.clear()
                self._keep(month, file)
        if outcome.links:
            self._changes |= link_changes(
                self._into.root, mapping.id, self._into.release, self._links
            )
        outcome.paths = [str(path.relative_to(self._into.root)) for path in self._changes]
        return outcome

    def publish(self) -> None:
        """Write what was worked out: all of it, or nothing.

        Raises:
            PublishError: A file changed meanwhile, or the system refuses.
        """
        if self._changes:
            publish_files(self._changes, self._into.root)

    def _keep(self, month: str, file: MonthFile) -> None:
        made = file.kept()
        if made is not None:
            path = self._into.root / self._shelf.path(month)
            self._changes[path] = (self._shelf.prints.get(month), made)

    def _links(self) -> Iterator[Tree]:
        with (self._folder / "links.jsonl").open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _rows(entries: Iterator[Entry], lacking: Unread) -> Iterator[RowLines]:
    """Yield the rows of a month: what is held of each, and what the table says.

    Args:
        entries: Their lines.
        lacking: The columns that no row of the table has.
    """
    for _, alike in groupby(entries, key=itemgetter(0)):
        row = RowLines(unread=lacking)
        for _, line in alike:
            row.take(line)
        yield row


def _month_of(entry: Entry) -> str:
    return entry[0][:7].decode()


def _key(month: str, base: str) -> bytes:
    return month.encode() + place(base)


def _month(name: str) -> str:
    """Return the month of an identifier that a mapping gave.

    >>> _month("clm_2022-02_equipment-25")
    '2022-02'
    """
    return name.partition("_")[2].partition("_")[0]
