"""The rows that have the same columns: where their cells are, and the templates of their lines."""

from collections.abc import Sequence
from typing import NamedTuple

from claimbook_build.importing.quick.slot import Filling
from claimbook_build.importing.quick.template import Gapped, Take, taker

MOST_TEMPLATES = 2**12

Kind = tuple[type, ...]
"""What fills the slots of a row: a text, None, or a `bool`, False, for a number that says nothing.
"""


class Template(NamedTuple):
    """A line with gaps, and the account of the rows that have it.

    Attributes:
        texts: The texts between the gaps.
        take: Takes the texts and what goes into the gaps in their order, from all that a row has
            with these texts behind it.
        numbers: How many cells of numbers are not empty.
        stated: How many of them became a figure.
    """

    texts: tuple[str, ...]
    take: Take
    numbers: int
    stated: int

    def line(self, filling: tuple[Filling, ...]) -> str:
        """Return the line of a row, with its end.

        Args:
            filling: All that a row has, by position.
        """
        return "".join(self.take((*filling, *self.texts)))


def template_of(gapped: Gapped, width: int, numbers: int, stated: int) -> Template:
    """Return a line with gaps as a template.

    Args:
        gapped: The line.
        width: How many things a row has.
        numbers: How many cells of numbers are not empty.
        stated: How many of them became a figure.

    >>> template_of(Gapped(("<", "|", ">"), (1, 0)), 2, 0, 0).line(("a", "b"))
    '<b|a>'
    """
    places = [place for at, gap in enumerate(gapped.gaps) for place in (width + at, gap)]
    places.append(width + len(gapped.gaps))
    return Template(gapped.texts, taker(places), numbers, stated)


class Layout:
    """The columns of a row.

    Attributes:
        columns: The columns.
        cells: Takes the cells that are read, None for those that the row has not.
        templates: How rows of each kind are written.
        unlike: Kinds of rows that no template writes.
    """

    def __init__(self, columns: tuple[str, ...], read: Sequence[str]) -> None:
        places = {name: at for at, name in enumerate(columns)}
        take = taker(places.get(name, len(columns)) for name in read)
        whole = all(name in places for name in read)
        self.cells: Take = take if whole else lambda values: take((*values, None))
        self.columns = columns
        self.templates: dict[Kind, Template] = {}
        self.unlike: set[Kind] = set()

    def learn(self, kind: Kind, template: Template) -> None:
        """Remember how rows of a kind are written."""
        if len(self.templates) >= MOST_TEMPLATES:
            self.templates.clear()
        self.templates[kind] = template

    def leave(self, kind: Kind) -> None:
        """Remember that rows of a kind go the long way."""
        if len(self.unlike) < MOST_TEMPLATES:
            self.unlike.add(kind)
