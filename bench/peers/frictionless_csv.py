"""frictionless: a table schema with constraints over the CSV form."""

import sys
from pathlib import Path

from frictionless import Checklist, Resource, Schema, system

from record import CODES, NUMBERS, PATTERNS, known, report
from table_columns import COLUMNS

folder = Path(sys.argv[1])
keys = known(folder)
references = {"event": "events", "claimant": "actors", "document": "documents"}
fields = []
for name in COLUMNS:
    kind = "integer" if name in (*NUMBERS, "span_start", "span_end") else "string"
    constraints: dict[str, object] = {"required": True}
    if name in PATTERNS:
        constraints["pattern"] = PATTERNS[name]
    if name in CODES or name in references:
        constraints["enum"] = CODES.get(name) or keys[references[name]]
    if name == "id":
        constraints["unique"] = True
    fields.append({"name": name, "type": kind, "constraints": constraints})
checks = ["low <= best", "best <= high", "span_start < span_end"]
checklist = Checklist.from_descriptor(
    {"checks": [{"type": "row-constraint", "formula": formula} for formula in checks]}
)
with system.use_context(trusted=True):
    resource = Resource(
        path=str(folder / "figures.csv"), schema=Schema.from_descriptor({"fields": fields})
    )
    told = resource.validate(checklist, limit_errors=10_000_000)
report({row - 2 for (row,) in told.flatten(["rowNumber"]) if row})
