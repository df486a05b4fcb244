"""R402: a part is not greater than its whole."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.figure import Figure
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.wording import Quantity, parse_wording


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every figure with the one of which it counts a part, said so or by its measure."""
    for entry, part in dataset.each(Figure):
        for other, whole in _wholes(dataset, entry, part):
            least, most = parse_wording(part.wording), parse_wording(whole.wording)
            if part.unit == whole.unit and exceeds(least, most):
                yield Finding(
                    Spot(entry, ("wording",)),
                    f"the part, {part.wording}, is more than its whole, {whole.wording}",
                    severity="error" if entry.parent == other.parent else "warning",
                    related=(Spot(other, ("wording",), "the whole"),),
                )


def _wholes(dataset: Dataset, entry: Entry, part: Figure) -> Iterator[tuple[Entry, Figure]]:
    """Yield the whole that is named, and those that the measures name within the same claim."""
    measure = dataset.measure(part.measure)
    wholes = measure.part_of if measure else ()
    near = dataset.nested("figures", entry.parent) if wholes else ()
    named = dataset.get("figures", part.of_which or "")
    for other in (*([named] if named else []), *(e for e in near if e is not named)):
        whole = other.record
        if isinstance(whole, Figure) and (
            other is named or (whole.measure in wholes and _same_scope(part, whole))
        ):
            yield other, whole


def _same_scope(part: Figure, whole: Figure) -> bool:
    names = ("unit", "event", "item", "place", "affected", "period", "as_of")
    return all(getattr(part, name) == getattr(whole, name) for name in names)


def exceeds(part: Quantity, whole: Quantity) -> bool:
    """Whether a part must be more than its whole, whatever each really is within its bounds.

    >>> exceeds(parse_wording("41"), parse_wording("75"))
    False
    >>> exceeds(parse_wording("at least 80"), parse_wording("up to 75"))
    True
    """
    least, most = part.low, whole.high
    if least is None or most is None:
        return False
    if part.low_exclusive or whole.high_exclusive:
        return least >= most
    return least > most


RULE = Rule(
    code="R402",
    severity="error",
    scope="dataset",
    title="A part is not greater than its whole.",
    why="More intercepted than launched is a slip of the pen, the reporter's or ours.",
    help="compare both wordings with the document; waive it if the document says so",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        "wording: only 47",
        "wording: only 97",
    ),
    check=check,
    waivable=True,
)
