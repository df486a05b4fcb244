"""What an annotation says of a field beyond its type: what it refers to, how it is published.

The derivation (`claimbook.derive.tables`) reads these once; nothing else needs to know them.
"""

from dataclasses import dataclass

from claimbook.columns import Column


@dataclass(frozen=True, slots=True)
class Ref:
    """The field holds the key of a record in one of these tables."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The field holds a code of this vocabulary (``seeds/reference/vocabularies/<name>.yaml``)."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The field holds a code of an official list (``seeds/reference/codes/<name>.csv``)."""

    name: str


@dataclass(frozen=True, slots=True)
class InUnit:
    """The field's number is in this unit."""

    unit: str


@dataclass(frozen=True, slots=True)
class Derives:
    """Columns that a build computes from the field and publishes after it."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The field may be left out and is filled by a build, so that it is never null in a release."""


@dataclass(frozen=True, slots=True)
class Child:
    """The field's items are rows of a table of their own.

    Attributes:
        table: The child table.
        parent: The child's column that holds this record's key.
        value: The child's column that holds the item, where items are plain values.
        description: What the value column means, where items are plain values.
        ordered: Whether the order means something; then the child has a column ``position``.
    """

    table: str
    parent: str
    value: str | None = None
    description: str = ""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Flat:
    """The field is a small object whose fields become columns ``<field>_<name>``."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The field holds locators; they are published as rows of the table ``evidence``."""


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The field serves editing and checking only; a release does not carry it."""
