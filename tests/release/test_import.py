import subprocess
import sys
from pathlib import Path

import pytest

import claimbook

LIGHT = """
import sys
before = set(sys.modules)
import claimbook
new = {name.split(".")[0] for name in set(sys.modules) - before}
assert new <= {"claimbook"}, new
assert set(claimbook.__all__) <= set(dir(claimbook))
claimbook.ClaimbookError
assert not {"duckdb", "pydantic", "typing"} & set(sys.modules)
"""
TYPED = """
import claimbook

release = claimbook.load("2026.11.0", path="dist/2026.11.0")
reveal_type(release)
reveal_type(release.figures)
reveal_type(release.figures.pl())
reveal_type(release.figures.fetchall())
reveal_type(release.cite("bibtex"))
reveal_type(claimbook.connect("2026.11.0"))
claimbook.laod()
release.cite("chicago")
"""
REVEALED = [
    "ReleaseHandle",
    "Answer",
    "DataFrame",
    "list[tuple[Any, ...]]",
    "str",
    "DuckDBPyConnection",
    'Module has no attribute "laod"',
    'Argument 1 to "cite" of "ReleaseHandle" has incompatible type',
]


def test_importing_loads_nothing_else() -> None:
    done = subprocess.run([sys.executable, "-S", "-c", _found() + LIGHT], check=False)
    assert done.returncode == 0


def _found() -> str:
    return f"import sys; sys.path.append({str(Path(claimbook.__file__).parents[1])!r})\n"


@pytest.mark.parametrize("name", claimbook.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(claimbook, name).__doc__
    assert vars(claimbook)[name] is getattr(claimbook, name)


def test_every_name_has_a_home() -> None:
    assert set(claimbook._HOMES) == set(claimbook.__all__)
    assert claimbook.__all__ == sorted(claimbook.__all__, key=lambda name: (name.islower(), name))


@pytest.mark.parametrize("name", ["laod", "__path", "figures"])
def test_a_name_that_is_not_there(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'claimbook' has no attribute '{name}'"):
        getattr(claimbook, name)


@pytest.mark.slow
def test_type_checkers_see_the_names(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(TYPED)
    places = "mypy_path = {0}/schema:{0}/build\nexplicit_package_bases = true\n"
    root = Path(claimbook.__file__).parents[2]
    quiet = "[mypy-pandas.*,pyarrow.*]\nignore_missing_imports = true\n"
    (tmp_path / "mypy.ini").write_text("[mypy]\n" + places.format(root) + quiet)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", script.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()[:-1]
    assert [said for said, line in zip(REVEALED, lines, strict=True) if said not in line] == []
