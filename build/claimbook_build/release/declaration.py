"""The line of `pyproject.toml` that declares the release, and that line changed."""

import re
from pathlib import Path

from claimbook_build.project import ProjectError, release_in

NAME = "pyproject.toml"

_TABLE = "[tool.claimbook]"
_LINE = re.compile(r"(release[ \t]{0,99}=[ \t]{0,99})(\"[^\"]{0,99}\"|'[^']{0,99}')(.{0,999})")


def with_release(data: bytes, version: str) -> bytes:
    r"""Return a `pyproject.toml` that declares another release; every other byte stays.

    Raises:
        ProjectError: The file does not declare it in a line of its own below `[tool.claimbook]`.

    >>> with_release(b"[tool.claimbook]\nrelease = '2026.1.0' # ours\n", "2026.2.0")
    b'[tool.claimbook]\nrelease = "2026.2.0" # ours\n'
    """
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = _found(lines)
    if at is None:
        end = [] if not data or data.endswith(b"\n") else [""]
        below = next((n for n, line in enumerate(lines) if _table(line) == _TABLE), None)
        added = f'release = "{version}"'
        if below is not None:
            lines.insert(below + 1, added)
        else:
            lines[-1:] = [lines[-1], *end, _TABLE, added, ""] if data else [_TABLE, added, ""]
    else:
        found = _LINE.match(lines[at])
        lines[at] = f'{found[1]}"{version}"{found[3]}' if found else lines[at]
    changed = "\n".join(lines).encode("utf-8", "surrogateescape")
    if release_in(changed, NAME) != version:
        raise ProjectError(f'{NAME}: write `release = "{version}"` below {_TABLE} by hand')
    return changed


def declared_at(data: bytes) -> tuple[str, int, str]:
    """Return where a `pyproject.toml` declares the release: path, line from 1, text of the line."""
    lines = data.decode("utf-8", "replace").split("\n")
    at = _found(lines)
    return (NAME, 1, "") if at is None else (NAME, at + 1, lines[at].rstrip("\r"))


def content(root: Path) -> bytes | None:
    """Return what the file holds, or None where there is none."""
    path = root / NAME
    return path.read_bytes() if path.is_file() else None


def _found(lines: list[str]) -> int | None:
    table = ""
    for at, line in enumerate(lines):
        if line.startswith("["):
            table = _table(line)
        elif table == _TABLE and _LINE.match(line):
            return at
    return None


def _table(line: str) -> str:
    return line.partition("#")[0].strip()
