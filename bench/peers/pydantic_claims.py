"""Idiomatic Pydantic on the lines that ours reads: a claim each, keys in sets, parts beside wholes."""

import json
import sys
from pathlib import Path

from pydantic import ValidationError

from claim_model import Claim

folder = Path(sys.argv[1])
wrong: set[int] = set()
seen: set[str] = set()
with (folder / "dataset/machine/bench/2022-03.jsonl").open("rb") as lines:
    for number, line in enumerate(lines):
        try:
            claim = Claim.model_validate_json(line)
        except ValidationError:
            wrong.add(number)
            continue
        keys = {claim.id, *(figure.id for figure in claim.figures)}
        counts = {figure.measure: figure.nominal for figure in claim.figures}
        stopped = counts.get("missiles_intercepted", 0)
        if not seen.isdisjoint(keys) or stopped > counts.get("missiles_launched", stopped):
            wrong.add(number)
        seen |= keys
print(json.dumps(sorted(wrong)))
