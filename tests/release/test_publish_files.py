import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from claimbook_build.release import exchange
from claimbook_build.release.content import Print, Spooled, print_of
from claimbook_build.release.publish import PublishError
from claimbook_build.release.publish_files import publish_files, sweep_records

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_at_every_step(tmp_path, number, times):
    process = subprocess.run(
        [sys.executable, HERE / "stops.py", tmp_path / "p", str(number.value), str(times)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    *wrong, last = [json.loads(line) for line in process.stdout.splitlines()]
    assert wrong == []
    assert last["tried"] > 50


def test_what_was_left_behind_is_swept_once_a_folder(tmp_path, monkeypatch):
    listed = []
    ours = os.listdir

    def counted(folder):
        listed.append(folder)
        return ours(folder)

    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        (folder / f".x.stage-{'0' * 16}").touch()
    monkeypatch.setattr(os, "listdir", counted)
    publish_files({folder / f"{at}": (None, b"new") for at in range(9) for folder in folders})
    assert len(listed) == 2 * len(folders)
    assert {path.name for folder in folders for path in folder.iterdir()} == set("012345678")


def test_folders_are_locked_in_one_order_whatever_files_are_meant(tmp_path, monkeypatch):
    taken, ours = [], fcntl.flock

    def noted(folder, how):
        if how & fcntl.LOCK_EX:
            taken.append(os.fstat(folder).st_ino)
        ours(folder, how)

    folders = [tmp_path / "b", tmp_path / "b/c"]
    for folder in folders:
        folder.mkdir()
    monkeypatch.setattr(fcntl, "flock", noted)
    for names in (("b/a", "b/c/x"), ("b/c/y", "b/z")):
        taken.clear()
        publish_files({tmp_path / name: (None, b"new") for name in names})
        assert taken == [folder.stat().st_ino for folder in folders]


@pytest.mark.parametrize("chosen", [1, 2, 3, 4, 5, 6])
def test_where_names_cannot_be_exchanged_a_failing_rename_changes_nothing(
    tmp_path, monkeypatch, chosen
):
    def cannot(*_):
        raise OSError(errno.ENOSYS, "no exchange")

    left, ours = [chosen], os.rename

    def counted(*args, **kwargs):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        ours(*args, **kwargs)

    first, second = tmp_path / "first", tmp_path / "second"
    for path in (first, second):
        path.write_bytes(b"old")
    monkeypatch.setattr(exchange, "_swap", cannot)
    monkeypatch.setattr(os, "rename", counted)
    with pytest.raises(PublishError, match="No space left") as told:
        publish_files(dict.fromkeys((first, second), (b"old", b"new")))
    assert "put back" not in str(told.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "first": b"old",
        "second": b"old",
    }


def test_what_somebody_else_writes_meanwhile_is_not_overwritten(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    second.write_bytes(b"theirs")
    with pytest.raises(PublishError, match="second: the file changed while it was worked on"):
        publish_files({first: (b"old", b"new"), second: (b"old", b"new")})
    assert (first.read_bytes(), second.read_bytes()) == (b"old", b"theirs")


def test_what_killed_writers_left_among_records_is_removed(tmp_path):
    left = tmp_path / "dataset/deep/.a.yaml.stage-0123456789abcdef"
    kept = tmp_path / "dataset/deep/.a.yaml.stage-1"
    left.parent.mkdir(parents=True)
    for path in (left, kept):
        path.write_bytes(b"half")
    sweep_records(tmp_path)
    assert list(left.parent.iterdir()) == [kept]


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path):
    (tmp_path / "second").mkdir()
    (tmp_path / "second/b").mkdir()
    changes = {tmp_path / "first/a": (None, b"new"), tmp_path / "second/b": (None, b"new")}
    with pytest.raises(PublishError, match="not a regular file"):
        publish_files(changes)
    assert [path.name for path in tmp_path.iterdir()] == ["second"]


def test_folders_that_were_made_above_go_again_and_stay_for_what_is_written(tmp_path):
    first, second = tmp_path / "a/b/first", tmp_path / "second"
    second.mkdir()
    with pytest.raises(PublishError, match="not a regular file"):
        publish_files({first: (None, b"new"), second: (None, b"new")}, tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["second"]
    publish_files({first: (None, b"new")}, tmp_path)
    assert first.read_bytes() == b"new"


@pytest.mark.parametrize("old", [None, b"old"])
def test_what_lies_in_another_file_is_written_and_taken_back(tmp_path, old):
    target, other = tmp_path / "target", tmp_path / "other"
    (tmp_path / "made").write_bytes(b"new" * 1000)
    made = Spooled(tmp_path / "made", print_of(tmp_path / "made"))
    if old is not None:
        target.write_bytes(old)
    before = print_of(target) if old is not None else None
    other.mkdir()
    with pytest.raises(PublishError, match="not a regular file"):
        publish_files({target: (before, made), other: (None, b"")})
    assert target.exists() == (old is not None)
    publish_files({target: (before, made)})
    assert target.read_bytes() == b"new" * 1000
    with pytest.raises(PublishError, match="changed while"):
        publish_files({target: (Print(3, "0" * 64), made)})
