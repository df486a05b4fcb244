"""R306: a daily series has one number for every day between its first and its last."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from claimbook.daily_series import Instalment, breaks_of, concerns, daily_series, name_of
from claimbook.dataset import Dataset
from claimbook.relations import joined
from claimbook.rules.rule import Example, Finding, Rule, Spot

_DAY = timedelta(days=1)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for days without a number and with two, once for all the numbers of one claim."""
    told: set[tuple[str, str]] = set()
    for question, row in dataset.once(daily_series).items():
        pauses = _pauses(dataset, name_of(question), row)
        for before, after in pairwise(sorted(row, key=lambda one: (one.first, one.last))):
            message = _fault(before, after)
            pair = before.counted.claim.id, after.counted.claim.id
            if after.first > before.last and before.last + _DAY in pauses:
                continue
            if message and (pair not in told or pair[0] == pair[1]):
                keys = before.counted.keys, after.counted.keys
                if after.first <= before.last and joined(dataset, *keys):
                    continue
                told.add(pair)
                yield Finding(
                    Spot(after.counted.entry, (after.dated_by,)),
                    f"in `{name_of(question)}`, {message}",
                    related=(Spot(before.counted.entry, (before.dated_by,), "the one before"),),
                )


def _pauses(dataset: Dataset, name: str, row: list[Instalment]) -> set[date]:
    """Return the days on which the counter is said to be interrupted."""
    found = (one for one in breaks_of(dataset, name) if one.kind == "interrupted")
    return {date.fromisoformat(one.first_day) for one in found if concerns(one, row)}


def _fault(before: Instalment, after: Instalment) -> str:
    measure = after.counted.figure.measure
    if after.first <= before.last:
        return f"{after.first} has two numbers of `{measure}`"
    missing = (after.first - before.last).days - 1
    if missing == 1:
        return f"{before.last + _DAY} has no number of `{measure}`"
    first, last = before.last + _DAY, after.first - _DAY
    return f"{missing} days from {first} to {last} have no number of `{measure}`" * (missing > 0)


_STRIKES = """{}
        unit: strike
        affected: act_velmaria
        wording: "12"
        aggregation: snapshot
        period: "2019-05-14\""""

RULE = Rule(
    code="R306",
    severity="error",
    scope="dataset",
    title="A daily series has one number for each day, none twice and none left out.",
    why="A day that is missing or stands twice makes every sum and every difference wrong, and "
    "nothing in the numbers shows it.",
    help="add the day, or delete the double; where two numbers of a day are both right, link the "
    "later one (`corrects`, `supersedes`); where nothing was published for a while, say so by a "
    "break of the series (`interrupted`), or waive the rule in the figure after the gap",
    example=Example(
        "dataset/statements/2019/doc_digest-2019-05-14.yaml",
        _STRIKES.format("airstrikes"),
        _STRIKES.format("missile_strikes"),
    ),
    check=check,
    waivable=True,
)
