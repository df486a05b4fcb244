"""Texts put together: words of ours with the names of columns in braces."""

import re
from typing import TypeAlias

from claimbook.errors import ClaimbookError

Piece: TypeAlias = tuple[str, str | None]
"""Words, and the column whose value follows them; None: none does."""


_MARK = re.compile(r"(?P<brace>[{](?=[{])|[}](?=[}]))[{}]|[{](?P<name>[^{}]+)[}]|[{}]")
"""Two braces that mean one, a column in braces, or a brace that stands alone.

The name of a column may hold any other sign: `deaths: total`, `sure!`.
"""


class TemplateError(ClaimbookError):
    """A text with braces that name no columns."""


def template_pieces(text: str) -> tuple[Piece, ...]:
    """Return a text cut up at its columns.

    Raises:
        TemplateError: Its braces hold something else than the name of a column.

    >>> template_pieces("at least {low}, {{best}}")
    (('at least ', 'low'), (', {best}', None))
    >>> template_pieces("{deaths: total} dead")
    (('', 'deaths: total'), (' dead', None))
    >>> template_pieces("{}")
    Traceback (most recent call last):
        ...
    claimbook.mapping.template.TemplateError: `{}`: braces hold the name of a column, nothing else
    """
    pieces: list[Piece] = []
    words, at = "", 0
    for mark in _MARK.finditer(text):
        words += text[at : mark.start()]
        at = mark.end()
        if mark["brace"]:
            words += mark["brace"]
        elif mark["name"]:
            pieces.append((words, mark["name"]))
            words = ""
        else:
            raise TemplateError(f"`{text}`: braces hold the name of a column, nothing else")
    words += text[at:]
    return (*pieces, (words, None)) if words else tuple(pieces)
