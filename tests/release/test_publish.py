import ctypes
import errno
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimbook_build.release.publish import PublishError, publish, publish_file, publish_made

HERE = Path(__file__).parent
NAME = "2026.11.0"
STAGE = f".{NAME}.stage-0123456789abcdef"
ASIDE = f".{NAME}.aside-0123456789abcdef"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dist" / NAME


def writer(text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "manifest.json").write_text(text)
        (folder / "deep").mkdir()
        (folder / "deep" / "a.sql").write_text(text)

    return write


def held(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def text_of(target: Path) -> set[str]:
    return {path.read_text() for path in target.rglob("*") if path.is_file()}


def test_first_and_second_edition(target: Path) -> None:
    for edition in ("one", "two"):
        publish(target, writer(edition))
        assert text_of(target) == {edition}
        assert held(target) == [NAME]


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(target: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        target.parent.mkdir(mode=0o700)
        target.parent.chmod(0o700)
        publish(target, lambda folder: (folder / "manifest.json").write_text("") and None)
    finally:
        os.umask(before)
    assert target.stat().st_mode & 0o777 == 0o755
    assert (target / "manifest.json").stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(3)])
@pytest.mark.parametrize("old", [True, False])
def test_a_failing_writer_changes_nothing(target: Path, error: BaseException, old: bool) -> None:
    if old:
        publish(target, writer("old"))

    def fail(folder: Path) -> None:
        writer("new")(folder)
        raise error

    with pytest.raises(type(error)):
        publish(target, fail)
    if old:
        assert text_of(target) == {"old"}
        assert held(target) == [NAME]
    else:
        assert not target.parent.exists()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no room on the disk"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_system_errors_are_clean(target: Path, number: int, said: str) -> None:
    def fail(folder: Path) -> None:
        raise OSError(number, os.strerror(number), str(folder))

    with pytest.raises(PublishError, match=said):
        publish(target, fail)


def test_a_linked_target_is_refused(target: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    publish(elsewhere, writer("theirs"))
    target.parent.mkdir()
    target.symlink_to(elsewhere)
    with pytest.raises(PublishError, match="symbolic link"):
        publish(target, writer("new"))
    assert text_of(elsewhere) == {"theirs"}


def test_a_linked_parent_is_refused(target: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target.parent.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="symbolic link"):
        publish(target, writer("new"))
    assert not list((tmp_path / "elsewhere").iterdir())


def test_somebody_elses_folder_is_not_replaced(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "letter.txt").write_text("dear")
    with pytest.raises(PublishError, match="not ours to replace"):
        publish(documents, writer("new"))
    assert (documents / "letter.txt").read_text() == "dear"
    (documents / "letter.txt").unlink()
    publish(documents, writer("new"))


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(PublishError, match="not a folder"):
        publish(tmp_path / "x", writer("new"))


@pytest.mark.parametrize("name", ["..", ""])
def test_names_that_are_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError, match="not a name"):
        publish(tmp_path / name if name else Path(), writer("new"))


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/etc")])
def test_a_stage_holds_files_only(target: Path, make: Callable[[Path], None]) -> None:
    def write(folder: Path) -> None:
        writer("new")(folder)
        make(folder / "odd")

    with pytest.raises(PublishError, match="odd is not a regular file"):
        publish(target, write)


def test_a_shared_file_is_refused(target: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(PublishError, match="of its own"):
        publish(target, lambda folder: os.link(tmp_path / "mine", folder / "manifest.json"))
    assert (tmp_path / "mine").stat().st_mode & 0o222


def test_old_stages_are_swept_and_nothing_else(target: Path) -> None:
    target.parent.mkdir()
    (target.parent / STAGE / "deep").mkdir(parents=True)
    (target.parent / ".x.json.stage-0123456789abcdef").write_text("half a fi")
    for name in (".mine.stage-1", "2026.10.0", ".hidden"):
        (target.parent / name).mkdir()
    publish(target, writer("new"))
    assert held(target) == [".hidden", ".mine.stage-1", "2026.10.0", NAME]


def test_a_stage_that_is_a_link_costs_only_the_link(target: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "a").write_text("a")
    target.parent.mkdir()
    (target.parent / STAGE).symlink_to(tmp_path / "theirs")
    publish(target, writer("new"))
    assert held(target) == [NAME]
    assert (tmp_path / "theirs" / "a").exists()


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: object())


@pytest.mark.usefixtures("no_exchange")
def test_a_system_that_cannot_exchange(target: Path) -> None:
    for edition in ("one", "two", "three"):
        publish(target, writer(edition))
        assert text_of(target) == {edition}
        assert held(target) == [NAME]


def test_what_a_crash_put_aside_comes_back(target: Path) -> None:
    publish(target, writer("old"))
    target.rename(target.parent / ASIDE)
    publish(target.parent / "2026.12.0", writer("other"))
    assert held(target) == [NAME, "2026.12.0"]
    assert text_of(target) == {"old"}
    (target.parent / ASIDE).mkdir()
    publish(target, writer("new"))
    assert held(target) == [NAME, "2026.12.0"]


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.json"
    for data in (b"one", b"two"):
        publish_file(path, data)
        assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o644
    assert held(path) == ["x.json"]


def test_a_file_replaces_neither_link_nor_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "folder").mkdir()
    with pytest.raises(PublishError, match="symbolic link"):
        publish_file(tmp_path / "link", b"")
    with pytest.raises(PublishError, match="not a regular file"):
        publish_file(tmp_path / "folder", b"")


