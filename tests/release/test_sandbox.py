import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from claimbook.release.open import Release
from claimbook.release.result import QueryResult
from claimbook.release.sandbox import Limits, SandboxError, run_query, run_query_arrow


def sandboxes_of(parent: int) -> list[Path]:
    """Sandboxed processes that still live, by their parent."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            status = (process / "stat").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        if b"sandbox_child" in command and int(status.rsplit(b")", 1)[1].split()[1]) == parent:
            found.append(process)
    return found


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT count(*) FROM figures", [(3,)]),
        ("FROM figures SELECT figure_id ORDER BY best DESC LIMIT 1", [("fig_a",)]),
        ("WITH x AS (SELECT 1 AS a) SELECT * FROM x", [(1,)]),
        (
            "with recursive x as (select 1 n union all select n+1 from x where n<3) from x",
            [1, 2, 3],
        ),
        ("VALUES (1, 'a'), (2, NULL)", [(1, "a"), (2, None)]),
        ("TABLE documents LIMIT 0", []),
        ("SELECT best FROM launched ORDER BY ALL", [(84,), (None,)]),
        ("SELECT figure_id, twice(best) FROM figures_of('doc_a')", [("fig_a", 168)]),
        ("SELECT 1 -- a comment", [(1,)]),
        ("SELECT 1;", [(1,)]),
        ("/* why */ SELECT 1 /* not */", [(1,)]),
        ("(SELECT 1)", [(1,)]),
        ("SELECT unnest([1, 2])", [(1,), (2,)]),
        ("SELECT n FROM range(2) t(n)", [(0,), (1,)]),
        ("SELECT 'COPY x TO y; DROP'", [("COPY x TO y; DROP",)]),
        (
            "PIVOT figures ON measure USING sum(best) GROUP BY doc_id ORDER BY 1",
            [("doc_a", 56, 84), ("doc_b", None, None)],
        ),
        (
            "FROM (PIVOT figures ON measure IN ('downed') USING count(*) GROUP BY doc_id) LIMIT 0",
            [],
        ),
        (
            "WITH x AS (FROM figures) PIVOT x ON measure USING count(*) GROUP BY doc_id ORDER BY 1",
            None,
        ),
        ("UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b", [("a", 1), ("b", 2)]),
        ("SHOW TABLES", [("documents",), ("figures",), ("launched",)]),
        ("SELECT column_name FROM (DESCRIBE figures) LIMIT 1", [("figure_id",)]),
        (
            "SELECT comment FROM duckdb_views() WHERE view_name = 'launched'",
            [("What was launched.",)],
        ),
        ("SELECT current_setting('TimeZone')", [("UTC",)]),
    ],
)
def test_reading_statements(release: Release, sql: str, rows: list[object] | None) -> None:
    found = run_query(release, sql).rows
    if rows is not None:
        assert found == tuple(row if isinstance(row, tuple) else (row,) for row in rows)


@pytest.mark.parametrize("sql", ["DESCRIBE figures", "SUMMARIZE figures", "SHOW figures"])
def test_statements_about_tables(release: Release, sql: str) -> None:
    result = run_query(release, sql)
    assert result.columns[0].name == "column_name"
    assert len(result.rows) == 6


@pytest.mark.parametrize("sql", ["EXPLAIN FROM figures", "explain analyze FROM launched"])
def test_explanations(release: Release, sql: str) -> None:
    result = run_query(release, sql)
    assert [column.name for column in result.columns] == ["explain_key", "explain_value"]
    assert "┌" in str(result.rows[0][1]) or "╭" in str(result.rows[0][1])


@pytest.mark.parametrize(
    ("sql", "cell"),
    [
        ("DATE '2022-10-10'", "2022-10-10"),
        ("TIMESTAMP '2022-10-10 07:30:00'", "2022-10-10T07:30:00"),
        ("TIMESTAMP '2022-10-10 07:30:00.250'", "2022-10-10T07:30:00.25"),
        ("TIMESTAMP '294000-01-01'", "294000-01-01 00:00:00"),
        ("'infinity'::DATE", "infinity"),
        ("TIMESTAMPTZ '2022-10-10 07:30:00+03'", "2022-10-10T04:30:00+00"),
        ("TIME '07:30:00'", "07:30:00"),
        ("INTERVAL 90 MINUTE", "01:30:00"),
        ("1.10::DECIMAL(5,2)", Decimal("1.10")),
        ("12345678901234567890123456789.123456789::DECIMAL(38,9)",
         Decimal("12345678901234567890123456789.123456789")),
        ("sum(9223372036854775807) FROM range(3)", 27670116110564327421),
        ("0.1::FLOAT", 0.1),
        ("1e300::DOUBLE", 1e300),
        ("'inf'::DOUBLE", float("inf")),
        ("true", True),
        ("NULL", None),
        ("[1, NULL, 3]", [1, None, 3]),
        ("[[1.5::DOUBLE], []]", [[1.5], []]),
        ("{'a': 1, 'b': [DATE '2022-10-10']}", {"a": 1, "b": ["2022-10-10"]}),
        ("MAP {'a': 1}", {"a": 1}),
        ("'\\x00\\xFF'::BLOB", "\\x00\\xFF"),
        ("'101'::BIT", "101"),
        ("'сто «Шахедів» 🚀'", "сто «Шахедів» 🚀"),
        ("chr(27) || '[31m'", "\x1b[31m"),
        ("'a'::ENUM('a', 'b')", "a"),
        ("'{\"a\": 1}'::JSON", '{"a": 1}'),
        ("UUID '00000000-0000-0000-0000-000000000001'", "00000000-0000-0000-0000-000000000001"),
    ],
)  # fmt: skip
def test_values(release: Release, sql: str, cell: object) -> None:
    ((found,),) = run_query(release, f"SELECT {sql}").rows
    assert found == cell
    assert type(found) is type(cell)


def test_not_a_number(release: Release) -> None:
    ((found, nested),) = run_query(release, "SELECT 'nan'::DOUBLE, ['nan'::DOUBLE]").rows
    assert found != found  # noqa: PLR0124
    assert isinstance(nested, list)
    assert nested[0] != nested[0]


def test_repeated_and_odd_column_names(release: Release) -> None:
    result = run_query(release, 'SELECT 1 AS a, 2 AS a, 3 AS "x""y", 4 AS "#1", 5 AS "z; --"')
    assert result.rows == ((1, 2, 3, 4, 5),)
    assert result.unique_names() == ("a", "a_1", 'x"y', "#1", "z; --")


def test_order_is_kept(release: Release) -> None:
    rows = run_query(release, "SELECT n FROM range(50000) t(n) ORDER BY hash(n), n").rows
    again = run_query(release, "SELECT n FROM range(50000) t(n) ORDER BY hash(n), n").rows
    assert rows == again
    assert rows != tuple(sorted(rows))


def reason(release: Release, sql: str, limits: Limits) -> str:
    with pytest.raises(SandboxError) as caught:
        run_query(release, sql, limits)
    return caught.value.reason


def test_limits(release: Release) -> None:
    assert reason(release, "FROM range(11)", Limits(rows=10)) == "too_large"
    assert len(run_query(release, "FROM range(10)", Limits(rows=10)).rows) == 10
    assert reason(release, "SELECT repeat('x', 2000)", Limits(bytes=1000)) == "too_large"
    assert reason(release, "SELECT repeat('x', 900000000)", Limits(memory_mib=900)) == "memory"
    assert reason(release, "SELECT 1", Limits(seconds=0.01)) == "timeout"


def test_nothing_lives_on_after_a_timeout(release: Release) -> None:
    assert reason(release, "SELECT sleep_ms(60000)", Limits(seconds=1.0)) in {"timeout", "sql"}
    assert sandboxes_of(os.getpid()) == []


ASKER = """
import sys
from pathlib import Path
from claimbook.release.open import open_release
from claimbook.release.sandbox import run_query
print("asking", flush=True)
run_query(open_release(Path(sys.argv[1])), "SELECT count(*) FROM range(100000000000) a(i)")
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_lives_on_after_its_parent(release: Release, number: signal.Signals) -> None:
    asker = subprocess.Popen(
        [sys.executable, "-c", ASKER, str(release.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert asker.stdout is not None
    asker.stdout.readline()
    wait_until(lambda: bool(sandboxes_of(asker.pid)))
    (child,) = sandboxes_of(asker.pid)
    time.sleep(0.3)
    asker.send_signal(number)
    asker.communicate()
    wait_until(lambda: not child.exists())


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_environment_stays_outside(
    release: Release, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "duckdb.py").write_text("raise SystemExit('mine')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "duckdb.py"))
    monkeypatch.chdir(tmp_path)
    assert run_query(release, "SELECT 1").rows == ((1,),)


def test_views_that_fail_are_the_releases_fault(
    sample_with: Callable[[dict[str, str]], Release],
) -> None:
    broken = sample_with({"view_bad.sql": "CREATE VIEW bad AS SELECT nothing FROM figures"})
    assert reason(broken, "SELECT 1", Limits()) == "release"


def test_arrow_keeps_types(release: Release) -> None:
    table = run_query_arrow(release, "FROM documents")
    assert [str(kind) for kind in table.schema.types[:3]] == [
        "string",
        "date32[day]",
        "timestamp[us]",
    ]
    assert table.num_rows == 2
    empty = run_query_arrow(release, "FROM documents WHERE false")
    assert (empty.num_rows, empty.schema) == (0, table.schema)
    assert isinstance(table, pa.Table)


def test_arrow_has_the_same_walls(release: Release) -> None:
    for sql, limits, said in (
        ("COPY figures TO '/tmp/claimbook_attack.csv'", Limits(), "refused"),
        ("FROM range(1000000)", Limits(bytes=1000), "too_large"),
        ("FROM range(11)", Limits(rows=10), "too_large"),
        ("FROM nothing", Limits(), "sql"),
    ):
        with pytest.raises(SandboxError) as caught:
            run_query_arrow(release, sql, limits)
        assert caught.value.reason == said


def test_an_answer_is_a_plain_value(release: Release) -> None:
    assert isinstance(run_query(release, "SELECT 1"), QueryResult)
    assert run_query(release, "SELECT 1") == run_query(release, "SELECT 1")


@pytest.mark.parametrize(
    "macro",
    [
        """json_serialize_sql(x) AS '{"error": false, "statements": []}'""",
        "duckdb_functions() AS TABLE SELECT 'read_text', 'table_macro', false",
        "SUM(x) AS 42",
    ],
)
def test_a_release_cannot_redefine_what_the_engine_knows(
    sample_with: Callable[[dict[str, str]], Release], macro: str
) -> None:
    release = sample_with({"view_a.sql": f"CREATE MACRO {macro}"})
    for sql in ("SELECT current_setting('allowed_paths')", "SELECT sum(best) FROM figures"):
        with pytest.raises(SandboxError, match="redefines") as caught:
            run_query(release, sql)
        assert caught.value.reason == "refused"
