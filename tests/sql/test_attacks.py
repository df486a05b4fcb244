import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from built_project import START, claimbook, on_terminal
from claimbook.release.connect import view_texts
from claimbook.release.sandbox import Limits, SandboxError, run_query
from claimbook.release.statement import _TABLE_FUNCTIONS, _VIEWS
from claimbook_build.cli.app import app
from claimbook_build.cli.exits import guarded
from release.test_sandbox import sandboxes_of
from sql.attacks import ALIKE, BOMBS, ESCAPES, REFUSED, SWOLLEN
from sql.conftest import SECRET, Watch

HARMLESS = {"duckdb_dependencies", "duckdb_indexes", "duckdb_sequences"}
"""Table functions that tell of what a release does not have."""

pytestmark = pytest.mark.slow

SMALL = Limits(seconds=1.0, memory_mib=700, threads=1, rows=10_000, bytes=2**20)
MANY = """
import json, sys
from claimbook.release import sandbox_child
from claimbook.release.frames import FrameWriter
request = json.loads(sys.stdin.read())
connection = sandbox_child.prepare(request)
if not request["check"]:
    sandbox_child.check_statement = lambda connection, sql: False
for sql in request["many"]:
    sent = []
    try:
        sandbox_child.answer_in(
            connection, request | {"sql": sql}, FrameWriter(sent.append, 2**20)
        )
        said = ["answered", b"".join(sent).decode("utf-8", "replace")]
    except BaseException as error:
        said = sandbox_child._reason(error)
    print(json.dumps(said), flush=True)
"""
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069]")


def label(sql):
    return ascii(sql[:50])


def in_one_child(arena, statements, check=True):
    """Run statements one after the other behind one set of walls; return reasons and messages."""
    request = {
        "root": str(arena.release.root),
        "tables": {table.name: table.file for table in arena.release.manifest.tables},
        "views": view_texts(arena.release),
        "arrow": False,
        "many": [*map(arena.fill, statements)],
        "check": check,
    } | {"seconds": 30, "memory": 2**30, "threads": 1, "rows": 1000, "bytes": 2**20}
    done = subprocess.run(
        [sys.executable, "-c", MANY],
        input=json.dumps(request).encode(),
        capture_output=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "CLAIMBOOK_CANARY": SECRET},
        check=False,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(statements), done.stderr
    return said


def test_there_are_enough():
    statements = {*BOMBS, *ESCAPES, *(sql for sql, _ in SWOLLEN), *sum(REFUSED.values(), ())}
    assert len(statements) > 300


def test_the_watch_sees_what_is_touched(tmp_path):
    watch = Watch(tmp_path)
    (tmp_path / "a").write_text("x")
    assert watch.touched() == {"a"}
    (tmp_path / "a").read_text()
    assert watch.touched() == {"a"}
    assert watch.touched() == set()
    watch.close()


@pytest.mark.parametrize("group", REFUSED)
def test_nothing_of_it_is_answered(arena, group):
    statements = [sql for sql in REFUSED[group] if not re.search("[\ud800-\udfff]", sql)]
    said = in_one_child(arena, statements)
    for sql, (reason, message) in zip(statements, said, strict=True):
        assert reason in {"refused", "sql"}, (sql, reason, message)
        assert SECRET not in message


@pytest.mark.parametrize("group", ["reading", "writing", "network", "configuration"])
def test_the_walls_hold_without_the_check(arena, group):
    said = in_one_child(arena, REFUSED[group], check=False)
    for sql, (reason, message) in zip(REFUSED[group], said, strict=True):
        assert reason in {"answered", "refused", "sql"}, (sql, reason, message)
        assert SECRET not in message, sql


def test_no_view_of_the_engine_leads_to_what_is_refused_by_name():
    with duckdb.connect() as connection:
        kinds = "('table', 'table_macro', 'pragma')"
        known = f"SELECT function_name FROM duckdb_functions() WHERE function_type IN {kinds}"
        functions = {name for (name,) in connection.execute(known).fetchall()}
        views = connection.execute("SELECT view_name, sql FROM duckdb_views() WHERE internal")
        leading = {
            name
            for name, sql in views.fetchall()
            if functions & {*re.findall(r"([a-z_]+)[(]", sql)} - _TABLE_FUNCTIONS - HARMLESS
        }
    assert leading <= _VIEWS


def test_what_only_looks_like_an_attack_is_answered(arena):
    for sql, (reason, message) in zip(ALIKE, in_one_child(arena, ALIKE), strict=True):
        assert reason == "answered", (sql, message)


