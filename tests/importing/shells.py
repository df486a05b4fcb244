"""Versions of one small table, and what a mapping makes of them."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

from claimbook.mapping.mapping import Mapping
from claimbook_build.check.shape import shape
from claimbook_build.importing.mapping_file import options_of
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.write.merger import Into, Merger
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.table.table import open_table
from example_project import assemble

MAPPING = """id: shells
description: Shells fired a day, as the observers of the example count them
licence: MIT
table: {format: csv}
origin: observers
slug: shells
key: [day]
month_of: day
columns:
  day: {holds: date, required: true}
  shells: {holds: count}
  drones: {holds: count}
claim:
  claimants: [act_velmaria]
  speech_act: asserts
  proposition: So many shells were fired on a day
  about: [evt_barrage-on-velmaria-2019-05-10]
  said_at: {column: day}
figures:
  - columns:
      shells: {}
      drones: {}
    measure: missiles_launched
    unit: munition
    aggregation: increment
    as_of: {column: day}
corrections:
  date: mended
  columns: {guns: shells, drones: drones}
  ignored: {by: Who found the mistake is not told of}
"""
_DOCUMENT = "seeds/documents/doc_gs-losses-table.yaml"
FIRST, SECOND, THIRD, UNDATED = (f"doc_shells-{name}" for name in ("may", "june", "july", "never"))
PUBLISHED = {FIRST: "2019-05-20", SECOND: "2019-06-20", THIRD: "2019-07-20", UNDATED: None}
DAYS = (("2019-04-30", 7, 1), ("2019-05-09", 10, ""), ("2019-05-10", 82, 4))
MENDED = (DAYS[0], DAYS[1], ("2019-05-10", 84, 4), ("2019-05-11", "x", 2))
"""A row that says something else, and one that cannot be read in full."""

VERSIONS = {FIRST: DAYS, SECOND: MENDED, THIRD: (*MENDED[:3], ("2019-06-01", 5, 5))}
MAY = "dataset/machine/observers/2019-05.jsonl"
APRIL = "dataset/machine/observers/2019-04.jsonl"
LINKS = "dataset/links/shells.yaml"
LOCK = "dataset/ids.lock"


def project(root: Path) -> Path:
    """Make the example a project with the versions of the table among its documents."""
    return furnish(assemble(root))


def furnish(root: Path) -> Path:
    """Put the versions of the table, their documents and their mapping into a project."""
    for key, day in PUBLISHED.items():
        _add(root, key, day, table(VERSIONS.get(key, DAYS)))
    (root / "seeds/mappings").mkdir(exist_ok=True)
    (root / "seeds/mappings/shells.yaml").write_text(MAPPING, "utf-8")
    lines = {*(root / LOCK).read_text("utf-8").splitlines(), *PUBLISHED}
    (root / LOCK).write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    return root


def _add(root: Path, key: str, day: str | None, data: bytes) -> None:
    """Add a version of the table, and its document."""
    text = (root / _DOCUMENT).read_text("utf-8").replace("doc_gs-losses-table", key)
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    fields["raw_sha256"] = sha256(data).hexdigest()
    if day is None:
        del fields["published"], fields["published_basis"]
    else:
        fields["published"] = f'"{day}"'
    own = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (root / f"seeds/documents/{key}.yaml").write_text(own, "utf-8")
    (root / f"{key}.csv").write_bytes(data)


def mapping(text: str = MAPPING) -> Mapping:
    found = shape(Mapping, read_yaml(text.encode(), "shells.yaml").root)
    assert isinstance(found, Mapping), found
    return found


def table(days=DAYS, header=("day", "shells", "drones"), *, as_lines=False) -> bytes:
    if as_lines:
        rows = ({k: v for k, v in zip(header, row, strict=True) if v != ""} for row in days)
        return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *days])
    return out.getvalue().encode()


def merged(
    root, dataset, days, document, *, text=MAPPING, mended=None, room=2**20, publish=True, **kind
):
    """Import a version of the table; return the outcome."""
    found = mapping(text)
    plan = Plan(found, dataset, document, typed=False)
    into = Into(root, dataset, found, dataset.document(document), mended)
    stdin = io.BytesIO(table(days, **kind))
    with (
        open_table("-", options_of(found.table), stdin=stdin) as rows,
        Merger(into, room) as merger,
    ):
        for row in rows:
            merger.add(plan.read(row))
        outcome = merger.settle()
        if publish:
            merger.publish()
    return outcome
