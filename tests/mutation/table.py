"""Counting verdicts, field by field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mutation.classes import class_of
from mutation.reasons import reason
from mutation.runner import VERDICTS, Outcome, Verdict

Field = tuple[str, str]
"""A record type and a field of it."""


@dataclass
class Counts:
    """The verdicts of a field's mutants.

    Attributes:
        scalars: How many scalars the field has.
        check: Verdicts of `check` alone.
        both: Verdicts of `check` and `evidence verify` together.
        codes: How often each rule decided.
    """

    scalars: int = 0
    check: Counter[Verdict] = field(default_factory=Counter)
    both: Counter[Verdict] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def mutants(self) -> int:
        """How many mutants there are."""
        return self.check.total()

    def take(self, outcome: Outcome) -> None:
        """Count a mutant."""
        self.check[outcome.check] += 1
        self.both[outcome.both] += 1
        if outcome.both != "missed":
            self.codes[outcome.code] += 1

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of both."""
        return Counts(
            self.scalars + other.scalars,
            self.check + other.check,
            self.both + other.both,
            self.codes + other.codes,
        )

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Counts:
        """Count the mutants of one scalar."""
        counts = cls(scalars=1)
        for outcome in outcomes:
            counts.take(outcome)
        return counts


def share(counts: Counter[Verdict]) -> float:
    """Return the share that was caught at its very line; 1 when there is nothing to catch."""
    return counts["exact"] / counts.total() if counts.total() else 1.0


def percent(value: float) -> str:
    """Write a share: 100 only when nothing at all was missed.

    >>> percent(1.0), percent(0.99999), percent(0.5)
    ('100', '99.9', '50.0')
    """
    return "100" if value == 1 else f"{min(value * 100, 99.9):.1f}"


def markdown(table: dict[Field, Counts], *, texts: bool) -> str:
    """Return the table of every field, and a line for all of them."""
    head = ["record type", "field", "sort", "scalars", "mutants", "`check`, %"]
    head += [*(["with texts, %"] if texts else []), *VERDICTS[1:], "rules"]
    head.append("what is not known")
    lines = [_line(head), _line([*["---"] * 3, *["---:"] * (len(head) - 5), "---", "---"])]
    for name in sorted(table, key=lambda name: (name[0].endswith((".csv", ".lock")), name)):
        cells = [name[0], f"`{name[1]}`", class_of(*name)]
        cells += [*_numbers(table[name], texts=texts), _rules(table[name])]
        low = share(table[name].both) < 1
        lines.append(_line([*cells, reason(*name) if low else ""]))
    total = sum(table.values(), start=Counts())
    lines.append(_line(["**all**", "", "", *_numbers(total, texts=texts), "", ""]))
    return "\n".join(lines) + "\n"


def summary(table: dict[Field, Counts], *, texts: bool) -> str:
    """Return the table of all sorts of values together."""
    sorts: defaultdict[str, Counts] = defaultdict(Counts)
    for name, counts in table.items():
        sorts[class_of(*name)] += counts
    head = ["sort", "mutants", "`check`, %", *(["with texts, %"] if texts else [])]
    lines = [_line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    for name in sorted(sorts, key=lambda name: (-share(sorts[name].both), name)):
        counts = sorts[name]
        shares = [counts.check, *([counts.both] if texts else [])]
        lines.append(_line([name, str(counts.mutants), *(percent(share(one)) for one in shares)]))
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _numbers(counts: Counts, *, texts: bool) -> list[str]:
    shares = [percent(share(counts.check)), *([percent(share(counts.both))] if texts else [])]
    rest = [str(counts.both[verdict] or "") for verdict in VERDICTS[1:]]
    return [str(counts.scalars), str(counts.mutants), *shares, *rest]


def _rules(counts: Counts) -> str:
    """Return the rules that decided most often."""
    return ", ".join(code for code, _ in counts.codes.most_common(4))
