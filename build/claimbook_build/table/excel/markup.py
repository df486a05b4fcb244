"""XML of a workbook by expat: no declarations of documents, no entities, no endless tokens."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

from claimbook_build.read.guard import MIB
from claimbook_build.table.excel.archive import Archive

_MOST_DEPTH = 64
_MOST_TOKEN = MIB
_SPACES = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
}


class Markup:
    """What is told of one part's XML; a subclass listens.

    Elements of other namespaces than those of a workbook are passed over with all they hold.
    Names are given without their namespace.

    Attributes:
        own: Elements of a workbook that must not be among what is passed over.
    """

    own: frozenset[str] = frozenset()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def text(self, text: str) -> None:
        """Hear of a text."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""


def hear(archive: Archive, name: str, listener: Markup) -> None:
    """Read a whole part.

    Raises:
        TableError: For what is no sound XML, or has what no workbook needs.
    """
    for _ in hear_pieces(archive, archive.pieces(name), listener):
        pass


def hear_pieces(archive: Archive, pieces: Iterable[bytes], listener: Markup) -> Iterator[None]:
    """Read a part; what was heard of each piece can be taken before the next is read."""
    parser = _parser(archive, listener)
    fed = 0
    try:
        for piece in pieces:
            fed += len(piece)
            parser.Parse(piece, False)
            if fed - max(parser.CurrentByteIndex, 0) > _MOST_TOKEN:
                raise archive.fault(f"a tag of more than {_MOST_TOKEN} bytes")
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise archive.fault(f"XML is broken: {why}, line {error.lineno}") from None
    yield


def _parser(archive: Archive, listener: Markup) -> expat.XMLParserType:
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    parser.buffer_text = True
    depth = foreign = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, foreign
        depth += 1
        if depth > _MOST_DEPTH:
            raise archive.fault(f"XML nested deeper than {_MOST_DEPTH} levels")
        space, _, local = name.rpartition(" ")
        if foreign or space not in _SPACES:
            foreign += 1
            if space in _SPACES and local in listener.own:
                raise archive.fault(
                    f"`{local}` within an element of another program", "save it anew"
                )
        else:
            listener.begin(local, attributes)

    def end(name: str) -> None:
        nonlocal depth, foreign
        depth -= 1
        if foreign:
            foreign -= 1
        else:
            listener.end(name[name.rfind(" ") + 1 :])

    def text(data: str) -> None:
        if not foreign:
            listener.text(data)

    def refuse(*_: Any) -> None:  # noqa: ANN401  expat's own arguments
        raise archive.fault("XML with a document type, which no workbook has", "save it anew")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser
