"""The rows that have the same columns: where their cells are, and the templates of their lines."""

from collections.abc import Sequence
from typing import NamedTuple

from claimbook_build.importing.quick.slot import Filling
from claimbook_build.importing.quick.template import Take, taker

MOST_TEMPLATES = 2**12

Kind = tuple[type, ...]
"""What fills the slots of a row: a text, None, or a `bool`, False, for a number that says nothing.
"""


class Template(NamedTuple):
    """A line with gaps, and the account of the rows that have it.

    Attributes:
        text: The line, as `%` takes it.
        take: Takes what goes into its gaps, from all that a row has.
        numbers: How many cells of numbers are not empty.
        stated: How many of them became a figure.
    """

    text: str
    take: Take
    numbers: int
    stated: int


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


def kind_of(slots: tuple[Filling, ...]) -> Kind:
    """Return the kind of a row.

    >>> kind_of(('"a"', False))
    (<class 'str'>, <class 'bool'>)
    """
    return tuple(map(type, slots))
