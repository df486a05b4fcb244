"""jsonschema: every row against the JSON Schema, all errors; ids and wholes in Python beside it."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

from record import json_schema, report

folder = Path(sys.argv[1])
validator = Draft202012Validator(json_schema(folder))
wrong: set[int] = set()
seen: set[str] = set()
with (folder / "figures.jsonl").open("rb") as lines:
    for number, line in enumerate(lines):
        row = json.loads(line)
        if (
            any(True for _ in validator.iter_errors(row))
            or row["low"] > row["best"]
            or row["best"] > row["high"]
            or row["id"] in seen
        ):
            wrong.add(number)
        seen.add(row["id"])
report(wrong)
