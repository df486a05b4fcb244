"""Fragments: the entries of the changelog that a release is made with, and what they answer for."""

from dataclasses import dataclass
from functools import cached_property

from claimbook.dataset import Dataset
from claimbook.entry import Entry
from claimbook.records.fragment import Fragment
from claimbook.records.retired import Retired

RETIRED = "retired"
"""The reason that a tombstone gives by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Why something changed.

    Attributes:
        reason: A code of the vocabulary `change_reason`.
        changelog_id: The entry of the changelog that says so; None where a tombstone does.
    """

    reason: str
    changelog_id: str | None


@dataclass(frozen=True)
class Fragments:
    """The entries of one release, in the order of their identifiers.

    Attributes:
        entries: Where each stands.
        fragments: The same, as records.
        retired: The records that have a tombstone.
    """

    entries: tuple[Entry, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    retired: frozenset[str] = frozenset()

    @cached_property
    def _answers(self) -> dict[tuple[str | None, str | None], Answer]:
        """Return answers by table and record; None stands for every one."""
        found: dict[tuple[str | None, str | None], Answer] = {}
        for each in self.fragments:
            answer = Answer(each.reason, each.id)
            for table in each.tables or (None,):
                for record in each.records or (None,):
                    found.setdefault((table, record), answer)
        found.pop((None, None), None)  # an entry that names nothing tells, and answers for nothing
        return found

    def reason_of(self, table: str, record: str) -> Answer | None:
        """Return why a record's rows of a table changed, or None where nobody says so.

        The narrowest entry answers: one that names the record and the table before one that names
        the record, and that before a tombstone, and all before one that names the table; of two
        that are equally narrow the first by its identifier.

        Args:
            table: The table.
            record: The identifier of the record that the row belongs to.
        """
        answers = self._answers
        narrow = answers.get((table, record)) or answers.get((None, record))
        if narrow is None and record in self.retired:
            return Answer(RETIRED, None)
        return narrow or answers.get((table, None))

    @cached_property
    def _named(self) -> frozenset[str]:
        return self.retired.union(*(each.records for each in self.fragments))

    def about(self, record: str) -> bool:
        """Tell whether an entry, or a tombstone, is about a record, whatever its tables."""
        return record in self._named

    @cached_property
    def whole(self) -> bool:
        """Whether an entry answers for a whole table."""
        return any(each.tables and not each.records for each in self.fragments)


def read_fragments(dataset: Dataset) -> Fragments:
    """Return the entries of the release that is being made, and the tombstones.

    They name no release until theirs is prepared. Those of other releases answer for nothing any
    more.
    """
    found = [
        (entry, fragment)
        for entry, fragment in dataset.each(Fragment)
        if fragment.in_release in {None, dataset.release}
    ]
    found.sort(key=lambda pair: pair[1].id)
    return Fragments(
        tuple(entry for entry, _ in found),
        tuple(fragment for _, fragment in found),
        frozenset(retired.record for _, retired in dataset.each(Retired)),
    )
