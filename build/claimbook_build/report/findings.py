"""What a renderer is given: the findings of one run, and all that is known about the run."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimbook.diagnostic import Diagnostic, Severity

Sources = Callable[[str], str | None]
"""The text of a path, or None when it cannot be shown."""

GRAVITY: tuple[Severity, ...] = ("error", "warning", "info")
"""Severities, the gravest first."""


def _no_source(path: str) -> None:
    del path


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one run.

    Attributes:
        diagnostics: The findings, in order.
        paths: The files that were looked at, those without a finding included.
        sources: The text of a path, or None when it cannot be shown.
        title: What was run, in a word or two of ours.
        note: What else to say of the run, in a sentence of ours; or nothing.
        fail_on: The least severity that makes the run fail.
        folder: The dataset's folder inside its repository, with a slash at the end; or nothing.
        blobs: The address below which a code host shows the repository's files, with a slash at
            the end; or nothing.
        elsewhere: Where a reader finds what a format has no room for, in words of ours.
        color: Whether to colour with ANSI escapes.
        cap: How many findings of one code are shown where people read; None shows all.
    """

    diagnostics: tuple[Diagnostic, ...]
    paths: tuple[str, ...] = ()
    sources: Sources = _no_source
    title: str = "claimbook check"
    note: str = ""
    fail_on: Severity = "error"
    folder: str = ""
    blobs: str = ""
    elsewhere: str = "see the log of this step"
    color: bool = False
    cap: int | None = None

    def fails(self, finding: Diagnostic) -> bool:
        """Whether a finding makes the run fail."""
        return GRAVITY.index(finding.severity) <= GRAVITY.index(self.fail_on)

    @property
    def failed(self) -> bool:
        """Whether the run fails."""
        return any(self.fails(finding) for finding in self.diagnostics)

    def path(self, path: str) -> str:
        """Return a path as seen from the root of the repository."""
        return path if path.startswith("/") else self.folder + path

    def by_gravity(self) -> list[Diagnostic]:
        """Return the findings with the gravest first, otherwise in order."""
        return sorted(self.diagnostics, key=lambda finding: GRAVITY.index(finding.severity))

    def summary(self) -> str:
        """Count the findings in one line."""
        return summary(self.diagnostics, len(self.paths) or None)


def summary(diagnostics: Iterable[Diagnostic], files: int | None = None) -> str:
    """Count findings in one line.

    >>> from claimbook.diagnostic import Place
    >>> summary([Diagnostic(Place("a.yaml"), "R101", "error", "x")])
    '1 error in 1 file'
    >>> summary([], files=14)
    'no findings in 14 files'
    """
    findings = list(diagnostics)
    counts = Counter(finding.severity for finding in findings)
    words = [plural(counts[severity], severity) for severity in GRAVITY if counts[severity]]
    if files is None:
        files = len({finding.place.path for finding in findings})
    where = f" in {plural(files, 'file')}" if files else ""
    return (", ".join(words) or "no findings") + where


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "error"), plural(2, "error"), plural(1200, "info")
    ('1 error', '2 errors', '1,200 info')
    """
    return f"{count:,} {noun}" if count == 1 or noun == "info" else f"{count:,} {noun}s"
