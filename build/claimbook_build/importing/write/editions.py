"""Versions of a table: the documents that they are, and which of them came first."""

from datetime import datetime
from typing import NamedTuple

from claimbook.dataset import Dataset
from claimbook.records.document import Document
from claimbook.values.edtf import parse_edtf
from claimbook.zones import zone_of


class Order(NamedTuple):
    """Where documents stand as seen from one; each by its position in a list.

    Attributes:
        before: Those published before it.
        beside: Those that nobody can tell to be before it or after it.
        after: Those published after it.
    """

    before: tuple[int, ...]
    beside: tuple[int, ...]
    after: tuple[int, ...]


class Editions:
    """Sets the documents of claims in order, as seen from the document that is imported."""

    def __init__(self, dataset: Dataset, document: Document) -> None:
        self._dataset = dataset
        self._known: dict[str, datetime | None] = {}
        self.document = document
        self.moment = self._moment(document.id)

    def order(self, documents: list[str]) -> Order:
        """Part documents into those before the one at hand, beside it, and after it."""
        own = self.moment
        parts: tuple[list[int], list[int], list[int]] = ([], [], [])
        for at, document in enumerate(documents):
            found = self._moment(document)
            if found is None or own is None or found == own:
                parts[1].append(at)
            else:
                parts[0 if found < own else 2].append(at)
        before, beside, after = map(tuple, parts)
        return Order(before, beside, after)

    def misdated(self, mended: str, older: str) -> str | None:
        """Return why a version cannot have been mended then, or None.

        Args:
            mended: When its publisher put it right, as EDTF.
            older: The document that was put right.
        """
        first, last = self._moment(older), self._end(self.document.id)
        entry = self._dataset.get("documents", self.document.id)
        zone = zone_of(self._dataset, entry) if entry is not None else None
        bounds = parse_edtf(mended).bounds(zone)
        if first is not None and bounds.t_max_utc is not None and bounds.t_max_utc <= first:
            return f"{mended} is before `{older}` was published, which it mends"
        if last is not None and bounds.t_min_utc is not None and bounds.t_min_utc >= last:
            return f"{mended} is after `{self.document.id}` was published, which has it mended"
        return None

    def _end(self, key: str) -> datetime | None:
        """Return by when a document was published; None where it does not say."""
        document, entry = self._dataset.document(key), self._dataset.get("documents", key)
        if document is None or entry is None or document.published is None:
            return None
        return parse_edtf(document.published).bounds(zone_of(self._dataset, entry)).t_max_utc

    def _moment(self, key: str) -> datetime | None:
        """Return when a document was published; None where it does not say."""
        if key not in self._known:
            document, entry = self._dataset.document(key), self._dataset.get("documents", key)
            if document is None or entry is None or document.published is None:
                self._known[key] = None
            else:
                zone = zone_of(self._dataset, entry)
                self._known[key] = parse_edtf(document.published).bounds(zone).t_min_utc
        return self._known[key]
