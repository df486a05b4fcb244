"""Diagnostics as annotations of a pull request on GitHub: workflow commands on stdout.

A step shows ten annotations of a kind; what there is beyond them stands below, a line each. The
grammar is that of GitHub's "Workflow commands for GitHub Actions".
"""

from collections import Counter
from collections.abc import Iterator

from claimbook.diagnostic import Diagnostic, Severity
from claimbook_build.report.concise import line
from claimbook_build.report.findings import Findings, plural
from claimbook_build.report.surface import in_command, in_property

MOST_OF_A_KIND = 10
"""Annotations of one kind that GitHub keeps of one step; it drops the rest without a word."""

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_TITLE_LIMIT = 200  # GitHub cuts titles at 255 characters
_MOST_PLACES = 5


def report(findings: Findings) -> Iterator[str]:
    """Yield a command a finding, ten of a kind, then the rest as plain lines and the count."""
    counts = Counter(finding.severity for finding in findings.diagnostics)
    seen: Counter[Severity] = Counter()
    rest: list[Diagnostic] = []
    for finding in findings.diagnostics:
        seen[finding.severity] += 1
        if seen[finding.severity] > MOST_OF_A_KIND:
            rest.append(finding)
            continue
        more = counts[finding.severity] - MOST_OF_A_KIND
        last = seen[finding.severity] == MOST_OF_A_KIND and more > 0
        tail = f"and {plural(more, finding.severity)} more: {findings.elsewhere}" if last else ""
        yield _command(finding, findings, tail) + "\n"
    if rest:
        yield f"::group::{plural(len(rest), 'finding')} more\n"
        yield from (line(finding) + "\n" for finding in rest)
        yield "::endgroup::\n"
    yield findings.summary() + "\n"


def _command(finding: Diagnostic, findings: Findings, tail: str) -> str:
    place = finding.place
    properties = {
        "file": in_property(findings.path(place.path)),
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": in_property(_title(finding), _TITLE_LIMIT),
    }
    if place.end_line != place.line:  # columns of a stretch of lines mean nothing to GitHub
        del properties["col"], properties["endColumn"]
    listed = ",".join(f"{name}={value}" for name, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {listed}::{'%0A'.join(_said(finding, tail))}"


def _title(finding: Diagnostic) -> str:
    return f"{finding.code} ({finding.record})" if finding.record else finding.code


def _said(finding: Diagnostic, tail: str) -> Iterator[str]:
    yield in_command(finding.message)
    for other in finding.related[:_MOST_PLACES]:
        where = f"{other.place.path}:{other.place.line}:{other.place.column}"
        yield in_command(f"{where}: {other.message}")
    if len(finding.related) > _MOST_PLACES:
        yield f"and {plural(len(finding.related) - _MOST_PLACES, 'place')} more"
    if finding.help:
        yield in_command(f"help: {finding.help}")
    if tail:
        yield in_command(tail)
