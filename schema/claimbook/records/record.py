"""What every record type shares: strictness, and a place in the published tables."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from claimbook.records.markers import Unpublished
from claimbook.records.types import Text


@dataclass(frozen=True, slots=True)
class Published:
    """How the records of one type are published.

    Attributes:
        table: The table that holds them.
        grain: What one row is.
        key: The columns whose values together are unique.
        order: The columns by which rows are sorted before the key.
        parents: Columns that hold the key of the record in which this one is nested.
    """

    table: str
    grain: str
    key: tuple[str, ...] = ("id",)
    order: tuple[str, ...] = ()
    parents: tuple[tuple[str, str, str], ...] = ()


class Strict(BaseModel):
    """A value that refuses what it does not know: no coercion, no extra keys, no change."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        cache_strings="keys",
        use_attribute_docstrings=False,
        defer_build=True,  # no command validates by every model, and each takes a millisecond
    )


class Waiver(Strict):
    """A rule that this record is allowed to break, with the reason (R900)."""

    rule: Annotated[str, Field(pattern="^R[0-9]{3}$", description="The code of the rule.")]
    because: Annotated[
        str,
        Field(
            min_length=8,
            max_length=500,
            pattern="^[^ \n][^\n]*[^ \n]$",
            description="Why the record is right all the same.",
        ),
    ]


class Record(Strict):
    """A record that is published as rows of a table."""

    TABLE: ClassVar[Published]

    note: Annotated[
        Text | None,
        Field(description="A remark by the editors; null when there is none."),
    ] = None
    embargo_until: Annotated[
        str | None,
        Field(
            pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            description="Last day on which releases withhold the exact place: coordinates, or the "
            "place of an event or figure; null: nothing is withheld.",
        ),
    ] = None
    waive: Annotated[
        tuple[Waiver, ...],
        Unpublished(),
        Field(description="Rules that the record may break, each with its reason."),
    ] = ()
