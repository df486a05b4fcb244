"""The canonical form of one file, and the proof that it says what the file says."""

from collections import Counter

from claimbook.diagnostic import Diagnostic, Place
from claimbook.errors import ClaimbookError
from claimbook.records.record import Strict
from claimbook_build.canonical.arrange import Arranged
from claimbook_build.canonical.branch import Branch, bare, grow
from claimbook_build.canonical.comment import comments
from claimbook_build.canonical.json_text import json_line
from claimbook_build.canonical.order import Models
from claimbook_build.canonical.quick_line import is_canonical
from claimbook_build.canonical.yaml_text import yaml_text
from claimbook_build.check.layout import Form
from claimbook_build.read.findings import MOST
from claimbook_build.read.guard import MOST_BYTES, decode
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, plain
from claimbook_build.read.strict_json import iter_jsonl
from claimbook_build.read.strict_yaml import read_yaml

_BOM = "\ufeff"


class FormError(ClaimbookError):
    """The canonical form would say something else than the file: a fault of ours."""

    exit_code = 3


def canonical(
    data: bytes, path: str, form: Form, model: type[Strict] | None
) -> bytes | tuple[Diagnostic, ...]:
    """Return a file's bytes in canonical form, or why it cannot be read.

    Args:
        data: The file's bytes.
        path: What to call it.
        form: How it is written; code lists and prose have no canonical form, and stay.
        model: What it holds; None leaves keys in their order.

    Raises:
        FormError: What was written is not what was read.
    """
    models: Models = (model,) if model is not None else ()
    if form == "yaml":
        return _yaml(data, path, models)
    if form == "jsonl" and data:
        return _jsonl(data, path, models)
    return _lock(data, path) if form == "lock" else data


def _yaml(data: bytes, path: str, models: Models) -> bytes | tuple[Diagnostic, ...]:
    reading = read_yaml(data, path)
    if reading.root is None or reading.failed:
        return _errors(reading)
    before = _grown(data, reading.root)
    written = yaml_text(before, models).encode()
    if len(written) > MOST_BYTES:
        return (_too_long(path, len(written)),)
    again = read_yaml(written, path)
    if again.root is None or again.failed:
        raise FormError(_fault(path, again))
    after = _grown(written, again.root)
    same = _said(before, models) == _said(after, models)
    if not same or Counter(_words(before)) != Counter(_words(after)):
        raise FormError(_fault(path, again))
    return written


def _jsonl(data: bytes, path: str, models: Models) -> bytes | tuple[Diagnostic, ...]:
    """Go line by line: the trees of all lines together would take many times the file's size."""
    written: list[bytes] = []
    findings: list[Diagnostic] = []
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n"), start=1):
        if not findings and is_canonical(line, models):
            written.append(line + b"\n")
            continue
        reading = next(iter_jsonl([line], path, number))
        if reading.root is None or reading.failed:
            findings += _errors(reading)
        elif not findings:
            canonical_line = _line(reading.root, path, models, number)
            if isinstance(canonical_line, Diagnostic):
                findings.append(canonical_line)
            else:
                written.append(canonical_line)
        if len(findings) >= MOST:
            break
    return tuple(findings[:MOST]) or b"".join(written)


def _line(root: Node, path: str, models: Models, number: int = 1) -> bytes | Diagnostic:
    line = json_line(root, models).encode()
    if len(line) > MOST_BYTES:
        return _too_long(path, len(line), number)
    again = next(iter_jsonl([line], path))
    if again.root is None or _said(bare(root), models) != _said(bare(again.root), models):
        raise FormError(_fault(path, again))
    return line + b"\n"


def _too_long(path: str, size: int, line: int = 1) -> Diagnostic:
    """Say why a text within the limits stays as it is: canonical, it would be beyond them."""
    message = f"{size} bytes in canonical form where {MOST_BYTES} is the most"
    return Diagnostic(Place(path, line, 1, line, 1), "R001", "error", message, "split it")


def _lock(data: bytes, path: str) -> bytes | tuple[Diagnostic, ...]:
    """Sort the list of identifiers; a line that stands twice is said once."""
    text = decode(data, path, most_bytes=len(data))
    if isinstance(text, Diagnostic):
        return (text,)
    lines = {line.strip(" \r") for line in text.removeprefix(_BOM).split("\n")} - {""}
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def _errors(reading: Reading) -> tuple[Diagnostic, ...]:
    return tuple(found for found in reading.diagnostics if found.severity == "error")


def _grown(data: bytes, root: Node) -> Branch:
    text = data.decode().removeprefix(_BOM)
    return grow(text, root, comments(text, root))


def _said(branch: Branch, models: Models) -> object:
    """Return all that a tree says, for comparing: types, digits and orders that mean something."""
    return _comparable(Arranged(branch, models))


def _comparable(value: Arranged) -> object:
    node = value.branch.node
    if isinstance(node, Scalar):
        digits = node.text if isinstance(node.value, int | float) else ""
        return (type(plain(node)), node.value, digits)
    inner = [_comparable(one) for one in value.inner]
    if isinstance(node, Mapping):
        names = [one.branch.key.text for one in value.inner if one.branch.key is not None]
        return dict(zip(names, inner, strict=True))
    return inner


def _words(branch: Branch) -> list[str]:
    found = [*branch.heads, *branch.tails, *branch.foots]
    for inner in branch.branches:
        found += _words(inner)
    return found


def _fault(path: str, again: Reading) -> str:
    why = "; ".join(found.message for found in again.diagnostics[:1])
    what = f"{path}: the canonical form would not say the same"
    return f"{what} ({why})" if why else what
