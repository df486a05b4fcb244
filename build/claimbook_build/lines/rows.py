"""R407 where claims are machine-made: a line is a row, and none is held but the first."""

from collections.abc import Callable, Iterator

from claimbook.dataset import Dataset
from claimbook.records.measure import Measure
from claimbook.rules.r407_same import Rows, Table, add_rows, filled_in
from claimbook.rules.rule import Finding, Spot
from claimbook_build.lines.again import Again, Said
from claimbook_build.lines.beside import Asked, Beside
from claimbook_build.lines.mention import DOCUMENT


def row_findings(again: Again, asked: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield what the rule finds of tables whose documents stand in files that are asked for."""
    hand = again.hand.dataset
    documents = {entry.key for entry in hand.table("documents") if asked(entry.path)}
    tables: dict[Table, Rows | None] = {}
    add_rows(hand, tables)
    tables.update(dict.fromkeys(again.noted.unlike))
    held: list[Said] = []
    may_be = _may_be_row(hand, documents, tables)
    for said in again.claims("table", may_be) if documents else ():
        before = len(tables)
        add_rows(Beside(hand, said.entries, Asked()), tables)
        held += [said] if len(tables) > before else []
    again.hold(held)
    for finding in filled_in(hand, tables):
        if isinstance(finding.spot, Spot) and finding.spot.entry.key in documents:
            yield finding


def any_alike(again: Again, tables: set[Table]) -> bool:
    """Whether in any of some tables each row, by hand or in a line, may be alike."""
    hand = again.hand.dataset
    rows: dict[Table, Rows | None] = {}
    add_rows(hand, rows)
    left = {table for table in tables if rows.get(table, ...) is not None}  # `...`: no row yet
    for said in again.saying(left) if left else ():
        add_rows(Beside(hand, said.entries, Asked()), rows)
        left -= {table for table in left if rows.get(table, ...) is None}
        if not left:
            break
    return bool(left)


def _may_be_row(
    hand: Dataset, documents: set[str], tables: dict[Table, Rows | None]
) -> Callable[[bytes], bool]:
    """Return whether a line may be a row of a table of these documents that is not yet unlike."""
    names = {key.encode(): key for key in documents}
    pairs = [
        (f'"{measure.code}"'.encode(), f'"{whole}"'.encode(), measure.code, whole)
        for _, measure in hand.each(Measure)
        for whole in measure.part_of
    ]

    def may_be(line: bytes) -> bool:
        if b"\\" in line:
            return True
        both = [(part, whole) for a, b, part, whole in pairs if a in line and b in line]
        found = [names[key] for key in set(DOCUMENT.findall(line)) & names.keys()] if both else ()
        return any(tables.get((key, *one), ...) is not None for key in found for one in both)

    return may_be
