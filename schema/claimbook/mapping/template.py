"""Texts put together: words of ours with the names of columns in braces."""

import string
from typing import TypeAlias

from claimbook.errors import ClaimbookError

Piece: TypeAlias = tuple[str, str | None]
"""Words, and the column whose value follows them; None: none does."""


class TemplateError(ClaimbookError):
    """A text with braces that name no columns."""


def template_pieces(text: str) -> tuple[Piece, ...]:
    """Return a text cut up at its columns.

    Raises:
        TemplateError: Its braces hold something else than the name of a column.

    >>> template_pieces("at least {low}, {{best}}")
    (('at least ', 'low'), (', {', None), ('best}', None))
    >>> template_pieces("{}")
    Traceback (most recent call last):
        ...
    claimbook.mapping.template.TemplateError: `{}`: braces hold the name of a column, nothing else
    """
    fault = TemplateError(f"`{text}`: braces hold the name of a column, nothing else")
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        raise fault from None
    if any(name == "" or form or conversion for _, name, form, conversion in parsed):
        raise fault
    return tuple((literal, name) for literal, name, _, _ in parsed)
