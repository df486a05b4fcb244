"""How long a sandboxed query takes, beside the same SQL in DuckDB over the same Parquet files.

    python bench/query.py [ROWS] [ROUNDS]

Draws a release of one table of ROWS rows (a million), asks each statement ROUNDS times (five) bare
and sandboxed, in turn, each in a process of its own, and compares the least processor times. The start
of either, measured with a statement that does nothing, is taken off: what is left is what the walls
cost while a statement runs.
"""

import hashlib
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from claimbook.release.manifest import Manifest, write_manifest
from claimbook.release.open import Release, open_release
from claimbook.release.sandbox import Limits, run_query

Ask = Callable[[Release, str], None]
VERSION = "2026.11.0"
LIMITS = Limits(seconds=600)
STATEMENTS = {
    "a sum by group": "SELECT g, sum(n), count(*) FROM t GROUP BY g ORDER BY g",
    "a filter on text": "SELECT count(*) FROM t WHERE s LIKE '%7f%'",
    "regular expressions": "SELECT count(*) FROM t WHERE regexp_matches(s, '[0-9]{6}[a-f]')",
    "distinct texts": "SELECT count(DISTINCT s) FROM t",
    "a join with itself": "SELECT count(*) FROM t a JOIN t b ON a.n = b.n AND a.s < b.s",
    "a window": "SELECT max(r) FROM (SELECT row_number() OVER (PARTITION BY g ORDER BY s) r FROM t)",
    "a sort": "SELECT n FROM t ORDER BY s DESC LIMIT 10",
    "median and quantiles": "SELECT g, quantile_cont(d, [0.1, 0.5, 0.9]) FROM t GROUP BY g",
}


def drawn(root: Path, rows: int) -> Release:
    """Write a release of one table."""
    root.mkdir()
    path = root / "t.parquet"
    duckdb.execute(
        f"COPY (SELECT i AS n, (hash(i) % 100)::BIGINT AS g, md5(i::VARCHAR) AS s,"
        f" (hash(i) % 1000003) / 7 AS d FROM range({rows}) r(i))"
        f" TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
    )
    data = path.read_bytes()
    columns = [("n", "BIGINT"), ("g", "BIGINT"), ("s", "VARCHAR"), ("d", "DOUBLE")]
    table = {
        "name": "t",
        "file": path.name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": rows,
        "columns": tuple({"name": n, "type": k, "description": "Drawn."} for n, k in columns),
        "primary_key": ("n",),
        "sort_order": ("n",),
    }
    described = {"dataset": "drawn", "release": VERSION, "schema_version": "1.0.0"}
    described |= {"licence": "CC0-1.0", "code_version": "0.1.0", "commit": None}
    made = Manifest.model_validate(
        described | {"commit_date": None, "tables": (table,), "files": ()}
    )
    (root / "manifest.json").write_bytes(write_manifest(made))
    return open_release(root)


def bare(release: Release, sql: str) -> None:
    """Ask in a process that holds DuckDB and nothing else."""
    path = release.file(release.manifest.tables[0])
    script = f"""
import duckdb
connection = duckdb.connect(config={{"threads": {LIMITS.threads}}})
connection.execute("SET enable_progress_bar = false")
connection.execute("CREATE VIEW t AS FROM read_parquet('{path}')")
connection.execute({sql!r}).fetchall()
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def sandboxed(release: Release, sql: str) -> None:
    """Ask in the sandbox."""
    run_query(release, sql, LIMITS)


def spent(ask: Ask, release: Release, sql: str) -> float:
    """Return the processor seconds, of user and system, of the process that answers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ask(release, sql)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(release: Release, rounds: int) -> dict[str, tuple[float, float]]:
    """Return the least seconds of each statement, bare and sandboxed, in interleaved rounds."""
    statements = {"": "SELECT 1", **STATEMENTS}
    found = dict.fromkeys(statements, (float("inf"), float("inf")))
    for _ in range(rounds):
        for name, sql in statements.items():
            alone, walled = found[name]
            alone = min(alone, spent(bare, release, sql))
            found[name] = (alone, min(walled, spent(sandboxed, release, sql)))
    return found


def main() -> None:
    """Measure, and print a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        found = measured(drawn(Path(folder) / VERSION, rows), rounds)
    starts = found.pop("")
    print(f"{rows} rows, the least processor time of {rounds} rounds")
    print(f"start: {starts[0]:.2f} s bare, {starts[1]:.2f} s sandboxed")
    print("| statement | bare, s | sandboxed, s | ratio |\n|---|--:|--:|--:|")
    totals = [0.0, 0.0]
    for name, both in found.items():
        alone, walled = (taken - start for taken, start in zip(both, starts, strict=True))
        totals = [totals[0] + alone, totals[1] + walled]
        print(f"| {name} | {alone:.2f} | {walled:.2f} | {walled / alone:.2f} |")
    print(f"| together | {totals[0]:.2f} | {totals[1]:.2f} | {totals[1] / totals[0]:.2f} |")


if __name__ == "__main__":
    main()
