"""R208: two identifiers are never one edit apart, so that no typo is another record."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.rules.r203_minted import CODED, LOCKED, named
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import date_in, near_pairs


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare all identifiers with all others, by what is left when a character is taken out.

    Identifiers that differ in the date they carry are let pass: R303 holds that date to the
    record's own.
    """
    ids = tuple(table for table in LOCKED if table not in CODED)
    for tables in (ids, ("measures",), ("units",), ("series",)):
        entries = {entry.key: entry for table in tables for entry in dataset.table(table)}
        for first, second in near_pairs(entries):
            if date_in(first) == date_in(second):
                one, other = entries[second], entries[first]
                yield Finding(
                    Spot(one, (named(one),)),
                    f"`{second}` is one typing error away from `{first}`",
                    related=(Spot(other, (named(other),), "the other one"),),
                )


RULE = Rule(
    code="R208",
    severity="error",
    scope="dataset",
    title="Two identifiers are never one letter inserted, dropped, changed or swapped apart.",
    why="Then a typing error in a reference is always an unknown record, never another one.",
    help="give one of the two a name that tells them apart",
    example=Example("seeds/reference/items.yaml", "- id: itm_warship", "- id: itm_missiles"),
    check=check,
)
