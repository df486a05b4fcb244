"""The check: a folder in, a verdict out. Every finding at once, each at its place."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic, Place, Related, Severity, in_order
from claimbook.records.record import Record
from claimbook.rules.catalogue import BY_CODE, RULES
from claimbook.rules.r207_alias import resolved
from claimbook.rules.repair import proposal
from claimbook.rules.rule import FileLine, Finding, Rule, Spot
from claimbook_build.check.alias import names_in
from claimbook_build.check.asked import is_asked, not_there
from claimbook_build.check.collect import Collection, collect
from claimbook_build.check.fixes import with_fixes
from claimbook_build.read.node import locate

MachineFindings: TypeAlias = Callable[[Collection, Callable[[str], bool]], Iterator[Diagnostic]]
"""Judges machine-made claims: of a collection, as far as somebody asks for a file."""

FOLLOWING = frozenset({"R306", "R308", "R309"})
"""Rules that follow daily series: where machine-made claims may be of one, those are judged with
all of its records (`lines/series.py`), and not with those written by hand alone."""

GATHERED = frozenset({"R407", "R502", "R604", "R606"})
"""Rules that look at several claims of which some may be machine-made: where there are any, they
are judged with those that have to do with one another (`lines/gathered.py`)."""

MOST = 1000
"""Findings of one rule in one file that are told; that there are more is one finding."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to.

    Attributes:
        dataset: The records of the right shape.
        diagnostics: Every finding about the paths asked for, in order.
        paths: The files that were reported on.
        sources: The text of every file, for excerpts.
    """

    dataset: Dataset
    diagnostics: tuple[Diagnostic, ...]
    paths: tuple[str, ...]
    sources: dict[str, str]

    def count(self, severity: str) -> int:
        """Return how many findings have that severity."""
        return sum(1 for finding in self.diagnostics if finding.severity == severity)


def check(
    root: Path,
    paths: Iterable[str] = (),
    release: str | None = None,
    overlay: Mapping[str, bytes] | None = None,
    machine: MachineFindings | None = None,
) -> Verdict:
    """Check the dataset below a folder.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        paths: Files or folders, relative to the root, to report on; none means all. All of the
            dataset is read in either case: a reference needs to know every identifier.
        release: The release that is being made, or None.
        overlay: Contents to read in place of those of these files, by path.
        machine: Judges machine-made claims; by default `lines.machine` does.

    Returns:
        The verdict. Nothing is raised for what the files hold.
    """
    return verdict_of(collect(root, release, overlay), tuple(paths), machine)


def verdict_of(
    collection: Collection, chosen: tuple[str, ...] = (), machine: MachineFindings | None = None
) -> Verdict:
    """Check a dataset that was read already; as `check`."""
    judged = judge(collection, lambda path: is_asked(path, chosen), machine)
    found = [*collection.diagnostics, *judged]
    reported = tuple(sorted(p for p in collection.dataset.paths if is_asked(p, chosen)))
    unknown = not_there(chosen, collection.dataset.paths)
    asked = (finding for finding in found if is_asked(finding.place.path, chosen))
    kept = with_fixes(asked, collection.sources.get)
    return Verdict(collection.dataset, in_order([*kept, *unknown]), reported, collection.sources)


def judge(
    collection: Collection,
    asked: Callable[[str], bool] = lambda _: True,
    machine: MachineFindings | None = None,
) -> Iterator[Diagnostic]:
    """Run every rule over the records and yield what it finds, waivers heeded.

    What is wrong with machine-made claims comes first: the others may name them.
    """
    if machine is not None:
        yield from machine(collection, asked)
    elif collection.lines:
        from claimbook_build.lines.machine import machine_findings

        yield from machine_findings(collection, asked=asked)
    waived: set[tuple[str, str]] = set()
    apart = FOLLOWING | GATHERED if collection.lines else frozenset[str]()
    for rule in RULES:
        if rule.code not in apart:
            yield from judge_by(rule, collection, waived)
    yield from _named(collection)
    yield from unused_waivers(collection, waived, apart)


def judge_by(
    rule: Rule, collection: Collection, waived: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """Run one rule and yield what it finds; remember the records that waive it."""
    counts: Counter[tuple[str, Severity]] = Counter()
    for finding in rule.check(collection.dataset):
        if rule.waivable and waives(finding, rule, waived):
            continue
        kind = (_path(finding.spot), finding.severity or rule.severity)
        counts[kind] += 1
        if counts[kind] <= MOST:
            yield diagnostic(collection, rule.code, finding)
    yield from (_rest(rule, *kind) for kind, count in counts.items() if count > MOST)


def _named(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the names in references of records that could not be typed: no rule sees those."""
    for place, text, owner in names_in(collection):
        found = resolved(Spot(owner.entry, owner.loc), text, owner)
        fix = proposal(place, owner.entry.key)
        yield replace(diagnostic(collection, "R207", found), place=place, record=None, fix=fix)


