"""The guards of the layout: each of these was seen to break in silence somewhere."""

import ast
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for top in ("schema/claimbook", "build/claimbook_build")
    for path in (ROOT / top).rglob("*.py")
)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("folder", ["schema", "build", "dataset", "seeds"])
def test_a_top_folder_is_no_package(folder):
    assert not (ROOT / folder / "__init__.py").exists()


def test_the_build_folder_is_never_ignored():
    path = "build/claimbook_build/__init__.py"
    done = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "!/build/" in (ROOT / ".gitignore").read_text().splitlines()


def test_packaging_names_the_folders_and_trusts_no_ignore_file():
    hatch = PYPROJECT["tool"]["hatch"]["build"]
    assert hatch["ignore-vcs"] is True
    packages = hatch["targets"]["wheel"]["packages"]
    assert packages == ["schema/claimbook", "build/claimbook_build"]


def test_pytest_does_not_skip_the_build_folder():
    options = PYPROJECT["tool"]["pytest"]["ini_options"]
    assert options["norecursedirs"] == [".*", "dist"]
    assert options["filterwarnings"] == ["error"]


def test_every_target_of_the_makefile_is_phony():
    text = (ROOT / "Makefile").read_text()
    phony = set(text.split(".PHONY:")[1].splitlines()[0].split())
    targets = {
        line.split(":")[0] for line in text.splitlines() if line[:1].isalpha() and ":" in line
    }
    assert {t for t in targets if t.isidentifier() or "-" in t} == phony


@pytest.mark.parametrize("name", ["dev", "base", "build", "backend"])
def test_a_lock_has_hashes_and_no_addresses(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_a_small_room(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines"


def test_the_contract_imports_no_heavy_library_at_module_level():
    heavy = {"pyarrow", "pandera", "polars", "pandas", "duckdb", "claimbook_build"}
    heavy |= {"cryptography", "sigstore"}
    for path in (ROOT / "schema" / "claimbook").rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [(node.module or "").split(".")[0]]
            assert not heavy & set(names), path
