"""The package as others get it: a wheel built from the source distribution, installed alone."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*command, cwd, **options):
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd), **_pip_settings()},
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _pip_settings():
    import os

    return {name: value for name, value in os.environ.items() if name.startswith("PIP_")}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    run(
        sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", folder, ROOT,
        cwd=folder,
    )  # fmt: skip
    (sdist,) = folder.glob("claimbook-*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    run(
        sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, source,
        cwd=folder,
    )  # fmt: skip
    (wheel,) = folder.glob("claimbook-*.whl")
    return source, wheel


def test_the_source_distribution_holds_what_a_rebuild_needs(built):
    source, _ = built
    for name in (
        *("Makefile", "LICENSE", "seeds", "dataset", "tests", "build/claimbook_build"),
        *("bench/run.py", "bench/requirements.txt", "fuzz/__main__.py"),
    ):
        assert (source / name).exists(), name


@pytest.mark.parametrize(
    ("path", "included"),
    [
        ("bench/run.py", True),
        ("bench/peers/record.py", True),
        ("bench/.venv/bin/python", False),
        ("bench/table/claims.jsonl", False),
        ("fuzz/corpus/yaml/0.txt", True),
        ("fuzz/found/yaml/0a1b", False),
        ("fuzz/found/yaml-crash-0a1b", False),
        ("schema/claimbook/__pycache__/entry.cpython-311.pyc", False),
    ],
)
def test_the_source_distribution_leaves_out_what_runs_leave_behind(path, included):
    assert bool(SdistBuilder(str(ROOT)).config.include_path(path)) is included


def test_the_wheel_holds_both_packages_and_nothing_else(built):
    _, wheel = built
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "claimbook",
        "claimbook_build",
    }
    assert "claimbook/py.typed" in names
    assert any(name.startswith("claimbook_build/views/view_") for name in names)


def test_the_installed_command_checks_queries_and_says_what_it_lacks(built, tmp_path):
    source, wheel = built
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "base.txt", cwd=tmp_path)
    run(*pip, "--no-deps", wheel, cwd=tmp_path)
    command = home / "bin" / "claimbook"
    assert run(command, "--version", cwd=tmp_path).startswith("claimbook 0.")
    assert run(python, "-m", "claimbook", "--version", cwd=tmp_path).startswith("claimbook 0.")
    assert "no findings" in run(command, "check", cwd=source)
    without_extra = subprocess.run(
        [str(command), "build"], cwd=source, capture_output=True, text=True, check=False
    )
    assert without_extra.returncode == 2
    assert "claimbook[build]" in without_extra.stderr
    assert "Traceback" not in without_extra.stderr
