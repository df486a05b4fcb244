"""The usual way from flat rows to Parquet: Pydantic a line each, dicts, one Arrow table."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flat_row import Row

folder = Path(sys.argv[1])
with (folder / "figures.jsonl").open("rb") as lines:
    rows = [Row.model_validate_json(line).model_dump() for line in lines]
table = pa.Table.from_pylist(rows).sort_by([("claim", "ascending"), ("id", "ascending")])
pq.write_table(table, folder / "flat.parquet", compression="zstd")
print(table.num_rows)
