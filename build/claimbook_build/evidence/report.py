"""What a verification or an anchoring came to, for people and for programs."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic, Related, in_order
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.check.collect import Collection, collect
from claimbook_build.check.run import place_of
from claimbook_build.evidence.anchor import Anchored
from claimbook_build.evidence.texts import Matched, match_texts
from claimbook_build.evidence.verify import STATES, Checked, count, findings, verify
from claimbook_build.report import json as json_report
from claimbook_build.report import text as text_report
from claimbook_build.report.show import show


@dataclass(frozen=True, slots=True)
class Verification:
    """A verification: every span with its state, and every finding."""

    dataset: Dataset
    matched: Matched
    checked: tuple[Checked, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(finding.severity == "error" for finding in self.diagnostics)


def verification(
    root: Path, folder: Path, named: dict[str, Path], today: date | None
) -> Verification:
    """Verify the dataset below a folder against the texts of another.

    Raises:
        TextsError: The folder of texts is not there.
    """
    collection = collect(root, today)
    matched = match_texts(collection.dataset, folder, named)
    found = [*collection.diagnostics, *_diagnostics(collection, matched)]
    checked = verify(collection.dataset, matched)
    return Verification(collection.dataset, matched, checked, in_order(found), collection.sources)


def _diagnostics(collection: Collection, matched: Matched) -> list[Diagnostic]:
    return [
        Diagnostic(
            place_of(collection, finding.spot),
            code,
            finding.severity or BY_CODE[code].severity,
            finding.message,
            finding.help or BY_CODE[code].help,
            None,
            tuple(Related(place_of(collection, s), s.message) for s in finding.related),
        )
        for code, finding in findings(collection.dataset, matched)
    ]


def as_text(report: Verification, color: bool) -> str:
    """Return a verification for people: findings, then a table of documents."""
    parts = []
    if report.diagnostics:
        parts.append(
            text_report.render(report.diagnostics, report.sources.get, color=color, cap=20)
        )
    parts.append(_table(report))
    parts += [f"no document has the text {show(str(path))}" for path in report.matched.unmatched]
    parts += [f"{show(str(path))}: {why}" for path, why in report.matched.unreadable]
    return "\n".join(parts)


def _table(report: Verification) -> str:
    width = max((len(c.line.document) for c in report.checked), default=8)
    lines = [f"{'document':{width}}  " + "  ".join(f"{s:>13}" for s in STATES)]
    documents = Counter(checked.line.document for checked in report.checked)
    for document in sorted(documents):
        own = tuple(c for c in report.checked if c.line.document == document)
        lines.append(f"{document:{width}}  " + "  ".join(f"{n:>13}" for n in count(own).values()))
    total = "  ".join(f"{n:>13}" for n in count(report.checked).values())
    return "\n".join([*lines, f"{'all spans':{width}}  {total}"])


def as_json(report: Verification) -> str:
    """Return a verification for programs: counts, spans with their states, findings."""
    body = {
        "counts": count(report.checked),
        "documents": {
            key: source.text_sha256 for key, source in sorted(report.matched.texts.items())
        },
        "spans": [
            {
                "document": checked.line.document,
                "record": checked.line.record,
                "field": checked.line.field,
                "span_start": checked.line.span_start,
                "span_end": checked.line.span_end,
                "state": checked.state,
                "found_at": checked.start,
            }
            for checked in report.checked
        ],
        "unmatched": [str(path) for path in report.matched.unmatched],
        "diagnostics": json_report.rows(report.diagnostics),
    }
    return json.dumps(body, indent=2, ensure_ascii=True)


def anchored_as_text(root: Path, done: Anchored, color: bool) -> str:
    """Return what an anchoring did, what it could not do, and the numbers still to account for."""
    collection = collect(root)
    parts = []
    open_numbers = [
        Diagnostic(place_of(collection, f.spot), code, "warning", f.message, f.help)
        for code, f in findings(collection.dataset, done.matched)
        if code == "R608"
    ]
    found = in_order([*done.diagnostics, *open_numbers])
    if found:
        parts.append(text_report.render(found, collection.sources.get, color=color, cap=40))
    parts += [f"{document}: {spans} spans" for document, spans in sorted(done.spans.items())]
    parts.append(f"{len(done.minted)} new identifiers, {len(done.written)} files written")
    parts += [f"  {show(path)}" for path in done.written]
    return "\n".join(parts)
