"""The files of links that a table asserts, with new ones behind those that stand there."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostic import Diagnostic
from claimbook.records.files import LinksFile
from claimbook.rules.r203_minted import LOCK
from claimbook_build.canonical.form import canonical
from claimbook_build.importing.write.fault import WriteError
from claimbook_build.importing.write.substance import Tree
from claimbook_build.read.file import read_file
from claimbook_build.read.node import Mapping, Sequence
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.release.publish_files import Change

MOST = 2000
"""Links of one file: some 500 KiB, and twice that is the most that a file may hold."""

_FOLDER = "dataset/links"
_EMPTY = b"links: []\n"


class Changed(NamedTuple):
    """A file that changes: its path, what it holds, and what it is to hold."""

    path: str
    before: bytes | None
    after: bytes


def link_changes(
    root: Path, name: str, release: str | None, links: Callable[[], Iterable[Tree]]
) -> dict[Path, Change]:
    """Return the files that change where links are put into a dataset, and into its lock.

    Args:
        root: The folder above `dataset/`.
        name: The mapping that asserts them.
        release: The release that is being made, which holds them first; or None.
        links: Gives the links, each time anew: there may be more than memory holds.

    Raises:
        WriteError: A file that stands there cannot be read.
    """
    changed = [*with_links(root, name, links())]
    minted = with_minted(root, (link["id"] for link in links()), release)
    changed += [minted] if minted is not None else []
    return {root / each.path: (each.before, each.after) for each in changed}


def with_links(root: Path, name: str, links: Iterable[Tree]) -> Iterator[Changed]:
    """Yield the files of a mapping as they are with more links.

    The first is `dataset/links/<name>.yaml`, and when that is full, `<name>-2.yaml`, and so on.

    Raises:
        WriteError: One that stands there cannot be read.
    """
    ahead, number = iter(links), 0
    while True:
        number += 1
        path = f"{_FOLDER}/{name}{f'-{number}' if number > 1 else ''}.yaml"
        before = held(root, path)
        old = _canonical(before or _EMPTY, path)
        there = _count(old, path)
        more = list(islice(ahead, max(0, MOST - there)))
        if more:
            start = b"links:\n" if old == _EMPTY else old
            after = _canonical(start + b"".join(map(_entry, more)), path)
            if _count(after, path) != there + len(more):
                raise WriteError(f"{path}: links cannot be put behind what stands there")
            yield Changed(path, before, after)
        if there + len(more) < MOST:
            return


def with_minted(root: Path, keys: Iterable[str], release: str | None) -> Changed | None:
    """Return `ids.lock` with more identifiers; None where there is none, or nothing to add."""
    before = held(root, LOCK)
    if before is None:
        return None
    lines = before.decode("utf-8").splitlines()
    known = {line.partition(" ")[0] for line in lines}
    new = [f"{key} {release or ''}".rstrip() for key in keys if key not in known]
    after = "".join(f"{line}\n" for line in sorted([*lines, *new])).encode()
    return Changed(LOCK, before, after) if new else None


def held(root: Path, path: str) -> bytes | None:
    """Return what a file of the dataset holds, None where there is none.

    Raises:
        WriteError: It cannot be read.
    """
    if not (root / path).exists() and not (root / path).is_symlink():
        return None
    data = read_file(path, root)
    if isinstance(data, Diagnostic):
        raise WriteError(f"{path}: {data.message}")
    return data


def _canonical(data: bytes, path: str) -> bytes:
    found = canonical(data, path, "yaml", LinksFile)
    if isinstance(found, bytes):
        return found
    raise WriteError(f"{path}: {found[0].message}")


def _count(data: bytes, path: str) -> int:
    root = read_yaml(data, path).root
    found = root.entry("links") if isinstance(root, Mapping) else None
    if found is None or not isinstance(found[1], Sequence):
        raise WriteError(f"{path}: it holds no list of links")
    return len(found[1].items)


def _entry(link: Tree) -> bytes:
    """Return a link as an item of the list; the canonical form takes what quotes are not needed."""
    fields = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in link.items()]
    body = "\n    ".join(fields)
    return f"  - {body}\n".encode()
