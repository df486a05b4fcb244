"""Items: what is fired, flown, lost or sent, as a tree from the general to the model."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.label import Labels
from claimbook.records.record import Published, Record
from claimbook.records.types import ItemId, Wikidata
from claimbook.records.types import Label as LabelText


class Item(Record):
    """A kind of thing."""

    TABLE: ClassVar[Published] = Published(table="items", grain="One kind of thing.")

    id: Annotated[ItemId, Field(description="Identifier, `itm_` and a slug.")]
    name: Annotated[LabelText, Field(description="The usual English name, in the singular.")]
    kind_of: Annotated[
        ItemId | None,
        Field(description="The wider kind; null: a root. Must not run in a circle (R206)."),
    ] = None
    wikidata: Annotated[
        Wikidata | None, Field(description="Wikidata item; null: not certain, or none.")
    ] = None
    labels: Labels = ()
