"""R209: what a machine recorded says so, and carries the month of its file."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.rules.rule import Finding, Rule, Spot
from claimbook.values.identifier import parse_identifier

_MACHINE = "dataset/machine/"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the identifiers of a machine's file with its name."""
    for entry, claim in dataset.each(Claim):
        if entry.path.startswith(_MACHINE):
            yield from _month(entry)
            if claim.origin != "machine":
                yield Finding(Spot(entry, ("origin",)), "a program's claim does not say so")
    for entry, _ in dataset.each(Figure):
        if entry.path.startswith(_MACHINE):
            yield from _month(entry)


def _month(entry: Entry) -> Iterator[Finding]:
    month = PurePosixPath(entry.path).stem
    said = parse_identifier(entry.key).partition
    if said != month:
        help_ = f"write `{entry.key[:4]}{month}_` and a slug, or move the line"
        message = f"`{entry.key}` stands in the file of {month}"
        yield Finding(Spot(entry, ("id",)), message, help_)


RULE = Rule(
    code="R209",
    severity="error",
    scope="record",
    title="A machine's record has `origin: machine` and an identifier with the month of its file.",
    why="Only so can identifiers be compared file by file, however many there are.",
    help="add `origin: machine`",
    example=None,
    check=check,
)
