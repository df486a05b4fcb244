"""Who refers to what changed: one step along the references that the fields declare."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.marked import Marked
from claimbook_build.select.change import Change, Key


def referrers(dataset: Dataset, change: Change) -> Iterator[Entry]:
    """Yield the records that refer to something changed, or are nested in it.

    References are identifiers, codes, rows of official lists, and spans of documents; those in
    figures count for the figure. One step is taken: a rule that looks further has its findings
    compared with those of the base (see `selection`), and so have machine-made claims, which are
    not held in memory.
    """
    for found in dataset.marked:
        if any(key in change.keys for key in _keys(found)):
            yield found.entry
    for entry in dataset.entries:
        if entry.key in change.named or any(key in change.keys for key in _above(dataset, entry)):
            yield entry


def _keys(found: Marked) -> Iterator[Key]:
    """Yield what a value could be the name of."""
    marks, value = found.marks, str(found.value)
    yield from ((table, value) for table in marks.refs)
    if marks.vocabulary is not None:
        yield "codes", f"{marks.vocabulary}.{value}"
    if marks.listed is not None:
        yield marks.listed, value
    if marks.pointer:
        yield "documents", value.rpartition(":")[0] or found.entry.parent


def _above(dataset: Dataset, entry: Entry) -> Iterator[Key]:
    """Yield what a record is nested in: a claim in its document, a figure in its claim as well."""
    if entry.table == "figures":
        yield "claims", entry.parent
        claim = dataset.get("claims", entry.parent)
        yield "documents", claim.parent if claim else ""
    elif entry.table == "claims":
        yield "documents", entry.parent
