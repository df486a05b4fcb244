"""A table of machine-made claims of any length, a known share of them wrong in known ways.

Two forms of the same numbers: `claims.jsonl`, a claim with its two figures a line, as a dataset holds
them; and `figures.jsonl` (and `.csv`), flat, a figure a line, for tools that read tables. Line n of the
first is lines 2n and 2n + 1 of the second, from 0.
"""

import argparse
import csv
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from claimbook.dataset import Dataset
from claimbook_build.check.collect import collect
from claimbook_build.lines.moment import Calendar

MONTH = "2022-03"
REPOSITORY = Path(__file__).resolve().parents[1]
CLAIMS = f"dataset/machine/bench/{MONTH}.jsonl"
COLUMNS = (
    *("id", "claim", "document", "claimant", "speech_act", "proposition", "event", "measure"),
    *("unit", "wording", "qualifier", "nominal", "low", "best", "high", "aggregation", "as_of"),
    *("span_start", "span_end"),
)
LONGEST_SPAN = 60
"""Characters of a document's text that the evidence of a claim may need; a table has no text."""
OF_TABLES = ("machine", "links")
"""Folders of the dataset that are left out: what machines took from tables, which no peer reads."""
Claim = dict[str, Any]


class Table:
    """Draws claims about what the hand-made dataset holds."""

    def __init__(self, root: Path, seed: int) -> None:
        dataset = collect(root).dataset
        calendar = Calendar(dataset)
        self.draw = random.Random(seed)
        lengths = calendar.lengths.items()
        self.documents = sorted(
            (key, length)
            for key, length in lengths
            if length > LONGEST_SPAN and not _limited(dataset, key)
        )
        self.actors = sorted(dataset.keys("actors"))[:40]
        first = min(calendar.limits.values())
        events = sorted(dataset.keys("events"))
        starts = calendar.event_starts([(key,) for key in events])
        self.events = [key for key, at in zip(events, starts, strict=True) if at <= first][:40]

    def claim(self, number: int) -> Claim:
        """Return a claim that is right."""
        draw = self.draw
        document, length = self.documents[number % len(self.documents)]
        start, launched = draw.randrange(length - LONGEST_SPAN), draw.randrange(30, 400)
        event = draw.choice(self.events)
        numbers = (launched, launched - draw.randrange(1, 25))
        day = f"{MONTH}-{draw.randrange(1, 20):02d}"
        return {
            "id": f"clm_{MONTH}_{number:x}",
            "claimants": [draw.choice(self.actors)],
            "speech_act": "asserts",
            "proposition": f"Missiles were fired, {launched} by one count",
            "about": [event],
            "said_at": day,
            "region": "body",
            "evidence": [f"{start}-{start + 50}"],
            "origin": "machine",
            "status": "unreviewed",
            "figures": [
                {
                    "id": f"fig_{MONTH}_{number:x}-{at}",
                    "event": event,
                    "measure": measure,
                    "unit": "munition",
                    "wording": str(count),
                    "qualifier": "exact",
                    "nominal": count,
                    "low": count,
                    "best": count,
                    "high": count,
                    "aggregation": "cumulative",
                    "as_of": day,
                    "evidence": [f"{start + 10 * at}-{start + 10 * at + 5}"],
                }
                for at, (measure, count) in enumerate(
                    zip(("missiles_launched", "missiles_intercepted"), numbers, strict=True)
                )
            ],
            "document": document,
        }


def _limited(dataset: Dataset, key: str) -> bool:
    """Whether the terms of a document forbid to repeat it a million times."""
    document = dataset.document(key)
    return document is None or document.quotation_limit_chars is not None


def _figure(**fields: object) -> Callable[[Claim], None]:
    def spoil(claim: Claim) -> None:
        claim["figures"][0].update(fields)

    return spoil


def _more_stopped(claim: Claim) -> None:
    count = claim["figures"][0]["nominal"] + 7
    names = ("nominal", "low", "best", "high")
    claim["figures"][1].update({"wording": str(count), **dict.fromkeys(names, count)})


def _without_unit(claim: Claim) -> None:
    del claim["figures"][0]["unit"]


def _swapped(claim: Claim) -> None:
    figure = claim["figures"][0]
    figure["low"] = figure["high"] + 5


def _reworded(claim: Claim) -> None:
    claim["figures"][0]["wording"] = str(claim["figures"][0]["nominal"] + 1)


def _backwards(claim: Claim) -> None:
    start, end = claim["figures"][0]["evidence"][0].split("-")
    claim["figures"][0]["evidence"] = [f"{end}-{start}"]


