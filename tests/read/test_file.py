import os
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimbook.diagnostic import Diagnostic
from claimbook_build.read.file import judge_name, open_file, read_file


@pytest.fixture
def root(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.yaml").write_bytes(b"x: y\n")
    return tmp_path


@contextmanager
def unprivileged(root):
    # root may read everything, and then nothing would be tested
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    top = Path(tempfile.gettempdir()).resolve()
    for folder in (root, *root.parents):
        if folder == top:
            break
        folder.chmod(0o755)
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)


def refused(path: str, root: Path) -> str:
    finding = read_file(path, root)
    assert isinstance(finding, Diagnostic)
    assert (finding.place.path, finding.severity) == (path, "error")
    assert finding.code == ("R001" if "is the most" in finding.message else "R002")
    assert str(root) not in finding.message
    return finding.message


def test_a_regular_file_is_read(root):
    assert read_file("a/b.yaml", root) == b"x: y\n"
    opened = open_file("a/b.yaml", root)
    assert not isinstance(opened, Diagnostic)
    with opened as stream:
        assert stream.readline() == b"x: y\n"


def test_the_root_may_be_a_link(root, tmp_path_factory):
    link = tmp_path_factory.mktemp("other") / "link"
    link.symlink_to(root)
    assert read_file("a/b.yaml", link) == b"x: y\n"


@pytest.mark.parametrize("path", [
    "b.yml", "b.YAML", "b.Yml", "b", "b.json5", "b.ndjson", "b.txt", "yaml", "b.yaml.", "b.yaml~",
])  # fmt: skip
def test_wrong_extensions(root, path):
    (root / path).write_bytes(b"x: y\n")
    assert "wrong extension" in refused(path, root)


def test_a_wrong_extension_names_the_right_one():
    finding = judge_name("a/b.YML")
    assert finding is not None
    assert finding.help == "rename it to `b.yaml`"


@pytest.mark.parametrize("path", ["../a.yaml", "/etc/a.yaml", "a/../../x.yaml", "", "a/\0.yaml"])
def test_paths_outside(root, path):
    assert "outside" in refused(path, root)


@pytest.mark.parametrize("path", [".a.yaml", "a/.b/c.yaml", ".git/x.yaml"])
def test_hidden_files(root, path):
    assert "hidden" in refused(path, root)


@pytest.mark.parametrize(
    ("path", "help_"),
    [
        (".links.yaml.stage-0123456789abcdef", "delete it: `links.yaml` is whole without it"),
        ("a/.b.stage-0123456789abcdef/c.yaml", "delete it: `b` is whole without it"),
        (
            ".links.yaml.aside-0123456789abcdef",
            "rename it to `links.yaml` if that is missing, or delete it",
        ),
        (".links.yaml.stage-0123", "rename it, or delete it"),
    ],
)
def test_what_a_killed_process_left_behind_is_called_that(path, help_):
    finding = judge_name(path)
    assert finding is not None
    assert ("left behind by a claimbook" in finding.message) == (help_ != "rename it, or delete it")
    assert finding.help == help_


def test_what_is_not_there(root):
    assert refused("a/none.yaml", root) == "no such file"
    assert refused("none/none.yaml", root) == "no such file"
    assert "no folder" in refused("a/b.yaml/c.yaml", root)


def test_links_are_not_followed(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "s.yaml").write_bytes(b"secret: 1\n")
    (root / "l.yaml").symlink_to(outside / "s.yaml")
    (root / "in.yaml").symlink_to(root / "a" / "b.yaml")
    (root / "broken.yaml").symlink_to(root / "nothing")
    (root / "d").symlink_to(outside)
    for path in ("l.yaml", "in.yaml", "broken.yaml", "d/s.yaml"):
        assert "symbolic link" in refused(path, root)


def test_special_files(root):
    os.mkfifo(root / "f.yaml")
    (root / "d.yaml").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(root / "s.yaml"))
        assert "named pipe" in refused("f.yaml", root)
        assert "a folder instead" in refused("d.yaml", root)
        assert "a socket" in refused("s.yaml", root)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_devices(root):
    try:
        os.mknod(root / "z.yaml", 0o20600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("this machine makes no devices")
    assert "a device" in refused("z.yaml", root)


def test_a_file_without_permission(root):
    (root / "p.yaml").write_bytes(b"x: y\n")
    (root / "p.yaml").chmod(0)
    with unprivileged(root):
        assert "cannot be read" in refused("p.yaml", root)


def test_size_is_known_before_reading(root):
    with (root / "big.yaml").open("wb") as stream:
        stream.truncate(2**40)
    assert "1048576 is the most" in refused("big.yaml", root)
    with (root / "right.yaml").open("wb") as stream:
        stream.truncate(2**20)
    assert len(read_file("right.yaml", root)) == 2**20  # type: ignore[arg-type]


def test_handles_are_closed(root):
    before = len(list(Path("/proc/self/fd").iterdir()))
    for path in ("a/b.yaml", "a/none.yaml", "none/x.yaml", "a", ".x", "a/b.yaml/c.yaml"):
        read_file(path, root)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
