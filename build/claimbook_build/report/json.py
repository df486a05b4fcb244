"""Diagnostics for programs: a JSON list, never capped, with a JSON Schema."""

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from claimbook.diagnostic import Diagnostic, Place, Severity, in_order
from claimbook_build.report.show import show_character


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


class DiagnosticRow(_Row):
    """One finding."""

    code: str = Field(description="The rule's stable code.", pattern="^R[0-9]{3}$")
    severity: Severity = Field(description="An error fails a check; an info never does.")
    message: str = Field(description="What is wrong.")
    help: str | None = Field(description="How to repair it; null when there is nothing to say.")
    record: str | None = Field(description="Id of the record concerned; null when there is none.")
    related: list[RelatedRow] = Field(description="Further places, in reading order.")


_ROWS: TypeAdapter[list[DiagnosticRow]] = TypeAdapter(list[DiagnosticRow])


def rows(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return findings as plain rows, sorted; the texts are as they came, foreign and unescaped."""
    return [_row(finding) for finding in in_order(list(diagnostics))]


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Render findings as canonical JSON: a finding a line, keys sorted, a final line break.

    Characters that a terminal or an editor would act on, or not show, are escaped as JSON allows.
    """
    lines = [_safe(row) for row in rows(diagnostics)]
    return "[" + ",".join("\n" + line for line in lines) + ("\n]\n" if lines else "]\n")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `render` writes."""
    return _ROWS.json_schema()


def _row(finding: Diagnostic) -> dict[str, object]:
    return {
        **_place(finding.place),
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "record": finding.record,
        "related": [{**_place(other.place), "message": other.message} for other in finding.related],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _safe(row: dict[str, object]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _NON_ASCII.sub(_escape, text)


_NON_ASCII = re.compile(r"[^\x20-\x7e]")


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:  # no JSON text may hold one (RFC 8259, 8.2): spelt out
        return f"\\\\u{number:04x}"
    if show_character(character) == character:
        return character
    return json.dumps(character)[1:-1]
