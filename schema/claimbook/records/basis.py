"""Why a field holds what the document does not print, or holds nothing."""

from typing import Annotated

from pydantic import Field

from claimbook.records.markers import Code
from claimbook.records.record import Strict
from claimbook.records.types import Text
from claimbook.records.vocabulary import BasisKind


class Basis(Strict):
    """The ground on which a field stands that the document does not state in full."""

    kind: Annotated[
        BasisKind,
        Code("basis_kind"),
        Field(description="Whether the value was inferred, calculated, or is not printed at all."),
    ]
    because: Annotated[
        Text | None,
        Field(description="What it was inferred from. An inferred value must give it (R307)."),
    ] = None
