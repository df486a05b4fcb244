import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pytest

import claimbook
from claimbook.release.connect import connect
from claimbook.release.manifest import Manifest, read_manifest, write_manifest
from claimbook.release.open import open_release
from claimbook.release.pieces import LARGE as WHOLE
from claimbook.release.pieces import PIECES_NAME, write_pieces
from claimbook.release.remote.client import Terms
from claimbook.release.remote.file_system import MissingFsspecError
from claimbook.release.remote.refusal import (
    ChangedError,
    DownloadError,
    IntegrityError,
    NetworkError,
    OfflineError,
)
from claimbook_build.build.parquet import write_table
from claimbook_build.release.index import update_index
from download import lies
from download.samples import HASTY, QUICK, VERSION, sha256_of
from download.server import honest, serving
from release.conftest import digest, write_sample

LARGE = "drawn.parquet"
DRAWN = """
SELECT format('fig_{:07d}', i) AS figure_id, DATE '2022-01-01' + (i // 700)::INT AS said_date,
  'measure_' || i % 30 AS measure, (i % 1000)::BIGINT AS best, sha256(i::VARCHAR) AS wording
FROM range(250000) AS t(i)
"""
FORTNIGHT = """
SELECT measure, sum(best) AS total, count(*) AS number FROM drawn
WHERE said_date BETWEEN DATE '2022-10-10' AND DATE '2022-10-23' GROUP BY ALL ORDER BY ALL
"""


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """Return a folder with a release, one of whose tables is large, and an index."""
    folder = write_sample(tmp_path_factory.mktemp("distant") / "dist" / VERSION)
    table = duckdb.sql(DRAWN).to_arrow_table().combine_chunks()
    kinds = {"string": "VARCHAR", "int64": "BIGINT", "date32[day]": "DATE"}
    columns = [
        {"name": field.name, "type": kinds[str(field.type)], "description": "Drawn."}
        for field in table.schema
    ]
    write_table(table, folder / LARGE, {"columns": json.dumps(columns)}, ["measure"])
    entry = {"name": "drawn", "rows": table.num_rows, "columns": tuple(columns)}
    keys = {"primary_key": ("figure_id",), "sort_order": ("said_date",)}
    path = folder / "manifest.json"
    told = read_manifest(path.read_bytes()).model_dump()
    told["tables"] = (*told["tables"], entry | keys | digest(folder / LARGE))
    (folder / PIECES_NAME).write_bytes(
        write_pieces(folder, Manifest.model_validate(told).tables) or b""
    )
    told["files"] = (*told["files"], digest(folder / PIECES_NAME))
    path.write_bytes(write_manifest(Manifest.model_validate(told)))
    update_index(folder.parent)
    return folder.parent


@pytest.fixture(scope="module")
def local(dist):
    with connect(open_release(dist / VERSION)) as connection:
        yield connection


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMBOOK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def load(site):
    """Return a function that opens the release behind its address."""
    made = []

    def opened(address=None, patience=QUICK, **more):
        terms = Terms(patience=patience)
        made.append(claimbook.load(address or site.address, terms=terms, **more))
        return made[-1]

    yield opened
    for one in made:
        one.close()


def test_a_fortnight_moves_one_part_in_a_hundred(site, load, dist, local):
    release = load()
    release.sql("SELECT 1").fetchall()  # manifest and views are here now
    site.asked.clear()
    site.sent = 0
    assert release.sql(FORTNIGHT).fetchall() == local.execute(FORTNIGHT).fetchall()
    assert len(site.asked) <= 10
    assert site.sent <= (dist / VERSION / LARGE).stat().st_size / 100


@pytest.mark.slow
def test_every_table_view_and_macro_answers_as_in_the_release(load, local):
    release = load(f"{load().address}/")
    assert (release.version, repr(release)) == (VERSION, repr(load()))
    drawn = "(FROM drawn WHERE best > 990)"
    for name in ("documents", "figures", "launched", "figures_of('doc_a')", drawn):
        sql = f"FROM {name} ORDER BY ALL"
        assert release.sql(sql).fetchall() == local.execute(sql).fetchall()
    assert release.tables == ("documents", "figures", "drawn")
    assert release.drawn.columns[1].type == "DATE"
    assert tuple(release) == ("documents", "figures", "drawn", "launched")
    assert pa.table(release.launched).num_rows == 2
    assert VERSION in release.cite("bibtex")


def test_connecting_opens_no_table_and_a_second_session_fetches_the_index_alone(site, load):
    load().sql("SELECT 1").fetchall()
    assert not [path for path in site.paths() if path.endswith(".parquet")]
    site.asked.clear()
    load().sql("SELECT 1").fetchall()
    assert site.paths() == ["/data/releases.json"]


