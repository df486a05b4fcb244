"""The parts of a line: what every row has alike, and the slots for what it has of its own."""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from claimbook.mapping.mapping import Mapping
from claimbook.mapping.value import FromColumn
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.record import Strict
from claimbook_build.importing.claims import tree_of
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.given import Given, columns_of, given
from claimbook_build.importing.maker import NUMBER, Field, FigureMaker, claim_fields
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.slot import Fill, Filling, Slot, json_text

Sound: TypeAlias = Callable[[type[Claim | Figure], str, Any], Fault | None]


class Part(NamedTuple):
    """One field of a line.

    Attributes:
        name: The field.
        text: Its JSON where all rows have the same; "" where it stands in a slot.
        slot: The number of its slot.
    """

    name: str
    text: str
    slot: int = -1


class FigureParts(NamedTuple):
    """One figure of a line.

    Attributes:
        maker: What makes it the long way.
        wording: The slot of its number phrase, which says as well whether there is a figure.
        fields: Its fields but those that the row's key gives.
    """

    maker: FigureMaker
    wording: int
    fields: tuple[Part, ...]


class Parts:
    """The parts of the lines of one mapping.

    Attributes:
        slots: The slots of a line.
        claim: The fields of the claim but those that the row's key gives.
        figures: The figures.
    """

    def __init__(self, mapping: Mapping, figures: Iterable[FigureMaker], sound: Sound) -> None:
        self.slots: list[Slot] = []
        self._sound = sound
        self._users: dict[Any, tuple[int, list[tuple[type[Claim | Figure], Field]]]] = {}
        voices = self._voices(mapping)
        fields = (self._part(Claim, mapping.claim, each) for each in claim_fields(mapping.claim))
        self.claim = (voices, *fields)
        self.figures = tuple(map(self._figure, figures))

    def _figure(self, maker: FigureMaker) -> FigureParts:
        wording = self._slot(wording_columns(maker), _worded(maker))
        fields = tuple(self._part(Figure, maker.form, each) for each in maker.fields)
        return FigureParts(maker, wording, fields)

    def _part(self, record: type[Claim | Figure], form: Strict, field: Field) -> Part:
        if not field.columns:
            return Part(field.name, json.dumps(tree_of(field.give({})), ensure_ascii=False))
        value = getattr(form, field.name)  # fields of several figures may have one value
        if value not in self._users:
            users: list[tuple[type[Claim | Figure], Field]] = []
            slot = self._slot(_once(field.columns), self._judged(field.give, users))
            self._users[value] = (slot, users)
        slot, users = self._users[value]
        users.append((record, field))
        return Part(field.name, "", slot)

    def _judged(self, give: Given, users: list[tuple[type[Claim | Figure], Field]]) -> Fill:
        def fill(values: dict[str, Any]) -> Filling:
            value = give(values)
            if value is None:
                if any(field.needed for _, field in users):
                    raise Doubt
                return None
            for record, field in users:
                if self._sound(record, field.name, value) is not None:
                    raise Doubt
            return json_text(tree_of(value))

        return fill

    def _voices(self, mapping: Mapping) -> Part:
        known = mapping.claim.claimants
        give = tuple(map(given, known))
        columns = _once(voice.column for voice in known if isinstance(voice, FromColumn))
        if not columns:
            text = json.dumps(tree_of(tuple(each({}) for each in give)), ensure_ascii=False)
            return Part("claimants", text)

        def fill(values: dict[str, Any]) -> Filling:
            voices = tuple(voice for each in give if (voice := each(values)) is not None)
            if not voices or self._sound(Claim, "claimants", voices) is not None:
                raise Doubt
            return json_text(tree_of(voices))

        return Part("claimants", "", self._slot(columns, fill))

    def _slot(self, columns: tuple[str, ...], fill: Fill) -> int:
        self.slots.append(Slot(columns, fill))
        return len(self.slots) - 1


def wording_columns(maker: FigureMaker) -> tuple[str, ...]:
    """Return the columns that say what number a row states, if any."""
    own = (maker.column,) if maker.column is not None else ()
    when = (maker.when.column,) if maker.when is not None else ()
    said = [name for name in columns_of(maker.form.wording) if name != NUMBER]
    return _once((*own, *said, *when))


def _worded(maker: FigureMaker) -> Fill:
    def fill(values: dict[str, Any]) -> Filling:
        if maker.column is not None and maker.column not in values:
            return None
        wording = maker.wording(values)
        if isinstance(wording, Fault):
            raise Doubt
        return False if wording is None else json_text(wording)

    return fill


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
