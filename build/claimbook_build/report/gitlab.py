"""Diagnostics for GitLab's merge requests: a Code Quality report.

The fields are those of GitLab's "Code Quality report format"; it reads no others.
"""

from collections.abc import Iterator

from claimbook.diagnostic import Diagnostic, Severity
from claimbook_build.report.findings import Findings
from claimbook_build.report.fingerprint import fingerprints
from claimbook_build.report.show import show
from claimbook_build.report.surface import in_json

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
_LIMIT = 500


def report(findings: Findings) -> Iterator[str]:
    """Yield one list of all findings, a line each."""
    before, after = "[\n", "[]\n"
    for finding, fingerprint in fingerprints(findings):
        yield before + in_json(_issue(finding, fingerprint, findings))
        before, after = ",\n", "\n]\n"
    yield after


def _issue(finding: Diagnostic, fingerprint: str, findings: Findings) -> dict[str, object]:
    place = finding.place
    return {
        "description": f"{show(finding.code)}: {show(finding.message, _LIMIT)}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": findings.path(place.path),
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