@pytest.mark.slow
def test_threads_do_not_get_each_other_s_bytes(load, local):
    sql = "SELECT count(DISTINCT wording), sum(best), min(wording), max(figure_id) FROM drawn"
    wanted = local.execute(sql).fetchall()
    release = load()
    with ThreadPoolExecutor(4) as pool:
        assert set(map(tuple, pool.map(lambda _: release.sql(sql).fetchall(), range(3)))) == {
            tuple(wanted)
        }


@pytest.mark.parametrize(
    ("lie", "kind", "said"),
    [
        (lies.ranged(first=1), IntegrityError, "Content-Range"),
        (lies.ranged(last=-1), IntegrityError, "Content-Range"),
        (lies.ranged(total=1), IntegrityError, "Content-Range"),
        (lies.ranged(cut=1), IntegrityError, "Content-Length"),
        (lies.rangeless_part, IntegrityError, "Content-Range"),
        (lies.unknown_total, IntegrityError, "Content-Range"),
        (lies.several_parts, IntegrityError, "Content-Range"),
        (lies.longer_part, IntegrityError, "Content-Range"),
        (lies.longer, IntegrityError, "Content-Range"),
        (lies.shorter, IntegrityError, "Content-Range"),
        (lies.nameless_part, IntegrityError, "no edition"),
        (lies.weak_part, IntegrityError, "no edition"),
        (lies.cut_part, NetworkError, "cut short"),
        (lies.cut_part_unsaid, NetworkError, "cut short"),
        (lies.long_part_unsaid, IntegrityError, "more bytes than"),
        (lies.endless_part, IntegrityError, "more bytes than"),
        (lies.silent_other_edition, IntegrityError, "published with"),
        (lies.a_bit_of_a_part, IntegrityError, "published with"),
        (lies.ignores_ranges, NetworkError, "does not send parts"),
        (lies.endless, NetworkError, "does not send parts"),
        (lies.endless_chunks, NetworkError, "does not send parts"),
        (lies.endless_head, DownloadError, "without end|no proper answer"),
        (lies.no_http, NetworkError, "no proper answer"),
        (lies.nothing, NetworkError, "closed the connection"),
        (lies.status(404), NetworkError, "is not there"),
        (lies.status(503), NetworkError, "status 503"),
        (lies.status(416), ChangedError, "not the file that it was"),
        (lies.to("http://localhost:{port}{path}"), IntegrityError, "redirects to localhost"),
        (lies.to("file:///etc/passwd"), IntegrityError, "another kind"),
        (lies.to("{path}"), IntegrityError, "more than 5 redirects"),
    ],
    ids=lambda case: getattr(case, "__name__", None),
)
def test_a_server_that_lies_about_a_part(site, load, lie, kind, said):
    release = load()
    site.lie(LARGE, lie)
    with pytest.raises(kind, match=said) as caught:
        release.sql(FORTNIGHT).fetchall()
    assert LARGE in str(caught.value)
    site.lies.clear()
    assert release.sql(FORTNIGHT).fetchall()


@pytest.mark.parametrize("lie", [lies.silent, lies.dripping_head, lies.dripping_chunks])
def test_a_server_that_takes_its_time(site, load, lie):
    release = load(patience=HASTY)
    site.lie(LARGE, lie)
    with pytest.raises(NetworkError):
        release.sql(FORTNIGHT).fetchall()


@pytest.mark.parametrize(
    ("lie", "said"),
    [(lies.flipped, "not the file that it was"), (lies.other_edition, "not the file that it was")],
)
def test_a_file_that_changes_under_its_reader(site, load, lie, said):
    release = load()
    release.sql("SELECT max(best) FROM drawn WHERE figure_id = 'none'").fetchall()
    site.lie(LARGE, lie)
    with pytest.raises(ChangedError, match=said):
        release.sql(FORTNIGHT).fetchall()


def test_a_part_that_was_cut_short_is_asked_for_again(site, load, local):
    release = load()
    site.lie(LARGE, lies.cut_part, honest, lies.status(503), always=False)
    assert release.sql(FORTNIGHT).fetchall() == local.execute(FORTNIGHT).fetchall()
    assert all("If-Match" in headers for path, headers in site.asked[-2:] if path.endswith(LARGE))


@pytest.mark.parametrize("lie", [lies.flipped, lies.truncated, lies.longer, lies.endless])
@pytest.mark.parametrize("name", ["figures.parquet", "view_of.sql", "manifest.json"])
def test_what_comes_whole_is_held_to_its_hash(site, load, name, lie):
    site.lie(name, lie)
    with pytest.raises(DownloadError, match=f"{name}|cut short"):
        load().figures.fetchall()


