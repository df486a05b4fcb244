import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import claimbook
from claimbook.release.answer import Answer, MissingLibraryError, QueryError
from claimbook.release.handle import ReleaseHandle
from claimbook.release.open import Release
from claimbook.release.statement import RefusedError

FIGURES = [
    ("fig_a", "doc_a", "launched", 84, 0.5, True),
    ("fig_b", "doc_a", "downed", 56, None, False),
    ("fig_c", "doc_b", "launched", None, 0.25, None),
]
ISSUED = datetime(2022, 10, 10, 9, 30)  # noqa: DTZ001
DOCUMENTS = [
    ("doc_a", date(2022, 10, 10), ISSUED, ["rockets", "drones"]),
    ("doc_b", None, None, []),
]


@pytest.fixture(scope="module")
def handle(release: Release) -> ReleaseHandle:
    return ReleaseHandle(release)


@pytest.mark.parametrize(("table", "rows"), [("figures", FIGURES), ("documents", DOCUMENTS)])
def test_one_protocol_serves_all(handle: ReleaseHandle, table: str, rows: list[object]) -> None:
    answer = handle[table]
    assert answer.fetchall() == rows
    assert [tuple(row.values()) for row in pa.table(answer).to_pylist()] == rows
    assert pl.DataFrame(answer).rows() == rows
    assert duckdb.sql("FROM answer").fetchall() == rows
    assert [tuple(row.values()) for row in answer.arrow().to_pylist()] == rows
    assert answer.pl().rows() == rows


def test_types_are_those_of_the_release(handle: ReleaseHandle) -> None:
    schema = handle.documents.arrow().schema
    assert [str(field.type) for field in schema] == [
        *("string", "date32[day]", "timestamp[us]", "list<l: string>"),
    ]
    assert handle.figures.pl().dtypes == [
        *(pl.String, pl.String, pl.String, pl.Int64, pl.Float64, pl.Boolean),
    ]


@pytest.mark.parametrize(
    ("rest", "params", "expected"),
    [
        ("", (), FIGURES),
        ("select figure_id where measure = 'launched'", (), [("fig_a",), ("fig_c",)]),
        ("select count(*), sum(best)", (), [(3, 140)]),
        ("select best where measure = ? and best > ?", ("launched", 80), [(84,)]),
        ("join documents using (doc_id) select figure_id limit 1", (), [("fig_a",)]),
        ("select figure_id where figures.best is null -- a remark", (), [("fig_c",)]),
        ("select best order by best desc nulls last;", (), [(84,), (56,), (None,)]),
    ],
)
def test_sql_goes_on_where_from_ends(
    handle: ReleaseHandle, rest: str, params: tuple[object, ...], expected: list[object]
) -> None:
    assert handle.figures.sql(rest, params).fetchall() == expected


