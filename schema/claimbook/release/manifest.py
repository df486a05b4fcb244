"""The manifest of a release: the only file a client must trust, for its hashes cover the rest."""

from collections import Counter
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from claimbook.columns import ColumnType
from claimbook.errors import ClaimbookError
from claimbook.release.json_file import read_json, write_json

MANIFEST_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"
"""The two files that cannot list themselves: every other file of a release is in the manifest."""

MAX_MANIFEST_BYTES = 4 * 1024 * 1024
"""A manifest of 100 tables of 100 described columns takes about 3 MiB."""

_MAX_FIELD = 2**31 - 1  # Parquet's identifiers of fields are 32-bit numbers
_MAX_BYTES = 2**53 - 1  # the largest whole number that every JSON reader keeps
_TOP_FILES = frozenset({"CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "schema-diff.json"})
_NAME = r"[a-z][a-z0-9_]{0,62}"
_SPDX = r"[A-Za-z0-9][A-Za-z0-9.+-]{0,62}"

VERSION_PATTERN = r"^[1-9][0-9]{3}\.([1-9]|1[0-2])\.(0|[1-9][0-9]{0,5})$"
"""A dataset's calendar version, YYYY.M.N, without zero padding."""


class ManifestError(ClaimbookError):
    """The bytes are no manifest, or one that contradicts itself."""


def _simple_file_name(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    plain = stem.replace("_", "a").isalnum() and stem[:1].isalpha() and stem == stem.lower()
    if name in _TOP_FILES or (dot and plain and suffix in _SUFFIXES):
        return name
    raise ValueError("not a file name that a release may hold")


_SUFFIXES = frozenset({"csv", "duckdb", "html", "json", "jsonld", "md", "parquet", "sql", "txt"})

Name = Annotated[str, Field(pattern=f"^{_NAME}$")]
FileName = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_.-]{1,80}$"), AfterValidator(_simple_file_name)
]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Size = Annotated[int, Field(ge=0, le=_MAX_BYTES)]
SemVer = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}$")]
ToolVersion = Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z.+!-]{0,31}$")]
ReleaseVersion = Annotated[str, Field(pattern=VERSION_PATTERN)]


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class ColumnEntry(_Entry):
    """One column of a published table."""

    name: Name = Field(description="The column's name, as in the Parquet file.")
    type: ColumnType = Field(description="Its type in DuckDB's spelling; [] marks a list.")
    description: str = Field(
        min_length=1, max_length=2000, description="What a value means, with its unit."
    )
    digest: Sha256 | None = Field(
        default=None, description="Its logical digest, the same whatever wrote the file."
    )
    field_id: int | None = Field(
        default=None,
        ge=1,
        le=_MAX_FIELD,
        description="Its identity in the table; names may change.",
    )


class FileEntry(_Entry):
    """One file of a release that is not a table: a view, the licence, a description."""

    file: FileName = Field(description="Name inside the release's folder; releases are flat.")
    bytes: Size = Field(description="Length of the file in bytes.")
    sha256: Sha256 = Field(description="SHA-256 of its bytes, in lower-case hexadecimal.")

    @model_validator(mode="after")
    def _is_no_table(self) -> Self:
        if self.file.endswith(".parquet"):
            raise ValueError("a Parquet file belongs under tables")
        return self


