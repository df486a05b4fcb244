"""R104: a code is one of its list. R105: and not a deprecated one."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.measure import VocabularyCode
from claimbook.records.vocabulary import OPEN
from claimbook.records.walk import marks, walk
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import nearest


def _lists(dataset: Dataset) -> dict[str, dict[str, VocabularyCode]]:
    lists: dict[str, dict[str, VocabularyCode]] = {}
    for entry in dataset.table("codes"):
        assert isinstance(entry.record, VocabularyCode)  # noqa: S101 - the table's records
        lists.setdefault(entry.parent, {})[entry.record.code] = entry.record
    return lists


def _codes(dataset: Dataset) -> Iterator[tuple[Entry, tuple[str | int, ...], str, str]]:
    for entry in dataset.entries:
        for loc, value, field in walk(entry.record):
            vocabulary = marks(field).vocabulary
            if vocabulary is not None:
                yield entry, loc, str(value), vocabulary


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look up codes of open lists; those of closed ones the models have judged already."""
    lists = _lists(dataset)
    broken = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in dataset.broken}
    for entry, loc, code, vocabulary in _codes(dataset):
        known = lists.get(vocabulary, {})
        if vocabulary in OPEN and code not in known and vocabulary not in broken:
            near = nearest(code, known)
            yield Finding(
                Spot(entry, loc),
                f"`{code}` is not a code of `{vocabulary}`",
                f"did you mean `{near[0]}`?" if near else None,
            )
    yield from _official(dataset)


def _official(dataset: Dataset) -> Iterator[Finding]:
    """Look up codes of official lists."""
    for entry in dataset.entries:
        for loc, value, field in walk(entry.record):
            name = marks(field).listed
            if name is not None and name in dataset.lists and value not in dataset.lists[name]:
                near = nearest(value, dataset.lists[name])
                help_ = f"did you mean `{near[0]}`?" if near else None
                yield Finding(Spot(entry, loc), f"`{value}` is not a code of {name}", help_)


def check_deprecated(dataset: Dataset) -> Iterator[Finding]:
    """Warn of codes whose list says that they are out of use."""
    lists = _lists(dataset)
    for entry, loc, code, vocabulary in _codes(dataset):
        found = lists.get(vocabulary, {}).get(code)
        if found is not None and found.deprecated_in is not None:
            since = f"deprecated since {found.deprecated_in}"
            yield Finding(Spot(entry, loc), f"`{code}` of `{vocabulary}` is {since}")


RULE = Rule(
    code="R104",
    severity="error",
    scope="dataset",
    title="A code is one of its code list.",
    why="A misspelt code is a group of its own in every count.",
    help="write a code of the list, or add the code to its file if the list is open",
    example=Example("dataset/events/2031/evt_strike-on-tarsa.yaml", "kind: strike", "kind: stirke"),
    check=check,
)

DEPRECATED_RULE = Rule(
    code="R105",
    severity="warning",
    scope="dataset",
    title="A code is not deprecated.",
    why="A deprecated code leaves the list with the next major version of the contract.",
    help="write the code that its definition names instead",
    example=Example("dataset/events/2031/evt_strike-on-tarsa.yaml", "kind: strike", "kind: raid"),
    check=check_deprecated,
)
