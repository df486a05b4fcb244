"""Print the sizes of a release's tables beside what libraries write: bench/file_sizes.py RELEASE.

A number is ours as a share of the other's, of the same rows with the defaults of that library.
"""

import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow.parquet as pq


def main(release: Path) -> None:
    """Print the sizes of each table of a release, and ours as a share of the others'."""
    print(f"{'table':24} {'rows':>9} {'ours':>10} {'pyarrow':>8} {'DuckDB':>8} {'DuckDB zstd':>12}")
    totals = [0, 0, 0, 0]
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(release.glob("*.parquet")):
            rows, sizes = _sizes(path, Path(folder))
            totals = [total + size for total, size in zip(totals, sizes, strict=True)]
            _print(path.stem, rows, sizes)
    _print("all", 0, totals)


def _sizes(path: Path, folder: Path) -> tuple[int, list[int]]:
    table = pq.read_table(path)
    default, plain, packed = (folder / name for name in ("a", "b", "c"))
    pq.write_table(table, default)
    duckdb.from_arrow(table).write_parquet(str(plain))
    duckdb.from_arrow(table).write_parquet(str(packed), compression="zstd")
    return len(table), [each.stat().st_size for each in (path, default, plain, packed)]


def _print(name: str, rows: int, sizes: list[int]) -> None:
    shares = [sizes[0] / size for size in sizes[1:]]
    told = "{:8.2f} {:8.2f} {:12.2f}".format(*shares)
    print(f"{name:24} {rows or '':>9} {sizes[0]:10} {told}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
