"""R206: nothing is part of itself, by however many steps."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
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
        steps = {e.key: getattr(e.record, name) for e in dataset.table(table)}
        for entry in dataset.table(table):
            yield from _circle(entry, name, steps)
    links = [(e, e.record) for e in dataset.table("links")]
    newer = {
        link.subject: link.object
        for _, link in links
        if isinstance(link, Link) and link.kind == "supersedes"
    }
    for entry, link in links:
        if isinstance(link, Link) and link.kind == "supersedes" and _returns(link.subject, newer):
            yield Finding(Spot(entry, ("object",)), f"`{link.subject}` supersedes itself")


def _circle(entry: Entry, name: str, steps: dict[str, str | None]) -> Iterator[Finding]:
    if _returns(entry.key, steps):
        yield Finding(Spot(entry, (name,)), f"`{entry.key}` comes back to itself by `{name}`")


def _returns(start: str, steps: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at = steps.get(start)
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = steps.get(at)
    return False


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