def test_what_stands_beside_is_part_of_the_change(target: Path) -> None:
    publish(target, writer("old"), beside=lambda: {"index.json": b"old"})

    def refuse() -> dict[str, bytes]:
        assert text_of(target) == {"new"}
        raise ValueError("the others forbid it")

    with pytest.raises(ValueError, match="forbid"):
        publish(target, writer("new"), beside=refuse)
    (target.parent / "link").symlink_to("index.json")
    with pytest.raises(PublishError, match="symbolic link"):
        publish(target, writer("new"), beside=lambda: {"index.json": b"new", "link": b""})
    (target.parent / "link").unlink()
    assert text_of(target) == {"old"}
    assert held(target) == [NAME, "index.json"]
    assert (target.parent / "index.json").read_bytes() == b"old"
    publish(target, writer("new"), beside=lambda: {"index.json": b"new"})
    assert text_of(target) == {"new"}
    assert (target.parent / "index.json").read_bytes() == b"new"


def test_a_first_edition_goes_again_when_nothing_may_stand_beside(target: Path) -> None:
    def refuse() -> dict[str, bytes]:
        raise ValueError("the others forbid it")

    with pytest.raises(ValueError, match="forbid"):
        publish(target, writer("new"), beside=refuse)
    assert not target.parent.exists()


def test_an_engines_own_files_are_thrown_away(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        path.write_text("made")
        path.with_suffix(".wal").write_text("half")

    publish_made(tmp_path / "views.duckdb", write)
    assert held(tmp_path / "views.duckdb") == ["views.duckdb"]
    assert (tmp_path / "views.duckdb").read_text() == "made"


SLOW_WRITER = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may have it ignored
from claimbook_build.release.publish import publish, PublishError
def write(folder):
    (folder / "manifest.json").write_text(sys.argv[2])
    print("writing", flush=True)
    time.sleep(float(sys.argv[3]))
    (folder / "late.sql").write_text(sys.argv[2])
try:
    publish(Path(sys.argv[1]), write, wait=float(sys.argv[4]))
except PublishError as error:
    sys.exit(str(error))
"""


def start(target: Path, text: str, pause: float, wait: float = 0) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", SLOW_WRITER, str(target), text, str(pause), str(wait)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def finish(process: "subprocess.Popen[str]") -> tuple[int, str]:
    _, said = process.communicate(timeout=30)
    return process.returncode, said


def test_two_at_once_one_is_told(target: Path) -> None:
    first = start(target, "first", 30)
    assert first.stdout is not None
    assert first.stdout.readline() == "writing\n"
    code, said = finish(start(target, "second", 0))
    assert code == 1
    assert "another process is publishing here" in said
    first.kill()
    finish(first)
    publish(target, writer("third"))
    assert held(target) == [NAME]


def test_two_at_once_one_waits(target: Path) -> None:
    first = start(target, "first", 0.4)
    assert first.stdout is not None
    first.stdout.readline()
    second = start(target, "second", 0, wait=20)
    assert (finish(first)[0], finish(second)[0]) == (0, 0)
    assert text_of(target) == {"second"}
    assert held(target) == [NAME]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop(target: Path, number: signal.Signals) -> None:
    publish(target, writer("old"))
    process = start(target, "new", 30)
    assert process.stdout is not None
    process.stdout.readline()
    assert len(held(target)) == 2
    process.send_signal(number)
    assert finish(process)[0] == -number
    assert held(target) == [NAME]
    assert text_of(target) == {"old"}


def test_killed_while_writing(target: Path) -> None:
    publish(target, writer("old"))
    process = start(target, "new", 30)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    finish(process)
    assert text_of(target) == {"old"}
    publish(target, writer("new"))
    assert text_of(target) == {"new"}
    assert held(target) == [NAME]


def test_in_a_thread_signals_are_left_alone(target: Path) -> None:
    from threading import Thread

    thread = Thread(target=publish, args=(target, writer("new")))
    thread.start()
    thread.join()
    assert text_of(target) == {"new"}


def limit_file_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def test_a_full_disk(target: Path) -> None:
    publish(target, writer("old"))
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from claimbook_build.release.publish import publish, PublishError\n"
        "try:\n    publish(Path(sys.argv[1]),"
        " lambda f: (f / 'manifest.json').write_text('x' * 100_000) and None)\n"
        "except PublishError as error:\n    sys.exit(str(error))\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code, str(target)],
        preexec_fn=limit_file_size,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.returncode == 1
    assert "no room on the disk" in process.stderr
    assert held(target) == [NAME]
    assert text_of(target) == {"old"}


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "read_only"
    folder.mkdir()
    publish(folder / NAME, writer("old"))
    if os.geteuid():
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        return
    mount = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]  # root ignores modes
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("cannot mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_folder(read_only: Path) -> None:
    with pytest.raises(PublishError, match="may not be written there"):
        publish(read_only / NAME, writer("new"))
    assert held(read_only / NAME) == [NAME]
    assert text_of(read_only / NAME) == {"old"}


FAULTS = [
    *((fault, where) for fault in ("kill", "term", "int") for where in ("before", "after", "line")),
    *(("error", where) for where in ("before", "after")),  # a system call fails, a line does not
]


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "where"), FAULTS)
def test_a_fault_at_every_step(tmp_path: Path, fault: str, where: str) -> None:
    began = time.monotonic()
    process = subprocess.run(
        [sys.executable, str(HERE / "faults.py"), str(tmp_path / "place"), fault, where],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    *wrong, last = [json.loads(line) for line in process.stdout.splitlines()]
    assert wrong == []
    assert last["tried"] > 50
    assert time.monotonic() - began < 60
