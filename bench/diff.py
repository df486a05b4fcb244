"""Compare two generated releases of a table of figures: bench/diff.py ROWS.

By value, by hash of the rows, and by the digests that both list (`keys`); before that, what the
history of the later one costs to compute and write. User and system time of the process, the least
of the rounds, and its greatest memory. Each way of comparing runs in a process of its own. Opening
the releases (hashing every byte) is told apart.
"""

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from claimbook.records.registry import CHANGES, KEYS
from claimbook.release.diff.compare import compare
from claimbook.release.manifest import Manifest, TableEntry, write_manifest
from claimbook.release.open import Release, open_release
from claimbook_build.build.parquet import ROW_GROUP_ROWS, row_groups, write_groups
from claimbook_build.history.history import History

ROUNDS = 3
CODES = (
    "measure",
    "unit",
    "item",
    "affected",
    "population",
    "counting",
    "qualifier",
    "aggregation",
)
DISTINCT = frozenset({"row_key", "row_digest", "record", "old", "new"})
"""Columns of the history that are not written by dictionary."""

FIGURES = """
SELECT format('fig_2022-{{:02d}}_{{}}', i % 12 + 1, sha256(i::VARCHAR)[:16]) AS id,
  format('clm_2022-{{:02d}}_{{}}', i % 12 + 1, sha256((i // 2)::VARCHAR)[:16]) AS claim,
  'evt_' || i // 7 AS event, 'measure_' || i % 30 AS measure, 'unit_' || i % 9 AS unit,
  CASE WHEN i % 3 = 0 THEN 'itm_' || i % 50 END AS item,
  CASE WHEN i % 2 = 0 THEN 'act_' || i % 400 END AS affected,
  ['civilian', 'military', 'mixed', 'unknown'][i % 4 + 1] AS population,
  ['confirmed', 'claimed'][i % 2 + 1] AS counting,
  (i % 5000 + {step})::VARCHAR AS wording, 'exact' AS qualifier, (i % 5000 + {step})::DOUBLE AS nominal,
  (i % 5000)::DOUBLE AS low, NULL::BOOLEAN AS low_exclusive, (i % 5000)::DOUBLE AS best,
  (i % 5000)::DOUBLE AS high, 'cumulative' AS aggregation, '2022-10-10T11+03:00' AS as_of,
  TIMESTAMP '2022-01-01' + INTERVAL (i % 500000) MINUTE AS as_of_utc,
  DATE '2022-01-01' + (i % 350)::INT AS as_of_date, {status} AS status
FROM range({rows}) AS t(i) WHERE {kept} ORDER BY claim, id
"""
SIDES = {
    "2026.11.0": {"step": "0", "status": "'normal'", "kept": "i % 997 <> 5"},
    "2026.12.0": {
        "step": "(i % 1000 = 3)::INT",
        "status": "CASE WHEN i % 1500 = 9 THEN 'disputed' ELSE 'normal' END",
        "kept": "i % 991 <> 7",
    },
}


def draw(root: Path, rows: int) -> None:
    """Write the two releases: one row in a thousand came, went, or says something else."""
    before = None
    for version, how in SIDES.items():
        folder = root / version
        folder.mkdir()
        path = folder / "figures.parquet"
        table = duckdb.sql(FIGURES.format(rows=rows, **how)).to_arrow_table().combine_chunks()
        options = {"compression": "zstd", "compression_level": 9, "row_group_size": ROW_GROUP_ROWS}
        pq.write_table(table, path, use_dictionary=CODES, **options)
        del table
        entry = _entry(path, ("id",), ("claim", "id"))
        start = time.process_time()
        entries = (entry, *_history(version, folder, entry, before))
        spent = time.process_time() - start
        (folder / "manifest.json").write_bytes(write_manifest(_manifest(version, entries)))
        before = open_release(folder)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        size = (folder / "keys.parquet").stat().st_size / path.stat().st_size
        print(
            f"history of {version}: {spent:.2f} CPU s, keys {size:.0%} of the table's bytes, {memory} MiB"
        )


def _history(
    version: str, folder: Path, entry: dict[str, object], before: Release | None
) -> list[dict[str, object]]:
    """Write the history as a release has it."""
    written = {"figures": TableEntry.model_validate(entry)}
    found = []
    with History(version, written, folder, before) as history:
        for table, rows in ((KEYS, history.keys()), (CHANGES, history.changes(None))):
            path = folder / f"{table.name}.parquet"
            names = [column.name for column in table.columns if column.name not in DISTINCT]
            columns = [{"name": c.name, "type": c.type} for c in table.columns]
            metadata = {"columns": json.dumps(columns)}
            write_groups(row_groups(rows), path, metadata, lambda _, names=names: names)
            found.append(_entry(path, table.primary_key, table.sort_order))
    return found


def _manifest(version: str, entries: tuple[dict[str, object], ...]) -> Manifest:
    named = {"dataset": "drawn", "release": version, "licence": "CC0-1.0", "commit": None}
    versions = {"schema_version": "1.0.0", "code_version": "0.1.0", "commit_date": None}
    return Manifest.model_validate({**named, **versions, "tables": entries, "files": ()})


def _entry(path: Path, key: tuple[str, ...], order: tuple[str, ...]) -> dict[str, object]:
    found = duckdb.read_parquet(str(path))
    columns = [
        {"name": name, "type": str(kind), "description": "Drawn."}
        for name, kind in zip(found.columns, found.types, strict=True)
    ]
    data = path.read_bytes()
    return {
        "name": path.stem,
        "file": path.name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": pq.read_metadata(path).num_rows,
        "columns": tuple(columns),
        "primary_key": key,
        "sort_order": order,
    }


def measure(root: Path, way: str) -> None:
    """Compare once and print: opening, comparing, telling (CPU s), memory (MiB), rows."""
    marks = [time.process_time()]
    old, new = (open_release(root / version) for version in SIDES)
    if way == "hash":  # as if they listed no digests
        old, new = (_without_keys(each) for each in (old, new))
    marks.append(time.process_time())
    with compare(old, new, by_hash=way != "value") as found:
        marks.append(time.process_time())
        told = sum(1 for _ in found.rows("figures")) if way == "value" else 0
        marks.append(time.process_time())
    spent = [after - before for before, after in pairwise(marks)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(*(f"{each:.2f}" for each in spent), memory, told)


def _without_keys(release: Release) -> Release:
    tables = tuple(table for table in release.manifest.tables if table.name != KEYS.name)
    return Release(release.root, release.manifest.model_copy(update={"tables": tables}))


def main() -> None:
    """Draw, then measure each way in turn."""
    if len(sys.argv) == 3:
        way, folder = sys.argv[2], Path(sys.argv[1])
        draw(folder, int(way)) if way.isdigit() else measure(folder, way)
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = sys.argv[1] if sys.argv[1:] else "1000000"
        subprocess.check_call([sys.executable, __file__, folder, rows])  # its memory is its own
        for way in ("value", "hash", "index"):
            command = [sys.executable, __file__, folder, way]
            runs = [
                [float(each) for each in subprocess.check_output(command, text=True).split()]
                for _ in range(ROUNDS)
            ]
            opened, compared, told, memory, rows = (
                min(column) for column in zip(*runs, strict=True)
            )
            print(
                f"by {way}: compare {compared:.2f} CPU s, tell {rows:.0f} rows {told:.2f}, "
                f"open {opened:.2f}, {memory:.0f} MiB, {os.cpu_count()} cores"
            )


if __name__ == "__main__":
    main()
