"""Every scalar of a dataset: where it stands, and which field of which record type it is.

Keys are no scalars, nor is the header of a code list; prose (README.md) holds no records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from claimbook.anchors import cells
from claimbook.records.document import Document
from claimbook.records.files import MACHINE_FOLDER
from claimbook_build.check import collect, layout
from claimbook_build.check.code_list import COLUMNS
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence

VOCABULARIES = "seeds/reference/vocabularies"


@dataclass(frozen=True, slots=True)
class Target:
    """One scalar.

    Attributes:
        path: The file.
        line: The line on which it begins.
        start: Index in the file's text of its first character, quotes not counted.
        end: Index after its last character.
        table: The record type that holds it.
        field: Its field, with `[]` for each step into a list.
        address: What it is, whatever line it stands on: it decides which characters are changed.
    """

    path: str
    line: int
    start: int
    end: int
    table: str
    field: str
    address: str


def read_all(root: Path) -> dict[str, bytes]:
    """Return every file of a dataset that holds scalars, by path, but those of tables."""
    found = {path: layout.shelf_of(path) for path in collect.paths_below(root)}
    data = {
        path: (root / path).read_bytes()
        for path, shelf in found.items()
        if shelf is not None and shelf.form != "prose"
    }
    return {path: data[path] for path in sorted(data.keys() - _of_tables(root, data))}


_ASSERTED = ("dataset/links/", "dataset/reviews/")
_SERIES = "seeds/reference/series.yaml"


def _of_tables(root: Path, data: dict[str, bytes]) -> set[str]:
    """Return the files of tables, of what rests on their cells, and of mappings.

    No table is at hand here, by which alone a mistake in them shows.
    """
    dataset = collect.collect(root).dataset
    tables = {entry.key: entry for entry, record in dataset.each(Document) if record.is_table}
    machine = (path for path in data if path.startswith(MACHINE_FOLDER))
    carried = {record.is_table for _, record in dataset.each(Document) if record.daily_series}
    return {
        *(path for path in data if path.startswith(_ASSERTED)),
        *(path for path in data if path == _SERIES and carried == {True}),
        *(entry.path for entry in tables.values()),
        *(entry.path for entry in dataset.table("mappings")),
        *(cell.entry.path for cell in cells(dataset)),
        *(path for path in machine if any(f'"{key}"'.encode() in data[path] for key in tables)),
    }


def targets(path: str, data: bytes) -> Iterator[Target]:
    """Yield the scalars of a file in its order."""
    text = data.decode()
    form = layout.shelf_of(path).form
    if form == "lock":
        yield from _lock(path, text)
    elif form == "csv":
        yield from _cells(path, text)
    else:
        read = collect.read_yaml if form == "yaml" else collect.read_jsonl
        yield from _Tree(path, text).walk(read(data, path).root, (), path)


class _Tree:
    """The scalars of a tree."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
        self.by_line = path.endswith(".jsonl")

    def walk(self, node: Node, loc: tuple[str | int, ...], owner: str) -> Iterator[Target]:
        if isinstance(node, Mapping):
            own = node.entry("id") or node.entry("code")
            owner = own[1].text if own and isinstance(own[1], Scalar) else owner
            for key, value in node.entries:
                yield from self.walk(value, (*loc, key.text), owner)
        elif isinstance(node, Sequence):
            for at, item in enumerate(node.items):
                if self.by_line and not loc:
                    owner = self.text[self.lines[at] :].partition("\n")[0]
                yield from self.walk(item, (*loc, at), owner)
        else:
            yield self._target(node, loc, owner)

    def _target(self, node: Scalar, loc: tuple[str | int, ...], owner: str) -> Target:
        _, line, column, end_line, end_column = node.span
        start = self.lines[line - 1] + column - 1
        end = self.lines[end_line - 1] + end_column - 1
        if node.style == "quoted":
            start, end = start + 1, end - 1
        elif node.style == "block":
            start = self.text.index("\n", start) + 1
        table, field, steps = _name(self.path, loc)
        return Target(self.path, line, start, end, table, field, f"{owner}|{steps}")


def _name(path: str, loc: tuple[str | int, ...]) -> tuple[str, str, str]:
    """Return the record type, the field, and the field with its list positions."""
    parts = PurePosixPath(path).parts
    table = PurePosixPath(path).stem if "." in parts[1] or parts[1] == "reference" else parts[1]
    names = list(loc[1:] if path.endswith(".jsonl") else loc)
    if path.startswith(VOCABULARIES):
        table = "codes" if names[0] == "codes" else "vocabularies"
    elif path.endswith(".spans.jsonl"):
        table = "evidence"
    elif table == "machine":
        table = "claims"
    if names[0] == "claims":
        table = "claims"
    if len(names) > 2 and isinstance(names[1], int) and names[0] == table:
        names = names[2:]
    if table == "claims" and names[0] == "figures":
        table, names = "figures", names[2:]
    steps = ".".join(map(str, names))
    field = "".join("[]" if isinstance(name, int) else f".{name}" for name in names)
    return table, field.removeprefix("."), steps


def _lock(path: str, text: str) -> Iterator[Target]:
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        first = at
        for name, word in zip(("id", "release"), line.split(" "), strict=False):
            if word:
                yield Target(path, number, first, first + len(word), "ids.lock", name, line)
            first += len(word) + 1
        at += len(line) + 1


def _cells(path: str, text: str) -> Iterator[Target]:
    """Yield the cells of a code list below its header."""
    name = PurePosixPath(path).stem
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        cells = list(_split(line)) if number > 1 and line else []
        for column, (start, end) in zip(COLUMNS[name], cells, strict=bool(cells)):
            if end > start:  # an empty cell has no character to change
                owner = line[cells[0][0] : cells[0][1]]
                span = (at + start, at + end)
                yield Target(path, number, *span, f"{name}.csv", column, f"{owner}|{column}")
        at += len(line) + 1


def _split(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a line of CSV stand, without their quotes."""
    start, quoted = 0, False
    for at, char in enumerate(f"{line},"):
        quoted ^= char == '"'
        if char == "," and not quoted:
            quotes = line[start : start + 1] == '"'
            yield (start + quotes, at - quotes)
            start = at + 1
