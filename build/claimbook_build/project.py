"""The project a command works on: its root folder and what its ``pyproject.toml`` declares."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimbook.errors import ClaimbookError
from claimbook.records.types import RELEASE_PATTERN

MOST_BYTES = 2**20
"""Largest ``pyproject.toml`` that is read."""


class ProjectError(ClaimbookError):
    """There is no dataset here, or its declaration cannot be read."""


class NoProjectError(ProjectError):
    """There is no dataset here."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds a dataset.

    Attributes:
        root: The folder above `seeds/` and `dataset/`.
        release: The data version that a build writes, `YYYY.M.N`; None when none is declared.
    """

    root: Path
    release: str | None


def find_project(start: Path) -> Project:
    """Return the project that a folder lies in: the nearest one upwards with a dataset.

    Raises:
        NoProjectError: No folder upwards holds `seeds/` or `dataset/`.
        ProjectError: Its file is malformed.
    """
    for folder in (start, *start.parents):
        if (folder / "seeds").is_dir() or (folder / "dataset").is_dir():
            return Project(folder, _release(folder / "pyproject.toml"))
    raise NoProjectError(f"no dataset in {start} or above it: it has folders seeds/ and dataset/")


def _release(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return release_in(file.read(MOST_BYTES + 1), path.name)


def release_in(data: bytes, name: str) -> str | None:
    """Return the release that a ``pyproject.toml`` declares, or None.

    Args:
        data: What the file holds.
        name: What an error calls it.

    Raises:
        ProjectError: It is malformed.
    """
    release = _declared(data, name).get("release")
    if release is None:
        return None
    if not isinstance(release, str) or not re.fullmatch(RELEASE_PATTERN, release):
        raise ProjectError(f"[tool.claimbook] release is `{release}`; it has the form YYYY.M.N")
    return release


def declared_by(root: Path) -> dict[str, Any]:
    """Return all that a project declares in ``[tool.claimbook]``; empty when it declares nothing.

    Raises:
        ProjectError: Its ``pyproject.toml`` is malformed.
    """
    path = root / "pyproject.toml"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return _declared(file.read(MOST_BYTES + 1), path.name)


def _declared(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise ProjectError(f"{name} has more than {MOST_BYTES} bytes")
    try:
        declared: Any = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:  # what is no TOML, no UTF-8, or a number of too many digits
        raise ProjectError(f"{name} cannot be read: {error}") from None
    except RecursionError:
        raise ProjectError(f"{name} cannot be read: it is nested too deeply") from None
    for table in ("tool", "claimbook"):
        declared = declared.get(table, {})
        if not isinstance(declared, dict):
            raise ProjectError(f"{name}: `{table}` is not a table")
    found: dict[str, Any] = declared
    return found
