"""What a mapping says of a table beside its own: of counts that their source put right."""

from typing import Annotated

from pydantic import Field

from claimbook.mapping.value import ColumnName
from claimbook.records.record import Strict
from claimbook.records.types import Text


class Corrections(Strict):
    """A table of days on which counts were put right, and by how much each.

    Its row makes no claim: the count of such a day is in the table itself. It says why that is not
    the sum of the day before and what was added: a link from the one figure to the other.
    """

    date: Annotated[
        ColumnName,
        Field(description="Its column of days, printed as those of `month_of`."),
    ]
    columns: Annotated[
        dict[ColumnName, ColumnName],
        Field(
            min_length=1,
            description="Its columns of differences, each with the column of the count: 0 says "
            "nothing.",
        ),
    ]
    ignored: Annotated[
        dict[ColumnName, Text],
        Field(
            default_factory=dict,
            description="Its columns that tell of none of these counts, each with the reason.",
        ),
    ]