def test_a_release_without_pieces_is_read_all_the_same(dist, tmp_path, load):
    older = shutil.copytree(dist, tmp_path / "older")
    path = older / VERSION / "manifest.json"
    told = read_manifest(path.read_bytes()).model_dump()
    told["files"] = tuple(each for each in told["files"] if each["file"] != PIECES_NAME)
    path.chmod(0o644)
    path.write_bytes(write_manifest(Manifest.model_validate(told)))
    (older / "releases.json").unlink()
    update_index(older)
    with serving(older) as other:
        assert load(other.address).sql(FORTNIGHT).fetchall()


@pytest.mark.parametrize(
    "damage", [lambda told: told[:-9], lambda told: told.replace(b"-1", b"-2")]
)
def test_pieces_that_are_none_are_refused(dist, tmp_path, load, damage):
    broken = shutil.copytree(dist, tmp_path / "broken")
    (broken / VERSION / "manifest.json").chmod(0o644)
    (broken / VERSION / PIECES_NAME).write_bytes(
        damage((dist / VERSION / PIECES_NAME).read_bytes())
    )
    told = read_manifest((dist / VERSION / "manifest.json").read_bytes()).model_dump()
    entry = digest(broken / VERSION / PIECES_NAME)
    told["files"] = (*(each for each in told["files"] if each["file"] != PIECES_NAME), entry)
    data = write_manifest(Manifest.model_validate(told))
    (broken / VERSION / "manifest.json").write_bytes(data)
    (broken / "releases.json").unlink()
    update_index(broken)
    with serving(broken) as other, pytest.raises(IntegrityError, match=PIECES_NAME):
        load(other.address).figures.fetchall()


def test_a_connection_is_told_in_the_engine_s_words(site):
    with claimbook.connect(site.address) as connection:
        site.lie(LARGE, lies.nameless_part)
        with pytest.raises(duckdb.Error, match="no edition"):
            connection.execute(FORTNIGHT)


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_parquet('claimbook://other.parquet')",
        "FROM read_parquet('claimbook://../secret.parquet')",
        "FROM read_text('claimbook://view_of.sql')",
        "FROM read_text('/etc/hostname')",
        "FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "COPY (SELECT 1 AS a) TO 'claimbook://drawn.parquet'",
        "COPY (SELECT 1 AS a) TO 'claimbook://new.parquet'",
        "SET enable_external_access = true",
    ],
)
def test_the_connection_is_locked(site, sql):
    with claimbook.connect(site.address) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql).fetchall()


def test_with_a_hash_of_one_s_own_no_index_is_asked(site, load, dist):
    pin = sha256_of(dist / VERSION / "manifest.json")
    release = load(f"{site.address}/{VERSION}", manifest_sha256=pin.upper())
    assert release.figures.rows == 3
    assert "/data/releases.json" not in site.paths()
    for address in (site.address, f"{site.address}/{VERSION}"):
        with pytest.raises(IntegrityError, match="SHA-256"):
            load(address, manifest_sha256="0" * 64)


def test_what_is_not_there_is_said(site, load):
    with pytest.raises(DownloadError, match=r"no release 2026\.12\.0"):
        load(f"{site.address}/2026.12.0")
    with pytest.raises(OfflineError):
        load(f"{site.address}/{VERSION}", offline=True)
    with pytest.raises(claimbook.ReleaseError, match="download it"):
        load().verify()


def test_without_fsspec_it_is_said_what_to_install(load, monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingFsspecError, match=r"claimbook\[remote\]"):
        load().figures.fetchall()


def test_a_folder_of_this_machine_is_opened_as_one(dist, tmp_path):
    here = claimbook.load((dist / VERSION).as_uri())
    assert here.root == dist / VERSION
    assert claimbook.load(dist.as_uri()).root == tmp_path / "data" / VERSION


def test_large_and_small_are_told_apart(dist):
    assert (dist / VERSION / LARGE).stat().st_size > WHOLE
    assert (dist / VERSION / "figures.parquet").stat().st_size <= WHOLE


def test_another_release_under_the_same_address_is_refused(dist, tmp_path, load):
    moved = shutil.copytree(dist, tmp_path / "moved")
    (moved / VERSION / "manifest.json").chmod(0o644)
    with serving(moved) as other:
        load(other.address)
        said = (moved / VERSION / "manifest.json").read_bytes()
        (moved / VERSION / "manifest.json").write_bytes(said.replace(b"Drawn.", b"Drawn!"))
        shutil.rmtree(tmp_path / "data" / "cache" / "objects")
        with pytest.raises(IntegrityError, match="another SHA-256"):
            load(other.address)
