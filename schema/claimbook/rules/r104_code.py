"""R104: a code is one of its list. R105: and not a deprecated one."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from claimbook.dataset import Dataset
from claimbook.marked import Marked
from claimbook.records.measure import Measure, Unit, VocabularyCode
from claimbook.records.vocabulary import OPEN
from claimbook.rules.repair import as_named, one_meant
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import nearest
from claimbook.values.language import language_meant

_OWN = ("id", "code")
_LANGUAGES = "seeds/reference/codes/languages.csv"
_EVENT = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look up codes of open and of official lists; closed ones the models have judged already."""
    known: dict[str, set[str]] = {}
    for entry, code in dataset.each(VocabularyCode):
        known.setdefault(entry.parent, set()).add(code.code)
    broken = {PurePosixPath(path).stem for path in dataset.broken}
    for found in dataset.marked:
        vocabulary, listed = found.marks.vocabulary, found.marks.listed
        if vocabulary in OPEN and vocabulary in known and vocabulary not in broken:
            yield from _look_up(found, vocabulary, known[vocabulary])
        if listed is not None and listed in dataset.lists:
            yield from _look_up(found, listed, dataset.lists[listed])


def _look_up(found: Marked, name: str, codes: Iterable[str]) -> Iterator[Finding]:
    if found.value not in codes:
        near = nearest(found.value, codes)
        help_ = f"did you mean `{near[0]}`?" if near else None
        if name == "languages":
            help_ = _of_language(found.value, codes) or help_
        spot = Spot(found.entry, found.loc)
        # A slip in an official code is another country or village: those are never guessed.
        meant = one_meant(found.value, codes) if name in OPEN else None
        yield Finding(spot, f"`{found.value}` is not a code of `{name}`", help_, instead=meant)


def _of_language(value: str, codes: Iterable[str]) -> str | None:
    """Offer the language of a country's code; our list has only those that are used so far."""
    meant = language_meant(value)
    if meant is None:
        return None
    listed = "" if meant in codes else f" Then add it to {_LANGUAGES}"
    return f"did you mean `{meant}`?{listed}"


def check_deprecated(dataset: Dataset) -> Iterator[Finding]:
    """Warn of codes, measures and units whose list says that they are out of use."""
    since = dict(_deprecated(dataset))
    for found in dataset.marked if since else ():
        names = (found.marks.vocabulary, *found.marks.refs) if found.loc[0] not in _OWN else ()
        for name in names:
            release = since.get((name, found.value))
            if release is not None:
                message = f"`{found.value}` of `{name}` is deprecated since {release}"
                yield Finding(Spot(found.entry, found.loc), message)


def _deprecated(dataset: Dataset) -> Iterator[tuple[tuple[str | None, str], str]]:
    """Yield what is deprecated, by its list or table, with the release that deprecated it."""
    for entry, code in dataset.each(VocabularyCode):
        if code.deprecated_in is not None:
            yield (entry.parent, code.code), code.deprecated_in
    for _, measure in dataset.each(Measure):
        if measure.deprecated_in is not None:
            yield ("measures", measure.code), measure.deprecated_in
    for _, unit in dataset.each(Unit):
        if unit.deprecated_in is not None:
            yield ("units", unit.code), unit.deprecated_in


RULE = Rule(
    code="R104",
    severity="error",
    scope="dataset",
    title="A code is one of its code list.",
    why="A misspelt code is a group of its own in every count.",
    help="write a code of the list, or add the code to its file if the list is open",
    example=Example(_EVENT, "kind: strike", "kind: stirke"),
    check=check,
    fix=as_named,
)

DEPRECATED_RULE = Rule(
    code="R105",
    severity="warning",
    scope="dataset",
    title="A code, a measure or a unit is not deprecated.",
    why="What is deprecated leaves the contract with its next major version.",
    help="write the code that its definition names instead",
    example=Example(_EVENT, "mode: missile", "mode: rocketry"),
    check=check_deprecated,
    waivable=True,
)
