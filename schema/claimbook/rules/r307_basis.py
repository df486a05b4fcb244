"""R307: what was inferred says from what."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.walk import bases
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for inferred or calculated values without a reason, and grounds of nothing."""
    for entry in dataset.entries:
        for field, basis in bases(entry.record):
            spot = Spot(entry, (f"{field}_basis", "kind"))
            if basis.kind != "not_printed" and basis.because is None:
                yield Finding(spot, f"`{field}` is {basis.kind}, and nothing says from what")
            value = getattr(entry.record, field, None)
            if basis.kind == "not_printed" and value is not None:
                yield Finding(spot, f"`{field}` is said not to be printed, and has a value")


RULE = Rule(
    code="R307",
    severity="error",
    scope="record",
    title="A value that the document does not state says what it was inferred from.",
    why="Nobody can check an inference whose premises are not given.",
    help="add `because:` with the reason in a few words",
    example=Example(
        "seeds/documents/doc_tarsa-bulletin-2031-05-06.yaml",
        "published_basis: {kind: inferred, because: the newest day it names}",
        "published_basis: {kind: inferred}",
    ),
    check=check,
)
