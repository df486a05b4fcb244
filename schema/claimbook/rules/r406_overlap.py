"""R406: two totals of one time, the one within the other, say so."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from claimbook.counted import Counted, counted, window
from claimbook.dataset import Dataset
from claimbook.records.measure import Measure
from claimbook.relations import joined
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for totals of a country and of its parts, by one voice, that nothing joins."""
    additive = {measure.code for _, measure in dataset.each(Measure) if measure.additive}
    totals: defaultdict[Hashable, dict[str, Counted]] = defaultdict(dict)
    figures = [
        (one, key)
        for one in dataset.once(counted)
        if one.figure.measure in additive and (key := _key(dataset, one)) is not None
    ]
    for one, key in figures:
        totals[key].setdefault(one.place or "", one)
    for one, key in figures:
        if len(totals[key]) > 1:
            yield from _within(dataset, one, totals[key])


def _key(dataset: Dataset, one: Counted) -> Hashable:
    """Return what the totals have in common; None for what has no place or no time."""
    time = window(dataset, one)
    if one.void or one.place is None or time is None:
        return None
    # A program cannot link across documents, so that only what one document says is compared.
    document = one.document if one.claim.origin == "machine" else ""
    return (one.voices, document, time, one.figure.as_of, *one.subject)


def _within(dataset: Dataset, one: Counted, totals: dict[str, Counted]) -> Iterator[Finding]:
    place = dataset.place(one.place)
    for around in dataset.around(place) if place else ():
        wider = totals.get(around.id)
        if wider is not None:
            if not _told(dataset, one, wider):
                yield Finding(
                    Spot(one.entry, ("wording",)),
                    f"`{one.figure.measure}` of `{one.place}` is within `{wider.figure.id}`, "
                    f"of `{wider.place}` at the same time: a sum counts it twice",
                    related=(Spot(wider.entry, ("wording",), "the wider total"),),
                )
            return


def _told(dataset: Dataset, one: Counted, wider: Counted) -> bool:
    if one.figure.of_which is not None or wider.figure.of_which == one.figure.id:
        return True
    return joined(dataset, one.keys, wider.keys)


_STRIKES = (
    "measure: {}\n        unit: strike\n        {}affected: act_velmaria\n        wording: four"
)

RULE = Rule(
    code="R406",
    severity="warning",
    scope="dataset",
    title="Of two totals of one time and voice, the one within the other says that it is.",
    why="The national number of a night contains the regional ones. Added up they count the same "
    "twice, which is the commonest silent error in sums over such tables.",
    help="give the narrower figure `of_which`, or link the two in dataset/links.yaml (`aggregates` "
    "from the wider one, `overlaps`); waive it where the wider total leaves that place out",
    example=Example(
        "dataset/statements/2019/doc_digest-2019-05-14.yaml",
        _STRIKES.format("missile_strikes", ""),
        _STRIKES.format("airstrikes", "place: plc_dolnask-province\n        "),
    ),
    check=check,
    waivable=True,
)
