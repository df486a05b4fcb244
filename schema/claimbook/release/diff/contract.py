"""What a release promises of its tables: the part of it that readers' code rests upon."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimbook.errors import ClaimbookError

SCHEMA_NAME = "schema.json"
"""The file of a release that holds its contract."""

MAX_CONTRACT_BYTES = 16 * 1024 * 1024
"""A contract of 200 tables of 100 described columns takes about 8 MiB."""


class ContractError(ClaimbookError):
    """The bytes are no contract."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContractColumn(_Part):
    """A column of a table or view, or a parameter of a macro."""

    name: str = Field(description="Its name.")
    type: str = Field(default="", description="Its type in DuckDB's spelling; empty: any.")
    description: str = Field(default="", description="What a value means.")
    nullable: bool | None = Field(default=None, description="Whether null may stand in it.")
    unit: str | None = Field(default=None, description="The unit of its numbers.")
    vocabulary: str | None = Field(default=None, description="The code list of its codes.")
    references: tuple[str, ...] = Field(default=(), description="Tables whose keys it holds.")
    field_id: int | None = Field(default=None, description="Its identity, which no renaming ends.")


class ContractTable(_Part):
    """A table, a view or a macro."""

    name: str = Field(description="Its name in SQL.")
    kind: Literal["table", "view", "macro"] = Field(default="table", description="What it is.")
    grain: str | None = Field(default=None, description="What one row is.")
    columns: tuple[ContractColumn, ...] = Field(description="Its columns, or its parameters.")
    primary_key: tuple[str, ...] = Field(default=(), description="Columns that name one row.")
    sort_order: tuple[str, ...] = Field(default=(), description="Columns it is sorted by.")

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return tuple(column.name for column in self.columns)


class CodeList(_Part):
    """A vocabulary."""

    name: str = Field(description="Its name.")
    open: bool = Field(description="Whether it grows with the data: readers expect new codes.")
    codes: tuple[str, ...] = Field(description="Its codes.")


class Definition(_Part):
    """A file that defines views or macros."""

    file: str = Field(description="Its name.")
    sha256: str = Field(description="SHA-256 of its bytes.")


class Contract(_Part):
    """All that a release promises of its tables."""

    version: str = Field(description="Version of the schema (SemVer), as declared.")
    tables: tuple[ContractTable, ...] = Field(description="Tables, views and macros.")
    code_lists: tuple[CodeList, ...] = Field(default=(), description="The vocabularies.")
    definitions: tuple[Definition, ...] = Field(default=(), description="Files of the views.")

    def table(self, name: str) -> ContractTable | None:
        """Return a published table, or None."""
        found = (each for each in self.tables if each.name == name and each.kind == "table")
        return next(found, None)


def read_contract(data: bytes) -> Contract:
    """Read a contract that was written as JSON.

    Raises:
        ContractError: It is none.
    """
    try:
        return Contract.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise ContractError(f"{where or 'contract'}: {said}") from None
