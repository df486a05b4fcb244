"""Compute the logical digest of a generated table of 21 columns: bench/digest.py ROWS.

User and system time of the process, the least of the rounds, and its greatest memory; from memory,
as a build does on the way to the file, and from the file, as `claimbook verify --logical` does.
Reading the file with pyarrow and doing nothing is told beside it.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from claimbook.release.digest import file_digest, table_digest
from claimbook_build.build.parquet import ROW_GROUP_ROWS, sql_type
from diff import CODES, FIGURES

ROUNDS = 3
WAYS = ("memory", "file", "read")


def draw(path: Path, rows: str) -> None:
    """Write the table."""
    drawn = FIGURES.format(rows=rows, step="0", status="'normal'", kept="true")
    table = duckdb.sql(drawn).to_arrow_table().combine_chunks()
    options = {"compression": "zstd", "compression_level": 9, "row_group_size": ROW_GROUP_ROWS}
    pq.write_table(table, path, use_dictionary=CODES, **options)


def measure(path: Path, way: str) -> None:
    """Work once and print CPU seconds, MiB and rows."""
    columns = [(field.name, sql_type(field.type)) for field in pq.read_schema(path)]
    table = pq.read_table(path) if way == "memory" else None
    start = time.process_time()
    if table is not None:
        rows = table_digest([table], columns).rows
    elif way == "file":
        rows = file_digest(path, columns).rows
    else:
        batches = pq.ParquetFile(path).iter_batches()
        rows = sum(batch.num_rows for batch in batches)
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{spent:.2f}", memory, rows)


def main() -> None:
    """Draw, then measure each way in turn."""
    if len(sys.argv) == 3:
        way, path = sys.argv[2], Path(sys.argv[1])
        draw(path, way) if way.isdigit() else measure(path, way)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "figures.parquet")
        rows = sys.argv[1] if sys.argv[1:] else "1000000"
        subprocess.check_call([sys.executable, __file__, path, rows])  # its memory is its own
        for way in WAYS:
            command = [sys.executable, __file__, path, way]
            runs = [
                [float(each) for each in subprocess.check_output(command, text=True).split()]
                for _ in range(ROUNDS)
            ]
            spent, memory, count = (min(column) for column in zip(*runs, strict=True))
            cores = f"{os.cpu_count()} cores"
            print(f"{way}: {spent:.2f} CPU s, {memory:.0f} MiB, {count:,.0f} rows, {cores}")


if __name__ == "__main__":
    main()
