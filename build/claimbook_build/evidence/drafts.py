"""Drafts of evidence: a phrase that a contributor points at, turned into offsets.

Nobody can type offsets, so an item of `evidence` may read `"find: phrase"` until ``claimbook
anchor`` has seen the text; `"find[2]: phrase"` means its second occurrence, and an event names the
document: `"find doc_x: phrase"`. A draft is no locator, so that no check lets one through.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimbook.diagnostic import Diagnostic
from claimbook.values.text import normalise
from claimbook_build.evidence.edits import Edit
from claimbook_build.read.node import Mapping as MappingNode
from claimbook_build.read.node import Node, Scalar, Sequence

_DRAFT = re.compile(
    r"find(?: (?P<doc>doc_[a-z0-9-]+))?(?:\[(?P<n>[1-9][0-9]{0,3})\])?: (?P<words>.+)"
)
_POINTING = ("evidence", "title_evidence")


@dataclass(frozen=True, slots=True)
class Draft:
    """One phrase that is pointed at.

    Attributes:
        scalar: The value in the file.
        document: The document in whose text it is to be found.
        named: Whether the draft names the document itself.
        words: The phrase, normalised.
        occurrence: Which occurrence is meant, from 1; None: the only one.
    """

    scalar: Scalar
    document: str
    named: bool
    words: str
    occurrence: int | None

    @property
    def one_line(self) -> bool:
        """Whether it stands on one line, so that it can be replaced."""
        return self.scalar.span[1] == self.scalar.span[3]


def drafts(root: Node, own: str) -> Iterator[Draft]:
    """Yield every draft of a file.

    Args:
        root: The file's tree.
        own: The document that the file is about, or "".
    """
    if isinstance(root, Sequence):
        for item in root.items:
            yield from drafts(item, own)
    elif isinstance(root, MappingNode):
        document = root.entry("document")
        inner = document[1].text if document and isinstance(document[1], Scalar) else own
        for key, value in root.entries:
            if key.text in _POINTING and isinstance(value, Sequence):
                yield from _items(value, inner)
            elif key.text not in _POINTING:
                yield from drafts(value, inner)


def _items(items: Sequence, own: str) -> Iterator[Draft]:
    for item in items.items:
        match = _DRAFT.fullmatch(item.text) if isinstance(item, Scalar) else None
        if match is not None and isinstance(item, Scalar):
            occurrence = int(match["n"]) if match["n"] else None
            words = normalise(match["words"]).text
            yield Draft(item, match["doc"] or own, match["doc"] is not None, words, occurrence)


def placeholder(draft: Draft) -> Edit:
    """Return an edit that gives a draft the form of a locator, so that its record can be read."""
    return Edit(draft.scalar, f"{draft.document}:0-1" if draft.named else "0-1")


def resolve(draft: Draft, texts: Mapping[str, str]) -> Edit | Diagnostic:
    """Find a draft's phrase.

    Returns:
        The edit that puts its offsets in its place, or the finding why there are none.
    """
    text = texts.get(draft.document)
    if text is None:
        return _finding(draft, f"the text of `{draft.document}` is not at hand")
    if not draft.one_line:
        return _finding(draft, "a draft stands on one line")
    places = occurrences(text, draft.words) if draft.words else []
    if not places:
        return _finding(draft, "the phrase does not stand in the text")
    if draft.occurrence is None and len(places) > 1:
        return _finding(draft, f"the phrase stands {len(places)} times; say which: find[2]: ...")
    number = draft.occurrence or 1
    if number > len(places):
        return _finding(draft, f"the phrase stands only {len(places)} times")
    start = places[number - 1]
    prefix = f"{draft.document}:" if draft.named else ""
    return Edit(draft.scalar, f"{prefix}{start}-{start + len(draft.words)}")


def occurrences(text: str, words: str) -> list[int]:
    """Return where words stand in a text, overlapping places included.

    >>> occurrences("aXa aXa", "aXa")
    [0, 4]
    """
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def whole_words(text: str, words: str) -> list[int]:
    """Return where words stand that are not part of longer ones.

    >>> whole_words("an 11-year-old man, an aunt", "an")
    [0, 20]
    """
    return [
        at
        for at in occurrences(text, words)
        if not text[at - 1 : at].isalnum() and not text[at + len(words) :][:1].isalnum()
    ]


def _finding(draft: Draft, message: str) -> Diagnostic:
    help_ = "copy a phrase out of the text that stands there once"
    return Diagnostic(draft.scalar.place, "R601", "error", message, help_)
