import shutil

import duckdb
import pytest

from claimbook.release.connect import ViewError, connect
from claimbook_build.standards.views_file import BLOCK_SIZE, NAME, write_views_file

VIEWS = ("conflicts", "figures_flat", "disputes", "timeline")
MOST_BYTES = 192 * 1024
"""The comments of some seven hundred columns are the most of it."""


@pytest.fixture
def attached(release):
    """Return a function that attaches a views file and asks it, its folder being the release's."""
    opened = []

    def ask(sql, path=release.root / NAME, root=release.root, use=True):
        connection = duckdb.connect()
        opened.append(connection)
        connection.execute("SET VARIABLE claimbook_root = ?", [str(root)])
        connection.execute(f"ATTACH '{path}' AS book (READ_ONLY)")
        if use:
            connection.execute("USE book")
        return connection.execute(sql).fetchall()

    yield ask
    for connection in opened:
        connection.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_answers_as_in_the_release(release, attached, view):
    with connect(release) as connection:
        wanted = connection.execute(f"FROM {view} ORDER BY ALL").fetchall()
    assert wanted
    assert attached(f"FROM {view} ORDER BY ALL") == wanted


def test_a_macro_answers_as_in_the_release(release, attached):
    sql = "FROM best_figure('latest') ORDER BY ALL"
    with connect(release) as connection:
        assert attached(sql) == connection.execute(sql).fetchall()


def test_a_view_is_found_by_its_full_name_too(attached):
    assert attached("SELECT count(*) FROM book.conflicts", use=False)[0][0] > 0


def test_without_the_variable_the_current_folder_is_read(release, monkeypatch):
    monkeypatch.chdir(release.root)
    with duckdb.connect(NAME, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM figures").fetchone()[0] > 0


def test_a_release_may_be_moved_and_its_path_may_be_strange(release, attached, tmp_path):
    moved = tmp_path / "o'ne; two"
    shutil.copytree(release.root, moved)
    path = str(moved / NAME).replace("'", "''")
    assert attached("SELECT count(*) FROM figures", path=path, root=moved)[0][0] > 0


def test_every_column_has_its_meaning_every_view_its_comment(release, attached):
    said = {(t, c): m for t, c, _, m in attached("FROM column_meanings()")}
    for table in release.manifest.tables:
        for column in table.columns:
            assert said[table.name, column.name] == column.description
    sql = "SELECT view_name FROM duckdb_views() WHERE database_name = 'book' AND comment IS NULL"
    assert attached(sql) == []
    sql = (
        "SELECT function_name FROM duckdb_functions() WHERE database_name = 'book' "
        "AND comment IS NULL AND function_name <> 'column_meanings'"
    )
    assert attached(sql) == []


def test_its_bytes_are_the_same_wherever_and_whenever_it_is_made(release, tmp_path):
    moved = tmp_path / "elsewhere"
    shutil.copytree(release.root, moved)
    made = []
    for folder in (release.root, moved):
        write_views_file(folder, release.manifest, tmp_path / "made.duckdb")
        made.append((tmp_path / "made.duckdb").read_bytes())
        (tmp_path / "made.duckdb").unlink()
    assert made == [(release.root / NAME).read_bytes()] * 2


def test_it_is_small_and_holds_no_row(release, attached):
    assert (release.root / NAME).stat().st_size <= MOST_BYTES
    assert attached("SELECT count(*) FROM duckdb_tables() WHERE database_name = 'book'") == [(0,)]
    assert attached(
        "SELECT block_size FROM pragma_database_size() WHERE database_name = 'book'"
    ) == [(BLOCK_SIZE,)]


def test_it_is_written_in_the_oldest_form(release, attached):
    sql = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'book'"
    assert "v1.2.0" in attached(sql)[0][0]


@pytest.mark.parametrize(
    "text",
    [
        "COPY (SELECT 1) TO '{out}';",
        "ATTACH '{out}' AS other;",
        "SET threads = 2;",
        "CREATE VIEW stolen AS FROM read_text('/etc/hostname');",
        "CREATE TABLE stolen AS FROM read_csv('/etc/passwd');",
        "SELECT 1;",
        "CREATE VIEW",
    ],
)
def test_a_hostile_view_file_reads_and_writes_nothing(release, tmp_path, text):
    folder = tmp_path / "hostile"
    shutil.copytree(release.root, folder)
    view = folder / release.manifest.views()[0].file
    view.chmod(0o644)
    out = tmp_path / "written"
    view.write_text(text.format(out=out), "utf-8")
    with pytest.raises(ViewError):
        write_views_file(folder, release.manifest, tmp_path / "made.duckdb")
    assert not out.exists()


def test_no_room_is_the_system_s_fault(release, tmp_path):
    with pytest.raises(OSError, match="missing"):
        write_views_file(release.root, release.manifest, tmp_path / "missing" / "made.duckdb")
