"""check-jsonschema on the lines that ours reads, as one JSON list; it names the claim, no line."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

folder = Path(sys.argv[1])
claim = json.loads((folder / "schemas/claim_line.schema.json").read_text())
with tempfile.TemporaryDirectory() as made:
    schema, rows = Path(made, "schema.json"), Path(made, "rows.json")
    schema.write_text(json.dumps({"type": "array", "items": claim}))
    lines = (folder / "dataset/machine/bench/2022-03.jsonl").read_text().splitlines()
    rows.write_text("[" + ",".join(lines) + "]")
    command = Path(sys.executable).with_name("check-jsonschema")
    told = subprocess.run(
        [command, "--schemafile", schema, "-o", "json", "-vvv", rows],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
print(json.dumps(sorted({int(found) for found in re.findall(r'"path": "\$\[(\d+)\]', told)})))
