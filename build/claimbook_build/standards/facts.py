"""What every description of a release says alike: title, publisher, licence, subjects, columns."""

import json
from dataclasses import dataclass, field
from functools import cache

from claimbook.columns import Column, Table
from claimbook.release.manifest import Manifest, TableEntry

DESCRIPTION = (
    "Who said which number, when, as of when, in which document and in which words: war reporting "
    "as checked, versioned, queryable records. Conflicting figures stand side by side, and what "
    "was revised or retracted is kept. Not a verified toll, not a sample, not summable by default."
)
KEYWORDS = ("provenance", "open-source intelligence", "conflict data", "claims", "Ukraine")
"""Those of the project's own CITATION.cff."""

PARQUET_MEDIA_TYPE = "application/vnd.apache.parquet"
"""As registered with IANA; Croissant alone asks for an older, unregistered name."""

_LICENCES = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "MIT": ("MIT License", "https://spdx.org/licenses/MIT.html"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A table of a release, with what is declared of its columns.

    Attributes:
        entry: What the manifest says of it.
        grain: What one row is; empty for a table that is no longer declared.
        columns: What is declared of its columns, by name, as far as the type is still the same.
    """

    entry: TableEntry
    grain: str = ""
    columns: dict[str, Column] = field(default_factory=dict)

    def words(self, name: str) -> str:
        """Return what a column means, as the release says."""
        return next(c.description for c in self.entry.columns if c.name == name)


def described(manifest: Manifest) -> tuple[Described, ...]:
    """Return the tables of a release in its order, with what is declared of them."""
    found = []
    for entry in manifest.tables:
        table = _declared().get(entry.name)
        if table is None:
            found.append(Described(entry))
            continue
        types = {column.name: column.type for column in entry.columns}
        same = {c.name: c for c in table.columns if types.get(c.name) == c.type}
        found.append(Described(entry, table.grain, same))
    return tuple(found)


@cache
def _declared() -> dict[str, Table]:
    from claimbook.derive.tables import tables
    from claimbook_build.build.flat import NAME, figures_flat_table

    return {**tables(), NAME: figures_flat_table()}


def publisher(manifest: Manifest) -> str:
    """Return who publishes: the body of contributors, as in the project's CITATION.cff."""
    return f"The {manifest.dataset} contributors"


def licences(manifest: Manifest) -> list[tuple[str, str, str]]:
    """Return identifier, title and address of each licence that holds, ours first.

    One that we have no words for has SPDX's page.
    """
    return [
        (name, *_LICENCES.get(name, (name, f"https://spdx.org/licenses/{name}.html")))
        for name in manifest.licence.split(" AND ")
    ]


def licence_addresses(manifest: Manifest) -> str | list[str]:
    """Return the licence's address, or those of several, as JSON-LD has one value or some."""
    found = [address for _, _, address in licences(manifest)]
    return found if len(found) > 1 else found[0]


def issued(manifest: Manifest) -> str:
    """Return when the release was made: the day of its commit, else the month of its version.

    No clock is read, so that a second build says the same.
    """
    if manifest.commit_date is not None:
        return manifest.commit_date[:10]
    year, month, _ = manifest.release.split(".")
    return f"{year}-{int(month):02}"


def json_text(value: object) -> str:
    r"""Return JSON that may stand inside a page of HTML as well: `<`, `>` and `&` are escaped.

    >>> print(json_text({"name": "</script>"}), end="")
    {
      "name": "\u003c/script\u003e"
    }
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"
