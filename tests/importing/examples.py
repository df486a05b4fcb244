"""The mappings that are shipped as examples, in a project of invented actors and places."""

import json
from hashlib import sha256
from pathlib import Path

from claimbook_build.importing.between.between import Between
from claimbook_build.importing.examination import Examination
from claimbook_build.importing.mapping_file import read_mapping
from claimbook_build.importing.plan import Plan
from claimbook_build.table.table import open_table
from example_project import REPOSITORY, assemble

SHIPPED = REPOSITORY / "docs/mappings"
TABLES = Path(__file__).parent / "tables"
NAMES = tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))
INVENTED = {
    "act_ukraine-armed-forces": "act_velmaria-armed-forces",
    "act_russia-armed-forces": "act_drosk",
    "plc_ukraine": "plc_velmaria",
    "Ukraine:": "Velmaria:",
    "Russia:": "Drosk:",
    "Europe/Kyiv": "Europe/Helsinki",
}
ITEMS = {"itm_drone": "drone", "itm_tank": "tank"}
_DOCUMENT = "seeds/documents/doc_gs-losses-table.yaml"


def document(name):
    return f"doc_{name}-table"


def project(root):
    """Make the example a project with the shipped mappings, and a document for each table."""
    assemble(root)
    items = root / "seeds/reference/items.yaml"
    added = "".join(f"  - id: {key}\n    name: {name}\n" for key, name in ITEMS.items())
    items.write_text(items.read_text("utf-8") + added, "utf-8")
    (root / "seeds/mappings").mkdir()
    for name in NAMES:
        text = (SHIPPED / f"{name}.yaml").read_text("utf-8")
        for real, invented in INVENTED.items():
            text = text.replace(real, invented)
        (root / f"seeds/mappings/{name}.yaml").write_text(text, "utf-8")
        _add_document(root, name)
    lock = root / "dataset/ids.lock"
    lines = {*lock.read_text("utf-8").splitlines(), *ITEMS, *map(document, NAMES)}
    lock.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    return root


def _add_document(root, name):
    text = (root / _DOCUMENT).read_text("utf-8").replace("doc_gs-losses-table", document(name))
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    fields["raw_sha256"] = sha256((TABLES / f"{name}.csv").read_bytes()).hexdigest()
    fields["published"] = '"2019-06-01"'
    own = "".join(f"{key}: {value}\n" for key, value in fields.items())
    (root / f"seeds/documents/{document(name)}.yaml").write_text(own, "utf-8")


def examined(root, name):
    """Read the table of a mapping; return its readings and the examination."""
    file = read_mapping(root / f"seeds/mappings/{name}.yaml", root)
    assert file.mapping is not None, file.diagnostics
    plan = Plan(file.mapping, file.dataset, document(name), typed=False)
    with open_table(str(TABLES / f"{name}.csv")) as table:
        examination = Examination(table, plan, Between(file.mapping))
        readings = list(examination)
    return readings, examination


def told(examination):
    """Return what was found as lines: kind of defect, row and column."""
    found = [(f.row, f.defect, f.column or "-") for f in examination.findings]
    reader = [(f.place.line, f.code, "-") for f in examination.diagnostics]
    return [" ".join(map(str, each)) for each in sorted(found) + sorted(reader)]


def lines(readings):
    """Return the claims as lines of a machine's file, by their month."""
    months = {}
    for claim in (reading.claim for reading in readings if reading.claim is not None):
        month = months.setdefault(claim["id"][4:11], [])
        month.append(json.dumps(claim, ensure_ascii=False, separators=(",", ":")) + "\n")
    return months
