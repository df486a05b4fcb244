"""The quick path: proves that lines are right, and leaves the others to the explaining path.

A block of lines is typed by structures that mirror the models, and written again. If that gives the
same bytes, no key was said twice, no number was spelt in another way, and nothing is unknown. Then
each rule's questions are asked of all records at once (`judge`). What is not proved here is not
wrong; it is only not known to be right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import is_normalized

import msgspec

from claimbook.dataset import Dataset
from claimbook_build.lines.block import SIZE, Block
from claimbook_build.lines.explain import Explainer
from claimbook_build.lines.facet import Prober
from claimbook_build.lines.form import Form
from claimbook_build.lines.some import Claims, Some
from claimbook_build.read.character import is_clean


@dataclass
class Proved:
    """What could be said of a block.

    Attributes:
        suspects: The lines that are not proved right, by position.
        keys: The identifiers of the others' records.
        some: The others.
    """

    suspects: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    some: Some = field(default_factory=lambda: Some(()))


class Gate:
    """Proves lines of machine-made claims right, beside the records written by hand."""

    def __init__(self, explainer: Explainer, hand: Dataset) -> None:
        self._form = Form(Prober(explainer, hand), hand)

    def prove(self, block: Block, month: str) -> Proved:
        """Prove as many lines of a block as can be, for the file of a month."""
        claims = self._typed(block.data)
        if claims is None:
            return self._apart(block, month)
        block.count = len(claims)
        return self._proved(range(len(claims)), claims, month)

    def _typed(self, data: bytes) -> Claims | None:
        """Return the claims of lines that are written in one way only, one each; None if unsure."""
        if b"\\" in data or not _is_plain(data) or len(data) > SIZE + SIZE // 2:
            return None
        claims = self._form.read(data)
        if claims is None:
            return None
        again = self._form.written(claims)
        if not data.endswith(b"\n"):
            data += b"\n"
        same = again == data or again.translate(None, b" ") == data.translate(None, b" ")
        return claims if same else None

    def _apart(self, block: Block, month: str) -> Proved:
        """Judge the lines that can be read: the others of the block are not to blame."""
        lines = [line.removesuffix(b"\r") for line in block.lines()]
        read = [at for at, line in enumerate(lines) if self._is_read(line)]
        claims = self._form.read(b"\n".join(lines[at] for at in read)) or ()
        proved = self._proved(read, claims, month)
        unread = set(range(len(lines))).difference(read)
        proved.suspects = sorted(unread.union(proved.suspects))
        return proved

    def _is_read(self, line: bytes) -> bool:
        """Whether a line is one claim and written in one way, but for the order of its keys."""
        if len(line) > SIZE:
            return False
        typed = self._typed(line)
        if typed is not None and len(typed) == 1:
            return True
        if b"\\" in line or b"null" in line or not _is_plain(line.replace(b"\t", b"")):
            return False
        if len(self._form.read(line) or ()) != 1:
            return False
        again = msgspec.json.encode(msgspec.json.decode(line))
        return again.translate(None, b" ") == line.translate(None, b" \t")

    def _proved(self, places: Sequence[int], claims: Claims, month: str) -> Proved:
        some = Some(claims)
        wrong = self._form.wrong(some, month)
        if wrong:
            some = some.without(wrong)
        keys = [*some.keys, *some.figure_keys]
        return Proved([places[at] for at in sorted(wrong)], keys, some)


def _is_plain(data: bytes) -> bool:
    """Whether no character is at fault, nor written in a form that another is equal to."""
    if data.isascii():
        return b"\x7f" not in data
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return is_clean(text.replace("\n", "")) and is_normalized("NFC", text)
