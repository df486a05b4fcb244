"""A project as small as can be with a file of every kind, all of it right.

It is made anew for every test of this folder, so the fewest records that refer to each other: the
cost of a bad file is that of the reader, not of its neighbours.
"""

import json
import shutil
from hashlib import sha256
from pathlib import Path

from claimbook.rules.r203_minted import LOCKED
from claimbook_build.check.collect import collect
from example_project import REPOSITORY

DOCUMENT = "seeds/documents/doc_ev-2019-05-10.yaml"
ACTORS = "seeds/reference/actors.yaml"
PLACES = "seeds/reference/places.yaml"
ITEMS = "seeds/reference/items.yaml"
MEASURES = "seeds/reference/measures.yaml"
UNITS = "seeds/reference/units.yaml"
VOCABULARY = "seeds/reference/vocabularies/event_mode.yaml"
CODES = "seeds/reference/codes/iso_3166_2.csv"
EVENT = "dataset/events/2019/evt_barrage.yaml"
STATEMENTS = "dataset/statements/2019/doc_ev-2019-05-10.yaml"
SPANS = "dataset/statements/2019/doc_ev-2019-05-10.spans.jsonl"
MACHINE = "dataset/machine/reader/2019-05.jsonl"
REVIEWS = "dataset/reviews/2019-05.jsonl"
LINKS = "dataset/links.yaml"
RETIRED = "dataset/retired.yaml"
RELEASES = "dataset/releases.yaml"
ENTRY = "dataset/changelog/town-read-again.yaml"
LOCK = "dataset/ids.lock"
README = "seeds/README.md"

YAML = (
    *(DOCUMENT, ACTORS, PLACES, ITEMS, MEASURES, UNITS, VOCABULARY),
    *(EVENT, STATEMENTS, LINKS, RETIRED, RELEASES, ENTRY),
)
LINES = (SPANS, MACHINE, REVIEWS)
PLAIN = (CODES, LOCK, README)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _lines(*rows: dict[str, object]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _span(record: str, start: int, end: int, wording: str | None = None) -> dict[str, object]:
    span: dict[str, object] = {
        "record": record,
        "field": "evidence",
        "document": "doc_ev-2019-05-10",
        "selector": "text",
        "span_start": start,
        "span_end": end,
    }
    if wording is not None:
        number = {"number_start": start, "number_end": start + len(wording)}
        span |= number | {"number_sha256": _hash(wording)}
    return span | {f"{part}_sha256": _hash(part) for part in ("span", "prefix", "suffix")}


FILES: dict[str, str] = {
    DOCUMENT: f"""\
id: doc_ev-2019-05-10
kind: article
title: "Velmaria: missiles over Ilverin"
url: https://example.org/a
published: 2019-05-10
language: en
media_type: text/plain
licence: LicenseRef-All-Rights-Reserved
raw_sha256: {_hash("raw")}
text_sha256: {_hash("text")}
normalization: n2/1
length: 900
status: live
coverage:
  - {{at: 100-102, record: fig_missiles}}
""",
    ACTORS: """\
actors:
  - id: act_velmaria
    name: Velmaria
    kind: state
    time_zone: Europe/Helsinki
    labels:
      - {language: uk, text: Вельмарія, kind: name}
  - id: act_reader
    name: The reader
    kind: group
""",
    PLACES: """\
places:
  - id: plc_ilverin
    name: Ilverin
    kind: settlement
    latitude: 47.21
    longitude: 31.44
    radius_m: 20000
""",
    ITEMS: """\
items:
  - id: itm_missile
    name: missile
""",
    MEASURES: """\
measures:
  - code: missiles_launched
    label: missiles launched
    label_uk: випущені ракети
    definition: Missiles fired at targets, one by one.
    units: [munition]
    additive: true
""",
    UNITS: """\
units:
  - code: munition
    label: munition
    label_uk: боєприпас
    definition: A single weapon, used up at its target.
    counted: true
""",
    EVENT: """\
id: evt_barrage
kind: strike
mode: missile
reality: occurred
happened: 2019-05-10
place: plc_ilverin
summary: Missiles were fired at a town
participants:
  - {actor: act_velmaria, role: target}
evidence:
  - doc_ev-2019-05-10:90-120
""",
    STATEMENTS: """\
document: doc_ev-2019-05-10
claims:
  - id: clm_barrage
    claimants: [act_velmaria]
    speech_act: asserts
    proposition: Missiles were fired at Velmaria
    about: [evt_barrage]
    evidence: [80-130]
    figures:
      - id: fig_missiles
        measure: missiles_launched
        unit: munition
        item: itm_missile
        wording: "82"
        as_of: 2019-05-10T11+03:00
        evidence: [100-110]
""",
    SPANS: _lines(
        _span("clm_barrage", 80, 130),
        _span("evt_barrage", 90, 120),
        _span("fig_missiles", 100, 110, "82"),
        _span("clm_2019-05_read", 300, 340),
    ),
    MACHINE: _lines(
        {
            "id": "clm_2019-05_read",
            "document": "doc_ev-2019-05-10",
            "origin": "machine",
            "claimants": ["act_velmaria"],
            "speech_act": "asserts",
            "proposition": "Місто обстріляли",
            "about": ["evt_barrage"],
            "status": "accepted",
            "evidence": ["300-340"],
        }
    ),
    REVIEWS: _lines(
        {
            "id": "rev_read",
            "target": "clm_2019-05_read",
            "decision": "accepted",
            "reviewer": "act_reader",
            "decided_at": "2019-05-11T10:00:00+00:00",
        }
    ),
    LINKS: """\
links:
  - id: lnk_read-twice
    subject: clm_2019-05_read
    object: clm_barrage
    kind: repeats
    asserted_by: act_reader
    because: Both say that the town was fired at
""",
    RETIRED: """\
retired:
  - record: itm_dart
    reason: Nothing was ever counted under it
""",
    RELEASES: f"""\
releases:
  - release: 2019.5.0
    manifest_sha256: {"1a" * 32}
    schema_version: 1.0.0
  - release: 2019.10.0
    manifest_sha256: {"2b" * 32}
    schema_version: 1.2.0
""",
    ENTRY: """\
id: town-read-again
kind: corrected
summary: Місто читається знову, as its document has it.
reason: curation_error
records: [evt_barrage, clm_barrage]
tables: [events, labels]
""",
    LOCK: "itm_dart\n",
    README: "# Seeds\n\nМісця й особи. 😀\n",
}


SHARED = ("vocabularies", "codes")
for path in (VOCABULARY, CODES):
    FILES[path] = (REPOSITORY / path).read_text("utf-8")


def sound(root: Path) -> Path:
    """Write the project below a folder, and return that folder."""
    for name in SHARED:  # the contract wants all of its lists
        shutil.copytree(REPOSITORY / "seeds/reference" / name, root / "seeds/reference" / name)
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    (root / LOCK).write_bytes(_lock(root))
    return root


def _lock(root: Path) -> bytes:
    dataset = collect(root).dataset
    used = (entry.minted_as for table in LOCKED for entry in dataset.table(table))
    return "".join(f"{key}\n" for key in sorted({"itm_dart", *used})).encode()
