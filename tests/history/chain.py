"""Releases in a row: tables whose rows come, go, come back and change, written one after another.

They are written as a build writes them, but nothing checks them: any table may lose any row.
"""

from hashlib import sha256
from pathlib import Path
from random import Random

import pyarrow as pa

from claimbook.derive.arrow import arrow_schema
from claimbook.derive.tables import tables
from claimbook.history import HISTORY
from claimbook.records.fragment import Fragment
from claimbook.release.open import Release, open_release
from claimbook_build.build.flat import figures_flat
from claimbook_build.build.tables import sorted_table
from claimbook_build.changelog.fragments import Fragments
from claimbook_build.release.assemble import Contents, assemble
from claimbook_build.release.commit import Commit

VERSIONS = ("2026.9.0", "2026.10.0", "2026.10.1", "2027.1.0")
PLAIN = tuple(name for name in tables() if name not in HISTORY)
VOICES = ("actors", "claim_claimants")
"""Tables whose rows stay: the wide table has no row without a claimant."""
VOICE = {"actor", "unnamed", "unnamed_of"}


READ_AGAIN = Fragment(
    id="figures-read-again",
    kind="changed",
    summary="All figures were read again",
    reason="reviewed",
    tables=("figures",),
)
REASONS = Fragments(fragments=(READ_AGAIN,))
"""Of rows of `figures` it is known why they changed, of others not."""


class Editor:
    """Makes the next state of tables, by chance."""

    def __init__(self, built: dict[str, pa.Table], seed: int) -> None:
        self.chance = Random(seed)
        self.rows = {name: built[name].to_pylist() for name in PLAIN}
        self.values = {name: list(rows) for name, rows in self.rows.items()}
        self.gone = {name: self._take(name, 0.2) for name in PLAIN}

    def tables(self) -> dict[str, pa.Table]:
        """Return them as they stand."""
        return {name: _table(name, rows) for name, rows in self.rows.items()}

    def edit(self) -> None:
        """Bring half of what is gone back, take some rows away, change some."""
        for name in PLAIN:
            back = self.gone[name][::2]
            self.gone[name] = self.gone[name][1::2] + self._take(name, 0.05)
            self.rows[name] += back
            for row in self.rows[name]:
                if self.chance.random() < 0.1:
                    self._change(name, row)

    def _take(self, name: str, share: float) -> list[dict]:
        share = 0 if name in VOICES else share
        taken = [row for row in self.rows[name] if self.chance.random() < share]
        self.rows[name] = [row for row in self.rows[name] if row not in taken]
        return taken

    def _change(self, name: str, row: dict) -> None:
        """Give a row a value that another has, or none, in a column beside its key."""
        column = self.chance.choice(tables()[name].columns)
        if column.name not in {*tables()[name].primary_key, "recorded_in"} | VOICE:
            value = self.chance.choice(self.values[name])[column.name]
            empty = column.nullable and self.chance.random() < 0.3
            row[column.name] = None if empty else value


def write(built: dict[str, pa.Table], root: Path, previous=None, reasons=None, version=None):
    """Write the release after another one, and open it."""
    known = VERSIONS.index(previous.manifest.release) + 1 if previous and not version else 0
    version = version or VERSIONS[known]
    folder = root / version
    folder.mkdir(parents=True)
    stated = {name: _recorded(data, version) for name, data in built.items()}
    published = {**stated, "releases": _table("releases", _published(previous))}
    published["figures_flat"] = figures_flat({**_empty(), **published})
    sources = {name: (data,) for name, data in published.items()}
    assemble(Contents(version, sources, Commit(), previous, reasons), folder, lambda _: None)
    return open_release(folder)


def manifest_sha256(release: Release) -> str:
    return sha256((release.root / "manifest.json").read_bytes()).hexdigest()


def _published(previous: Release | None) -> list[dict]:
    if previous is None:
        return []
    rows = pa.parquet.read_table(previous.root / "releases.parquet").to_pylist()
    return [row | {"manifest_sha256": row["manifest_sha256"] or manifest_sha256(previous)}
            for row in rows]  # fmt: skip


def _recorded(data: pa.Table, version: str) -> pa.Table:
    """Return rows as if none had ever been published: no lock names their first release."""
    if "recorded_in" not in data.column_names:
        return data
    at = data.column_names.index("recorded_in")
    return data.set_column(at, data.schema.field(at), pa.array([version] * len(data), pa.string()))


def _empty() -> dict[str, pa.Table]:
    return {name: arrow_schema(table).empty_table() for name, table in tables().items()}


def _table(name: str, rows: list[dict]) -> pa.Table:
    table = tables()[name]
    return sorted_table(pa.Table.from_pylist(rows, arrow_schema(table)), table)
