"""What an import came to, in lines whose counts add up."""

from collections.abc import Iterator

from claimbook_build.importing.examination import Tally
from claimbook_build.importing.write.intake import Intake
from claimbook_build.importing.write.outcome import Outcome
from claimbook_build.report.findings import plural
from claimbook_build.report.show import show

_KINDS = {
    "new": "new",
    "known": "known",
    "revised": "revised",
    "rewritten": "rewritten by another mapping",
    "doubled": "left out, for another row has the identifier",
}
_TOLD = {
    "revised": "another version than before",
    "doubled": "the identifier of two rows, of which the first was taken",
    "vanished": "no row of this version of the table",
    "unfounded": "cites this version of the table, which has no such row",
}
"""Kinds of which the claims are named, and what is said of each."""

_ALSO_DRY = {"new": "new", "rewritten": "rewritten"}
"""Kinds of which they are named where nothing is written."""


def summary(taken: Intake, out: str | None, *, dry: bool) -> Iterator[str]:
    """Yield the lines.

    Args:
        taken: What the import came to.
        out: The file to which the claims were only written down; None: the dataset.
        dry: Whether nothing was to be written.
    """
    outcome = taken.outcome
    if outcome is not None:
        yield from _named(outcome, {**_TOLD, **(_ALSO_DRY if dry else {})})
    yield from _tally(taken.tally)
    if outcome is None:
        if out is None:
            yield "the table could not be read to its end: nothing was written"
        return
    yield f"{outcome.noun}: {_claims(outcome)}"
    for kind in ("vanished", "unfounded"):
        if outcome.counts[kind]:
            yield f"{kind}: {plural(outcome.counts[kind], 'claim')} without a row, left as is"
    yield _files(outcome, dry=dry)


def _named(outcome: Outcome, told: dict[str, str]) -> Iterator[str]:
    for kind, words in told.items():
        names = outcome.named.get(kind, [])
        for name in names:
            yield f"{words}: {show(name, limit=500)}"
        if len(names) < outcome.counts[kind]:
            yield f"{words}: {outcome.counts[kind] - len(names):,} more"


def _tally(tally: Tally) -> Iterator[str]:
    rows = f"{tally.imported:,} whole + {tally.in_part:,} in part + {tally.refused:,} refused"
    yield f"rows: {tally.rows:,} = {rows} + {tally.blank:,} blank + {tally.unread:,} unread"
    numbers = f"{tally.figures:,} figures + {tally.refused_cells:,} refused"
    yield f"numbers: {tally.numbers:,} = {numbers} + {tally.unsaid:,} that state nothing"


def _claims(outcome: Outcome) -> str:
    counts = {kind: outcome.counts[kind] for kind in _KINDS if outcome.counts[kind]}
    parts = [f"{count:,} {_KINDS[kind]}" for kind, count in counts.items()]
    return f"{sum(counts.values()):,} = {' + '.join(parts)}" if parts else "none"


def _files(outcome: Outcome, *, dry: bool) -> str:
    if not outcome.paths:
        return "nothing to write"
    links = f", {plural(outcome.links, 'link')} among them" if outcome.links else ""
    done = "would be written" if dry else "written"
    return f"{plural(len(outcome.paths), 'file')} {done}{links}"
