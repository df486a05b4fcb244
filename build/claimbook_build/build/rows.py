"""From records to rows: the same annotations that declare the tables fill them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pydantic.fields import FieldInfo

from claimbook.anchors import cells
from claimbook.columns import Column
from claimbook.dataset import Dataset, Entry
from claimbook.derive.tables import RECORDED_IN, column_name, flat_name, tables
from claimbook.records.annotation import marker, models_in
from claimbook.records.claim import Claim, UnnamedVoice
from claimbook.records.evidence import Evidence
from claimbook.records.link import Link
from claimbook.records.markers import Child, Derives, Flat, Pointer, Unpublished
from claimbook.records.record import Published, Record, Strict
from claimbook.values.evidence import parse_locator
from claimbook.zones import zone_of
from claimbook_build.build.completion import complete
from claimbook_build.build.first_release import document_of, releases_of_documents
from claimbook_build.build.moments import moment_columns

Row = dict[str, object]
Rows = dict[str, list[Row]]


def rows(dataset: Dataset) -> Rows:
    """Return the rows of every published table, unsorted; an empty table has an empty list."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for entry in dataset.entries:
        for table, row in _Spread(dataset, entry).rows():
            found[table].append(row)
    found[Evidence.TABLE.table] += (dict(cell.line) for cell in cells(dataset))
    return {name: found[name] for name in tables()}


class _Spread:
    """One record, spread over the tables."""

    def __init__(self, dataset: Dataset, entry: Entry) -> None:
        self.dataset = dataset
        self.entry = entry
        self.zone = zone_of(dataset, entry)

    def rows(self) -> Iterator[tuple[str, Row]]:
        record = complete(self.dataset, self.entry)
        published: Published = record.TABLE  # type: ignore[attr-defined]
        parents: Row = {name: self.entry.parent for name, _, _ in published.parents}
        yield from self._record(record, parents)
        if isinstance(record, Claim):
            yield from _claimants(record)
            for link in _links(record):
                yield from self._record(link, {})

    def _record(self, record: Strict, parents: Row) -> Iterator[tuple[str, Row]]:
        published: Published = record.TABLE  # type: ignore[attr-defined]
        key = self.entry.key
        row = dict(parents)
        for name, field in type(record).model_fields.items():
            value = getattr(record, name)
            child = marker(field, Child)
            if child is not None:
                yield from self._children(child, value, key)
            else:
                row.update(_cells(column_name(published.table, name), field, value))
            derives = marker(field, Derives)
            if derives is not None:
                row.update(self._derived(derives.columns, value))
        if isinstance(record, Record):
            row[RECORDED_IN.name] = self._first_release(record)
        yield published.table, row

    def _first_release(self, record: Record) -> str | None:
        """Return the release that held a record first: by the lock, by itself, or this one."""
        known = self.dataset.first_releases.get(self.entry.minted_as)
        document = document_of(self.dataset, self.entry)
        if known is None and document is not None:
            known = self.dataset.once(releases_of_documents).get(document)
        return known or getattr(record, "since", None) or self.dataset.release

    def _children(
        self, child: Child, items: tuple[Any, ...], key: str
    ) -> Iterator[tuple[str, Row]]:
        for at, item in enumerate(items, 1):
            position: Row = {"position": at}
            if child.value is None:
                yield from self._child(item, {child.parent: key}, position)
            else:
                extra = position if child.ordered else {}
                yield child.table, {child.parent: key, **extra, child.value: item}

    def _child(self, item: Strict, parent: Row, position: Row) -> Iterator[tuple[str, Row]]:
        published: Published = item.TABLE  # type: ignore[attr-defined]
        extra = position if "position" in published.key else {}
        yield from self._record(item, {**parent, **extra})

    def _derived(self, columns: tuple[Column, ...], value: Any) -> Row:  # noqa: ANN401
        if columns[0].name == "span_start":
            locator = parse_locator(value)
            return {"span_start": locator.start, "span_end": locator.end}
        return dict(moment_columns(columns, value, self.zone))


def _cells(name: str, field: FieldInfo, value: Any) -> Row:  # noqa: ANN401
    if marker(field, Flat) is not None:
        return _flat(name, field, value)
    if marker(field, Pointer) is not None or marker(field, Unpublished) is not None:
        return {}
    return {name: value}


def _flat(name: str, field: FieldInfo, value: Strict | None) -> Row:
    model = next(iter(models_in(field.annotation)))
    return {
        flat_name(name, part): getattr(value, part) if value is not None else None
        for part in model.model_fields
    }


def _claimants(claim: Claim) -> Iterator[tuple[str, Row]]:
    for at, claimant in enumerate(claim.claimants, 1):
        row: Row = {"claim": claim.id, "position": at, "actor": None, "unnamed": None}
        row["unnamed_of"] = None
        if isinstance(claimant, UnnamedVoice):
            row |= {"unnamed": claimant.unnamed, "unnamed_of": claimant.of}
        else:
            row["actor"] = claimant
        yield "claim_claimants", row


def _links(claim: Claim) -> Iterator[Link]:
    """Yield the link that each stance of a claim is.

    Two stances of one kind towards claims that are not ours are told apart by their number.
    """
    first = claim.claimants[0]
    seen: Counter[tuple[str, str | None]] = Counter()
    for response in claim.responds_to:
        relation = (response.stance, response.claim)
        seen[relation] += 1
        yield Link(
            id=link_id(claim.id, *relation, seen[relation]),
            subject=claim.id,
            object=response.claim,
            unseen=response.unseen,
            kind=response.stance,
            asserted_by=first.of if isinstance(first, UnnamedVoice) else first,
            asserted_at=claim.said_at,
            because=response.basis.because if response.basis else None,
        )


def link_id(subject: str, kind: str, obj: str | None, number: int = 1) -> str:
    """Return the identifier of a generated link: the same for the same relation, always.

    Args:
        subject: The claim that takes the stance.
        kind: The stance.
        obj: The claim answered; None when it is not among ours.
        number: Which of the claim's relations of this kind to that object it is, from 1.

    >>> link_id("clm_a", "denies", "clm_b")
    'lnk_denies-348050ad1eb8'
    """
    text = f"{subject} {kind} {obj or ''}" + (f" {number}" if number > 1 else "")
    digest = sha256(text.encode()).hexdigest()
    return f"lnk_{kind}-{digest[:12]}"
