"""The project a command works on: its root folder and what its ``pyproject.toml`` declares."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimbook.errors import ClaimbookError
from claimbook.records.types import RELEASE_PATTERN


class ProjectError(ClaimbookError):
    """There is no dataset here, or its declaration cannot be read."""


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
        ProjectError: No folder upwards holds `seeds/` or `dataset/`, or its file is malformed.
    """
    for folder in (start, *start.parents):
        if (folder / "seeds").is_dir() or (folder / "dataset").is_dir():
            return Project(folder, _release(folder / "pyproject.toml"))
    raise ProjectError(f"no dataset in {start} or above it: it has folders seeds/ and dataset/")


def _release(path: Path) -> str | None:
    return release_in(path.read_bytes(), path.name) if path.is_file() else None


def release_in(data: bytes, name: str) -> str | None:
    """Return the release that a ``pyproject.toml`` declares, or None.

    Args:
        data: What the file holds.
        name: What an error calls it.

    Raises:
        ProjectError: It is malformed.
    """
    try:
        declared: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(f"{name} cannot be read: {error}") from None
    release = declared.get("tool", {}).get("claimbook", {}).get("release")
    if release is None:
        return None
    if not isinstance(release, str) or not re.fullmatch(RELEASE_PATTERN, release):
        raise ProjectError(f"[tool.claimbook] release is `{release}`; it has the form YYYY.M.N")
    return release
