"""An audit for programs: one object, with a JSON Schema."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from claimbook_build.importing.audit.audit import Audit
from claimbook_build.report.surface import in_json


def report(audit: Audit) -> Iterator[str]:
    """Yield the audit as one object.

    Characters that a terminal or an editor would act on, or not show, are escaped as JSON allows.
    """
    yield in_json(asdict(audit), indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `report` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:claimbook:schema:audit:1",
        **TypeAdapter(Audit).json_schema(),
        "additionalProperties": False,
        "title": "What is wrong with a table",
    }
