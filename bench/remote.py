"""What an aggregate moves when a release stays behind its address: bench/remote.py ROWS.

Draws a release with one table of ROWS rows (a million) of 21 columns, sorted by date, serves it on
this machine with ranges, and asks for two weeks of it: requests and bytes beyond what opening the
release takes, the answer compared with that of the file. Run it with PYTHONPATH=tests.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import duckdb

import claimbook
from claimbook.release.manifest import Manifest, write_manifest
from claimbook.release.pieces import PIECES_NAME, write_pieces
from claimbook_build.build.parquet import sql_type, write_table
from claimbook_build.release.file_entry import file_entry
from claimbook_build.release.index import update_index
from diff import CODES, FIGURES, SIDES
from download.server import serving

VERSION = "2026.11.0"
ASKED = """
SELECT measure, sum(best), count(*) FROM {figures}
WHERE as_of_date BETWEEN DATE '2022-10-10' AND DATE '2022-10-23' GROUP BY ALL ORDER BY ALL
"""


def draw(dist: Path, rows: int) -> Path:
    """Write the release and its index, and return the table's file."""
    sql = FIGURES.format(rows=rows, **SIDES[VERSION])
    sql = sql.replace("ORDER BY claim, id", "ORDER BY as_of_date, id")
    table = duckdb.sql(sql).to_arrow_table().combine_chunks()
    columns = [
        {"name": field.name, "type": sql_type(field.type), "description": "Drawn."}
        for field in table.schema
    ]
    path = dist / VERSION / "figures.parquet"
    path.parent.mkdir(parents=True)
    write_table(table, path, {"columns": json.dumps(columns)}, CODES)
    data = path.read_bytes()
    entry = {"name": "figures", "file": path.name, "bytes": len(data), "rows": rows}
    entry |= {"sha256": hashlib.sha256(data).hexdigest(), "columns": tuple(columns)}
    entry |= {"primary_key": ("id",), "sort_order": ("as_of_date", "id"), "rows": table.num_rows}
    told = {"dataset": "drawn", "release": VERSION, "licence": "CC0-1.0", "schema_version": "1.0.0"}
    told |= {"code_version": "0.1.0", "commit": None, "commit_date": "2026-11-22T00:00:00Z"}
    made = Manifest.model_validate(told | {"tables": (entry,), "files": ()})
    if pieces := write_pieces(path.parent, made.tables):
        (path.parent / PIECES_NAME).write_bytes(pieces)
        made = made.model_copy(update={"files": (file_entry(path.parent / PIECES_NAME),)})
    (path.parent / "manifest.json").write_bytes(write_manifest(made))
    update_index(dist)
    return path


def main() -> None:
    """Draw, serve, ask, tell."""
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder) / "dist", int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
        wanted = duckdb.sql(ASKED.format(figures=f"'{path}'")).fetchall()
        with serving(path.parents[1]) as site, claimbook.load(site.address) as release:
            release.sql("SELECT 1").fetchall()
            opened = len(site.asked)
            site.sent = 0
            assert release.sql(ASKED.format(figures="figures")).fetchall() == wanted
            size = path.stat().st_size
            share = 100 * site.sent / size
            print(f"opening: {opened} requests; asking: {len(site.asked) - opened} requests,")
            print(f"{site.sent:,} of {size:,} bytes ({share:.2f} %)")


if __name__ == "__main__":
    main()
