"""R407: in a table, not everything that was launched was intercepted every time."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from claimbook.dataset import Dataset
from claimbook.rules.r402_part import Pair, pairs
from claimbook.rules.rule import FileExample, Finding, Rule, Spot

LEAST = 5
"""How many rows make a table whose numbers may not all be the same: fewer may be so by chance."""


Table: TypeAlias = tuple[str, str, str]
"""A document, a measure of which it gives numbers, and that of which the first counts a part."""


class Rows(NamedTuple):
    """The rows of a table so far, in each of which the part is the whole.

    Attributes:
        many: How many they are.
        first: The first of them.
    """

    many: int
    first: Pair


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for documents in which every part of a measure is the whole."""
    tables: dict[Table, Rows | None] = {}
    add_rows(dataset, tables)
    yield from filled_in(dataset, tables)


def add_rows(dataset: Dataset, into: dict[Table, Rows | None]) -> None:
    """Add the rows of a dataset to those of others; None stands for a table whose rows differ."""
    for pair in dataset.once(pairs):
        if pair.by_measure and pair.one_statement and not _nothing(pair):
            table = pair.part.document, pair.part.figure.measure, pair.whole.figure.measure
            known = into.get(table, Rows(0, pair))
            same = known is not None and _same(pair)
            into[table] = Rows(known.many + 1, known.first) if known and same else None


def filled_in(dataset: Dataset, tables: Mapping[Table, Rows | None]) -> Iterator[Finding]:
    """Tell of tables with so many rows, all the same, that they were probably filled in."""
    for (document, part, whole), rows in tables.items():
        entry = dataset.get("documents", document)
        if entry is not None and rows is not None and rows.many >= LEAST:
            first = Spot(rows.first.part.entry, ("wording",), "the first of them")
            message = f"`{part}` is `{whole}` in all {rows.many} rows of the document"
            yield Finding(Spot(entry, ("id",)), message, related=(first,))


def _nothing(pair: Pair) -> bool:
    """Whether there was nothing of either: that says nothing of how the table was made."""
    return pair.part.quantity.nominal == 0 and pair.whole.quantity.nominal == 0


def _same(pair: Pair) -> bool:
    return pair.part.quantity == pair.whole.quantity


_PATH = "dataset/machine/reader/2019-05.jsonl"
_FIGURE = (
    '{{"id": "fig_2019-05_row-{day}-{what}", "measure": "missiles_{what}", "unit": "munition", '
    '"wording": "{count}", "aggregation": "increment", "period": "2019-05-0{day}", '
    '"evidence": ["2346-2362"]}}'
)
_CLAIM = (
    '{{"id": "clm_2019-05_row-{day}", "claimants": ["act_pdn"], "speech_act": "asserts", '
    '"proposition": "So many were launched and so many stopped", "evidence": ["2346-2362"], '
    '"origin": "machine", "figures": [{launched}, {stopped}], '
    '"document": "doc_digest-2019-05-14"}}\n'
)


def _table(*rows: tuple[int, int]) -> str:
    return "".join(
        _CLAIM.format(
            day=day,
            launched=_FIGURE.format(day=day, what="launched", count=launched),
            stopped=_FIGURE.format(day=day, what="intercepted", count=stopped),
        )
        for day, (launched, stopped) in enumerate(rows, 1)
    )


RULE = Rule(
    code="R407",
    severity="info",
    scope="document",
    title="In a table of parts and wholes, the part is not always the whole.",
    why="A table in which as many were intercepted as launched on every row was probably filled "
    "in: what its maker did not know was taken to be the same.",
    help="look whether the source prints both numbers; waive it if it does",
    example=None,
    file_example=FileExample(
        good_path=_PATH,
        good=_table((5, 5), (9, 8), (2, 2), (30, 30), (7, 7)),
        bad_path=_PATH,
        bad=_table((5, 5), (9, 9), (2, 2), (30, 30), (7, 7)),
        found_in="seeds/documents/doc_digest-2019-05-14.yaml",
    ),
    check=check,
    waivable=True,
)
