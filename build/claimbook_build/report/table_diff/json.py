"""Two versions of a table for programs: complete, an item a line, with a JSON Schema."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from claimbook_build.importing.compare.compare import TableComparison
from claimbook_build.importing.compare.difference import (
    HOWS,
    OneSided,
    RowCounts,
    TableDifference,
    VersionFacts,
)
from claimbook_build.importing.compare.version import Version
from claimbook_build.report.surface import in_json


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `report` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:claimbook:schema:table-diff:1",
        **TypeAdapter(TableDifference).json_schema(),
        "additionalProperties": False,
        "title": "What differs between two versions of a table",
    }


def report(found: TableComparison) -> Iterator[str]:
    """Yield one object, complete; its rows and defects are not held in memory."""
    counts = RowCounts(
        **{how: found.counts[how] for how in HOWS}, same=found.same, rewritten=found.rewritten
    )
    yield f'{{\n"mapping":{in_json(found.mapping)}'
    yield f',\n"old":{in_json(asdict(_version(found.old, found.doubles[0])))}'
    yield f',\n"new":{in_json(asdict(_version(found.new, found.doubles[1])))}'
    yield f',\n"equal":{in_json(found.equal)}'
    yield f',\n"numbers":{in_json(asdict(found.numbers))},\n"counts":{in_json(asdict(counts))}'
    yield from _list("columns", map(asdict, found.columns))
    yield from _list("courses", map(asdict, found.cells))
    yield from _list("defects", map(asdict, found.defects))
    sides: tuple[OneSided, ...] = ("added", "removed")
    news = (asdict(change) for how in sides for change in found.defect_changes(how))
    yield from _list("defect_changes", news)
    yield from _list("rows", (asdict(row) for how in HOWS for row in found.rows(how)))
    yield "\n}\n"


def _version(version: Version, doubles: int) -> VersionFacts:
    facts = version.facts
    return VersionFacts(facts.path, facts.sha256, facts.format, facts.complete, facts.rows, doubles)


def _list(name: str, items: Iterable[object]) -> Iterator[str]:
    yield f',\n"{name}":'
    before = "[\n"
    for item in items:
        yield before + in_json(item)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
