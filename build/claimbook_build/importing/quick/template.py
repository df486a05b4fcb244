"""A line with gaps: the text that all rows of one kind have in common."""

import json
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.values.cell import Cell
from claimbook_build.canonical.order import field_order
from claimbook_build.importing.quick.parts import FigureParts, Part, Parts
from claimbook_build.importing.quick.slot import Filling

STEM, CELL, SLOTS = 0, 1, 2
"""What goes into the gaps, by position: what the identifiers of a row have in common, its key as
cells have it, and then the slots."""

Take = Callable[[Any], tuple[Any, ...]]

_FIGURE_ORDER = field_order(Figure)
_CLAIM_ORDER = (*(name for name in field_order(Claim) if name != "figures"), "figures", "document")


class Gapped(NamedTuple):
    """A text with gaps.

    Attributes:
        texts: The texts around the gaps, one more than there are gaps.
        gaps: What goes into each, by position.
    """

    texts: tuple[str, ...]
    gaps: tuple[int, ...] = ()


def _joined(pieces: Iterable[str | int | Gapped]) -> Gapped:
    """Join texts, numbers of what goes into a gap, and what was joined before.

    >>> _joined(["a", 7, "b", _joined([8, "c"])])
    Gapped(texts=('a', 'b', 'c'), gaps=(7, 8))
    """
    texts, gaps = [""], []
    for piece in pieces:
        if isinstance(piece, str):
            texts[-1] += piece
        elif isinstance(piece, int):
            texts.append("")
            gaps.append(piece)
        else:
            first, *more = piece.texts
            texts[-1] += first
            texts += more
            gaps += piece.gaps
    return Gapped(tuple(texts), tuple(gaps))


class Surroundings(NamedTuple):
    """What the lines of a table have from elsewhere than their rows.

    Attributes:
        document: The document that the table is.
        cells: The columns whose cells a claim rests on.
    """

    document: str
    cells: tuple[str, ...]


def template(parts: Parts, around: Surroundings, slots: tuple[Filling, ...]) -> Gapped:
    """Return the template of all lines that have and lack what the line of one row does.

    Raises:
        CellError: A column has a name that no cell can have.
    """
    fields = {
        "id": _joined(['"clm_', STEM, '"']),
        **_given(parts.claim, slots),
        "evidence": _cells(around.cells),
        "origin": _constant("machine"),
        "document": _constant(around.document),
    }
    figures = _figures(parts.figures, around, slots)
    if figures:
        fields["figures"] = _list(figures)
    return _joined([_record(fields, _CLAIM_ORDER), "\n"])


def _figures(
    known: Iterable[FigureParts], around: Surroundings, slots: tuple[Filling, ...]
) -> list[Gapped]:
    found: list[Gapped] = []
    ids: dict[str, Gapped] = {}
    for parts in known:
        if not isinstance(slots[parts.wording], str):
            continue
        maker = parts.maker
        name = f'-{maker.name}"' if maker.name else '"'
        fields = {
            "id": _joined(['"fig_', STEM, name]),
            **_given(parts.fields, slots),
            "wording": _slot(parts.wording),
            "evidence": _cells(around.cells if maker.column is None else (maker.column,)),
        }
        whole = ids.get(maker.of_which) if maker.of_which else None
        if whole is not None:
            fields["of_which"] = whole
        ids[maker.name] = fields["id"]
        found.append(_record(fields, _FIGURE_ORDER))
    return found


def _given(parts: Iterable[Part], slots: tuple[Filling, ...]) -> dict[str, Gapped]:
    """Return the fields that a row has: those that all rows have, and those with a filled slot."""
    return {
        part.name: Gapped((part.text,)) if part.text else _slot(part.slot)
        for part in parts
        if part.text or slots[part.slot] is not None
    }


def _slot(number: int) -> Gapped:
    return _joined([SLOTS + number])


def _constant(text: str) -> Gapped:
    return Gapped((json.dumps(text, ensure_ascii=False),))


def _cells(columns: Iterable[str]) -> Gapped:
    names = [str(Cell(None, "0", name)).removeprefix("0") for name in columns]
    texts = [json.dumps(name, ensure_ascii=False)[1:] for name in names]
    return _list([_joined(['"', CELL, text]) for text in texts])


def _list(items: Iterable[Gapped]) -> Gapped:
    first, *others = items
    return _joined(["[", first, *(piece for item in others for piece in (", ", item)), "]"])


def _record(fields: Mapping[str, Gapped], order: Iterable[str]) -> Gapped:
    known = [(f'"{name}": ', fields[name]) for name in order if name in fields]
    first, *others = known
    return _joined(["{", *first, *(piece for each in others for piece in (", ", *each)), "}"])


def taker(positions: Iterable[int]) -> Take:
    """Return what takes the items at some positions, always as a tuple.

    >>> taker([2])("abc"), taker([0, 2])("abc")
    (('c',), ('a', 'c'))
    """
    known = tuple(positions)
    if len(known) > 1:
        return itemgetter(*known)
    return lambda row: tuple([row[at] for at in known])
