"""R209: what a machine recorded says so, carries its month and names no figure of another line."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.files import MACHINE_FOLDER
from claimbook.rules.rule import FileExample, Finding, Rule, Spot
from claimbook.values.identifier import parse_identifier

_WHOLE = "name a figure of the same claim or one made by hand, or leave `of_which` out"

_LINE = (
    '{"id": "clm_2019-05_strike", "claimants": ["act_pdn"], "speech_act": "asserts", '
    '"proposition": "There was a strike", "evidence": ["0-4"], "origin": "machine", '
    '"document": "doc_digest-2019-05-14"}\n'
)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the identifiers of a machine's file with its name, and find wholes out of reach."""
    for entry, claim in dataset.each(Claim):
        if entry.path.startswith(MACHINE_FOLDER):
            yield from _month(entry)
            if claim.origin != "machine":
                yield Finding(Spot(entry, ("origin",)), "a program's claim does not say so")
    for entry, figure in dataset.each(Figure):
        if entry.path.startswith(MACHINE_FOLDER):
            yield from _month(entry)
        if figure.of_which is not None and not _reaches(dataset, entry, figure.of_which):
            message = f"`{figure.of_which}` is neither of this claim nor made by hand"
            yield Finding(Spot(entry, ("of_which",)), message, _WHOLE)


def _reaches(dataset: Dataset, entry: Entry, key: str) -> bool:
    """Whether a whole stands where its part can be compared with it, in the line or by hand.

    What people wrote names no line's figure either; what is nowhere at all is theirs to R204.
    """
    whole = dataset.get("figures", key)
    if whole is not None:
        return not whole.path.startswith(MACHINE_FOLDER) or whole.parent == entry.parent
    if entry.path.startswith(MACHINE_FOLDER):
        return key in dataset.shadows
    return key not in dataset.elsewhere


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
    title="A machine's record has `origin: machine` and an identifier with the month of its file; "
    "no `of_which` leads to a figure of another line.",
    why="Only so can identifiers be compared file by file, and parts with their wholes (R402, "
    "R206) line by line, however many there are.",
    help="add `origin: machine`",
    example=None,
    file_example=FileExample(
        "dataset/machine/reader/2019-05.jsonl",
        _LINE,
        "dataset/machine/reader/2019-06.jsonl",
        _LINE,
    ),
    check=check,
)
