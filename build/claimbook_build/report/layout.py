"""Names and values laid out in two columns, wrapped to a width, with nothing in them that acts."""

from collections.abc import Iterable
from textwrap import wrap

from claimbook_build.report.show import show

LONGEST = 2000
"""Characters of one value; the longest text a record may hold."""

_NARROWEST = 20


def lines(title: str, pairs: Iterable[tuple[str, object]], width: int) -> str:
    """Return a title and pairs of name and value as text.

    >>> print(lines("x", [("name", "one two"), ("n", 3)], 10), end="")
    x
    <BLANKLINE>
    name  one two
    n     3
    """
    named = [(show(name, 80), show(str(value), LONGEST).strip()) for name, value in pairs]
    label = max((len(name) for name, _ in named), default=0) + 2
    room = max(width - label, _NARROWEST)
    out = [show(title), ""]
    for name, value in named:
        first, *rest = wrap(value, room, break_long_words=False, break_on_hyphens=False) or [""]
        out.append(f"{name:{label}}{first}")
        out += [f"{'':{label}}{line}" for line in rest]
    return "".join(f"{line.rstrip()}\n" for line in out)
