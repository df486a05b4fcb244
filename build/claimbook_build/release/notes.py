"""What a release tells of itself beside its tables: changelog, contract, licence."""

import json
from dataclasses import asdict
from pathlib import Path

from claimbook.release.diff.bump import SchemaChange, demanded
from claimbook.release.diff.compare import compare
from claimbook.release.diff.contract import SCHEMA_NAME
from claimbook.release.diff.promise import contract_of
from claimbook.release.diff.session import session
from claimbook.release.json_file import write_json
from claimbook.release.manifest import Manifest
from claimbook.release.open import Release
from claimbook_build.changelog.fragments import Fragments
from claimbook_build.changelog.page import carried_on
from claimbook_build.changelog.section import first_section, section

CHANGELOG, SCHEMA_DIFF = "CHANGELOG.md", "schema-diff.json"


def notes(
    release: Release, previous: Release | None, fragments: Fragments, spill: Path | None = None
) -> dict[str, str]:
    """Return the files that tell what a release promises and what it changed, by name.

    Args:
        release: The release, of which tables and views are written.
        previous: The one before; None: there was none.
        fragments: The entries of the changelog.
        spill: The folder for what memory does not hold, as of `compare`.

    Raises:
        DiffError: The two cannot be compared.
    """
    if previous is None:
        with session(release, release, spill) as connection:
            contract = contract_of(connection, release)
        told = first_section(release.manifest, fragments)
        difference = _schema_difference(None, release.manifest, ())
    else:
        with compare(previous, release, spill=spill) as found:
            contract = found.contract()
            told = section(found, fragments)
            changes = found.schema.changes
            difference = _schema_difference(previous.manifest, release.manifest, changes)
    page = _changelog(previous) if previous else None
    return {
        CHANGELOG: carried_on(page, told),
        SCHEMA_NAME: write_json(contract).decode(),
        SCHEMA_DIFF: difference,
    }


def _changelog(release: Release) -> str | None:
    """Return the changelog of a release that was checked; None where it has none."""
    listed = (entry for entry in release.manifest.files if entry.file == CHANGELOG)
    entry = next(listed, None)
    return release.file(entry).read_text("utf-8") if entry else None


def _schema_difference(
    old: Manifest | None, new: Manifest, changes: tuple[SchemaChange, ...]
) -> str:
    said = {
        "previous": old and {"release": old.release, "schema_version": old.schema_version},
        "release": new.release,
        "schema_version": new.schema_version,
        "level": demanded(changes),
        "changes": [asdict(change) for change in changes],
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