def test_an_answer_can_be_asked_on(handle: ReleaseHandle) -> None:
    launched = handle.sql("from figures where measure = ? -- a remark", ["launched"])
    known = launched.sql("select best, ? as word where best > ?", ["x", 1])
    assert known.fetchall() == [(84, "x")]
    assert handle.sql("from figures select best;").sql("limit 1").fetchall() == [(84,)]
    assert handle.launched.sql("where launched.best = 84").fetchall()[0][0] == "fig_a"


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("from nothing", QueryError),
        ("select", QueryError),
        ("from figures where \x1b[31m", QueryError),
        ("from figures where best = ?", QueryError),
        ("select 1; select 2", RefusedError),
        ("", RefusedError),
        ("create table t as select 1", RefusedError),
        ("drop view figures", RefusedError),
        ("set threads = 1", RefusedError),
        ("from read_text('/etc/passwd')", RefusedError),
        ("copy figures to '/tmp/claimbook_test_never.csv'", RefusedError),
    ],
)
def test_what_is_wrong_is_said_at_once(
    handle: ReleaseHandle, sql: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        handle.sql(sql)
    assert isinstance(caught.value, claimbook.ClaimbookError)
    assert "\x1b" not in str(caught.value)
    assert not Path("/tmp/claimbook_test_never.csv").exists()


@pytest.mark.parametrize(
    ("sql", "meant"),
    [("from figurs", "figures"), ("from figure_of('doc_a')", "figures_of[(]wanted[)]")],
)
def test_a_neighbour_is_proposed(handle: ReleaseHandle, sql: str, meant: str) -> None:
    with pytest.raises(claimbook.ClaimbookError, match=rf"did you mean {meant}[?]"):
        handle.sql(sql)


def test_a_handle_takes_no_second_statement(handle: ReleaseHandle) -> None:
    with pytest.raises(RefusedError):
        handle.figures.sql("; drop view figures")
    assert handle.figures.sql("select count(*)").fetchall() == [(3,)]


def test_what_fails_later_is_an_error_of_ours_too(handle: ReleaseHandle) -> None:
    answer = handle.sql("select cast(measure as bigint) from figures")
    for fetch in (answer.fetchall, lambda: repr(answer), answer._repr_html_):
        with pytest.raises(QueryError, match="Could not convert"):
            fetch()


def test_nothing_is_computed_before_it_is_asked_for(handle: ReleaseHandle) -> None:
    begin = time.process_time()
    million = "range(1000000)"
    answer = handle.sql(f"select sum(a.range * b.range) as n from {million} a, {million} b")
    assert [column.name for column in answer.columns] == ["n"]
    assert time.process_time() - begin < 1


def test_streams_stand_side_by_side_and_outlive_their_release(release: Release) -> None:
    handle = ReleaseHandle(release)
    many = "select r.range, figures.* from range(5000) r, figures"
    first = pa.RecordBatchReader.from_stream(handle.sql(many))
    second = pa.RecordBatchReader.from_stream(handle.documents)
    assert handle.figures.fetchall() == FIGURES
    del handle
    gc.collect()
    assert second.read_all().num_rows == 2
    assert first.read_all().num_rows == 15000


@pytest.fixture
def in_kyiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_kyiv")
def test_instants_are_utc_wherever_the_machine_stands(release: Release) -> None:
    handle = ReleaseHandle(release)
    assert handle.sql("select current_setting('TimeZone')").fetchall() == [("UTC",)]
    noon = handle.sql("select timestamptz '2022-10-10 23:30:00+00' :: date")
    assert noon.fetchall() == [(date(2022, 10, 10),)]
    with claimbook.connect(path=release.root) as connection:
        found = connection.cursor().execute("select current_setting('TimeZone')").fetchall()
    assert found == [("UTC",)]


def test_rows_are_shown(handle: ReleaseHandle) -> None:
    shown = repr(handle.sql("from range(21) select range as n, 'x' as t"))
    assert "│ 19 │ x │" in shown
    assert "│ 20 │" not in shown
    assert shown.endswith("the first 20 rows")
    wide = ", ".join(f"{number} as c{number}" for number in range(40))
    assert repr(handle.sql(f"select {wide} from range(9)")).count("── row") == 3
    assert repr(handle.sql("from figures select best where false")).count("\n") == 3


HOSTILE = "<script>x</script>\x1b[31m\u202e"


@pytest.mark.parametrize("column", ["t", HOSTILE])
def test_foreign_text_acts_neither_in_a_session_nor_in_a_notebook(
    handle: ReleaseHandle, column: str
) -> None:
    answer = handle.sql(f'select ? as "{column}"', [HOSTILE])
    for shown in (repr(answer), answer._repr_html_()):
        assert not {"\x1b", "\u202e"} & set(shown)
    html = answer._repr_html_()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == (2 if column == HOSTILE else 1)


def test_every_type_is_shown(handle: ReleaseHandle) -> None:
    answer = handle.sql(
        "select 1::hugeint, 0.1::decimal(3, 2), {'a': [1, null]}, map {'k': date '2022-10-10'}, "
        "interval 1 day, '\\x00'::blob, 'nan'::double, repeat('x', 9999), time '10:00', uuid()"
    )
    assert "2022-10-10" in repr(answer)
    assert "x" * 1001 not in answer._repr_html_()


@pytest.mark.parametrize("library", ["polars", "pyarrow", "pandas"])
def test_a_library_that_is_not_there(
    handle: ReleaseHandle, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    fetch = {"polars": Answer.pl, "pyarrow": Answer.arrow, "pandas": Answer.df}[library]
    with pytest.raises(MissingLibraryError, match=f"pip install {library}") as caught:
        fetch(handle.figures)
    assert isinstance(caught.value, ImportError)


ALONE = """
import sys
sys.modules |= dict.fromkeys(("pyarrow", "polars", "pandas", "numpy", "narwhals", "pytz"))
import claimbook, duckdb
release = claimbook.load(path=sys.argv[1])
documents = release.documents
assert documents.fetchall()[0][2].isoformat() == "2022-10-10T09:30:00"
assert duckdb.sql("select count(*) from documents").fetchall() == [(2,)]
assert "PyCapsule" in type(documents.__arrow_c_stream__()).__name__
assert repr(release) and repr(documents) and release._repr_html_() and documents._repr_html_()
assert repr(release.launched) and release.verify() and release.cite()
print("read")
"""


def test_reading_needs_no_further_library(release: Release) -> None:
    command = [sys.executable, "-c", ALONE, str(release.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("read\n", "")
