"""Labels: every name and variant of an actor, place or item."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.markers import Child, Code
from claimbook.records.record import Published, Strict
from claimbook.records.types import Label as LabelText
from claimbook.records.types import Language
from claimbook.records.vocabulary import LabelKind


class Label(Strict):
    """One name of a record in one language."""

    TABLE: ClassVar[Published] = Published(
        table="labels",
        grain="One name of an actor, place or item in one language.",
        key=("record", "language", "text"),
        parents=(("record", "actors,places,items", "The actor, place or item so named."),),
    )

    language: Annotated[Language, Field(description="Language of the name, BCP 47.")]
    text: Annotated[LabelText, Field(description="The name itself.")]
    kind: Annotated[
        LabelKind,
        Code("label_kind"),
        Field(description="Whether it is the usual name, another name, or a transliteration."),
    ]


Labels = Annotated[
    tuple[Label, ...],
    Child("labels", "record"),
    Field(description="Further names and spellings."),
]
"""The names of an actor, place or item besides its usual English one."""