def _path(spot: Spot | FileLine) -> str:
    return spot.path if isinstance(spot, FileLine) else spot.entry.path


def _rest(rule: Rule, path: str, severity: Severity) -> Diagnostic:
    message = f"more than {MOST} findings of {rule.code} in this file: the others are left out"
    return Diagnostic(Place(path), rule.code, severity, message, rule.help)


def waives(finding: Finding, rule: Rule, waived: set[tuple[str, str]]) -> bool:
    """Whether the record waives the rule that it breaks; if so, remember that it does."""
    if not isinstance(finding.spot, Spot):
        return False
    entry = finding.spot.entry
    waivers = entry.record.waive if isinstance(entry.record, Record) else ()
    if any(waiver.rule == rule.code for waiver in waivers):
        waived.add((_record(entry), rule.code))
        return True
    return False


def unused_waivers(
    collection: Collection,
    waived: set[tuple[str, str]],
    apart: frozenset[str] = frozenset(),
) -> Iterator[Diagnostic]:
    """Yield a finding for every waiver that is not among those used, or stands twice.

    A rule that may be waived is given the benefit of the doubt while records are missing because
    of their shape: it could not look at all that it compares.

    Args:
        collection: The records.
        waived: The waivers that were needed, by record and rule.
        apart: Rules that were judged elsewhere, their waivers as well.
    """
    whole = not collection.dataset.broken
    for entry in collection.dataset.entries:
        waivers = entry.record.waive if isinstance(entry.record, Record) else ()
        seen: set[str] = set()
        for at, waiver in enumerate(waivers):
            rule = BY_CODE.get(waiver.rule)
            doubtful = rule is not None and rule.waivable and not whole
            elsewhere = rule is not None and rule.waivable and waiver.rule in apart
            used = (_record(entry), waiver.rule) in waived or doubtful or elsewhere
            first = waiver.rule not in seen
            seen.add(waiver.rule)
            message = _useless(waiver.rule) if not used else "" if first else "waived twice"
            if message:
                spot = Spot(entry, ("waive", at, "rule"))
                yield diagnostic(collection, "R900", Finding(spot, message))


def _record(entry: Entry) -> str:
    """Name a record among all tables: a unit and a measure may share their code."""
    return f"{entry.table}.{entry.key}"


def _useless(code: str) -> str:
    rule = BY_CODE.get(code)
    if rule is None:
        return f"there is no rule `{code}`"
    return f"the record does not break {code}" if rule.waivable else f"{code} cannot be waived"


def diagnostic(collection: Collection, code: str, finding: Finding) -> Diagnostic:
    """Return a rule's finding with its places; what it leaves out is as the rule says."""
    rule, spot = BY_CODE[code], finding.spot
    place = place_of(collection, spot)
    return Diagnostic(
        place,
        rule.code,
        finding.severity or rule.severity,
        finding.message,
        finding.help or rule.help,
        spot.entry.key if isinstance(spot, Spot) else None,
        tuple(Related(place_of(collection, s), s.message) for s in finding.related),
        proposal(place, finding.instead) if finding.instead is not None else None,
    )


def place_of(collection: Collection, spot: Spot | FileLine) -> Place:
    """Return where in which file a spot lies."""
    if isinstance(spot, FileLine):
        return Place(spot.path, spot.line, 1, spot.line, 1 + len(spot.text))
    root = collection.tree(spot.entry.path)
    if root is None:
        return Place(spot.entry.path)
    place = locate(root, (*spot.entry.loc, *spot.loc), key=spot.key)
    return place if spot.loc else _first_line(place)


def _first_line(place: Place) -> Place:
    """Shorten the place of a whole record to its first line."""
    if place.end_line == place.line:
        return place
    return Place(place.path, place.line, place.column, place.line, place.column + 1)
