"""What is tried, and which tests may notice it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
VALUES = "schema/claimbook/values"


@dataclass(frozen=True, slots=True)
class Area:
    """Source files and the tests that are there for them.

    Attributes:
        name: What a report calls it, and `make mutants` takes.
        sources: The files, as patterns below the repository.
        tests: Folders, files or doctests, below the repository.
    """

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]

    def files(self) -> list[Path]:
        """Return the source files, in order."""
        return sorted(path for pattern in self.sources for path in REPOSITORY.glob(pattern))


def _of_values(name: str, sources: tuple[str, ...], *tests: str) -> Area:
    found = (f"tests/values/test_{test}.py" for test in tests)
    paths = tuple(f"{VALUES}/{source}" for source in sources)
    doctests = (path.removesuffix("/*.py") for path in paths)
    return Area(name, paths, (*found, *doctests))


AREAS = (
    _of_values("wording", ("wording/*.py",), "wording", "wording_scan", "lexeme"),
    _of_values("number_token", ("number_token.py",), "number_token"),
    _of_values("edtf", ("edtf.py", "edtf_bounds.py", "edtf_date.py"), "edtf", "edtf_bounds"),
    _of_values("instant", ("instant.py", "time_zone.py"), "instant", "edtf", "edtf_bounds"),
    _of_values(
        "date_wording",
        ("date_wording.py", "date_phrase/*.py"),
        "date_wording",
        "date_wording_roundtrip",
    ),
    _of_values("evidence", ("evidence.py", "seal.py"), "evidence"),
    _of_values("text", ("text.py",), "text"),
    _of_values("identifier", ("identifier.py",), "identifier"),
    _of_values("web_address", ("web_address.py",), "web_address"),
    _of_values("host", ("host.py",), "host"),
    _of_values("language", ("language.py",), "language"),
    _of_values("circle", ("circle.py",), "circle"),
    Area(
        "rules",
        ("schema/claimbook/rules/r[0-9]*.py",),
        ("tests/rules", "tests/repair", "schema/claimbook/rules"),
    ),
)

AT_IMPORT = frozenset(
    (
        "claimbook.values.wording.magnitude._cap",
        "claimbook.values.wording.magnitude._of_plurals",
        "claimbook.values.wording.magnitude._of_vague_words",
        "claimbook.values.wording.qualifying._by_first_word",
    )
)
"""Functions that have done their work before a mutant can take their place: none is tried."""


def areas(names: list[str]) -> list[Area]:
    """Return the areas of these names, all when there are none."""
    unknown = set(names) - {area.name for area in AREAS}
    if unknown:
        known = ", ".join(area.name for area in AREAS)
        raise SystemExit(f"no such module: {', '.join(sorted(unknown))}; there are {known}")
    return [area for area in AREAS if not names or area.name in names]
