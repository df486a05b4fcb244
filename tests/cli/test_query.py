import csv
import io
import json
import re
import shutil
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from built_project import START, VERSION, claimbook, on_terminal
from claimbook.release.result import QueryResult, ResultColumn
from claimbook_build.cli.reading import DataFormat, _rendered

pytestmark = pytest.mark.slow

VALUES = (
    "SELECT * FROM (VALUES (1, 'a,\"b\"', 0.25, DATE '2022-10-10', NULL), "
    "(9007199254740993, 'ї', 1e300, NULL, ['x'])) AS v(n, t, d, at_date, tags)"
)


@pytest.fixture
def query(released):
    def run(*arguments, cwd=None, **more):
        return claimbook("query", *arguments, cwd=cwd or released, **more)

    return run


AS_CSV = """\
n,t,d,at_date,tags
1,"a,""b""\",0.25,2022-10-10,
9007199254740993,ї,1e+300,,"[""x""]"
"""
AS_JSONL = """\
{"n": 1, "t": "a,\\"b\\"", "d": 0.25, "at_date": "2022-10-10", "tags": null}
{"n": 9007199254740993, "t": "ї", "d": 1e+300, "at_date": null, "tags": ["x"]}
"""


@pytest.mark.parametrize(
    ("format_", "expected"), [("csv", AS_CSV.replace("\n", "\r\n")), ("jsonl", AS_JSONL)]
)
def test_text_formats_are_exact(query, format_, expected):
    done = query(VALUES.replace("0.25", "0.25::DOUBLE"), "--format", format_)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == expected


@pytest.mark.parametrize("format_", ["table", "json", "jsonl"])
def test_no_ci_runner_finds_a_command_in_an_answer(format_):
    foreign = f"{'word ' * 40}\n  ::error::x\n{'word ' * 40}::debug::y ##vso[task] ##[error]"
    columns = tuple(ResultColumn(name, "VARCHAR") for name in "abcdefghi")
    told = _rendered(QueryResult(columns, ((foreign,) * len(columns),)), DataFormat(format_))
    assert not re.search(r"(?m)^\s*::|##[A-Za-z]*\[", told)
    if format_ == "jsonl":
        assert json.loads(told)["a"] == foreign


def test_json_is_one_array(query):
    done = query(VALUES, "--format", "json")
    rows = json.loads(done.stdout)
    assert [row["n"] for row in rows] == [1, 9007199254740993]


@pytest.mark.parametrize("format_", ["parquet", "arrow"])
def test_binary_formats_keep_types(query, format_):
    done = query("SELECT figure, best, as_of_utc FROM figures_flat", "--format", format_)
    assert (done.returncode, done.stderr) == (0, b"")
    if format_ == "parquet":
        table = pq.read_table(io.BytesIO(done.stdout))
    else:
        table = pa.ipc.open_stream(done.stdout).read_all()
    assert table.num_rows > 0
    assert [str(field.type) for field in table.schema] == ["string", "double", "timestamp[us]"]


def test_a_table_is_the_default(query):
    done = query("SELECT 1 AS one")
    assert done.stdout.decode() == "┌─────┐\n│ one │\n├─────┤\n│   1 │\n└─────┘\n"


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_data_is_utf_8_in_every_locale(query, environment):
    done = query("SELECT 'Київ' AS t", "--format", "csv", env=environment)
    assert done.stdout.decode() == "t\r\nКиїв\r\n"


def test_a_wide_answer_becomes_blocks_and_breaks_no_identifier(query):
    done = query("FROM figures_flat WHERE measure = 'missiles_launched'")
    text = done.stdout.decode()
    assert "── row 1 ─" in text
    assert "fig_ag-missiles-fired" in text
    assert "doc_vd-2019-05-10-army-group" in text


def test_sql_comes_from_stdin(query):
    done = query("-", "--format", "csv", input="SELECT 'ї' AS x\n".encode())
    assert done.stdout.decode() == "x\r\nї\r\n"


def test_stdin_that_is_no_text_is_refused(query):
    done = query("-", input=b"SELECT '\xff'")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"UTF-8" in done.stderr


@pytest.mark.parametrize(
    "sql", ["-- a comment\nSELECT 1 AS x", "--comment\nSELECT 1 AS x", "/* c */ SELECT 1 AS x"]
)
def test_sql_may_begin_with_a_comment(query, sql):
    done = query(sql, "--format", "csv")
    assert (done.returncode, done.stdout) == (0, b"x\r\n1\r\n"), done.stderr


