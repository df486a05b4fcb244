"""Whether machine-made claims rest on texts: most of a table's do not, and need not be held."""

import re

from claimbook.diagnostic import Diagnostic
from claimbook.records.document import Document
from claimbook_build.check.collect import Collection
from claimbook_build.lines.block import blocks

_NAMED = re.compile(rb'"(doc_[a-z0-9_-]*)[":]')
_DRAFT = b'"find'


def rest_on_texts(collection: Collection) -> bool:
    """Whether some machine-made claim may have a span of a text, or a phrase to be looked for.

    It is yes too often rather than too seldom: lines are looked at as bytes, and not read.

    Args:
        collection: The records written by hand, and how to open the files of the others.
    """
    documents = (document for _, document in collection.dataset.each(Document))
    tables = {document.id.encode() for document in documents if document.is_table}
    return any(_in_file(collection, path, tables) for path in collection.lines)


def _in_file(collection: Collection, path: str, tables: set[bytes]) -> bool:
    stream = collection.lines[path]()
    if isinstance(stream, Diagnostic):
        return True
    with stream:
        return any(
            b"\\" in block.data
            or _DRAFT in block.data
            or not tables.issuperset(_NAMED.findall(block.data))
            for block in blocks(stream)
        )