KINDS: dict[str, Callable[[Claim], None]] = {
    "pattern of an id": lambda claim: claim["figures"][0].update(id=f"fig_{MONTH}_X{claim['id']}"),
    "code not in its list": _figure(aggregation="cumulativ"),
    "number in quotes": lambda claim: claim["figures"][0].update(nominal=str(claim["figures"][0]["nominal"])),
    "boolean for a number": _figure(best=True),
    "time without offset": _figure(as_of=f"{MONTH}-10T11"),
    "day that never was": _figure(as_of="2022-02-30"),
    "low above high": _swapped,
    "number unlike its wording": _reworded,
    "unknown field": _figure(colour="red"),
    "missing field": _without_unit,
    "unknown event": _figure(event="evt_nowhere-to-be-found"),
    "unknown claimant": lambda claim: claim.update(claimants=["act_nobody-at-all"]),
    "part above its whole": _more_stopped,
    "span backwards": _backwards,
    "hidden character": lambda claim: claim.update(proposition="Missiles\u202e were fired"),
    "field said twice": lambda claim: None,
    "id said twice": lambda claim: None,
}  # fmt: skip
"""The kinds of fault, each with what it does to a right claim; two of them are faults of text."""


def flat(claim: Claim) -> Iterator[dict[str, Any]]:
    """Yield a claim's figures as flat rows."""
    for figure in claim["figures"]:
        start, end = figure["evidence"][0].split("-")
        row = {name: figure[name] for name in COLUMNS if name in figure}
        row |= {"claim": claim["id"], "document": claim["document"]}
        row |= {"claimant": claim["claimants"][0], "speech_act": claim["speech_act"]}
        row |= {"proposition": claim["proposition"]}
        row |= {"span_start": int(start), "span_end": int(end)}
        known = {name: row[name] for name in COLUMNS if name in row}
        yield known | {name: value for name, value in figure.items() if name == "colour"}


def make(folder: Path, rows: int, bad: float, seed: int = 1) -> None:
    """Write a project whose machine-made claims have that many figures, and the flat forms."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in ("seeds", "dataset"):
        shutil.copytree(REPOSITORY / part, folder / part, ignore=shutil.ignore_patterns(*OF_TABLES))
    _forget_tables(folder)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    (folder / CLAIMS).parent.mkdir(parents=True)
    table = Table(folder, seed)
    many = rows // 2
    chosen = table.draw.sample(range(1, many), max(len(KINDS), int(many * bad))) if bad else []
    truth = {at: list(KINDS)[n % len(KINDS)] for n, at in enumerate(chosen)}
    with (
        (folder / CLAIMS).open("w") as nested,
        (folder / "figures.jsonl").open("w") as lines,
        (folder / "figures.csv").open("w", newline="") as cells,
    ):
        sheet = csv.DictWriter(cells, COLUMNS, extrasaction="ignore")
        sheet.writeheader()
        for number in range(many):
            claim, kind = table.claim(number), truth.get(number, "")
            if kind:
                KINDS[kind](claim)
            if kind == "id said twice":
                claim["id"] = f"clm_{MONTH}_{number - 1:x}"
                for at, figure in enumerate(claim["figures"]):
                    figure["id"] = f"fig_{MONTH}_{number - 1:x}-{at}"
            twice = '"unit":"munition",' if kind == "field said twice" else ""
            nested.write(_line(claim, twice))
            for row in flat(claim):
                lines.write(_line(row, twice))
                sheet.writerow(row)
    known = {"events": table.events, "actors": table.actors}
    known["documents"] = [key for key, _ in table.documents]
    (folder / "known.json").write_text(json.dumps(known))
    (folder / "truth.json").write_text(json.dumps(truth))


def _forget_tables(folder: Path) -> None:
    """Take out what only makes sense beside the tables: ids of their links, breaks of their series."""
    linked = "".join(path.read_text() for path in (REPOSITORY / "dataset/links").glob("*.yaml"))
    lock, series = folder / "dataset/ids.lock", folder / "seeds/reference/series.yaml"
    gone = set(re.findall(r"id: (lnk_\S+)", linked))
    lines = lock.read_text().splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if line.split()[0] not in gone))
    breaks = r"^    breaks:\n(?:      .*\n)+"
    series.write_text(re.sub(breaks, "", series.read_text(), flags=re.MULTILINE))


def _line(record: Claim, twice: str) -> str:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.replace('"unit":', f'{twice}"unit":', 1) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int, help="figures, two a claim")
    parser.add_argument("--bad", type=float, default=0.001, help="share of claims that are wrong")
    given = parser.parse_args()
    make(given.folder, given.rows, given.bad)
