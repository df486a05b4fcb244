"""Each of the sandbox's walls alone, with the one before it taken away."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimbook.release.connect import connect, view_texts
from claimbook.release.landlock import allow_reading_only
from claimbook.release.open import Release

CHILD = """
import json, sys
import duckdb
from claimbook.release import sandbox_child
from claimbook.release.connect import define
request = json.loads(sys.stdin.read())
out = sys.stdout
sandbox_child._limit_process(request)
connection = duckdb.connect(config=sandbox_child._engine_limits(request))
if request["lock"]:
    define(connection, request["tables"], request["views"])
for sql in request["sql"]:
    try:
        connection.execute(sql).fetchall()
        said = "done"
    except (duckdb.Error, MemoryError) as error:
        said = type(error).__name__
    out.write(json.dumps(said) + "\\n")
    out.flush()
"""
TRIES = """
import os, sys
from claimbook.release.landlock import allow_reading_only
os.chdir(sys.argv[1])
assert allow_reading_only(["yes"])
assert open("yes").read() == "yes"
for act, *arguments in (
    (open, "no"), (open, "yes", "a"), (os.unlink, "no"), (os.mkdir, "d"), (os.truncate, "yes", 0),
    (os.rename, "yes", "no"), (os.link, "yes", "y"), (os.listdir, "."), (os.mkfifo, "p"),
):
    try:
        act(*arguments)
    except PermissionError:
        continue
    sys.exit(f"{act} was allowed")
"""
NEVER = "/tmp/claimbook_wall.csv"


def run(release: Release, sql: list[str], *, lock: bool) -> list[str]:
    request = {
        "sql": sql,
        "lock": lock,
        "tables": {t.name: str(release.file(t)) for t in release.manifest.tables},
        "views": view_texts(release),
        "seconds": 5,
        "threads": 2,
        "memory": 2**30,
    }
    process = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return [json.loads(line) for line in process.stdout.splitlines()]


def kernel_has_landlock() -> bool:
    child = os.fork()
    if not child:
        os._exit(0 if allow_reading_only([]) else 1)
    return os.waitpid(child, 0)[1] == 0


def state(release: Release) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in release.root.iterdir()
    }


WRITES = [
    "COPY (SELECT 1) TO '{figures}' (FORMAT parquet, USE_TMP_FILE false)",
    "WITH x AS (COPY (SELECT 1) TO '{figures}' (FORMAT parquet, USE_TMP_FILE false)) SELECT 1",
    f"COPY (SELECT 1) TO '{NEVER}'",
    f"ATTACH '{NEVER}'",
    "EXPORT DATABASE '/tmp/claimbook_wall.csv'",
]
READS = [
    "FROM read_text('/etc/passwd')",
    "FROM glob('/etc/*')",
    "FROM read_blob('/proc/self/maps')",
]


def filled(release: Release, statements: list[str]) -> list[str]:
    figures = str(release.file(release.manifest.table("figures")))
    return [sql.replace("{figures}", figures) for sql in statements]


def test_without_the_check_of_the_statement(release: Release) -> None:
    before = state(release)
    said = run(release, filled(release, WRITES + READS), lock=True)
    assert "done" not in said
    assert len(said) == len(WRITES + READS)
    assert state(release) == before
    assert not Path(NEVER).exists()


@pytest.mark.skipif(not kernel_has_landlock(), reason="the kernel has no Landlock")
def test_without_the_lock_of_the_engine(release: Release) -> None:
    before = state(release)
    said = run(release, filled(release, WRITES + READS[:1] + READS[2:]), lock=False)
    assert "done" not in said
    assert state(release) == before
    assert not Path(NEVER).exists()


@pytest.mark.skipif(not kernel_has_landlock(), reason="the kernel has no Landlock")
def test_landlock_binds_root_and_spares_the_named_file(tmp_path: Path) -> None:
    (tmp_path / "yes").write_text("yes")
    (tmp_path / "no").write_text("no")
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", TRIES, str(tmp_path)]
    subprocess.run(command, check=True, env=environment)
    assert (tmp_path / "yes").read_text() == "yes"


def test_the_connection_in_process_is_not_the_sandbox(release: Release) -> None:
    with connect(release) as connection:  # its promise is weaker, and its page says so
        assert connection.execute("CREATE TABLE t AS SELECT 1").fetchall() == [(1,)]
