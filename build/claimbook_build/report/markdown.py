"""Diagnostics as a page of Markdown: what a step's summary and a merge request show."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from claimbook.diagnostic import Diagnostic, Place
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.report.findings import GRAVITY, Findings, plural
from claimbook_build.report.surface import in_markdown

MOST_BYTES = 1000 * 1024
"""Below the 1 MiB that GitHub takes as the summary of a step; it drops a larger one whole."""

_RESERVED = 400  # bytes for the line that says what was left out
_LIMIT = 300
_MOST_PLACES = 5


def report(findings: Findings) -> Iterator[str]:
    """Yield the page, cut to the size that a code host takes."""
    yield page(findings, MOST_BYTES)


def page(findings: Findings, most: int) -> str:
    """Return verdict, counts, a table of rules and one of findings.

    Args:
        findings: The findings.
        most: The greatest size in bytes of UTF-8. Rows are left out from the end to keep to it,
            and counted; the page is empty when not even the verdict has room.
    """
    lines = [*_head(findings), *_rules(findings), *_findings(findings)]
    rows = len(findings.diagnostics)
    if _size(lines) <= most:
        return "\n".join(lines) + "\n"
    kept, size = 0, _RESERVED
    for line in lines:
        size += _size([line])
        if size > most:
            break
        kept += 1
    left_out = min(rows, len(lines) - kept)
    note = f"**{plural(left_out, 'finding')} more not shown here:** {in_markdown(_REST)}"
    return "\n".join([*lines[:kept], "", note]) + "\n" if kept else ""


_REST = "the report in JSON (claimbook check --format json) holds all of them"


def _size(lines: list[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _head(findings: Findings) -> Iterator[str]:
    verdict = "failed" if findings.failed else "passed"
    yield f"## {in_markdown(findings.title)} {verdict}: {findings.summary()}"
    if findings.note:
        yield from ("", in_markdown(findings.note))


def _rules(findings: Findings) -> Iterator[str]:
    counts = Counter((finding.severity, finding.code) for finding in findings.diagnostics)
    if not counts:
        return
    yield from ("", "| rule | severity | findings | demands |", "|---|---|---:|---|")
    for severity, code in sorted(counts, key=lambda key: (GRAVITY.index(key[0]), key[1])):
        rule = BY_CODE.get(code)
        title = in_markdown(rule.title) if rule else ""
        count = counts[severity, code]
        yield f"| {in_markdown(code)} | {severity} | {count:,} | {title} |"


def _findings(findings: Findings) -> Iterator[str]:
    if not findings.diagnostics:
        return
    yield from ("", "| place | rule | finding |", "|---|---|---|")
    for finding in findings.by_gravity():
        code = in_markdown(finding.code)
        yield f"| {_place(finding.place, findings)} | {code} | {_said(finding, findings)} |"


def _said(finding: Diagnostic, findings: Findings) -> str:
    said = [in_markdown(finding.message, _LIMIT)]
    said += [
        f"{in_markdown(other.message, _LIMIT)}: {_place(other.place, findings)}"
        for other in finding.related[:_MOST_PLACES]
    ]
    more = len(finding.related) - _MOST_PLACES
    said += [f"and {plural(more, 'place')} more"] if more > 0 else []
    said += [f"*help:* {in_markdown(finding.help, _LIMIT)}"] if finding.help else []
    return "<br>".join(said)


def _place(place: Place, findings: Findings) -> str:
    shown = in_markdown(f"{place.path}:{place.line}:{place.column}")
    if not findings.blobs or place.path.startswith("/"):
        return shown
    path = quote(findings.path(place.path).encode("utf-8", "surrogatepass"), safe="/")
    last = f"-L{place.end_line}" if place.end_line > place.line else ""
    return f"[{shown}]({findings.blobs}{path}#L{place.line}{last})"
