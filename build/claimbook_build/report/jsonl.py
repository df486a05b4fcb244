"""Diagnostics for programs that read line by line: the objects of `json`, one a line."""

from collections.abc import Iterator

from claimbook_build.report.findings import Findings
from claimbook_build.report.json import row
from claimbook_build.report.surface import in_json


def report(findings: Findings) -> Iterator[str]:
    """Yield a line a finding as soon as it is made; nothing when there is none."""
    for finding in findings.diagnostics:
        yield in_json(row(finding)) + "\n"
