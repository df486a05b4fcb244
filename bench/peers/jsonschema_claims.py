"""jsonschema on the lines that ours reads: a claim each against the project's published JSON Schema."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

folder = Path(sys.argv[1])
validator = Draft202012Validator(
    json.loads((folder / "schemas/claim_line.schema.json").read_text())
)
wrong: set[int] = set()
seen: set[str] = set()
with (folder / "dataset/machine/bench/2022-03.jsonl").open("rb") as lines:
    for number, line in enumerate(lines):
        claim = json.loads(line)
        keys = {claim["id"], *(figure["id"] for figure in claim["figures"])}
        if any(True for _ in validator.iter_errors(claim)) or not seen.isdisjoint(keys):
            wrong.add(number)
        seen |= keys
print(json.dumps(sorted(wrong)))
