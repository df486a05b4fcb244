"""From the values of a row to its claim: sound by itself, and with cells to rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.mapping.value import FromColumn
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.rules.r402_part import exceeds
from claimbook.values.cell import Cell
from claimbook.values.wording import parse_wording
from claimbook_build.canonical.order import field_order
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.given import given
from claimbook_build.importing.identity import identifier
from claimbook_build.importing.maker import Field, FigureMaker, claim_fields, figure_makers
from claimbook_build.importing.row_faults import RowFaults
from claimbook_build.importing.soundness import soundness
from claimbook_build.importing.waived_records import WaivedRecords

Tree = dict[str, Any]

_CLAIM_ORDER = field_order(Claim)
_FIGURE_ORDER = field_order(Figure)


class RowName(NamedTuple):
    """What the records of one row have in common: their name, and where they rest.

    Attributes:
        slug: How the mapping calls its records.
        month: The month of the row.
        own: What tells the row from the others of its month.
        key: The key of the row.
        columns: The columns that the row has.
    """

    slug: str
    month: str
    own: str
    key: str
    columns: tuple[str, ...] = ()

    def id(self, prefix: str, name: str = "") -> str:
        """Return an identifier."""
        return identifier(prefix, self.month, self.slug, self.own, name)

    def cells(self, columns: tuple[str, ...], key: tuple[str, ...]) -> list[str]:
        """Return cells of the row as evidence writes them: of its key where it has no others."""
        there = [name for name in columns if name in self.columns]
        return [str(Cell(None, self.key, name)) for name in there or key]


@dataclass(slots=True)
class Made:
    """What became of a row.

    Attributes:
        claim: The claim as a plain tree; None where none can be made.
        stated: The columns whose number became a figure.
        unsaid: Those whose number states nothing.
        constant: How many figures the row states without a column of its own for the number.
        lost: For each figure that it states so and that could not be made, a column that is why.
    """

    claim: Tree | None = None
    stated: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)
    constant: int = 0
    lost: list[str] = field(default_factory=list)


class ClaimMaker:
    """Makes the claims of a table's rows.

    Attributes:
        figures: What makes their figures.
    """

    def __init__(self, mapping: TableMapping, dataset: Dataset, document: str | None) -> None:
        self.figures = tuple(figure_makers(mapping.figures))
        self._document = document or ""
        self._key = mapping.key
        self._evidence = mapping.claim.evidence or mapping.key
        self._waived = WaivedRecords(mapping.waive)
        self._fields = claim_fields(mapping.claim)
        self._voices = tuple(given(voice) for voice in mapping.claim.claimants)
        voiced = [v.column for v in mapping.claim.claimants if isinstance(v, FromColumn)]
        self._voiced = frozenset(voiced)
        self._claimants = Field("claimants", lambda _: None, tuple(voiced), needed=True)
        self._sound = soundness(dataset)

    def make(self, name: RowName | None, values: Mapping[str, Any], faults: RowFaults) -> Made:
        """Make the claim of a row.

        Args:
            name: What its records are called; None where it has no key or no month.
            values: What its cells say.
            faults: What is wrong with them; what is found here is added.
        """
        made = Made()
        head = self._head(values, faults)
        if head is None or name is None:
            return made
        figures = self._figures(values, name, faults, made)
        tree: Tree = {"id": name.id("clm_"), **head, "origin": "machine"}
        tree["evidence"] = name.cells(self._evidence, self._key)
        claim = {each: tree[each] for each in _CLAIM_ORDER if each in tree}
        if figures:
            claim["figures"] = figures
        claim["document"] = self._document
        made.claim = {**claim, **self._waived.of_row(name.key)}
        return made

    def _head(self, values: Mapping[str, Any], faults: RowFaults) -> Tree | None:
        """Return the claim's own fields; None where one that it needs cannot be read."""
        voices = tuple(voice for give in self._voices if (voice := give(values)) is not None)
        sound = not self._voiced.intersection(faults.errors)
        if not voices and sound:
            faults.add("missing-value", next(iter(self._voiced), None), "nobody says it")
        elif sound:
            sound = self._is_sound(Claim, self._claimants, voices, faults)
        head: Tree = {"claimants": tree_of(voices)}
        for each in self._fields:
            sound &= self._give(Claim, each, values, head, faults)
        return head if sound and voices else None

    def _give(
        self,
        record: type[Claim | Figure],
        each: Field,
        values: Mapping[str, Any],
        tree: Tree,
        faults: RowFaults,
    ) -> bool:
        """Put a field into a tree; return whether it is sound, given or not."""
        if not faults.errors.isdisjoint(each.columns):
            return False
        value = each.give(values)
        if value is not None:
            tree[each.name] = tree_of(value)
            return self._is_sound(record, each, value, faults)
        if each.needed:
            faults.add("missing-value", each.columns[0], f"`{each.name}` cannot be told")
        return not each.needed

    def _is_sound(
        self,
        record: type[Claim | Figure],
        each: Field,
        value: Any,  # noqa: ANN401 - what a row or a mapping gives
        faults: RowFaults,
    ) -> bool:
        fault = self._sound(record, each.name, value) if each.columns else None
        if fault is not None:
            faults.take(each.columns[0], fault)
        return fault is None

    # --- figures ---------------------------------------------------------------------------------
    def _figures(
        self, values: Mapping[str, Any], name: RowName, faults: RowFaults, made: Made
    ) -> list[Tree]:
        figures: list[Tree] = []
        names: dict[str, Tree] = {}
        for maker in self.figures:
            column = maker.column
            if column is not None and (column not in values or column in faults.errors):
                continue  # it is empty, or was told of with its cell
            if maker.when is not None and maker.when.column in faults.errors:
                _lose(maker, maker.when.column, made)
                continue
            wording = maker.wording(values)
            if wording is None:
                made.unsaid.update(() if column is None else (column,))
                continue
            if isinstance(wording, Fault):
                faults.take(maker.told_at, wording)
                _lose(maker, maker.told_at, made)
                continue
            tree = self._figure(maker, wording, values, name, faults)
            if isinstance(tree, str):
                _lose(maker, tree, made)
                continue
            whole = names.get(maker.of_which) if maker.of_which else None
            if whole is not None and "waive" not in tree and _is_above(wording, whole["wording"]):
                continue  # of the two it is told between rows, and nobody knows which one is wrong
            names[maker.name] = tree
            figures.append(tree if whole is None else _part(tree, whole["id"]))
            made.stated.update(() if column is None else (column,))
            made.constant += column is None
        return figures

    def _figure(
        self,
        maker: FigureMaker,
        wording: str,
        values: Mapping[str, Any],
        name: RowName,
        faults: RowFaults,
    ) -> Tree | str:
        """Return a figure, or the column for which it cannot be made."""
        tree: Tree = {"id": name.id("fig_", maker.name), "wording": wording}
        for each in maker.fields:
            if not self._give(Figure, each, values, tree, faults):
                return next((c for c in each.columns if c in faults.errors), each.columns[0])
        columns = (maker.column,) if maker.column is not None else self._evidence
        tree["evidence"] = name.cells(columns, self._key)
        ordered = {each: tree[each] for each in _FIGURE_ORDER if each in tree}
        return {**ordered, **self._waived.of_cell(name.key, maker.column)}


@lru_cache(2**14)
def _is_above(part: str, whole: str) -> bool:
    return exceeds(parse_wording(part), parse_wording(whole))


def _lose(maker: FigureMaker, column: str | None, made: Made) -> None:
    if maker.column is None and column is not None:
        made.lost.append(column)


def _part(tree: Tree, whole: str) -> Tree:
    """Return a figure as a part of another, its fields in their order."""
    tree = {**tree, "of_which": whole}
    return {name: tree[name] for name in _FIGURE_ORDER if name in tree}


def tree_of(value: Any) -> Any:  # noqa: ANN401 - what a mapping may hold
    """Return a value as a line of JSON holds it."""
    if hasattr(value, "model_dump"):
        return value.model_dump(exclude_none=True, mode="json")
    return [tree_of(item) for item in value] if isinstance(value, tuple) else value
