"""Diagnostics for programs: a JSON list, never capped, with a JSON Schema."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from claimbook.diagnostic import Diagnostic, Fix, Place, Severity, in_order
from claimbook_build.report.findings import Findings
from claimbook_build.report.surface import in_json


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    path: str = Field(description="Path of the file, with forward slashes.")
    line: int = Field(ge=1, description="First line, from 1.")
    column: int = Field(ge=1, description="First column, from 1, in Unicode code points.")
    end_line: int = Field(ge=1, description="Line of the end, from 1.")
    end_column: int = Field(ge=1, description="Column just past the last character, from 1.")


class RelatedRow(_Row):
    """Another place that one needs in order to judge a finding."""

    message: str = Field(description="What stands there.")


class EditRow(_Row):
    """A text to be written in place of a stretch of a file."""

    text: str = Field(description="What to write there, quotes and escapes included.")


class FixRow(BaseModel):
    """A repair that `claimbook check --fix` makes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str = Field(description="What it does.")
    edits: list[EditRow] = Field(description="What to write where: all of it, or nothing.")


class DiagnosticRow(_Row):
    """One finding."""

    code: str = Field(description="The rule's stable code.", pattern="^R[0-9]{3}$")
    severity: Severity = Field(description="An error fails a check, the others with --fail-on.")
    message: str = Field(description="What is wrong.")
    help: str | None = Field(description="How to repair it; null when there is nothing to say.")
    record: str | None = Field(description="Id of the record concerned; null when there is none.")
    related: list[RelatedRow] = Field(description="Further places, in reading order.")
    fix: FixRow | None = Field(description="The safe repair; null when there is none.")


_ROWS: TypeAdapter[list[DiagnosticRow]] = TypeAdapter(list[DiagnosticRow])


def report(findings: Findings) -> Iterator[str]:
    """Yield one list of all findings, a line each."""
    yield from _pieces(findings.diagnostics)


def rows(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return findings as plain rows, sorted; the texts are as they came, foreign and unescaped."""
    return [row(finding) for finding in in_order(list(diagnostics))]


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Render findings as canonical JSON: a finding a line, keys sorted, a final line break.

    Characters that a terminal or an editor would act on, or not show, are escaped as JSON allows.
    """
    return "".join(_pieces(in_order(list(diagnostics))))


def _pieces(findings: Iterable[Diagnostic]) -> Iterator[str]:
    before, after = "[\n", "[]\n"
    for finding in findings:
        yield before + in_json(row(finding))
        before, after = ",\n", "\n]\n"
    yield after


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `report` writes; of a line of `jsonl`, `$defs` has it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:claimbook:schema:diagnostics:1",
        "title": "Findings of claimbook check",
        **_ROWS.json_schema(),
    }


def row(finding: Diagnostic) -> dict[str, object]:
    """Return a finding as a plain row; its texts are as they came, foreign and unescaped."""
    return {
        **_place(finding.place),
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "record": finding.record,
        "related": [{**_place(other.place), "message": other.message} for other in finding.related],
        "fix": _fix(finding.fix),
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "edits": edits}


def _place(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
