"""R804: what an entry of the changelog answers for is part of releases."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.fragment import Fragment
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import nearest


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look up the tables that entries name; their records are R204's."""
    found = list(dataset.each(Fragment))
    if not found:
        return
    from claimbook.derive.tables import tables

    known = tables()
    for entry, fragment in found:
        for at, name in enumerate(fragment.tables):
            if name not in known:
                near = nearest(name, known)
                help_ = f"did you mean `{near[0]}`?" if near else None
                yield Finding(Spot(entry, ("tables", at)), f"no table is called `{name}`", help_)


RULE = Rule(
    code="R804",
    severity="error",
    scope="release",
    title="A changelog entry names tables that releases have.",
    why="An entry that names a table wrongly answers for nothing, and nobody is told.",
    help="write the name of a table as docs/reference/dictionary.md has it",
    example=Example(
        "dataset/changelog/casualties-read-again.yaml", "tables: [figures]", "tables: [figure]"
    ),
    check=check,
)
