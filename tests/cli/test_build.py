import shutil

import pytest

from built_project import START, VERSION, claimbook, files_of, on_terminal, project

NO_PANDERA = (
    "import importlib.util as u; real = u.find_spec; "
    "u.find_spec = lambda name, *rest: None if name == 'pandera' else real(name, *rest); "
)


@pytest.mark.slow
def test_the_folder_goes_to_stdout_and_the_rest_to_stderr(released, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/releases.json").write_text("no index", "utf-8")
    done = claimbook("build", "--out", tmp_path / "out", cwd=released)
    assert done.returncode == 0, done.stderr
    assert b"releases.json stays as it is: " in done.stderr
    assert done.stdout.decode() == f"{tmp_path}/out/{VERSION}\n"
    assert b" tables, " in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": "/"},
        {"LC_ALL": "tr_TR.UTF-8", "OMP_NUM_THREADS": "1", "COLUMNS": "20"},
        {"PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "1", "USER": "somebody", "FORCE_COLOR": "1"},
    ],
)
def test_the_environment_leaves_no_trace_in_the_bytes(released, tmp_path, environment):
    start = f"import os; os.umask(0o077); {START}"
    done = claimbook(
        "build", "--out", tmp_path, cwd=released / "seeds", env=environment, start=start
    )
    assert done.returncode == 0, done.stderr
    assert files_of(tmp_path / VERSION) == files_of(released / "dist" / VERSION)


@pytest.mark.slow
@pytest.mark.parametrize("threads", [1, 7])
def test_neither_threads_nor_the_folder_leave_a_trace(released, tmp_path, threads):
    moved = tmp_path / "elsewhere with blanks"
    shutil.copytree(released, moved, ignore=shutil.ignore_patterns("dist"))
    start = (
        f"import pyarrow as pa; pa.set_cpu_count({threads}); import duckdb; "
        "real = duckdb.connect; "
        f"duckdb.connect = lambda *a, **k: (c := real(*a, **k), c.execute('SET threads={threads}'))"
        f"[0]; {START}"
    )
    done = claimbook("build", cwd=moved, start=start)
    assert done.returncode == 0, done.stderr
    assert files_of(moved / "dist" / VERSION) == files_of(released / "dist" / VERSION)


@pytest.mark.slow
def test_errors_build_nothing_and_are_shown(released, tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(released, copy)
    kept = files_of(copy / "dist" / VERSION)
    (copy / "dataset/links.yaml").write_text("links: [\x1b[31m", "utf-8")
    done = claimbook("build", cwd=copy)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"error[R001]" in done.stderr
    assert done.stderr.endswith(b"nothing was built\n")
    assert b"\x1b" not in done.stderr
    assert files_of(copy / "dist" / VERSION) == kept


@pytest.mark.slow
def test_without_a_declared_release_the_command_says_what_to_add(tmp_path):
    root = project(tmp_path / "project", release=None)
    done = claimbook("build", cwd=root)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"[tool.claimbook]" in done.stderr


@pytest.mark.slow
def test_outside_a_project_there_is_nothing_to_build(tmp_path):
    done = claimbook("build", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no dataset" in done.stderr


@pytest.mark.slow
def test_without_the_extra_the_command_says_how_to_get_it(released):
    done = claimbook("build", cwd=released, start=NO_PANDERA + START)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"building needs pandera: pip install 'claimbook[build]'\n"


@pytest.mark.slow
def test_a_target_that_is_a_link_is_refused_as_a_fault_of_the_disk(released, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    done = claimbook("build", "--out", tmp_path / "out", cwd=released)
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"symbolic link" in done.stderr
    assert list((tmp_path / "real").iterdir()) == []


@pytest.mark.slow
def test_progress_is_shown_to_a_terminal_and_wiped_away(released, tmp_path):
    code, shown, rest = on_terminal("build", "--out", tmp_path, cwd=released, stream="stderr")
    assert (code, rest.decode()) == (0, f"{tmp_path}/{VERSION}\n")
    assert b"building" in shown
    assert shown.rstrip().endswith(b"bytes")
