"""check-jsonschema: its command on one JSON list of the rows; it names the row, no line."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from record import json_schema, report

folder = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as made:
    schema, rows = Path(made, "schema.json"), Path(made, "rows.json")
    schema.write_text(json.dumps({"type": "array", "items": json_schema(folder)}))
    rows.write_text("[" + ",".join((folder / "figures.jsonl").read_text().splitlines()) + "]")
    command = Path(sys.executable).with_name("check-jsonschema")
    told = subprocess.run(
        [command, "--schemafile", schema, "-o", "json", "-vvv", rows],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
report({int(found) for found in re.findall(r'"path": "\$\[(\d+)\]', told)})
