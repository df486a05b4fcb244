"""Compare two generated releases of a table of figures, by value and by hash: bench/diff.py ROWS.

User and system time of the process, the least of the rounds, and its greatest memory. Each way of
comparing runs in a process of its own. Opening the releases (hashing every byte) is told apart.
"""

import hashlib
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

from claimbook.release.diff.compare import compare
from claimbook.release.manifest import Manifest, write_manifest
from claimbook.release.open import open_release

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
    for version, how in SIDES.items():
        folder = root / version
        folder.mkdir()
        path = folder / "figures.parquet"
        table = duckdb.sql(FIGURES.format(rows=rows, **how)).to_arrow_table().combine_chunks()
        options = {"compression": "zstd", "compression_level": 9, "row_group_size": 122_880}
        pq.write_table(table, path, use_dictionary=CODES, **options)
        (folder / "manifest.json").write_bytes(write_manifest(_manifest(version, path)))


def _manifest(version: str, path: Path) -> Manifest:
    found = duckdb.read_parquet(str(path))
    columns = [
        {"name": name, "type": str(kind), "description": "Drawn."}
        for name, kind in zip(found.columns, found.types, strict=True)
    ]
    data = path.read_bytes()
    entry = {
        "name": "figures",
        "file": path.name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": pq.read_metadata(path).num_rows,
        "columns": tuple(columns),
        "primary_key": ("id",),
        "sort_order": ("claim", "id"),
    }
    named = {"dataset": "drawn", "release": version, "licence": "CC0-1.0", "commit": None}
    versions = {"schema_version": "1.0.0", "code_version": "0.1.0", "commit_date": None}
    return Manifest.model_validate({**named, **versions, "tables": (entry,), "files": ()})


def measure(root: Path, way: str) -> None:
    """Compare once and print: opening, comparing, telling (CPU s), memory (MiB), rows."""
    marks = [time.process_time()]
    old, new = (open_release(root / version) for version in SIDES)
    marks.append(time.process_time())
    with compare(old, new, by_hash=way == "hash") as found:
        marks.append(time.process_time())
        told = sum(1 for _ in found.rows("figures")) if way == "value" else 0
        marks.append(time.process_time())
    spent = [after - before for before, after in pairwise(marks)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(*(f"{each:.2f}" for each in spent), memory, told)


def main() -> None:
    """Draw, then measure both ways in turn."""
    if len(sys.argv) == 3:
        way, folder = sys.argv[2], Path(sys.argv[1])
        draw(folder, int(way)) if way.isdigit() else measure(folder, way)
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = sys.argv[1] if sys.argv[1:] else "1000000"
        subprocess.check_call([sys.executable, __file__, folder, rows])  # its memory is its own
        for way in ("value", "hash"):
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
