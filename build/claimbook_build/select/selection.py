"""`check --base`: the findings that a change answers for, and none of the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.check.run import Verdict, check
from claimbook_build.report.findings import plural
from claimbook_build.select.change import Base, changed_files, changes, machine_files
from claimbook_build.select.lines import ChangedLines, changed_lines
from claimbook_build.select.referrer import referrers
from claimbook_build.select.repository import Repository


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a verdict that a change answers for.

    Attributes:
        verdict: The verdict with the findings shown, and the files that were looked at.
        changed: The files that differ from the base.
        referring: The further files that refer to something that changed.
        total: How many files the dataset has.
        elsewhere: How many findings are not shown: each was there before.
        lines: How many lines of machine-made claims were judged, if no others were; else None.
    """

    verdict: Verdict
    changed: int
    referring: int
    total: int
    elsewhere: int
    lines: int | None = None

    def __str__(self) -> str:
        verb = "refers" if self.referring == 1 else "refer"
        them = "it" if self.changed == 1 else "them"
        said = f"checked {plural(self.changed, 'changed file')} and {self.referring:,} that "
        said += f"{verb} to {them}, of {self.total:,}"
        if self.elsewhere:
            said += f"; {plural(self.elsewhere, 'finding')} elsewhere, there before and not shown"
        if self.lines is not None:
            said += (
                f"; of machine-made claims {plural(self.lines, 'new line')}, the others as before"
            )
        return said


def check_against(
    root: Path,
    revision: str,
    paths: Iterable[str] = (),
    release: str | None = None,
    *,
    quick: bool = True,
) -> Selection:
    """Check what changed in a dataset since it parted from a revision, and what refers to it.

    Shown are the findings in files that differ; those on records elsewhere that refer to a record,
    code or row that was changed or deleted; those that point at a changed file; and whatever was
    not found at the base, however far from the change it lies. The rest was there before. Of a file
    of machine-made claims that was there at the base, what differs are its new lines.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        revision: What to compare with: the commit where HEAD parted from it is the base. Changes
            that are not committed count, and so do files that git does not know.
        paths: As for `claimbook_build.check.run.check`; none means all.
        release: The release that is being made, or None.
        quick: Whether machine-made claims that stayed need not be judged again where nothing else
            changed; the findings shown are the same in either case.

    Raises:
        RevisionError: There is nothing to compare with.
    """
    repository = Repository(root)
    base = Base(repository, repository.merge_base(revision))
    touched = changed_files(root, base)
    lines = changed_lines(root, base, touched, release)
    judge = lines.findings if quick else None
    verdict = check(root, paths, release, machine=judge)
    change = changes(base, touched, verdict.dataset)
    referring = {(entry.path, entry.key) for entry in referrers(verdict.dataset, change)}
    new = partial(_is_new, touched, lines)
    others = {found for found in verdict.diagnostics if not _answers(found, new, referring)}
    rest = _from_before(others, lines, partial(base.findings, root, touched))
    seen = touched | {path for path, _ in referring}
    return Selection(
        _narrowed(verdict, rest, frozenset(seen)),
        len(touched),
        len(seen) - len(touched),
        len(verdict.dataset.paths),
        len(rest),
        lines.count if lines.apart and lines.files else None,
    )


def _from_before(
    others: set[Diagnostic], lines: ChangedLines, earlier: Callable[[], Iterable[Diagnostic]]
) -> set[Diagnostic]:
    """Return those of some findings that were there at the base, if any need be looked for."""
    if not others or lines.apart:
        return {finding for finding in others if not _is_lost(finding)}
    before = {_sameness(finding, finding.place) for finding in earlier()}
    at = {finding: lines.before(finding.place) for finding in others}
    return {finding for finding in others if _sameness(finding, at[finding]) in before}


def _is_new(touched: frozenset[str], lines: ChangedLines, place: Place) -> bool:
    """Whether a place lies in what changed: a file, or a line of machine-made claims."""
    return place.path in touched and lines.is_new(place)


def _answers(
    finding: Diagnostic, new: Callable[[Place], bool], referring: set[tuple[str, str]]
) -> bool:
    places = (finding.place, *(other.place for other in finding.related))
    return any(map(new, places)) or (finding.place.path, finding.record or "") in referring


def _is_lost(finding: Diagnostic) -> bool:
    """Whether a line that stayed is told, though it alone is judged: it names what is gone."""
    return finding.code == "R204" and bool(machine_files([finding.place.path]))


def _sameness(finding: Diagnostic, place: Place) -> object:
    """Return by what a finding is known again: nothing moves in a file that nobody touched."""
    return place, finding.code, finding.severity, finding.message


def _narrowed(verdict: Verdict, rest: set[Diagnostic], seen: frozenset[str]) -> Verdict:
    return replace(
        verdict,
        diagnostics=tuple(finding for finding in verdict.diagnostics if finding not in rest),
        paths=tuple(path for path in verdict.paths if path in seen),
    )
