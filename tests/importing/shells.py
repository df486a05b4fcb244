"""Versions of one small table, and what a mapping makes of them."""

import csv
import io
from pathlib import Path

from claimbook.mapping.mapping import Mapping
from claimbook_build.check.shape import shape
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.write.merger import Into, Merger
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.table.table import open_table
from example_project import assemble

MAPPING = """id: shells
description: Shells fired a day, as the observers of the example count them
licence: CC0-1.0
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
"""
_DOCUMENT = "seeds/documents/doc_gs-losses-table.yaml"
FIRST, SECOND, THIRD, UNDATED = (f"doc_shells-{name}" for name in ("may", "june", "july", "never"))
PUBLISHED = {FIRST: "2019-05-20", SECOND: "2019-06-20", THIRD: "2019-07-20", UNDATED: None}
DAYS = (("2019-04-30", 7, 1), ("2019-05-09", 10, ""), ("2019-05-10", 82, 4))
MAY = "dataset/machine/observers/2019-05.jsonl"
APRIL = "dataset/machine/observers/2019-04.jsonl"
LINKS = "dataset/links/shells.yaml"
LOCK = "dataset/ids.lock"


def project(root: Path) -> Path:
    """Make the example a project with the versions of the table among its documents."""
    assemble(root)
    text = (root / _DOCUMENT).read_text("utf-8")
    for key, day in PUBLISHED.items():
        own = text.replace("doc_gs-losses-table", key)
        said = f'published: "{day}"\n' if day else ""
        own = own.replace('published: "2019-05-13"\n', said)
        (root / f"seeds/documents/{key}.yaml").write_text(own, "utf-8")
    (root / "seeds/mappings").mkdir(exist_ok=True)
    (root / "seeds/mappings/shells.yaml").write_text(MAPPING, "utf-8")
    lines = {*(root / LOCK).read_text("utf-8").splitlines(), *PUBLISHED}
    (root / LOCK).write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    return root


def mapping(text: str = MAPPING) -> Mapping:
    found = shape(Mapping, read_yaml(text.encode(), "shells.yaml").root)
    assert isinstance(found, Mapping), found
    return found


def table(days=DAYS) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("day", "shells", "drones"), *days])
    return out.getvalue().encode()


def merged(root, dataset, days, document, *, text=MAPPING, mended=None, room=2**20, publish=True):
    """Import a version of the table; return the outcome."""
    found = mapping(text)
    plan = Plan(found, dataset, document, typed=False)
    into = Into(root, dataset, found, dataset.document(document), mended)
    with open_table("-", plan_options(found), stdin=io.BytesIO(table(days))) as rows:
        with Merger(into, room) as merger:
            for row in rows:
                merger.add(plan.read(row))
            outcome = merger.settle()
            if publish:
                merger.publish()
    return outcome


def plan_options(found):
    from claimbook_build.table.options import Options

    return Options(format=found.table.format)
