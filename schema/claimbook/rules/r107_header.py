"""R107: a row of names or of tags is no record."""

import re
from collections.abc import Iterable, Iterator

from claimbook.dataset import Dataset
from claimbook.rules.rule import Example, Finding, Rule, Spot

MESSAGE = "a header or a row of tags, read as a record"
"""What is said of such a row, wherever it is found."""

_LEAST = 2
"""A single value may well be the name of its field: `kind: kind` proves nothing."""

_TAG = re.compile("#[a-z][a-z0-9_]*(?: *[+][a-z][a-z0-9_]*)*", re.IGNORECASE)
"""An HXL hashtag with its attributes (Humanitarian Exchange Language 1.1)."""


def is_header(fields: Iterable[tuple[str, object]]) -> bool:
    """Tell whether a record is a header or a tag row.

    It is when at least half of its values, and two at the least, are the names of their own
    fields, or HXL tags. Case, spaces and underscores do not count.

    >>> is_header([("document", "Document"), ("speech_act", "speech act"), ("id", "id")])
    True
    >>> is_header([("id", "#meta+id"), ("wording", "#affected+killed")])
    True
    >>> is_header([("language", "uk"), ("text", "text"), ("kind", "name")])
    False
    """
    found = [_repeats(name, value) for name, value in fields]
    return sum(found) >= max(_LEAST, (len(found) + 1) // 2)


def _repeats(name: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    text = value.strip(" ")
    if text[:1] == "#":
        return _TAG.fullmatch(text) is not None
    # Most values are told apart by their first letter.
    return text[:1].lower() == name[:1] and _bare(text) == _bare(name)


def _bare(text: str) -> str:
    return text.casefold().replace("_", "").replace(" ", "")


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for such rows among the records whose type lets them pass; `check` sees the others."""
    for entry in dataset.entries:
        if entry.table == "evidence":  # offsets and hashes are no names
            continue
        values = entry.record.__dict__.items()
        if is_header([(name, value) for name, value in values if isinstance(value, str)]):
            yield Finding(Spot(entry), MESSAGE)


RULE = Rule(
    code="R107",
    severity="error",
    scope="record",
    title="A record is data: not the header of a table, and not its row of tags.",
    why="A header that is counted as a row adds one to every count, and is nobody's claim.",
    help="delete the row; an import that wrote it skips too few rows",
    example=Example(
        "seeds/reference/items.yaml",
        "items:\n",
        'items:\n  - {id: "#item+code", name: "#item+name"}\n',
    ),
    check=check,
)
