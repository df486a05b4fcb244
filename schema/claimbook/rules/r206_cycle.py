"""R206: nothing is part of itself, by however many steps."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.link import Link
from claimbook.rules.rule import Example, Finding, Rule, Spot

_UPWARDS = (
    ("actors", "part_of"),
    ("places", "part_of"),
    ("events", "part_of"),
    ("items", "kind_of"),
    ("figures", "of_which"),
    ("documents", "replaced_by"),
    ("retired", "replaced_by"),
)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Follow every reference that leads upwards, and every link that supersedes."""
    for table, name in _UPWARDS:
        steps = {
            entry.key: {above}
            for entry in dataset.table(table)
            if (above := getattr(entry.record, name)) is not None
        }
        for entry in dataset.table(table) if steps else ():
            if _returns(entry.key, steps):
                message = f"`{entry.key}` comes back to itself by `{name}`"
                yield Finding(Spot(entry, (name,)), message)
    links = [(entry, link) for entry, link in dataset.each(Link) if link.kind == "supersedes"]
    older: dict[str, set[str]] = {}
    for _, link in links:
        if link.object is not None:
            older.setdefault(link.subject, set()).add(link.object)
    for entry, link in links:
        if link.object is not None and link.subject in _reached(link.object, older):
            yield Finding(Spot(entry, ("object",)), f"`{link.subject}` supersedes itself")


def _returns(start: str, steps: dict[str, set[str]]) -> bool:
    return any(start in _reached(above, steps) for above in steps.get(start, ()))


def _reached(start: str, steps: dict[str, set[str]]) -> set[str]:
    """Return all that is reached from a key, itself included."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        at = ahead.pop()
        if at not in reached:
            reached.add(at)
            ahead.extend(steps.get(at, ()))
    return reached


RULE = Rule(
    code="R206",
    severity="error",
    scope="dataset",
    title="A record is not part of itself.",
    why="A query that walks upwards through a circle never ends.",
    help="take one step out of the circle",
    example=Example(
        "seeds/reference/items.yaml", "kind_of: itm_missile", "kind_of: itm_cruise-missile"
    ),
    check=check,
)
