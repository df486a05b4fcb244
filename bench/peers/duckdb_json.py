"""DuckDB: SQL on the text of each line, so that no cast hides how a value was written."""

import sys
from pathlib import Path

import duckdb

from record import CODES, NUMBERS, PATTERNS, report
from table_columns import COLUMNS

folder = Path(sys.argv[1])
with duckdb.connect() as connection:
    connection.execute("SET threads = 2")
    path = str(folder / "figures.jsonl")
    connection.execute(
        "CREATE TABLE lines AS SELECT row_number() OVER () - 1 AS n, line::JSON AS j, line FROM"
        f" read_csv('{path}', columns={{'line': 'VARCHAR'}}, header=false, delim='\x01',"
        " quote='', escape='', auto_detect=false)"
    )
    known = str(folder / "known.json")
    connection.execute(f"CREATE TABLE known AS SELECT * FROM read_json('{known}')")
    whole = [*NUMBERS, "span_start", "span_end"]
    columns = ", ".join(
        f"json_type(j, '$.{name}') AS {name}_t, j->>'$.{name}' AS {name}" for name in COLUMNS
    )
    connection.execute(
        f"CREATE TABLE cells AS SELECT n, line, json_keys(j) AS names, {columns} FROM lines"
    )
    tests = [f"len(names) <> {len(COLUMNS)} OR len(list_distinct(names)) <> {len(COLUMNS)}"]
    tests += [f"{name}_t IS NULL" for name in COLUMNS]
    tests += [f"{name}_t <> 'VARCHAR'" for name in COLUMNS if name not in whole]
    tests += [f"{name}_t NOT IN ('UBIGINT', 'BIGINT')" for name in whole]
    tests += [
        f"NOT regexp_full_match({name}, '{pattern[1:-1]}')"
        for name, pattern in PATTERNS.items()
        if name != "proposition"
    ]
    tests += ["regexp_matches(proposition, '[\\x00-\\x1f\\x{200e}\\x{200f}\\x{202a}-\\x{202e}]')"]
    tests += [f"{name} NOT IN ({', '.join(map(repr, codes))})" for name, codes in CODES.items()]
    tests += ["TRY_CAST(as_of[1:10] AS DATE) IS NULL", "nominal <> wording"]
    tests += [
        f"TRY_CAST({a} AS BIGINT) > TRY_CAST({b} AS BIGINT)"
        for a, b in (("low", "best"), ("best", "high"), ("span_start", "span_end"))
    ]
    references = {"event": "events", "claimant": "actors", "document": "documents"}
    tests += [
        f"{name} NOT IN (SELECT unnest({table}) FROM known)" for name, table in references.items()
    ]
    tests += ["id IN (SELECT id FROM cells GROUP BY id HAVING count(*) > 1)"]
    tests += [
        (
            "measure = 'missiles_intercepted' AND TRY_CAST(nominal AS BIGINT) > (SELECT max(TRY_CAST("
            "w.nominal AS BIGINT)) FROM cells w WHERE w.claim = cells.claim AND"
            " w.measure = 'missiles_launched')"
        )
    ]
    condition = " OR ".join(f"coalesce({test}, false)" for test in tests)
    found = connection.execute(f"SELECT n FROM cells WHERE {condition}").fetchall()
report({n for (n,) in found})
