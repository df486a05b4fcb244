"""Look rows up by their key in a release's tables, beside what libraries write by default.

    python bench/lookup.py RELEASE [--asked 20] [--rounds 5]

Of each table its own file, the same rows in the default files of pyarrow and DuckDB, and the same
profile without Bloom filters. Each is asked for keys that it holds and for keys that it does not but
that lie between those it holds, by DuckDB and by pyarrow, on one thread, whole rows, nothing cached
between questions but by the system. Processor time, the least of rounds in turn, ours as a share of
the other's.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from claimbook.release.open import open_release
from claimbook_build.build.parquet import row_groups, write_groups

COLUMNS = {
    "figures": ("id", "claim"),
    "claims": ("id", "document"),
    "evidence": ("record",),
    "figures_flat": ("figure", "claim"),
}
WAYS = ("pyarrow", "duckdb", "unfiltered")
Ask = Callable[[Path, str, str], int]


def others(path: Path, folder: Path) -> dict[str, Path]:
    """Write a table's rows as others would."""
    table = pq.read_table(path)
    made = {"ours": path} | {way: folder / f"{path.stem}-{way}.parquet" for way in WAYS}
    pq.write_table(table, made["pyarrow"])
    duckdb.from_arrow(table).write_parquet(str(made["duckdb"]))
    metadata = {key.decode(): text.decode() for key, text in table.schema.metadata.items()}
    group = pq.read_metadata(path).row_group(0)
    coded = {
        group.column(at).path_in_schema.split(".")[0]
        for at in range(group.num_columns)
        if group.column(at).has_dictionary_page
    }
    write_groups(row_groups([table]), made["unfiltered"], metadata, lambda _: coded)
    return made


def keys(path: Path, column: str, asked: int) -> Iterator[tuple[str, list[str]]]:
    """Yield keys that a table holds, evenly drawn, and as many that it does not."""
    sql = f"SELECT DISTINCT {column} FROM '{path}' ORDER BY hash({column}) LIMIT {asked}"
    found = [key for (key,) in duckdb.sql(sql).fetchall()]
    yield "held", found
    yield "missing", [f"{key}-" for key in found]


def by_duckdb() -> Ask:
    """Return how DuckDB is asked."""
    connection = duckdb.connect(config={"threads": 1, "enable_external_file_cache": False})

    def ask(path: Path, column: str, key: str) -> int:
        sql = f"SELECT * FROM read_parquet('{path}') WHERE {column} = ?"
        return len(connection.execute(sql, [key]).fetchall())

    return ask


def by_pyarrow(path: Path, column: str, key: str) -> int:
    """Ask pyarrow."""
    return len(pq.read_table(path, filters=[(column, "==", key)], use_threads=False))


def spent(ask: Ask, path: Path, column: str, found: list[str]) -> float:
    """Return the processor seconds of asking for some keys."""
    start = time.process_time()
    for key in found:
        ask(path, column, key)
    return time.process_time() - start


def main() -> None:
    """Write, ask in turn, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path)
    parser.add_argument("--asked", type=int, default=20, help="keys a round")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    release, asks = open_release(given.release), {"DuckDB": by_duckdb(), "pyarrow": by_pyarrow}
    print("| table, column | engine | key | ms | of pyarrow's | of DuckDB's | of unfiltered |")
    print("|---|---|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, columns in COLUMNS.items():
            made = others(release.file(release.manifest.table(name)), Path(folder))
            for column in columns:
                for kind, found in keys(made["ours"], column, given.asked):
                    for engine, ask in asks.items():
                        least = dict.fromkeys(made, float("inf"))
                        for _ in range(given.rounds):
                            for way, path in made.items():
                                least[way] = min(least[way], spent(ask, path, column, found))
                        shares = " | ".join(f"{least['ours'] / least[way]:.2f}" for way in WAYS)
                        took = 1000 * least["ours"] / len(found)
                        print(f"| {name}.{column} | {engine} | {kind} | {took:.2f} | {shares} |")


if __name__ == "__main__":
    main()
