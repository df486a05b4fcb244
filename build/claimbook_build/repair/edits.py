"""Edits of a text: which go together, and what the text is with them."""

from collections.abc import Iterable

from claimbook.diagnostic import Edit, Fix

_BOM = "\ufeff"
_Stretch = tuple[str, tuple[int, int], tuple[int, int]]


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes, in order, that can be made together with those before them.

    A fix whose edit overlaps, or touches, that of one before it is left for another time.
    """
    taken: list[_Stretch] = []
    chosen: dict[Fix, None] = {}
    for fix in dict.fromkeys(fixes):
        stretches = [_stretch(edit) for edit in fix.edits]
        if not any(_touch(one, other) for one in stretches for other in taken):
            taken += stretches
            chosen[fix] = None
    return list(chosen)


def _stretch(edit: Edit) -> _Stretch:
    place = edit.place
    return place.path, (place.line, place.column), (place.end_line, place.end_column)


def _touch(one: _Stretch, other: _Stretch) -> bool:
    return one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2]


def edited(data: bytes, path: str, edits: Iterable[Edit]) -> bytes:
    """Return a file's bytes with edits made that do not overlap; everything else stays.

    Args:
        data: The file, UTF-8.
        path: Its path. In JSON a byte order mark counts for a column, as its reader has it.
        edits: The edits, all of this file.
    """
    text = data.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) and not path.endswith(".jsonl") else ""
    text = text.removeprefix(mark)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(edits, key=lambda one: one.place, reverse=True):
        place = edit.place
        start = starts[place.line - 1] + place.column - 1
        end = starts[place.end_line - 1] + place.end_column - 1
        text = text[:start] + edit.text + text[end:]
    return (mark + text).encode()
