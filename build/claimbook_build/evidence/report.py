"""What a verification or an anchoring came to, for people and for programs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic, in_order
from claimbook.values.number_token import number_tokens
from claimbook.values.text import NORMALISATION
from claimbook_build.check.collect import collect
from claimbook_build.check.run import diagnostic
from claimbook_build.evidence.anchor import Anchored
from claimbook_build.evidence.texts import Matched, SourceText, match_texts
from claimbook_build.evidence.verify import STATES, Checked, count, findings, verify
from claimbook_build.report import json as json_report
from claimbook_build.report import text as text_report
from claimbook_build.report.formats import Format, Renderer
from claimbook_build.report.show import show
from claimbook_build.report.surface import in_json


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
    root: Path, folder: Path, named: dict[str, Path], release: str | None
) -> Verification:
    """Verify the dataset below a folder against the texts of another.

    Raises:
        TextsError: The folder of texts is not there.
    """
    collection = collect(root, release, whole=True)
    matched = match_texts(collection.dataset, folder, named)
    checked = verify(collection.dataset, matched)
    found = [*collection.diagnostics]
    for code, finding in findings(collection.dataset, matched, checked):
        found.append(diagnostic(collection, code, finding))
    return Verification(collection.dataset, matched, checked, in_order(found), collection.sources)


def own_renderers(report: Verification) -> dict[Format, Renderer]:
    """Return renderers of what a verification says beyond its findings."""
    return {
        Format.text: lambda findings: iter([f"{as_text(report, findings.color)}\n"]),
        Format.json: lambda _: iter([f"{as_json(report)}\n"]),
    }


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
    return "\n".join([*lines, f"{'all':{width}}  {total}"])


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
                "row_key": checked.line.row_key,
                "column_name": checked.line.column_name,
                "state": checked.state,
                "found_at": checked.start,
            }
            for checked in report.checked
        ],
        "unmatched": [str(path) for path in report.matched.unmatched],
        "diagnostics": json_report.rows(report.diagnostics),
    }
    return in_json(body, indent=2)


def anchored_as_text(done: Anchored, color: bool) -> str:
    """Return what an anchoring did, what was in the way, and the numbers still to account for."""
    parts = []
    if done.diagnostics:
        sources = done.collection.sources.get
        found = in_order(list(done.diagnostics))
        parts.append(text_report.render(found, sources, color=color, cap=40))
    parts += _uncounted(done)
    moved = done.moved
    parts += [f"{document}: {spans} spans moved" for document, spans in sorted(moved.items())]
    parts += [f"{document}: {spans} spans" for document, spans in sorted(done.spans.items())]
    if done.diagnostics:
        return "\n".join([*parts, "nothing was written: mend the errors first"])
    parts.append(f"{len(done.minted)} new identifiers, {len(done.written)} files written")
    return "\n".join([*parts, *(f"  {show(path)}" for path in done.written)])


def _uncounted(done: Anchored) -> Iterator[str]:
    """Yield the numbers that nobody has accounted for, as lines ready to be filled in."""
    for document in sorted(done.spans):
        found = done.collection.dataset.document(document)
        source = done.matched.texts.get(document)
        if found is None or source is None:
            continue
        listed = {token.at for token in found.coverage}
        missing = [t for t in number_tokens(source.text) if f"{t.start}-{t.end}" not in listed]
        if missing:
            head = f"{document}: {len(missing)} numbers are not accounted for; each needs a line"
            yield f"{head} in `coverage:` with a record or a reason (R608):"
        for token in missing:
            yield f"  - {{at: {token.start}-{token.end}, reason: }}  # {show(token.text)}"


def fingerprint(source: SourceText) -> str:
    """Return the lines of a document's file that say which text it is."""
    return (
        f"raw_sha256: {source.raw_sha256}\n"
        f"text_sha256: {source.text_sha256}\n"
        f"normalization: {NORMALISATION}\n"
        f"length: {len(source.text)}\n"
    )