class TableEntry(_Entry):
    """One published table and the Parquet file that holds it."""

    name: Name = Field(description="The table's name in SQL.")
    file: FileName = Field(description="Its file: the name and .parquet.")
    bytes: Size = Field(description="Length of the file in bytes.")
    sha256: Sha256 = Field(description="SHA-256 of its bytes, in lower-case hexadecimal.")
    rows: Size = Field(description="Number of rows.")
    columns: tuple[ColumnEntry, ...] = Field(
        min_length=1, description="The columns, in the order of the file."
    )
    primary_key: tuple[Name, ...] = Field(
        description="Columns whose values together name one row; empty when nothing does."
    )
    sort_order: tuple[Name, ...] = Field(
        description="Columns by which rows are sorted, ascending, the first the slowest."
    )
    logical_digest: Sha256 | None = Field(
        default=None, description="Digest of names, types and the columns' digests."
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        names = [column.name for column in self.columns]
        if self.file != f"{self.name}.parquet":
            raise ValueError(f"the file of table {self.name} must be {self.name}.parquet")
        for what, listed in (
            ("columns", names),
            ("primary_key", self.primary_key),
            ("sort_order", self.sort_order),
        ):
            if len(set(listed)) != len(listed):
                raise ValueError(f"{what} of table {self.name} has a repeated name")
            if not set(listed) <= set(names):
                raise ValueError(f"{what} of table {self.name} names a column it does not have")
        return self


class PreviousEntry(_Entry):
    """The release before, to which the tables `changes` and `keys` compare this one."""

    release: ReleaseVersion = Field(description="Its version.")
    manifest_sha256: Sha256 = Field(description="SHA-256 of its manifest.")


class Manifest(_Entry):
    """What a release holds. Every field is set by its content: no clock, host or path."""

    dataset: Name = Field(description="Short name of the dataset.")
    release: ReleaseVersion = Field(
        description="The dataset's calendar version, YYYY.M.N without zero padding."
    )
    schema_version: SemVer = Field(description="Version of the tables' schema (SemVer).")
    licence: Annotated[str, Field(pattern=f"^{_SPDX}( (AND|OR|WITH) {_SPDX}){{0,7}}$")] = Field(
        description="Licence of the data, an SPDX expression."
    )
    code_version: SemVer = Field(description="Version of the code that built it (SemVer).")
    commit: Annotated[str, Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")] | None = Field(
        description="Hash of the git commit that was built; null when not known."
    )
    commit_date: (
        Annotated[
            str,
            Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
        ]
        | None
    ) = Field(description="When that commit was made, in UTC (ISO 8601); null when not known.")
    previous: PreviousEntry | None = Field(
        default=None, description="The release before; null when there was none."
    )
    toolchain: dict[Name, ToolVersion] = Field(
        default={}, description="Versions of the tools that decide bytes; empty when not known."
    )
    tables: tuple[TableEntry, ...] = Field(min_length=1, description="The tables.")
    files: tuple[FileEntry, ...] = Field(
        description="The other files; view_*.sql are executed in this order."
    )

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = Counter(entry.file.casefold() for entry in self.entries())
        if repeated := sorted(name for name, times in names.items() if times > 1):
            raise ValueError(f"listed more than once: {', '.join(repeated)}")
        if MANIFEST_NAME in names:
            raise ValueError("a manifest cannot list itself")
        return self

    def entries(self) -> tuple[TableEntry | FileEntry, ...]:
        """Return every file the manifest answers for: tables first, then the rest."""
        return (*self.tables, *self.files)

    def table(self, name: str) -> TableEntry:
        """Return a table's entry.

        Raises:
            ManifestError: There is no table of that name.
        """
        for entry in self.tables:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.tables)
        raise ManifestError(f"no table {name!r} in release {self.release}; it has {known}")

    def views(self) -> tuple[FileEntry, ...]:
        """Return the SQL files that define views and macros, in the order to execute them."""
        return tuple(
            entry
            for entry in self.files
            if entry.file.startswith("view_") and entry.file.endswith(".sql")
        )


def write_manifest(manifest: Manifest) -> bytes:
    """Return the canonical bytes: sorted keys, two spaces, UTF-8, one newline at the end."""
    return write_json(manifest)


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest that may come from anywhere.

    Raises:
        ManifestError: The bytes are too many, no strict JSON (repeated keys and NaN are refused),
            or not as the model demands; the message lists every fault.
    """
    return read_json(data, Manifest, limit=MAX_MANIFEST_BYTES, error=ManifestError)
