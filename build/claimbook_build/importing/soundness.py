"""Whether what a row gives for a field of a record is what the contract wants there."""

from collections.abc import Callable, Hashable
from typing import Any

from pydantic import TypeAdapter, ValidationError

from claimbook.dataset import Dataset
from claimbook.records.annotation import marks
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.measure import VocabularyCode
from claimbook.values.identifier import nearest
from claimbook_build.importing.fault import Fault

_DATES = frozenset({"said_at", "period", "as_of"})
_MEMORY = 2**16
_LONGEST = 2000
"""Characters of a text that is remembered."""


def soundness(dataset: Dataset) -> Callable[[type[Claim | Figure], str, Any], Fault | None]:
    """Return what judges a value of a field, given by a row, by the contract and by a dataset.

    Outside a project references are not looked up.
    """
    fields: dict[tuple[type[Claim | Figure], str], _Field] = {}

    def judge(record: type[Claim | Figure], name: str, value: Any) -> Fault | None:  # noqa: ANN401
        found = fields.get((record, name))
        if found is None:
            found = fields[record, name] = _Field(dataset, record, name)
        return found(value)

    return judge


class _Field:
    """One field of a record: its type, and the keys or codes that it may hold."""

    def __init__(self, dataset: Dataset, record: type[Claim | Figure], name: str) -> None:
        field = record.model_fields[name]
        self._name = name
        self._type: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
        self._known = _known(dataset, marks(field).refs, marks(field).vocabulary)
        self._judged: dict[Hashable, Fault | None] = {}

    def __call__(self, value: Any) -> Fault | None:  # noqa: ANN401 - what a row gives
        if value in self._judged:
            return self._judged[value]
        found = self._judge(value)
        if len(self._judged) < _MEMORY and not (isinstance(value, str) and len(value) > _LONGEST):
            self._judged[value] = found
        return found

    def _judge(self, value: Any) -> Fault | None:  # noqa: ANN401
        try:
            self._type.validate_python(value)
        except ValidationError as error:
            defect = "not-a-date" if self._name in _DATES else "wrong-type"
            return Fault(defect, f"`{self._name}`: {error.errors()[0]['msg']}")
        if self._known is None or not isinstance(value, str) or value in self._known:
            return None
        near = nearest(value, self._known)
        help_ = f"did you mean `{near[0]}`?" if near else None
        return Fault("unknown-value", f"`{self._name}`: there is no `{value}`", help_)


def _known(
    dataset: Dataset, tables: tuple[str, ...], vocabulary: str | None
) -> frozenset[str] | None:
    """Return the keys or codes that there are; None where nobody can tell."""
    if all(entry.table == "mappings" for entry in dataset.entries):
        return None
    if tables:
        return frozenset(entry.key for table in tables for entry in dataset.table(table))
    codes = [c.code for entry, c in dataset.each(VocabularyCode) if entry.parent == vocabulary]
    return frozenset(codes) or None
