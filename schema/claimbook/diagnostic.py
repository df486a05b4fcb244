"""A diagnostic: one finding about one place, as data. Rendering is somebody else's concern."""

from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]

GENERATED = ("dataset/ids.lock", ".spans.jsonl")
"""How the paths of generated files end. What is wrong in one has its cause in a file of records."""

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file.

    Attributes:
        path: Path as the user gave it, or relative to the project's root, with forward slashes.
        line: First line, counted from 1.
        column: First column, counted from 1 in Unicode code points.
        end_line: Line of the end, counted from 1.
        end_column: Column just past the last character, counted from 1 in Unicode code points.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a reader needs in order to judge a diagnostic ("first said here")."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to be written in place of what stands there now.

    Attributes:
        place: The stretch to be replaced; an empty one means an insertion.
        text: What to write, as the file has it: quotes and escapes included.
    """

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that can be made without asking.

    Attributes:
        title: What it does, in a few words of ours; foreign text in it is untrusted.
        edits: What to write where; all of it or nothing. No two overlap.
    """

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        place: Where to look first.
        code: The rule's stable code, such as ``R204``.
        severity: ``error`` fails a check, ``warning`` fails it on request, ``info`` never does.
        message: What is wrong, in our own words; foreign text in it is untrusted until rendered.
        help: How to repair it, or None.
        record: Identifier of the record concerned, or None.
        related: Further places, in the order a reader should look at them.
        fix: The repair, where there is one that is safe; whoever finds may propose one, and the
            rule has the last word.
    """

    place: Place
    code: str
    severity: Severity
    message: str
    help: str | None = None
    record: str | None = None
    related: tuple[Related, ...] = field(default=())
    fix: Fix | None = None

    def at(self, path: str) -> "Diagnostic":
        """Return the same finding with its own place in another file name."""
        return replace(self, place=replace(self.place, path=path))


def in_order(diagnostics: "list[Diagnostic]") -> "tuple[Diagnostic, ...]":
    """Sort by place, then gravity, then code, and drop exact repeats.

    Generated files come last: they follow what people write, and so does what is wrong in them.

    >>> a = Diagnostic(Place("b.yaml", 2), "R204", "error", "x")
    >>> b = Diagnostic(Place("a.yaml", 9), "R101", "error", "y")
    >>> [d.code for d in in_order([a, b, a])]
    ['R101', 'R204']
    >>> lock = Diagnostic(Place("dataset/ids.lock", 2), "R203", "error", "x")
    >>> [d.place.path for d in in_order([lock, a])]
    ['b.yaml', 'dataset/ids.lock']
    """
    return tuple(sorted(dict.fromkeys(diagnostics), key=_rank))


def _rank(finding: Diagnostic) -> tuple[bool, Place, int, str, str]:
    generated = finding.place.path.endswith(GENERATED)
    return generated, finding.place, _RANK[finding.severity], finding.code, finding.message
