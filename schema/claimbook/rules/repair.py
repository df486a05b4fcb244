"""Repairs that are safe: what a finder may propose, and what becomes of it.

Safe is what cannot change who said what: how a text is written, the name of a field, a code of a
closed list, and an identifier that a name resolves to. A mistyped identifier is never guessed: one
slip away lies another person, place or number, and the records would look perfectly valid.
"""

import json
from collections.abc import Iterable, Sequence

from claimbook.diagnostic import Diagnostic, Edit, Fix, Place
from claimbook.values.identifier import one_edit_apart

_SHORTEST = 4
"""Shorter names are one slip from too many others: `of`, `at`, the grades A to F."""


def proposal(place: Place, text: str, title: str | None = None) -> Fix:
    """Propose a text for a place; whether it may be written is for the rule to say."""
    return Fix(title or f"write `{text}`", (Edit(place, text),))


def one_meant(name: str, candidates: Iterable[str]) -> str | None:
    """Return the one candidate that is a single slip away; None when there is none, or are two.

    >>> one_meant("mediun", ["medium", "media"]), one_meant("sen", ["sea", "ten"])
    ('medium', None)
    """
    near = {candidate for candidate in candidates if one_edit_apart(name, candidate)}
    return near.pop() if len(near) == 1 and len(name) >= _SHORTEST else None


def as_proposed(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Do what the finder proposes: it knows the place to the letter."""
    del lines
    return finding.fix


def as_named(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Write the proposed name in the quotes, if any, that the present one has."""
    if finding.fix is None:
        return None
    (edit,) = finding.fix.edits
    line = lines[edit.place.line - 1] if edit.place.line <= len(lines) else ""
    quoted = line[edit.place.column - 1 :][:1] in {'"', "'"}
    written = json.dumps(edit.text, ensure_ascii=False) if quoted else edit.text
    return Fix(finding.fix.title, (Edit(edit.place, written),))