@pytest.fixture
def ask(arena, capfdbinary):
    def run(sql, *options, stdin=None):
        arguments = ["query", arena.fill(sql), "--release", str(arena.release.root), *options]
        began = time.monotonic()
        code = guarded(lambda **more: app(arguments, **more))
        shown, said = capfdbinary.readouterr()
        assert time.monotonic() - began < 20
        assert sandboxes_of(os.getpid()) == []
        return code, shown.decode(), said.decode()

    return run


def holds(code, shown, said, lines=6):
    """Hold a statement that was not answered to one clear line, or the few of the engine."""
    assert (code, shown) == (1, "")
    assert said.strip()
    assert said.count("\n") <= lines
    assert "Traceback" not in said
    assert not CONTROL.search(said)
    assert SECRET not in said


FIRST = [sql for group in REFUSED.values() for sql in group[:: len(group) // 3]]


@pytest.mark.parametrize("sql", FIRST, ids=label)
def test_the_command_says_so_and_stops(ask, sql):
    holds(*ask(sql))


@pytest.mark.parametrize(("sql", "format_"), SWOLLEN, ids=label)
def test_a_swollen_answer_is_bounded(ask, sql, format_):
    code, shown, said = ask(sql, "--format", format_, "--seconds", "5")
    assert (code, said) == (0, "") or holds(code, shown, said) is None
    assert len(shown) < 100_000_000


@pytest.mark.parametrize("sql", ESCAPES, ids=label)
def test_no_escape_reaches_a_terminal(arena, sql):
    code, shown, errors = on_terminal(
        "query", sql, "--release", arena.release.root, cwd="/", stream="stderr"
    )
    assert code in {0, 1}
    assert b"Traceback" not in shown
    assert not CONTROL.search(shown.decode().replace("\r\n", "\n"))
    assert not CONTROL.search(errors.decode())


def outcome(arena, sql):
    began = time.monotonic()
    try:
        run_query(arena.release, sql, SMALL)
        reason = "answered"
    except SandboxError as error:
        reason = error.reason
    return reason, time.monotonic() - began


def test_bombs_end_within_their_limits(arena):
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda sql: outcome(arena, sql), BOMBS))
    for sql, (reason, seconds) in zip(BOMBS, outcomes, strict=True):
        known = {"answered", "timeout", "memory", "too_large", "refused", "sql", "fatal"}
        assert reason in known, (sql[:80], reason)
        assert seconds < SMALL.seconds + 4, sql[:80]
    assert sandboxes_of(os.getpid()) == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (b"SELECT '\xff'", b"the statement is not valid Unicode\n"),
        (b"SELECT 1\xc0\xaf", b"the statement is not valid Unicode\n"),
    ],
)
def test_bytes_on_the_command_line_that_are_no_text(arena, sql, said):
    command = [sys.executable, "-c", START, "query", sql, "--release", str(arena.release.root)]
    done = subprocess.run(command, capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"})
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", said)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"SELECT 1 \0", 1),
        (b"\0" * 1000, 1),
        (b"SELECT '\xff'", 2),
        (b"SELECT '" + b"x" * 20_000_000 + b"'", 1),
        (b"", 1),
    ],
)
def test_bytes_on_stdin(arena, data, code):
    done = claimbook("query", "-", "--release", arena.release.root, cwd="/", input=data)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"\0" not in done.stderr


ENDLESS = "FROM range(100000000000) SELECT max(hash(range))"


def until(true):
    deadline = time.monotonic() + 20
    while not (found := true()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_no_child_outlives_a_command_that_is_stopped(arena, number, code):
    command = [sys.executable, "-c", START, "query", ENDLESS, "--release", arena.release.root]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"HOME": "/nonexistent"}
    ) as process:
        (child,) = until(lambda: sandboxes_of(process.pid))
        process.send_signal(number)
        assert process.stdout.read() == b""
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == code
    until(lambda: not child.exists())


@pytest.mark.parametrize(
    ("redirect", "sql"), [(">&-", "SELECT 1"), (">&- 2>&-", "SELECT nothing"), ("<&-", "SELECT 1")]
)
def test_streams_that_are_closed(arena, redirect, sql):
    script = f'exec "$@" {redirect}'
    command = ["sh", "-c", script, "sh", sys.executable, "-c", START, "query", sql]
    done = subprocess.run(
        [*command, "--release", arena.release.root], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == (1 if "nothing" in sql else 0)
    assert b"Traceback" not in done.stderr


def test_a_statement_that_kills_its_process_is_a_finding(arena, monkeypatch):
    monkeypatch.setattr("claimbook.release.sandbox._START", "import os; os.abort()")
    with pytest.raises(SandboxError) as caught:
        run_query(arena.release, "SELECT 1", SMALL)
    assert caught.value.reason == "fatal"
