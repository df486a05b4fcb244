"""Which file a table was read from, and how far: what an audit and a comparison both tell."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from claimbook_build.importing.closed import Closed, Number


@dataclass(frozen=True, slots=True)
class FileFacts(Closed):
    """A file of a table, as it was read."""

    path: Annotated[str, Field(description="The file, as it was named.")]
    sha256: Annotated[
        str | None, Field(description="SHA-256 of the file as it lies; null: not a file.")
    ]
    format: Annotated[str | None, Field(description="Its format; null: it could not be told.")]
    complete: Annotated[bool, Field(description="Whether it was read to its end.")]
    rows: Annotated[Number, Field(description="Rows, as far as it was read.")]
