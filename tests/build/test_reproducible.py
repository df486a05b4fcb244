import os
import subprocess
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from built_project import START, VERSION, files_of, project
from claimbook_build.project import find_project
from claimbook_build.release.build import build
from git_project import git, initialised
from machine_files import files

pytestmark = pytest.mark.slow

BEFORE = "2026.10.1"
LOCKED = "clm_2019-05_n37"
SURROUNDED = """\
import os
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{cores}])
import duckdb
plain = duckdb.connect
def connect(*arguments, config=None, **more):
    return plain(*arguments, config={{"threads": {threads}}} | (config or {{}}), **more)
duckdb.connect = connect
"""


@dataclass(frozen=True)
class Surroundings:
    """Where and how a release is built.

    Attributes:
        folder: Name of the clone.
        environment: Variables beside PATH.
        cwd: Where the command runs, in the clone.
        umask: What new files may not be.
        cores: How many processors may be used.
        threads: How many threads the engine is told to use.
        settings: Of git, for the clone.
        shuffled: Whether files are made anew, in another order, with other times and permissions.
    """

    folder: str
    environment: dict[str, str] = field(default_factory=dict)
    cwd: str = "."
    umask: int = 0o022
    cores: int = 1
    threads: int = 1
    settings: tuple[str, ...] = ()
    shuffled: bool = False


def locale() -> str:
    """Return a locale that is least like C among those that are installed."""
    known = subprocess.run(["locale", "-a"], check=True, capture_output=True, text=True).stdout
    wanted = ("tr_TR.utf8", "uk_UA.utf8", "de_DE.utf8", "C.utf8")
    return next((name for name in wanted if name in known.split()), "C")


PLAIN = Surroundings(
    "plain",
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "HOME": "/nonexistent", "USER": "root"}
    | dict.fromkeys(("OMP_NUM_THREADS", "POLARS_MAX_THREADS", "ARROW_IO_THREADS"), "1"),
)
FAR = Surroundings(
    "a folder far away: \u0434\u0443\u0436\u0435",
    {"TZ": "Pacific/Kiritimati", "LC_ALL": locale(), "LANGUAGE": "tr", "PYTHONHASHSEED": "4242"}
    | {"USER": "somebody", "HOSTNAME": "elsewhere", "SOURCE_DATE_EPOCH": "1", "COLUMNS": "40"}
    | {"OMP_NUM_THREADS": "7", "POLARS_MAX_THREADS": "3", "ARROW_IO_THREADS": "5"}
    | {"PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0", "FORCE_COLOR": "1"},
    cwd="dataset/machine",
    umask=0o077,
    cores=2,
    threads=9,
    settings=("core.autocrlf=input", "core.fileMode=false", "core.precomposeUnicode=true"),
    shuffled=True,
)
CRLF = Surroundings(
    "crlf",
    {"TZ": "America/St_Johns", "PYTHONHASHSEED": "7", "PYTHONDONTWRITEBYTECODE": "1"},
    cores=2,
    threads=3,
    settings=("core.autocrlf=true", "core.eol=crlf"),
)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Return the release before, of the hand-written records alone."""
    root = project(tmp_path_factory.mktemp("before") / "project", BEFORE)
    return build(find_project(root), tmp_path_factory.mktemp("dist")).folder


@pytest.fixture(scope="module")
def source(before, tmp_path_factory):
    """Return a project with machine-made claims that follows it, in a repository."""
    source = initialised(project(tmp_path_factory.mktemp("source") / "project"))
    for path, data in files().items():
        source.write(path, data)
    locked = [*source.text("dataset/ids.lock").splitlines(), f"{LOCKED} 2026.9.1"]
    source.write("dataset/ids.lock", "".join(f"{line}\n" for line in sorted(locked)))
    known = sha256((before / "manifest.json").read_bytes()).hexdigest()
    listed = f"{{release: {BEFORE}, manifest_sha256: {known}, schema_version: 1.0.0}}"
    source.write("dataset/releases.yaml", f"releases:\n  - {listed}\n")
    event = "dataset/events/2019/evt_strike-on-mykovar.yaml"
    source.change(event, "kills people", "kills and wounds people")
    source.commit("with claims of programs")
    return source


def made_anew(root: Path) -> None:
    """Make every file anew, the last one first, with the least permissions and of another time."""
    found = [path for top in ("seeds", "dataset") for path in (root / top).rglob("*")]
    for path in sorted(filter(Path.is_file, found), reverse=True):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        path.chmod(0o600)
        os.utime(path, (1, 1))


def built(where: Surroundings, source, before: Path, folder: Path) -> Path:
    """Build a clone of the project there, and return the release."""
    root = folder / where.folder
    settings = [part for setting in where.settings for part in ("-c", setting)]
    git("clone", "--quiet", *settings, source.root, root, cwd=folder)
    if where.shuffled:
        made_anew(root)
    out = folder / f"{where.folder}.dist"
    start = SURROUNDED.format(cores=where.cores, threads=where.threads) + START
    command = ["build", "--out", out, "--previous", before]
    done = subprocess.run(
        [sys.executable, "-c", start, *map(str, command)],
        cwd=root / where.cwd,
        env={"PATH": os.environ["PATH"], **where.environment},
        umask=where.umask,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    return out / VERSION


@pytest.fixture(scope="module")
def plain(source, before, tmp_path_factory):
    return built(PLAIN, source, before, tmp_path_factory.mktemp("plain"))


def test_the_release_is_of_the_commit_and_holds_what_can_differ(plain, source):
    manifest = (plain / "manifest.json").read_text("utf-8")
    assert f'"commit": "{source.git("rev-parse", "HEAD")}"' in manifest
    assert {"changes.parquet", "figures_flat.parquet", "release.duckdb"} <= files_of(plain).keys()


@pytest.mark.parametrize("where", [FAR, CRLF], ids=lambda where: where.folder.split()[0])
def test_every_byte_is_the_same_elsewhere(where, plain, source, before, tmp_path):
    other = built(where, source, before, tmp_path)
    ours, theirs = files_of(plain), files_of(other)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    modes = [
        {path.stat().st_mode & 0o777 for path in (each, *each.iterdir())} for each in (plain, other)
    ]
    assert modes[0] == modes[1] == {0o755, 0o444}


def test_the_clone_of_crlf_was_one(source, tmp_path):
    settings = [part for setting in CRLF.settings for part in ("-c", setting)]
    git("clone", "--quiet", *settings, source.root, tmp_path / "crlf", cwd=tmp_path)
    assert b"\r\n" in (tmp_path / "crlf/dataset/links.yaml").read_bytes()
