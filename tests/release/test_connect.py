from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from claimbook.release.connect import MAX_VIEW_BYTES, ViewError, connect, define
from claimbook.release.open import Release, open_release


@pytest.fixture
def connection(release: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(release) as opened:
        yield opened


def test_tables_views_and_macros(connection: duckdb.DuckDBPyConnection) -> None:
    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql).fetchall()

    assert rows("SELECT count(*) FROM figures") == [(3,)]
    assert rows("SELECT best, issued_utc FROM launched ORDER BY best") == [
        (84, datetime(2022, 10, 10, 9, 30)),  # noqa: DTZ001
        (None, None),
    ]
    assert rows("SELECT figure_id, twice(best) FROM figures_of('doc_a')") == [("fig_a", 168)]
    assert rows("SELECT current_setting('TimeZone')") == [("UTC",)]
    meant = "SELECT data_type, meaning FROM column_meanings() WHERE column_name = 'best'"
    assert rows(f"{meant} AND table_name = 'figures'") == [("BIGINT", "The best.")]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_text('/etc/passwd')",
        "FROM glob('/*')",
        "FROM read_parquet('/tmp/*.parquet')",
        "COPY (SELECT 1) TO '/tmp/claimbook_test_never.csv'",
        "ATTACH '/tmp/claimbook_test_never.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "RESET lock_configuration",
        "SET temp_directory = '/tmp/claimbook_test_never'",
        "EXPORT DATABASE '/tmp/claimbook_test_never'",
    ],
)
def test_the_outside_is_closed(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        connection.execute(sql)
    assert not list(Path("/tmp").glob("claimbook_test_never*"))


def test_python_variables_are_not_tables(connection: duckdb.DuckDBPyConnection) -> None:
    secret = duckdb.sql("SELECT 42 AS answer")
    with pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT * FROM secret")
    del secret


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("COPY figures TO '/tmp/x.csv'", "only CREATE VIEW"),
        ("CREATE VIEW a AS SELECT 1; DROP VIEW a", "only CREATE VIEW"),
        ("CREATE TABLE a AS SELECT 1", "only CREATE VIEW"),
        ("/* CREATE VIEW */ SET threads = 1", "only CREATE VIEW"),
        ("CREATE VIEW a AS FROM read_text('/etc/passwd')", "view_bad.sql"),
        ("CREATE VIEW a AS SELECT nothing FROM figures", "view_bad.sql"),
        ("CREATE VIEW", "view_bad.sql"),
    ],
)
def test_view_files_hold_only_definitions(
    sample_with: Callable[[dict[str, str]], Release], text: str, said: str
) -> None:
    with pytest.raises(ViewError, match=said):
        connect(sample_with({"view_bad.sql": text}))


def test_a_view_without_end(sample_with: Callable[[dict[str, str]], Release]) -> None:
    with pytest.raises(ViewError, match="longer than"):
        connect(sample_with({"view_a.sql": f"-- {'x' * MAX_VIEW_BYTES}"}))


def test_views_that_are_not_text(sample_with: Callable[[dict[str, str]], Release]) -> None:
    release = sample_with({"view_a.sql": "CREATE VIEW a AS SELECT 1"})
    (release.root / "view_a.sql").write_bytes(b"\xff")
    with pytest.raises(ViewError, match="UTF-8"):
        connect(release)


@pytest.mark.parametrize("name", ["it's", "a [1]*", "два слова", "q?"])
def test_awkward_folders(folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    moved = folder.rename(tmp_path / name / folder.name)
    with connect(open_release(moved)) as connection:
        assert connection.execute("SELECT count(*) FROM figures").fetchall() == [(3,)]


def test_a_table_may_be_named_like_a_keyword(release: Release) -> None:
    with duckdb.connect() as connection:
        figures = str(release.file(release.manifest.table("figures")))
        define(connection, {"order": figures}, {})
        assert connection.execute('SELECT count(*) FROM "order"').fetchall() == [(3,)]


def test_a_file_that_has_gone_since(folder: Path) -> None:
    opened = open_release(folder)
    (folder / "figures.parquet").unlink()
    with pytest.raises(ViewError, match="figures"):
        connect(opened)
