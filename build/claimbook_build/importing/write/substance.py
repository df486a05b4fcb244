"""What a table says of a row, as against what its mapping adds: two claims compared by it.

A mapping gives words, codes and identifiers of ours, and it may be mended while the table stays as
it was. What the source said is what stands in the table: the numbers, and whatever the mapping
takes from a column.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claimbook.mapping.mapping import Mapping
from claimbook.mapping.value import Composed, FromColumn, Stretch
from claimbook.records.record import Strict
from claimbook.values.cell import parse_cell
from claimbook_build.importing.write.naming import held

Tree = dict[str, Any]

Unread = frozenset[str]
"""Columns whose cell of a row could not be read."""

_TAKEN = FromColumn | Composed | Stretch
_OURS = frozenset({"document", "status"})
"""Fields of a claim that are not compared: what carries it, and what became of it."""


class Substance:
    """Compares claims of one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self._claim = frozenset(_taken((mapping.claim,)))
        self._figure = frozenset(_taken(mapping.figures)) | {"wording"}

    def said(self, claim: Tree, unread: Unread = frozenset()) -> Tree:
        """Return what the table says of a row: fields from columns, and figures by their names.

        Args:
            claim: The claim of the row.
            unread: Columns whose cell could not be read in one of two versions: what the other says
                there is no difference.
        """
        figures = {
            name: {field: figure.get(field) for field in self._figure}
            for name, figure in by_name(claim).items()
            if not unread or unread.isdisjoint(columns(figure))
        }
        return {"figures": figures, **{field: claim.get(field) for field in self._claim}}


def by_name(claim: Tree) -> dict[str, Tree]:
    """Return the figures of a claim by what all their versions share."""
    return {held(figure["id"]).base: figure for figure in claim.get("figures", ())}


def columns(figure: Tree) -> Iterator[str]:
    """Yield the columns whose cells a figure rests on."""
    for text in figure["evidence"]:
        if "#" in text:
            yield parse_cell(text).column_name


def same(one: Tree, other: Tree) -> bool:
    """Whether two claims of one document are alike in all but what became of them."""
    return _plain(one) == _plain(other)


def _plain(claim: Tree) -> Tree:
    """Return a claim without versions and without what became of it."""
    figures = [
        {**_without(figure), "id": name, "of_which": _base(figure.get("of_which"))}
        for name, figure in by_name(claim).items()
    ]
    return {**_without(claim), "id": held(claim["id"]).base, "figures": figures}


def _without(tree: Tree) -> Tree:
    return {name: value for name, value in tree.items() if name not in _OURS}


def _base(identifier: str | None) -> str | None:
    return None if identifier is None else held(identifier).base


def _taken(forms: Iterable[Strict]) -> Iterable[str]:
    """Yield the fields that forms take from columns."""
    for form in forms:
        for field in type(form).model_fields:
            value = getattr(form, field)
            values = value if isinstance(value, tuple) else (value,)
            if any(isinstance(each, _TAKEN) for each in values):
                yield field
