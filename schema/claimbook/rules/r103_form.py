"""R103: a value has the type and the form of its field: no list and no mapping in a text.

Types and forms are held by the models. What they let pass is a text that a program printed from a
list or a mapping.
"""

from collections.abc import Iterable, Iterator

from claimbook.dataset import Dataset, Loc
from claimbook.records.record import Record, Strict
from claimbook.rules.repair import as_proposed
from claimbook.rules.rule import Example, Finding, Rule, Spot

_ENDS = {"[": "]", "{": "}"}
_INNER = frozenset("'\"[{")
"""What the first thing in a printed list or mapping of texts, lists or mappings begins with."""


def is_printed(text: str) -> bool:
    """Whether a text is a list or a mapping as Python or JSON prints it.

    >>> is_printed("['Kyiv', 'Lviv']"), is_printed('{"uk": "Київ"}'), is_printed("[]")
    (True, True, True)
    >>> is_printed("[as printed]"), is_printed("['Kyiv', 'Lviv'] and others")
    (False, False)
    """
    if text[:1] not in _ENDS or _ENDS[text[0]] != text[-1]:
        return False
    inner = text[1:-1].strip(" ")
    return not inner or inner[0] in _INNER


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look at the texts of every record."""
    for entry in dataset.entries:
        if entry.table == "evidence":  # offsets and hashes, each with a form
            continue
        for loc in _printed(entry.record.__dict__.items(), ()):
            message = f"`{loc[-1]}`: a list or a mapping, printed as a text"
            help_ = "write what it says in words, or a list where the field takes one"
            yield Finding(Spot(entry, loc), message, help_)


def _printed(values: Iterable[tuple[str | int, object]], loc: Loc) -> Iterator[Loc]:
    """Yield the way to every text at fault; a record in a record has an entry of its own."""
    for step, value in values:
        if isinstance(value, str):
            if is_printed(value):
                yield (*loc, step)
        elif isinstance(value, tuple):
            yield from _printed(enumerate(value), (*loc, step))
        elif isinstance(value, Strict) and not isinstance(value, Record):
            yield from _printed(value.__dict__.items(), (*loc, step))


RULE = Rule(
    code="R103",
    severity="error",
    scope="field",
    title="A value has the type and the form of its field.",
    why="A number in quotes, or a list in a text, is another thing to every reader.",
    help="write the value in the form that the message names",
    example=Example("seeds/reference/places.yaml", "latitude: 47.21", 'latitude: "47.21"'),
    check=check,
    fix=as_proposed,
)
