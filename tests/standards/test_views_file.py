import hashlib
import json
import shutil

import duckdb
import pytest

from claimbook.release.connect import ViewError, connect
from claimbook_build.standards.views_file import BLOCK_SIZE, NAME, write_views_file

MOST_BYTES = 12 * 1024 + 4 * BLOCK_SIZE
"""Three heads, and blocks full of definitions. The names of the columns alone take half a block."""

NAMES = "SELECT view_name FROM duckdb_views() WHERE NOT internal"
MACROS = (
    *(f"best_figure('{policy}')" for policy in ("latest", "official", "lowest", "range")),
    "who_said('evt_nothing')",
    "known_at('2019-05-01')",
    "known_at(current_date)",
    "safe_sum('killed')",
    "safe_sum('killed', within := 'evt_nothing')",
)


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


def test_every_view_and_macro_answers_as_in_the_release(release, attached):
    names = [name for (name,) in attached(f"{NAMES} ORDER BY ALL")]
    with connect(release) as connection:
        assert names == [name for (name,) in connection.execute(f"{NAMES} ORDER BY ALL").fetchall()]
        for asked in (*names, *MACROS):
            sql = f"FROM {asked} ORDER BY ALL"
            assert attached(sql) == connection.execute(sql).fetchall(), asked


def test_a_parameter_may_be_bound(release, attached):
    with duckdb.connect() as connection:
        connection.execute("SET VARIABLE claimbook_root = ?", [str(release.root)])
        connection.execute(f"ATTACH '{release.root / NAME}' AS book (READ_ONLY)")
        connection.execute("USE book")
        found = connection.execute("FROM best_figure(?) ORDER BY ALL", ["latest"]).fetchall()
    assert found == attached("FROM best_figure('latest') ORDER BY ALL")


def test_the_oldest_engine_reads_the_same(release, faults):
    found = dict(map(json.loads, faults("views_file", release.root / NAME)))
    with connect(release) as connection:
        names = [name for (name,) in connection.execute(NAMES).fetchall()]
        wanted = {name: rows_hash(connection, name) for name in (*names, "best_figure('latest')")}
    assert found == wanted | {"version": found["version"]}
    assert found["version"].startswith("1.2.")


def rows_hash(connection, name):
    rows = connection.execute(f"FROM {name} ORDER BY ALL").fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


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
        "AND comment IS NULL AND function_name NOT IN ('column_meanings', 'table_file')"
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
