"""Tombstones: identifiers that were minted once and must never be used again."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.record import Published, Record
from claimbook.records.types import AnyId, Release, Text


class Retired(Record):
    """One record that left the dataset."""

    TABLE: ClassVar[Published] = Published(
        table="retired", grain="One record that left the dataset.", key=("record",)
    )

    record: Annotated[
        AnyId, Field(description="Its identifier, which must not be used again (R203).")
    ]
    reason: Annotated[Text, Field(description="Why it left.")]
    replaced_by: Annotated[
        AnyId | None, Field(description="The record that took its place; null: none.")
    ] = None
    in_release: Annotated[
        Release | None, Field(description="The release that first lacks it; null: the next.")
    ] = None
