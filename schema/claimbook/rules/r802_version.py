"""R802: versions go up by as much as the changes demand."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimbook.dataset import Dataset
from claimbook.rules.rule import FileLine, Finding, ReleaseExample, Rule

if TYPE_CHECKING:
    from claimbook.succession import Succession

_MOST = 3
_BREAKS = "so that whoever keeps to the releases of one month is never broken"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare both versions, that of the schema and that of the data, with what changed."""
    found = dataset.succession
    if found is None:
        return
    line = FileLine(*found.declared)
    yield from _schema(found, line)
    changed = found.differs or bool(found.changes)
    if changed and _numbers(found.release) <= _numbers(found.previous):
        message = f"the data changed since {found.previous}, and {found.release} is no later"
        yield Finding(line, message, "declare a later release")


def _schema(found: "Succession", line: FileLine) -> Iterator[Finding]:
    from claimbook.release.diff.bump import demanded, least_version, suffices

    (old, new), level = found.schemas, demanded(found.changes)
    if not suffices(old, new, level):
        least = least_version(old, level)
        why = f": {_told(found)}" if found.changes else ""
        message = f"schema version {new} after {old}, where {least} is the least{why}"
        yield Finding(line, message, f"set SCHEMA_VERSION to `{least}` or more")
    if level == "major" and _numbers(found.release)[:2] == _numbers(found.previous)[:2]:
        message = f"the schema breaks with {found.previous}, a release of the same month"
        yield Finding(line, message, f"wait for the next month, {_BREAKS}")


def _told(found: "Succession") -> str:
    from claimbook.release.diff.bump import happened

    told = [
        f"{happened(change)} (`{change.table}{f'.{change.column}' if change.column else ''}`)"
        for change in found.changes[:_MOST]
    ]
    rest = len(found.changes) - _MOST
    return "; ".join([*told, *([f"and {rest} more"] if rest > 0 else [])])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


RULE = Rule(
    code="R802",
    severity="error",
    scope="release",
    title="Versions go up by as much as the changes of schema and data demand.",
    why="Readers tell by the version whether their queries still hold and their numbers are old.",
    help="declare a version that is high enough",
    example=None,
    release_example=ReleaseExample(
        path="dataset/events/2019/evt_liberation-of-settlements-2019-04.yaml",
        before="place_precision: 6\n",
        after="place_precision: 7\n",
        said_in="pyproject.toml",
        good='[tool.claimbook]\nrelease = "2026.12.0"\n',
        bad='[tool.claimbook]\nrelease = "2026.11.0"\n',
    ),
    check=check,
)
