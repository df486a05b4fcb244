"""Lines that may hold or name some records, found by their bytes and without reading them.

Too many rather than too few: whoever asks reads what is found. Nothing that a reader takes for one
of the identifiers is missed, however it is spelt.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO, TypeAlias

from claimbook.diagnostic import Diagnostic, Place
from claimbook.records.files import MachineClaim
from claimbook_build.check.unfold import entries_of, ids_in, ids_in_text
from claimbook_build.lines.block import Block, blocks
from claimbook_build.read.node import locate
from claimbook_build.read.strict_json import iter_jsonl

Opener: TypeAlias = Callable[[], BinaryIO | Diagnostic]
"""Opens a file for reading from its beginning, or says why not."""

DOCUMENT = re.compile(b'"(doc_[a-z0-9-]*)"')
"""A text that may name a document."""

_AT_ONCE = 2**20
_MOST_MONTHS = 2  # more than that are looked for without their months
_MONTH = re.compile(b"(?:clm|fig)(_[0-9]{4}-[0-9]{2}_)")
_OWN = re.compile(b"((?:clm|fig)_[a-z0-9_-]*)")
_CLAIM = re.compile(b"(clm_[a-z0-9_-]*)")
_ID = re.compile(b'"id" {0,9}: {0,9}"((?:clm|fig)_[a-z0-9_-]*)"')
_ANY_ID = re.compile(b"(?:id|code)[\"']? {0,9}: {0,9}[\"']?((?:clm|fig)_[a-z0-9_-]*)")
_ESCAPED = re.compile(rb"\\u00[2-7]")  # a hyphen, a digit, a low line, a letter


class Sought:
    """Identifiers of claims and figures that are looked for."""

    def __init__(self, keys: Iterable[str]) -> None:
        names = [key.encode("utf-8", "replace") for key in keys]
        found = [_MONTH.match(name) for name in names]
        months = {match[1] for match in found if match}
        if all(found) and len(months) <= _MOST_MONTHS:  # a fixed text is found thrice as fast
            self._forms = [re.compile(month + b"([a-z0-9_-]*)") for month in months]
            self._names = frozenset(
                name[match.end() :] for name, match in zip(names, found, strict=True) if match
            )
        else:
            self._forms = [_OWN]
            self._names = frozenset(names)

    def any_in(self, data: bytes) -> bool:
        """Whether one of them may stand in some lines."""
        if not self._names:
            return False
        if any(not self._names.isdisjoint(form.findall(data)) for form in self._forms):
            return True
        return b"\\" in data and _ESCAPED.search(data) is not None


def named_in(line: bytes) -> set[str] | None:
    """Return all identifiers of claims and figures in a line; None if some may be spelt oddly."""
    if b"\\" in line and _ESCAPED.search(line):
        return None
    return {name.decode() for name in _OWN.findall(line)}


def any_claim_beside(lines: Iterable[bytes], known: set[str]) -> bool:
    """Whether another claim than those known may stand in some lines."""
    data = b"\n".join(lines)
    if b"\\" in data and _ESCAPED.search(data):
        return True
    return not known.issuperset(name.decode() for name in set(_CLAIM.findall(data)))


def may_hold(line: bytes, hashes: set[int]) -> bool:
    """Whether a text of one of these hashes may stand in a line: no for certain, or perhaps."""
    if b"\\" in line:
        return True
    # All pieces, for which of them are texts a broken line does not say.
    return not hashes.isdisjoint(map(hash, line.decode("utf-8", "replace").split('"')))


def held_in(path: str, number: int, line: bytes) -> Iterator[tuple[str, Place]]:
    """Yield the identifiers of a line's records, with their places."""
    [reading] = iter_jsonl([line], path, number)
    if reading.root is not None:
        for entry in entries_of(MachineClaim, reading.root, path, ())[0]:
            yield entry.key, locate(reading.root, (*entry.loc, "id"))


def known_by(line: bytes) -> set[str]:
    """Return the identifiers that are known because of a line, be it read or not."""
    [reading] = iter_jsonl([line], "", 1)
    known = set[str]()
    if reading.root is None or reading.failed:
        known.update(ids_in_text(line.decode("utf-8", "replace")))
    if reading.root is not None:
        entries, findings = entries_of(MachineClaim, reading.root, "", ())
        known.update(entry.key for entry in entries)
        known.update(ids_in(reading.root) if findings else ())
    return known


def held_by(openers: Iterable[Opener]) -> frozenset[str]:
    """Return the identifiers that are known because of some files: no line is read but odd ones."""
    known = set[str]()
    for block in chain.from_iterable(_blocks(opener, counted=False) for opener in openers):
        found = _ID.findall(block.data)
        plain = b"\\" not in block.data and b"\t" not in block.data
        if plain and len(found) == len(_ANY_ID.findall(block.data)):
            known.update(map(bytes.decode, found))
        else:
            known.update(chain.from_iterable(map(known_by, block.lines())))
    return frozenset(known)


def lines_with(opener: Opener, sought: Sought) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file, with their numbers, in which something sought may stand."""
    if not any(sought.any_in(block.data) for block in _blocks(opener, counted=False)):
        return
    for block in _blocks(opener, counted=True):
        if sought.any_in(block.data):
            for number, line in enumerate(block.lines(), block.line):
                if sought.any_in(line):
                    yield number, line


def _blocks(opener: Opener, *, counted: bool) -> Iterator[Block]:
    stream = opener()
    if isinstance(stream, Diagnostic):
        return
    with stream:
        for block in blocks(stream, _AT_ONCE):
            yield block
            if not counted:
                block.count = 0  # nobody asks for numbers, and counting takes as long as looking
