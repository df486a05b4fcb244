"""Filling a field of records that was left to the release, everything else byte for byte."""

from collections.abc import Iterable

from claimbook.entry import Loc
from claimbook_build.canonical.form import canonical
from claimbook_build.check.layout import shelf_of
from claimbook_build.evidence.edits import Edit, edited
from claimbook_build.project import ProjectError
from claimbook_build.read.node import Mapping, Node, Sequence
from claimbook_build.read.strict_yaml import read_yaml


def filled(data: bytes, path: str, locs: Iterable[Loc], name: str, value: str) -> bytes:
    r"""Return a YAML file's bytes with a field of some records set.

    A file that is in canonical form stays so.

    Args:
        data: The file's bytes.
        path: Its path in the dataset.
        locs: The way from the file's root to each record.
        name: The field, which is missing or null.
        value: What to set it to: text that YAML reads as text without quotes.

    Raises:
        ProjectError: A record is not where it should be.

    >>> filled(b"retired:\n  - {record: itm_a}\n", "x", [("retired", 0)], "in_release", "2026.1.0")
    b'retired:\n  - {record: itm_a, in_release: 2026.1.0}\n'
    """
    for loc in locs:
        record = _record(data, path, loc)
        said = record.entry(name)
        if said is not None and not isinstance(said[1], Sequence | Mapping) and said[1].text:
            data = edited(data, [Edit(said[1], value)], as_json=False)
        elif said is not None:  # a key without a value: nothing stands there to be replaced
            raise ProjectError(f"{path}: delete the empty `{name}:` in line {said[0].place.line}")
        else:
            data = _inserted(data, record, f"{name}: {value}")
    return data


def in_form(data: bytes, path: str, before: bytes | None) -> bytes:
    """Return a file's bytes in canonical form, if it was in canonical form, or is new."""
    shelf = shelf_of(path)
    if shelf is None:
        return data
    was = before is None or canonical(before, path, shelf.form, shelf.model) == before
    found = canonical(data, path, shelf.form, shelf.model) if was else data
    return found if isinstance(found, bytes) else data


def _record(data: bytes, path: str, loc: Loc) -> Mapping:
    node: Node | None = read_yaml(data, path).root
    for step in loc:
        if isinstance(node, Mapping):
            entry = node.entry(str(step))
            node = entry[1] if entry else None
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            node = None
    if not isinstance(node, Mapping) or not node.entries:
        raise ProjectError(f"{path}: the record at {loc} changed while it was worked on")
    return node


def _inserted(data: bytes, record: Mapping, text: str) -> bytes:
    r"""Put a field at a record's end, in the record's own style.

    >>> data = b"a: 1\nb: x\n"
    >>> _inserted(data, read_yaml(data, "x").root, "c: 2")
    b'a: 1\nb: x\nc: 2\n'
    """
    lines = data.decode("utf-8").split("\n")
    _, first, column, _, _ = record.span
    _, _, _, last, end = record.entries[-1][1].span
    mark = 1 if lines[0].startswith("\ufeff") else 0
    if lines[first - 1][column - 1 + (mark if first == 1 else 0)] == "{":
        at = end - 1 + (mark if last == 1 else 0)  # a comma, or a comment, may follow
        lines[last - 1] = f"{lines[last - 1][:at]}, {text}{lines[last - 1][at:]}"
    else:
        last -= end == 1  # a block of text ends where the next line begins
        below = "\r" if lines[last - 1].endswith("\r") else ""
        indent = record.entries[0][0].span[2] - 1
        lines.insert(last, " " * indent + text + below)
    return "\n".join(lines).encode()
