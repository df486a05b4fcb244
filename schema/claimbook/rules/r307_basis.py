"""R307: what was inferred says from what."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Loc
from claimbook.records.annotation import NESTED_RECORDS
from claimbook.records.basis import Basis
from claimbook.records.record import Strict
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for inferred or calculated values without a reason, and for grounds of nothing."""
    for entry in dataset.entries:
        for loc, basis, holder in _bases(entry.record, ()):
            name = str(loc[-1]).removesuffix("basis").removesuffix("_")
            value = getattr(holder, name, None) if name else holder
            message = _fault(name or str(loc[0]), basis, value)
            if message:
                yield Finding(Spot(entry, (*loc, "kind")), message)


def _bases(record: Strict, loc: Loc) -> Iterator[tuple[Loc, Basis, Strict]]:
    """Yield every ground that a record gives, with the object whose field it is the ground of."""
    for name, value in vars(record).items():
        if isinstance(value, Basis):
            yield (*loc, name), value, record
        elif isinstance(value, tuple) and name not in NESTED_RECORDS:
            for at, item in enumerate(value):
                if isinstance(item, Strict):
                    yield from _bases(item, (*loc, name, at))


def _fault(name: str, basis: Basis, value: object) -> str:
    if basis.kind == "not_printed":
        return "" if value is None else f"`{name}` is said not to be printed, and has a value"
    if value is None:
        return f"`{name}` is {basis.kind}, and has no value"
    return "" if basis.because else f"`{name}` is {basis.kind}, and nothing says from what"


RULE = Rule(
    code="R307",
    severity="error",
    scope="record",
    title="A value that the document does not state says what it was inferred from.",
    why="Nobody can check an inference whose premises are not given.",
    help="add `because:` with the reason in a few words",
    example=Example(
        "seeds/documents/doc_digest-2019-05-14.yaml",
        "published_basis: {kind: inferred, because: No year is printed}",
        "published_basis: {kind: inferred}",
    ),
    check=check,
)
