"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.diagnostic import Diagnostic, Fix, Severity

Scope = Literal["file", "field", "record", "document", "dataset", "release"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value inside a record, or a key's name when ``key`` is set.

    Attributes:
        entry: The record.
        loc: The way from the record to the value.
        message: What a reader should see there; only for related spots.
        key: Whether the key is meant, not its value.
    """

    entry: Entry
    loc: Loc = ()
    message: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule.

    Attributes:
        spot: Where to look first; a `FileLine` for files that hold no records.
        message: What is wrong.
        help: How to repair it; None takes the rule's own.
        severity: None takes the rule's own.
        related: Further spots.
        instead: The value meant beyond doubt, for the rule's fixer; None when there is none.
    """

    spot: "Spot | FileLine"
    message: str
    help: str | None = None
    severity: Severity | None = None
    related: tuple["Spot | FileLine", ...] = ()
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class FileLine:
    """A whole line of a file."""

    path: str
    line: int
    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A repair, as a test: the good lines stand in the example dataset, the bad ones must not.

    Attributes:
        path: The file of the example dataset (``tests/example``).
        good: Text that stands in it.
        bad: Text in its place that the rule must find.
    """

    path: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class FileExample:
    """A repair of a whole file, as a test: the example dataset has neither the good nor the bad.

    Attributes:
        good_path: Where the good file would stand in it.
        good: The good file.
        bad_path: Where the bad one would.
        bad: The bad file, in which the rule must find something.
        found_in: The file in which it says so; None for the bad file itself.
    """

    good_path: str
    good: str
    bad_path: str
    bad: str
    found_in: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseExample:
    """A change since the release before, as a test: the next release needs the good file.

    Attributes:
        path: The file of the example dataset that changes.
        before: Text that stands in it.
        after: Text that is put in its place.
        said_in: Where the next release says what the rule asks for.
        good: The file with which the rule finds nothing.
        bad: The one with which it finds something.
    """

    path: str
    before: str
    after: str
    said_in: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class TextExample:
    """A text at hand, as a test: with the good words every span is in its place.

    Attributes:
        name: The file of the text, among those beside the example dataset (``tests/texts``).
        good: Words that stand in it once.
        bad: Words in their place, with which the rule finds something.
        found_in: The file of the example dataset in which it says so.
    """

    name: str
    good: str
    bad: str
    found_in: str


Check = Callable[[Dataset], Iterable[Finding]]

Fixer = Callable[[Diagnostic, Sequence[str]], Fix | None]
"""From a finding, with what its finder proposes, and the lines of its file to the safe repair."""


def by_reader(dataset: Dataset) -> Iterable[Finding]:
    """Find nothing: the rule is held while files are read, or by the models' own types."""
    del dataset
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must be so.

    Attributes:
        code: Stable code, never used again for another rule.
        severity: What a breach means.
        scope: How much must be known to judge it.
        title: The rule in one line, as what must be so.
        why: Why it must be so.
        help: How to repair a breach.
        example: A good and a bad text; None only where no text, or only a whole file, can show it.
        file_example: A good and a bad file, where that is what shows it.
        release_example: A change since the release before, where that is what shows it.
        text_example: A text at hand, good and bad, where that is what shows it.
        check: The rule itself, over a whole dataset.
        waivable: Whether a record may waive it with a reason.
        fix: The fixer; None where no repair is safe.
    """

    code: str
    severity: Severity
    scope: Scope
    title: str
    why: str
    help: str
    example: Example | None
    check: Check = by_reader
    waivable: bool = False
    fix: Fixer | None = None
    file_example: FileExample | None = None
    release_example: ReleaseExample | None = None
    text_example: TextExample | None = None
