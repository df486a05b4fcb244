import copy
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import claimbook
from claimbook.release.handle import ReleaseHandle, TableHandle, UnknownTableError
from claimbook.release.manifest import write_manifest
from claimbook.release.open import Release, open_release


@pytest.fixture(scope="module")
def handle(release: Release) -> ReleaseHandle:
    return ReleaseHandle(release)


def test_what_a_table_holds_is_known_before_it_is_read(handle: ReleaseHandle) -> None:
    figures = handle.figures
    assert isinstance(figures, TableHandle)
    assert (figures.name, figures.rows, figures.primary_key) == ("figures", 3, ("figure_id",))
    assert (figures.version, figures.licence) == ("2026.11.0", "CC-BY-4.0")
    assert figures.columns[3] == ("best", "BIGINT", "The best.")
    assert [column.type for column in figures.columns] == [
        column.type for column in handle.sql("from figures").columns
    ]


def test_making_a_handle_opens_no_engine(release: Release) -> None:
    handle = ReleaseHandle(release)
    assert repr(handle.figures)
    assert handle.figures._repr_html_()
    assert handle.cite()
    assert "_connection" not in vars(handle)


def test_a_table_introduces_itself(handle: ReleaseHandle) -> None:
    title, *lines = repr(handle.figures).split("\n")
    assert title == "figures: 3 rows, 6 columns; sample 2026.11.0, CC-BY-4.0"
    assert "│ best      │ BIGINT  │ The best.      │" in lines
    html = handle.figures._repr_html_()
    assert f"<p>{title}</p>" in html
    assert "<td>best</td><td>BIGINT</td><td>The best.</td>" in html


def test_a_release_introduces_itself(handle: ReleaseHandle) -> None:
    title, *lines = repr(handle).split("\n")
    assert title == "sample 2026.11.0, CC-BY-4.0: 2 tables"
    assert "│ figures   │    3 │ figure_id │" in lines
    assert lines[-1] == "views and macros: launched, of"
    assert "<td>figures</td><td>3</td><td>figure_id</td>" in handle._repr_html_()


def test_descriptions_of_strangers_act_on_nothing(folder: Path) -> None:
    release = open_release(folder)
    hostile = "<img src=x onerror=alert(1)>\x1b]0;x\x07\u202e"
    table = release.manifest.tables[0]
    column = table.columns[0].model_copy(update={"description": hostile})
    tables = (table.model_copy(update={"columns": (column, *table.columns[1:])}),)
    manifest = release.manifest.model_copy(update={"tables": tables + release.manifest.tables[1:]})
    (folder / "manifest.json").write_bytes(write_manifest(manifest))
    documents = claimbook.load(path=folder).documents
    assert documents.columns[0].description == hostile
    for shown in (repr(documents), documents._repr_html_()):
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "<img" not in documents._repr_html_()


def test_views_are_asked_like_tables(handle: ReleaseHandle) -> None:
    assert handle.views == ("launched",)
    assert handle.launched.sql("select count(*)").fetchall() == [(2,)]
    assert handle["launched"].columns[0][:2] == ("figure_id", "VARCHAR")
    assert handle.sql("from figures_of('doc_b') select figure_id").fetchall() == [("fig_c",)]


@pytest.mark.parametrize("name", ['a"b', 'figures" limit 0; drop view "figures', "\x1b[31mred"])
def test_a_view_may_be_named_awkwardly(
    sample_with: Callable[[dict[str, str]], Release], name: str
) -> None:
    quoted = name.replace('"', '""')
    views = {"view_awkward.sql": f'CREATE VIEW "{quoted}" AS SELECT 42 AS n'}
    handle = ReleaseHandle(sample_with(views))
    assert handle[name].fetchall() == [(42,)]
    assert handle[name].sql("select n where n = 42").fetchall() == [(42,)]
    assert handle.figures.fetchall()
    with pytest.raises(UnknownTableError) as caught:
        handle[name[:-1]]
    assert "\x1b" not in str(caught.value).partition("did you mean")[2]


def test_a_table_is_no_view(handle: ReleaseHandle) -> None:
    assert handle.table("figures").rows == 3
    for name in ("launched", "figure"):
        with pytest.raises(UnknownTableError, match="no table"):
            handle.table(name)


def test_threads_may_share_a_release(release: Release) -> None:
    handle = ReleaseHandle(release)
    with ThreadPoolExecutor(8) as pool:
        counts = pool.map(lambda _: handle.figures.sql("select count(*)").fetchall(), range(64))
    assert set(map(tuple, counts)) == {((3,),)}


def test_names_are_offered(handle: ReleaseHandle) -> None:
    assert [*handle] == ["documents", "figures", "launched"]
    assert {"documents", "figures", "launched", "cite", "sql"} <= set(dir(handle))
    assert "figures" in handle
    assert "figure" not in handle
    assert 3 not in handle


@pytest.mark.parametrize("name", ["figure", "Figures", "nothing", 'figures" --'])
def test_a_table_that_is_not_there(handle: ReleaseHandle, name: str) -> None:
    assert not hasattr(handle, name)
    for error in (claimbook.ClaimbookError, LookupError, UnknownTableError):
        with pytest.raises(error, match="has no table or view"):
            handle[name]


def test_a_neighbour_is_proposed(handle: ReleaseHandle) -> None:
    with pytest.raises(AttributeError, match="did you mean figures"):
        handle.figure  # noqa: B018


def test_a_macro_is_asked_in_sql(handle: ReleaseHandle) -> None:
    with pytest.raises(AttributeError, match=r'macro: release[.]sql[(]"from figures_of[(]wanted'):
        handle.figures_of  # noqa: B018


def test_what_python_asks_of_every_object_is_no_table(handle: ReleaseHandle) -> None:
    assert not hasattr(handle, "_ipython_canary_method_should_not_exist_")
    assert not hasattr(handle, "__array__")
    assert copy.copy(handle).figures.rows == 3


def test_verify_notices_what_happened_since(folder: Path) -> None:
    handle = claimbook.load(path=folder)
    assert handle.verify().release == "2026.11.0"
    (folder / "notes.txt").touch()
    with pytest.raises(claimbook.ReleaseError, match=r"notes\.txt: not in the manifest"):
        handle.verify()


def test_verify_notices_another_release_in_its_place(
    folder: Path, sample_with: Callable[[dict[str, str]], Release]
) -> None:
    handle = claimbook.load(path=folder)
    digest = handle.verify().manifest_sha256
    other = sample_with({})
    shutil.rmtree(folder)
    shutil.copytree(other.root, folder)
    with pytest.raises(claimbook.ReleaseError, match="has changed since"):
        handle.verify()
    with pytest.raises(claimbook.ReleaseError, match="its SHA-256 is"):
        handle.verify(manifest_sha256=digest)


def test_cite(handle: ReleaseHandle) -> None:
    assert handle.cite() == "The sample contributors: sample, release 2026.11.0."
    assert handle.cite("bibtex").startswith("@misc{sample-2026.11.0,")
