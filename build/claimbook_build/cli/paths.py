"""Paths as a user gives them, and as a dataset names them."""

from pathlib import Path


def relative(root: Path, path: Path) -> str:
    """Return a path relative to the dataset's root with forward slashes, as far as it lies in it.

    >>> relative(Path("/work"), Path("/work/dataset/links.yaml"))
    'dataset/links.yaml'
    """
    absolute = path if path.is_absolute() else Path.cwd() / path
    try:
        return _plain(absolute).relative_to(_plain(root)).as_posix()
    except ValueError:
        return path.as_posix()


def _plain(path: Path) -> Path:
    """Take `.` and `..` out without following links: a linked file must still look linked."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts[1:]:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return Path(*parts)
