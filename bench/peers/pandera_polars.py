"""pandera on a polars DataFrame read from the JSON Lines (types by inference)."""

import sys
from pathlib import Path

import pandera.polars as pa
import polars as pl

from record import CODES, NUMBERS, PATTERNS, known, report
from table_columns import COLUMNS

folder = Path(sys.argv[1])
keys = known(folder)
references = {"event": "events", "claimant": "actors", "document": "documents"}
whole = (*NUMBERS, "span_start", "span_end")
frame = pl.read_ndjson(folder / "figures.jsonl", ignore_errors=True).with_row_index("row")
columns = {}
for name in COLUMNS:
    checks = []
    if name in PATTERNS:
        checks.append(pa.Check.str_matches(PATTERNS[name]))
    if name in CODES or name in references:
        checks.append(pa.Check.isin(CODES.get(name) or keys[references[name]]))
    kind = pl.Int64 if name in whole else pl.String
    columns[name] = pa.Column(kind, checks, nullable=False, unique=name == "id", coerce=True)


def at_most(less: str, more: str) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(pl.col(less).cast(pl.Int64) <= pl.col(more)))


checks = [at_most("low", "best"), at_most("best", "high"), at_most("span_start", "span_end")]
schema = pa.DataFrameSchema(columns, checks=checks)
wrong: set[int] = set()
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    cases = errors.failure_cases
    wrong = {int(n) for n in cases["index"].drop_nulls().to_list()}
report(wrong)
