"""The release that held a machine-made record first, as far as the dataset itself can tell.

No lock knows such a record. Where a release was published, that one tells (`history.first`). Until
then a record is taken to be as old as its document, whose identifier the lock has: so two builds
from one commit and its next differ in what changed, and not in every row.
"""

from collections.abc import Mapping

from claimbook.dataset import Dataset, Entry
from claimbook.records.files import MACHINE_FOLDER


def releases_of_documents(dataset: Dataset) -> Mapping[str, str]:
    """Return the release that held each document first; none once a release was published."""
    return {} if dataset.table("releases") else dataset.first_releases


def document_of(dataset: Dataset, entry: Entry) -> str | None:
    """Return the document of a machine-made claim or figure; None for any other record."""
    if not entry.path.startswith(MACHINE_FOLDER):
        return None
    claim = entry if entry.table == "claims" else dataset.get("claims", entry.parent)
    return claim.parent if claim is not None else None