def test_an_unknown_option_is_wrong_usage(query):
    done = query("SELECT 1", "--formt", "csv")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--formt" in done.stderr


@pytest.mark.parametrize(
    "sql",
    [
        "SELEC 1",
        "SELECT 1; SELECT 2",
        "COPY claims TO '/tmp/x'",
        "FROM '/etc/passwd'",
        "",
        "SELECT '\x1b[31m' + 1",
        "FROM best_figure('\x1b]0;x\x07')",
    ],
)
def test_what_cannot_be_answered_is_an_error_that_acts_on_nothing(query, sql):
    done = query(sql)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr
    assert b"\x1b" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("sql", "helped"),
    [
        ("from best_figure", b"help: best_figure takes an argument: from best_figure(policy)\n"),
        ("from known_at('10 March 2022')", b"help: a day is written '2022-03-10'"),
        ("from figurs", b"not exist!\nhelp: did you mean figures?\n"),
        ("from pg_nobody", b"not exist!\nhelp: `show tables` lists tables and views\n"),
        ("from best_figures('latest')", b"help: did you mean best_figure(policy)?\n"),
        ("from figures('latest')", b"help: figures takes no argument: from figures\n"),
    ],
)
def test_a_name_of_ours_said_wrongly_is_explained(query, sql, helped):
    done = query(sql)
    assert (done.returncode, done.stdout) == (1, b"")
    assert helped in done.stderr


def test_a_query_that_takes_too_long_ends(query):
    done = query("SELECT count(*) FROM range(1e12::BIGINT)", "--seconds", "1")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"no answer within 1 seconds\n"


def test_the_release_is_the_one_named(query, released, tmp_path):
    folder = released / "dist" / VERSION
    sql = "SELECT count(*) AS n FROM figures"
    answers = {
        query(sql, "--release", folder, cwd=tmp_path).stdout,
        query(sql, "--release", ".", cwd=folder).stdout,
        query(sql, "--release", f"dist/{VERSION}").stdout,
        query(sql, cwd=folder).stdout,
        query(sql, cwd=released / "seeds").stdout,
    }
    assert len(answers) == 1
    assert answers != {b""}


def test_the_newest_release_is_the_default(query, released, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(released, root)
    shutil.copytree(root / "dist" / VERSION, root / "dist/2026.9.0")
    assert query("SELECT 1", cwd=root).returncode == 0
    (root / "dist/2026.12.0").mkdir()
    done = query("SELECT 1", cwd=root)
    assert (done.returncode, b"2026.12.0" in done.stderr) == (4, True)


def test_where_there_is_no_release_the_command_says_how_to_name_one(query, tmp_path):
    done = query("SELECT 1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--release" in done.stderr


@pytest.mark.parametrize("command", [["query", "SELECT 1"], ["show", "act_x"]])
@pytest.mark.parametrize("name", ["figures.parquet", "view_conflicts.sql"])
def test_a_corrupted_byte_is_noticed(released, tmp_path, name, command):
    root = tmp_path / VERSION
    shutil.copytree(released / "dist" / VERSION, root)
    path = root / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    done = claimbook(*command, "--release", root, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"manifest" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(released):
    sql = "SELECT repeat('x', 1000) FROM range(100000)"
    with subprocess.Popen(
        [sys.executable, "-c", START, "query", sql, "--format", "csv"],
        cwd=released,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_rows_are_those_of_the_release(query):
    done = query("SELECT figure, wording FROM figures_flat ORDER BY 1", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert "fig_ag-missiles-fired" in {row["figure"] for row in rows}
    assert all(row["wording"] for row in rows)


HOSTILE = "SELECT chr(27) || '[31m' || chr(8238) AS t"


@pytest.mark.parametrize("format_", ["table", "csv", "json", "jsonl"])
def test_nothing_acts_on_a_terminal(released, format_):
    code, shown, errors = on_terminal("query", HOSTILE, "--format", format_, cwd=released)
    assert (code, errors) == (0, b"")
    assert b"\x1b" not in shown
    assert "\u202e".encode() not in shown
    assert b"[31m" in shown


def test_csv_into_a_pipe_stays_exact(query):
    assert query(HOSTILE, "--format", "csv").stdout.decode() == "t\r\n\x1b[31m\u202e\r\n"


@pytest.mark.parametrize("format_", ["parquet", "arrow"])
def test_bytes_are_not_for_a_terminal(released, format_):
    code, shown, errors = on_terminal("query", "SELECT 1", "--format", format_, cwd=released)
    assert (code, shown) == (2, b"")
    assert b"not for a terminal" in errors
