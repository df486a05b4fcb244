"""Entries of the changelog: what changed in the data between two releases, and why."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.markers import Code
from claimbook.records.record import Published, Strict
from claimbook.records.types import AnyId, CodeText, Release
from claimbook.records.vocabulary import ChangelogKind, ChangeReason
from claimbook.values.identifier import MAX_LENGTH

FOLDER = "dataset/changelog/"
"""Where entries stand, those of the next release beside those of every release before."""

SLUG_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"


class Fragment(Strict):
    """One entry of the changelog, which gives the reason for changes of what was published.

    It is no table of its own: its text is in the release's changelog, and the changes that it
    answers for name it.
    """

    TABLE: ClassVar[Published] = Published(
        table="changelog", grain="One entry of the changelog of one release."
    )

    id: Annotated[
        str,
        Field(
            pattern=f"^{SLUG_PATTERN}$",
            max_length=MAX_LENGTH,
            description="A slug, that of the file's name (R108).",
        ),
    ]
    kind: Annotated[
        ChangelogKind, Code("changelog_kind"), Field(description="Under which heading it stands.")
    ]
    summary: Annotated[
        str,
        Field(
            min_length=8,
            max_length=500,
            pattern="^[^ \n][^\n]*[^ \n]$",
            description="What changed, for those who use the data, in our own words.",
        ),
    ]
    reason: Annotated[ChangeReason, Code("change_reason"), Field(description="Why it changed.")]
    records: Annotated[
        tuple[AnyId, ...],
        Field(
            description="Records whose rows it answers for, those of lists in them too; "
            "empty: those of whole tables."
        ),
    ] = ()
    tables: Annotated[
        tuple[CodeText, ...],
        Field(
            description="Tables it answers for (R804), of those records if some are named; empty: "
            "every table that has rows of the records."
        ),
    ] = ()
    in_release: Annotated[
        Release | None,
        Field(description="The release whose changelog it is part of; null: the next."),
    ] = None
