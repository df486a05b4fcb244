"""Is a mutant caught? The real check, and the real verification, over a dataset with it in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from claimbook.diagnostic import Diagnostic, Place
from claimbook.records.record import Record
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.rule import Rule, Spot
from claimbook_build.check import run
from claimbook_build.check.collect import Collection, collect
from claimbook_build.evidence import texts, verify
from claimbook_build.lines.machine import named_elsewhere
from claimbook_build.lines.mention import held_by
from mutation.memory import Memory
from mutation.mutants import Mutant

Verdict = Literal["exact", "related", "elsewhere", "missed"]
VERDICTS: tuple[Verdict, ...] = ("exact", "related", "elsewhere", "missed")
"""Best first: a finding begins at the scalar and covers its line; only a related place does; the
findings are elsewhere; there is none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant.

    Attributes:
        mutant: The mutant.
        check: The verdict of `check` alone.
        both: The verdict of `check` and `evidence verify` together; that of `check` without texts.
        code: The rule whose finding decided, or "".
    """

    mutant: Mutant
    check: Verdict
    both: Verdict
    code: str


class Runner:
    """Checks one mutant after another; a context manager."""

    def __init__(
        self,
        root: Path,
        release: str | None,
        folder: Path | None = None,
        *,
        lines: bool = True,
    ) -> None:
        """Prepare to check mutants.

        Args:
            root: The folder above `seeds/` and `dataset/`.
            release: The release that is being made.
            folder: The texts; None: none is at hand.
            lines: Whether machine-made claims are judged with each. Those of tables, which are
                many, stay as they are: then it is enough to know which there are.
        """
        self.lines = lines
        self.machine: frozenset[str] = frozenset()
        self.root = root
        self.release = release
        self.folder = folder
        self.hot: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.known: set[object] = set()
        self._memory = Memory()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.enter_context(self._memory.at_work())
        if not self.lines:
            hand = collect(self.root, self.release)
            self.machine = named_elsewhere(hand.dataset) & held_by(hand.lines.values())
        self.known = {_identity(one) for one in self.findings(self.collect())}
        self._memory.full = True
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def judge(self, mutant: Mutant) -> Outcome:
        """Check a dataset with the mutant in it."""
        collection = self.collect(mutant)
        checked = _Tally(mutant, self.known)
        if self._check(collection, mutant, checked):
            return Outcome(mutant, "exact", "exact", checked.code)
        check = checked.verdict
        for finding in self._verify(collection):
            if checked.take(finding):
                break
        return Outcome(mutant, check, checked.verdict, checked.code)

    def collect(self, mutant: Mutant | None = None) -> Collection:
        """Read the dataset, with a mutant in it."""
        overlay = {mutant.target.path: mutant.data} if mutant else None
        found = collect(self.root, self.release, overlay)
        if not self.lines:
            found.lines.clear()
            found.elsewhere |= self.machine
        return found

    def findings(self, collection: Collection) -> Iterator[Diagnostic]:
        """Yield all that is found in a dataset."""
        yield from collection.diagnostics
        yield from run.judge(collection)
        yield from self._verify(collection)

    def _check(self, collection: Collection, mutant: Mutant, tally: _Tally) -> bool:
        """Run the rules that caught the field's mutants before, then all, until one does."""
        if any(tally.take(finding) for finding in collection.diagnostics):
            return True
        hot = self.hot[mutant.target.table, mutant.target.field]
        for code in tuple(hot):
            if any(tally.take(one) for one in _by_rule(collection, BY_CODE[code])):
                hot.remove(code)
                hot.insert(0, code)
                return True
        for finding in run.judge(collection):
            if tally.take(finding):
                if finding.code in BY_CODE and finding.code not in hot:
                    hot.insert(0, finding.code)
                return True
        return False

    def _verify(self, collection: Collection) -> Iterator[Diagnostic]:
        if self.folder is None:
            return
        matched = texts.match_texts(collection.dataset, self.folder)
        checked = verify.verify(collection.dataset, matched)
        for code, finding in verify.findings(collection.dataset, matched, checked):
            yield run.diagnostic(collection, code, finding)


def _by_rule(collection: Collection, rule: Rule) -> Iterator[Diagnostic]:
    for finding in rule.check(collection.dataset):
        record = finding.spot.entry.record if isinstance(finding.spot, Spot) else None
        waivers = record.waive if isinstance(record, Record) else ()
        if not any(waiver.rule == rule.code for waiver in waivers):
            yield run.diagnostic(collection, rule.code, finding)


def _identity(finding: Diagnostic) -> object:
    """What makes a finding the same before and after: columns move with the characters."""
    place = finding.place
    return (place.path, place.line, place.end_line, finding.code, finding.severity, finding.message)


class _Tally:
    """The best that the new findings about a mutant say so far."""

    def __init__(self, mutant: Mutant, known: set[object]) -> None:
        self.mutant = mutant
        self.known = known
        self.verdict: Verdict = "missed"
        self.code = ""

    def take(self, finding: Diagnostic) -> bool:
        """Take a finding; return whether it is at the very line."""
        if finding.severity == "info" or _identity(finding) in self.known:
            return False
        verdict = self._place(finding)
        if VERDICTS.index(verdict) < VERDICTS.index(self.verdict):
            self.verdict, self.code = verdict, finding.code
        return verdict == "exact"

    def _place(self, finding: Diagnostic) -> Verdict:
        if self._covers(finding.place):
            return "exact"
        if any(self._covers(related.place) for related in finding.related):
            return "related"
        return "elsewhere"

    def _covers(self, place: Place) -> bool:
        target = self.mutant.target
        begins = target.path == place.path and target.line <= place.line
        return begins and place.line <= self.mutant.line <= place.end_line
