"""The project's own models and nothing else, a line each: what the quick path replaces.

    python bench/own_models.py FOLDER

Form alone: no rule on several records, no reference looked up, no place told.
"""

import json
import sys
from pathlib import Path

from pydantic import ValidationError

from claimbook.records.files import MachineClaim

wrong: list[int] = []
with Path(sys.argv[1], "dataset/machine/bench/2022-03.jsonl").open("rb") as lines:
    for number, line in enumerate(lines):
        try:
            MachineClaim.model_validate_json(line)
        except ValidationError:
            wrong.append(number)
print(json.dumps(wrong))
