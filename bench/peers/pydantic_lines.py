"""Idiomatic Pydantic: a strict model, a line each, keys and references in sets."""

import sys
from pathlib import Path

from pydantic import ValidationError

from flat_row import Row
from record import report

folder = Path(sys.argv[1])
wrong: set[int] = set()
seen: set[str] = set()
launched: dict[str, int] = {}
with (folder / "figures.jsonl").open("rb") as lines:
    for number, line in enumerate(lines):
        try:
            row = Row.model_validate_json(line)
        except ValidationError:
            wrong.add(number)
            continue
        if row.id in seen:
            wrong.add(number)
        seen.add(row.id)
        if row.measure == "missiles_launched":
            launched[row.claim] = row.nominal
        elif row.nominal > launched.get(row.claim, row.nominal):
            wrong.add(number)
report(wrong)
