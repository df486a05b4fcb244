"""Waivers of a mapping that are for no finding: they would hide the next mistake (R900)."""

from collections.abc import Iterable, Iterator

from claimbook.diagnostic import Diagnostic, Place
from claimbook.mapping.mapping import CellWaiver
from claimbook_build.importing.mapping_file import MappingFile
from claimbook_build.read.node import Mapping, Node, Sequence
from claimbook_build.read.strict_yaml import read_yaml

_HELP = "delete the waiver"


def unused_waivers(file: MappingFile, unused: Iterable[CellWaiver]) -> tuple[Diagnostic, ...]:
    """Return the findings of a mapping's file about waivers that are for no finding.

    Args:
        file: The mapping.
        unused: Those of its waivers.
    """
    known = tuple(unused)
    if not known or file.mapping is None:
        return ()
    places = dict(zip(file.mapping.waive, _places(file), strict=False))
    return tuple(
        Diagnostic(
            places.get(waiver, Place(file.path)),
            "R900",
            "error",
            f"nothing in row `{waiver.row}` of the table breaks {waiver.rule}",
            _HELP,
        )
        for waiver in known
    )


def _places(file: MappingFile) -> Iterator[Place]:
    """Yield where the waivers of a mapping stand, in their order."""
    text = file.sources.get(file.path)
    root: Node | None = None if text is None else read_yaml(text.encode(), file.path).root
    found = root.entry("waive") if isinstance(root, Mapping) else None
    if found is not None and isinstance(found[1], Sequence):
        yield from (item.place for item in found[1].items)
