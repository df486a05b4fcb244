"""What a change would do to files, as a unified difference that may be shown anywhere."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff

from claimbook_build.report.show import show

_LINE_LIMIT = 10_000
_COLOURS = {"+": "32", "-": "31", "@": "36"}


def difference(
    before: Mapping[str, bytes], after: Mapping[str, bytes], *, color: bool = False
) -> str:
    r"""Return the difference of files as text that ends with a line break, or nothing.

    Line ends and characters that cannot be seen are shown as escapes, for they may be all that
    changes.

    >>> print(difference({"a": b"x: 1\r\n"}, {"a": b"x: 1\n"}), end="")
    --- a
    +++ a
    @@ -1 +1 @@
    -x: 1\r
    +x: 1
    """
    return "".join(f"{line}\n" for path in after for line in _lines(path, before, after, color))


def _lines(
    path: str, before: Mapping[str, bytes], after: Mapping[str, bytes], color: bool
) -> Iterator[str]:
    old, new = (_split(files[path]) for files in (before, after))
    name = show(path)
    for line in unified_diff(old, new, name, name, lineterm=""):
        shown = line[:1] + show(line[1:], _LINE_LIMIT)
        head = line.startswith(("---", "+++"))
        paint = _COLOURS.get(line[:1]) if color and not head else None
        yield f"\x1b[{paint}m{shown}\x1b[0m" if paint else shown


def _split(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    elif text:
        lines[-1] += " (no line end)"
    return lines
