"""From a file's tree to entries: every record of the right shape, those beside a faulty one too."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from claimbook.dataset import Entry, Loc
from claimbook.diagnostic import Diagnostic
from claimbook.records.annotation import models_in
from claimbook.records.claim import Claim
from claimbook.records.files import MachineClaim
from claimbook.records.measure import VocabularyCode
from claimbook.records.record import Strict
from claimbook_build.check.shape import shape, typed
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence

_OWN_ID = re.compile("(?:id|code)[\"']? {0,9}: {0,9}[\"']?([a-z][a-z0-9_-]{1,95})")


def entries_of(
    model: type[Strict], node: Node, path: str, loc: Loc
) -> tuple[list[Entry], tuple[Diagnostic, ...]]:
    """Return the records that a file's root, or a line, holds, and what is wrong with the others.

    A file of several records loses only those that have the wrong shape.
    """
    found = shape(model, node)
    if isinstance(found, Strict):
        return list(unfold(found, path, loc)), ()
    if hasattr(model, "TABLE"):
        return [], found
    return list(_rest(model, node, path, loc)), found


def unfold(record: Strict, path: str, loc: Loc) -> Iterator[Entry]:
    """Yield the records that a sound file, or line, holds: itself, or those nested in it."""
    if hasattr(record, "TABLE"):
        own = record.document if isinstance(record, MachineClaim) else ""
        yield from _entries(record, path, loc, own)
        return
    head, name = _layout(type(record))
    parent = str(getattr(record, head)) if head else ""
    for at, item in enumerate(getattr(record, name)):
        yield from _entries(item, path, (*loc, name, at), parent)


def _rest(model: type[Strict], node: Node, path: str, loc: Loc) -> Iterator[Entry]:
    """Yield what is sound in a file that is not."""
    head, name = _layout(model)
    inner = next(models_in(model.model_fields[name].annotation))
    items = _child(node, name)
    said = _child(node, head) if head else None
    parent = said.text if isinstance(said, Scalar) else PurePosixPath(path).stem
    for at, item in enumerate(items.items if isinstance(items, Sequence) else ()):
        record = typed(inner, item)  # type: ignore[arg-type]
        if record is not None:
            yield from _entries(record, path, (*loc, name, at), parent if head else "")


def _layout(model: type[Strict]) -> tuple[str, str]:
    """Return the field that names what a file is about, or "", and the one that lists records."""
    names = list(model.model_fields)
    return (names[0] if len(names) > 1 else "", names[-1])


def _child(node: Node, name: str) -> Node | None:
    entry = node.entry(name) if isinstance(node, Mapping) else None
    return entry[1] if entry else None


def _entries(record: Strict, path: str, loc: Loc, parent: str) -> Iterator[Entry]:
    if isinstance(record, Claim):
        yield Entry("claims", record.id, record, path, loc, parent)
        for at, figure in enumerate(record.figures):
            yield Entry("figures", figure.id, figure, path, (*loc, "figures", at), record.id)
    elif isinstance(record, VocabularyCode):
        yield Entry("codes", f"{parent}.{record.code}", record, path, loc, parent)
    else:
        table = record.TABLE.table  # type: ignore[attr-defined]
        names = ("id", "code", "record", "release") if table != "evidence" else ()
        keys = [str(getattr(record, name)) for name in names if hasattr(record, name)]
        yield Entry(table, keys[0] if keys else f"{path}#{loc}", record, path, loc, parent)


def ids_in(node: Node) -> Iterator[str]:
    """Yield every text that stands as an `id` or `code` in a tree, whatever its shape."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from ids_in(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text in {"id", "code"} and isinstance(value, Scalar):
                yield value.text
            yield from ids_in(value)


def ids_in_text(text: str) -> Iterator[str]:
    """Yield what looks like an `id` or `code` in a file that could not be read.

    >>> list(ids_in_text('- {id: act_mayor, code: "missile'))
    ['act_mayor', 'missile']
    """
    for found in _OWN_ID.finditer(text):
        yield found[1]
