"""R403: what is typed of a number follows from its wording. R405: and it fits measure and unit."""

from collections.abc import Iterator

from claimbook.counted import counted
from claimbook.dataset import Dataset, Entry
from claimbook.records.figure import Figure
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.wording import Quantity, parse_wording

DERIVED = ("qualifier", "nominal", "low", "low_exclusive", "best", "high", "high_exclusive")
"""The fields that follow from the wording; typing them is allowed, and checked."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Parse every wording again and compare with what is typed beside it."""
    for entry, figure in dataset.each(Figure):
        typed = figure.model_fields_set.intersection(DERIVED)
        if typed:
            quantity = parse_wording(figure.wording)
            for name in (name for name in DERIVED if name in typed):
                yield from _compare(entry, name, getattr(figure, name), quantity)


def _compare(entry: Entry, name: str, typed: object, quantity: Quantity) -> Iterator[Finding]:
    derived = getattr(quantity, name)
    if typed != derived:
        yield Finding(
            Spot(entry, (name,)),
            f"`{name}` is {_words(typed)}, but the wording {_said(name, derived)}",
            f"delete `{name}`: it follows from the wording",
            related=(Spot(entry, ("wording",), "the wording"),),
        )


def _said(name: str, derived: object) -> str:
    return f"gives no `{name}`" if derived is None else f"says {derived}"


def _words(value: object) -> str:
    return "nothing" if value is None else str(value)


def check_unit(dataset: Dataset) -> Iterator[Finding]:
    """Hold units to measures, counts to whole numbers, shares to the unit `share`."""
    for one in dataset.once(counted):
        entry, figure, quantity = one.entry, one.figure, one.quantity
        measure, unit = dataset.measure(figure.measure), dataset.unit(figure.unit)
        if measure is not None and unit is not None and figure.unit not in measure.units:
            message = f"`{figure.measure}` is not given in `{figure.unit}`"
            yield Finding(Spot(entry, ("unit",)), message, f"one of: {', '.join(measure.units)}")
        if quantity.share != (figure.unit == "share"):
            message = f"`{figure.wording}` is {'a' if quantity.share else 'no'} share"
            yield Finding(Spot(entry, ("unit",)), message, "the unit of shares is `share`")
        numbers = (quantity.nominal, quantity.low, quantity.high)
        if quantity.share and any(number is not None and number > 1 for number in numbers):
            message = f"`{figure.wording}` is more than the whole"
            help_ = "a share is at most the whole; a growth by so much is no share"
            yield Finding(Spot(entry, ("wording",)), message, help_)
        if unit is not None and unit.counted and any(isinstance(n, float) for n in numbers):
            message = f"`{figure.unit}` is counted, and `{figure.wording}` is not whole"
            yield Finding(Spot(entry, ("wording",)), message)


RULE = Rule(
    code="R403",
    severity="error",
    scope="record",
    title="A number's wording can be read, and what is typed beside it follows from it.",
    why="The wording is what was said. Bounds that do not follow from it were said by nobody.",
    help="write the number phrase only, and leave the bounds out",
    example=Example(
        "dataset/statements/2019/doc_digest-2019-05-14.yaml",
        "qualifier: exact",
        "qualifier: about",
    ),
    check=check,
)

UNIT_RULE = Rule(
    code="R405",
    severity="error",
    scope="dataset",
    title="A figure's unit is one of its measure's, and counts are whole.",
    why="Three missiles and three missile strikes are different numbers of different things.",
    help="write a unit of the measure, or another measure",
    example=Example(
        "dataset/statements/2019/doc_digest-2019-05-14.yaml",
        "measure: missile_strikes\n        unit: strike",
        "measure: missile_strikes\n        unit: munition",
    ),
    check=check_unit,
)
