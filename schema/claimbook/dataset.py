"""A dataset in memory: every record with the place where it was written, and how to find it."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from claimbook.entry import Entry, Loc, Minted
from claimbook.marked import Marked, marked
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.dates import Dated, dates
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.figure import Figure
from claimbook.records.measure import Measure, Unit
from claimbook.records.place import Place
from claimbook.records.record import Published, Strict

if TYPE_CHECKING:
    from claimbook.succession import Succession

__all__ = ["Dataset", "Entry", "Loc", "Minted"]

R = TypeVar("R", bound=Strict)
T = TypeVar("T")


@dataclass(frozen=True)
class Dataset:
    """Everything that `seeds/` and `dataset/` hold, once it has the right shape.

    Attributes:
        entries: Every record, file by file in the order of paths.
        minted: The lines of ``ids.lock``; None when the file is missing.
        lists: Official code lists by name: code to row.
        opened: Whether a code list is said to be open, by the path of its file.
        paths: Every file that is there, whether it could be read or not.
        broken: The files some of whose records are missing because they have the wrong shape.
        shadows: The identifiers of the records that are missing so: known, though nothing else is;
            where one of them is a slip away from one in ``ids.lock`` that is missing, that, too;
            and those for which a file is named that has the identifier of another file's record.
        release: The release that is being made; None when none is declared.
        elsewhere: Identifiers of machine-made records, as far as these records name them: they
            are known, and judged where they stand.
        succession: What this release makes of the one before it; None when that is not asked.
    """

    entries: tuple[Entry, ...]
    minted: tuple[Minted, ...] | None = None
    lists: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    opened: Mapping[str, bool] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    shadows: frozenset[str] = frozenset()
    release: str | None = None
    elsewhere: Container[str] = frozenset()
    succession: "Succession | None" = None

    @cached_property
    def _tables(self) -> dict[str, tuple[Entry, ...]]:
        grouped: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            grouped[entry.table].append(entry)
        return {name: tuple(found) for name, found in grouped.items()}

    @cached_property
    def _index(self) -> dict[tuple[str, str], Entry]:
        index: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            index.setdefault((entry.table, entry.key), entry)
        return index

    @cached_property
    def today(self) -> date | None:
        """The last day of the release's month, what lies after it cannot be known; or None."""
        if self.release is None:
            return None
        year, month = (int(part) for part in self.release.split(".")[:2])
        return date(year, month, monthrange(year, month)[1])

    @cached_property
    def first_releases(self) -> Mapping[str, str]:
        """The release that held each line of ``ids.lock`` first, as far as that says it."""
        return {line.key: line.release for line in self.minted or () if line.release}

    @cached_property
    def _children(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        grouped: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            grouped[entry.table, entry.parent].append(entry)
        return {key: tuple(found) for key, found in grouped.items()}

    @cached_property
    def dated(self) -> tuple[tuple[Entry, Dated], ...]:
        """Every date of every record that has a value or words, in the order of files."""
        return tuple(
            (entry, dated)
            for entry in self.entries
            for dated in dates(entry.record)
            if dated.value is not None or dated.wording is not None
        )

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """Every value that refers to something, in the order of files."""
        return tuple(marked(self.entries))

    @cached_property
    def unproven(self) -> frozenset[str]:
        """The documents of which a spans file, or a part of it, could not be read."""
        names = (path.rpartition("/")[2] for path in self.broken if path.endswith(".spans.jsonl"))
        return frozenset(name.partition(".")[0] for name in names)

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    def once(self, make: Callable[["Dataset"], T]) -> T:
        """Return what a function makes of the dataset: at the first call, and the same after."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    def table(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a table, in the order of their files."""
        return self._tables.get(name, ())

    def each(self, kind: type[R]) -> Iterator[tuple[Entry, R]]:
        """Yield the entries of a record type, each with its record, in the order of their files."""
        for entry in self.table(_table(kind)):
            if isinstance(entry.record, kind):
                yield entry, entry.record

    def get(self, table: str, key: str) -> Entry | None:
        """Return the first entry of that key in a table, or None."""
        return self._index.get((table, key))

    def find(self, key: str, tables: Iterable[str]) -> Entry | None:
        """Return the first entry of that key in any of the tables, or None."""
        return next((found for t in tables if (found := self.get(t, key))), None)

    def nested(self, table: str, parent: str) -> tuple[Entry, ...]:
        """Return the entries of a table that are nested in the record of that key."""
        return self._children.get((table, parent), ())

    def keys(self, table: str) -> tuple[str, ...]:
        """Return the keys of a table."""
        return tuple(entry.key for entry in self.table(table))

    def of(self, kind: type[R], key: str | None) -> R | None:
        """Return the record of that type and key, or None."""
        entry = self.get(_table(kind), key) if key else None
        return entry.record if entry is not None and isinstance(entry.record, kind) else None

    def actor(self, key: str | None) -> Actor | None:
        """Return the actor, or None."""
        return self.of(Actor, key)

    def place(self, key: str | None) -> Place | None:
        """Return the place, or None."""
        return self.of(Place, key)

    def around(self, place: Place) -> Iterator[Place]:
        """Yield the places that contain a place, the nearest first; stops where they run round."""
        seen = {place.id}
        above = self.place(place.part_of)
        while above is not None and above.id not in seen:
            seen.add(above.id)
            yield above
            above = self.place(above.part_of)

    def event(self, key: str | None) -> Event | None:
        """Return the event, or None."""
        return self.of(Event, key)

    def document(self, key: str | None) -> Document | None:
        """Return the document, or None."""
        return self.of(Document, key)

    def claim(self, key: str | None) -> Claim | None:
        """Return the claim, or None."""
        return self.of(Claim, key)

    def figure(self, key: str | None) -> Figure | None:
        """Return the figure, or None."""
        return self.of(Figure, key)

    def measure(self, key: str | None) -> Measure | None:
        """Return the measure, or None."""
        return self.of(Measure, key)

    def unit(self, key: str | None) -> Unit | None:
        """Return the unit, or None."""
        return self.of(Unit, key)


def _table(kind: type[Strict]) -> str:
    published: Published = kind.TABLE  # type: ignore[attr-defined]
    return published.table
