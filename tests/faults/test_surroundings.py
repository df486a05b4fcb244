"""Builds where the surroundings fail: the disk, the streams, another build."""

import os
import resource
import shutil
import subprocess
import sys
from functools import partial

import pytest

from built_project import START, VERSION, claimbook, files_of, project

pytestmark = pytest.mark.slow
BUILD = (sys.executable, "-c", START, "build")
NO_ROOM = b"no room on the disk"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return project(tmp_path_factory.mktemp("surroundings") / "project")


@pytest.fixture(scope="module")
def good(root):
    assert claimbook("build", cwd=root).returncode == 0
    return {path.name: path.read_bytes() for path in (root / "dist" / VERSION).iterdir()}


def mounted(root, command):
    """Return what runs a command where the project's `dist` is a disk of 300 kB, or None."""
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    mount = "mount -t tmpfs -o size=300k,mode=755 tmpfs dist"
    if shutil.which("unshare") is None:
        return None
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        return None
    return [*unshare, "sh", "-c", f'{mount} || exit 99; "$@"; code=$?; ls -A dist; exit $code',
            "sh", *command]  # fmt: skip


def test_a_full_disk(root, good):
    command = mounted(root, BUILD)
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (60_000, 60_000))
    done = subprocess.run(
        command or BUILD,
        cwd=root,
        preexec_fn=None if command else limit,  # no mounts here: files may not grow
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, b"")
    assert NO_ROOM in done.stderr
    assert b"Traceback" not in done.stderr
    assert files_of(root / "dist" / VERSION) == good


@pytest.mark.usefixtures("good")
def test_no_stream_takes_a_word_and_there_is_no_temporary_folder(root):
    (root / "dist" / VERSION / "README.md").unlink()
    environment = os.environ | {"TMPDIR": "/nonexistent/tmp"}
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            BUILD, cwd=root, env=environment, stdout=full, stderr=full, check=False
        )
    assert done.returncode == 4
    assert (root / "dist" / VERSION / "README.md").exists()


def test_two_builds_at_once(root, good):
    both = [
        subprocess.Popen(BUILD, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert files_of(root / "dist" / VERSION) == good
    assert {path.name for path in (root / "dist").iterdir()} == {VERSION, "releases.json"}


@pytest.mark.parametrize(
    ("arguments", "stream", "code"),
    [("R101", "stdout", 4), ("R000", "stderr", 2)],
)
def test_a_full_stream_costs_the_words_and_not_the_code(root, arguments, stream, code):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: full}
        command = [sys.executable, "-c", START, "explain", arguments]
        done = subprocess.run(command, cwd=root, check=False, **streams)
    assert done.returncode == code
    assert b"Traceback" not in (done.stderr or b"")
