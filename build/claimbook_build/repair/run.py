"""Repairing a dataset: every safe repair, and none that brings a finding that was not there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimbook.diagnostic import Diagnostic, Edit, Fix
from claimbook_build.check.run import Verdict
from claimbook_build.read.file import read_file
from claimbook_build.repair.edits import compatible, edited
from claimbook_build.report.findings import plural

MOST_ROUNDS = 10
"""A repair can lay another open; ten of them on one spot no file of a person has."""

MOST_CHECKS = 100
"""Checks that the search for harmful repairs may take; what is not tried by then stays."""

Check = Callable[[Mapping[str, bytes]], Verdict]
"""Check all of the dataset, with contents to read in place of those of some files."""


@dataclass
class Repaired:
    """What a repairing came to.

    Attributes:
        before: The bytes of the files that change, by path.
        after: What they are to hold, by path.
        fixed: How many findings are gone.
        left: How many are left in the files that may be changed.
        harmful: How many of those have a repair that was left out: it would bring another finding.
    """

    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    fixed: int = 0
    left: int = 0
    harmful: int = 0

    def summary(self, left: int, *, dry: bool = False) -> str:
        """Say it in one line.

        >>> Repaired({}, {"a": b"", "b": b""}, 3).summary(1)
        'fixed 3 findings in 2 files, 1 left'
        >>> Repaired(harmful=1).summary(1, dry=True)
        'would fix 0 findings, 1 left; 1 repair left out: it would bring another finding'
        """
        verb = "would fix" if dry else "fixed"
        findings, files = plural(self.fixed, "finding"), plural(len(self.after), "file")
        where = f" in {files}" if self.after else ""
        out = f"; {plural(self.harmful, 'repair')} left out: " if self.harmful else ""
        why = f"{'it' if self.harmful == 1 else 'each'} would bring another finding" if out else ""
        return f"{verb} {findings}{where}, {left:,} left{out}{why}"


def repair(root: Path, check: Check, asked: Callable[[str], bool]) -> Repaired:
    """Work out every safe repair; write nothing.

    Repairs are made in memory, together where they do not overlap, and the dataset is checked
    anew. A repair that brings a finding that was not there before is taken back.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        check: How to check.
        asked: Whether a file, by its path, may be changed.
    """
    return _Repairing(root, check, asked).run()


class _Repairing:
    """One repairing: contents so far, the verdict on them, and the repairs that do harm."""

    def __init__(self, root: Path, check: Check, asked: Callable[[str], bool]) -> None:
        self.root = root
        self.check = check
        self.asked = asked
        self.overlay: dict[str, bytes] = {}
        self.verdict = check({})
        self.harmful: set[tuple[str, str, str, Fix]] = set()
        self.before: dict[str, bytes] = {}
        self.checks = 0

    def run(self) -> Repaired:
        first = _findings(self.verdict)
        for _ in range(MOST_ROUNDS):
            # In the order of findings, so that the same repairs are made on every machine.
            chosen = compatible(f.fix for f in self._fixable() if f.fix is not None)
            if not chosen:
                break
            self._round(chosen)
        after = {path: data for path, data in self.overlay.items() if data != self.before[path]}
        fixed = sum((first - _findings(self.verdict)).values())
        left = sum(self.asked(finding.place.path) for finding in self.verdict.diagnostics)
        return Repaired(
            {path: self.before[path] for path in after}, after, fixed, left, self._left_out()
        )

    def _left_out(self) -> int:
        """Count the repairs that do harm and are still proposed for a file that may be changed."""
        proposed = {
            found.fix
            for found in self.verdict.diagnostics
            if found.fix is not None and self.asked(found.place.path)
            if _named(found, found.fix) in self.harmful
        }
        return len(proposed)

    def _fixable(self) -> Iterable[Diagnostic]:
        for finding in self.verdict.diagnostics:
            if finding.fix is not None and _named(finding, finding.fix) not in self.harmful:
                paths = {edit.place.path for edit in finding.fix.edits}
                if all(map(self.asked, (finding.place.path, *paths))):
                    yield finding

    def _round(self, chosen: list[Fix]) -> None:
        """Make what can be made of these; remember what cannot."""
        start, before = dict(self.overlay), self.verdict
        accepted: list[Fix] = []
        waiting = [chosen]
        while waiting and self.checks < MOST_CHECKS:
            group = waiting.pop()
            overlay = self._with(start, [*accepted, *group])
            verdict = self.check(overlay)
            self.checks += 1
            if not _findings(verdict) - _findings(before):
                accepted += group
                self.overlay, self.verdict = overlay, verdict
            elif len(group) > 1:  # one of them at least does harm: which half has it?
                half = len(group) // 2
                waiting += [group[half:], group[:half]]
            else:
                self._refuse(before, group[0])

    def _refuse(self, verdict: Verdict, fix: Fix) -> None:
        self.harmful |= {_named(found, fix) for found in verdict.diagnostics if found.fix == fix}

    def _with(self, start: Mapping[str, bytes], fixes: list[Fix]) -> dict[str, bytes]:
        edits: defaultdict[str, list[Edit]] = defaultdict(list)
        for edit in (edit for fix in fixes for edit in fix.edits):
            edits[edit.place.path].append(edit)
        overlay = dict(start)
        for path, found in edits.items():
            overlay[path] = edited(overlay.get(path) or self._content(path), path, found)
        return overlay

    def _content(self, path: str) -> bytes:
        if path not in self.before:
            data = read_file(path, self.root)
            self.before[path] = data if isinstance(data, bytes) else b""
        return self.before[path]


def _named(finding: Diagnostic, fix: Fix) -> tuple[str, str, str, Fix]:
    return finding.place.path, finding.code, finding.message, fix


def _findings(verdict: Verdict) -> Counter[tuple[str, str, str, str]]:
    """Count findings by what stays the same when a text moves."""
    return Counter((f.place.path, f.code, f.severity, f.message) for f in verdict.diagnostics)
