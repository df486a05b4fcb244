"""Diagnostics for editors and `grep`: one line each, ``path:line:column: CODE message``.

The repair is left out: a line is what an editor has room for, and its form is relied upon. Whoever
wants it asks for `text`, `json` or `claimbook explain CODE`.
"""

from collections.abc import Iterator

from claimbook.diagnostic import Diagnostic
from claimbook_build.report.findings import Findings
from claimbook_build.report.show import break_commands, show

_LIMIT = 500


def report(findings: Findings) -> Iterator[str]:
    """Yield a line a finding; nothing when there is none."""
    for finding in findings.diagnostics:
        yield line(finding) + "\n"


def line(finding: Diagnostic) -> str:
    """Return a finding as one line. What is no error says so after its code.

    >>> from claimbook.diagnostic import Place
    >>> line(Diagnostic(Place("a.yaml", 3, 7), "R304", "warning", "older than its event"))
    'a.yaml:3:7: R304 warning: older than its event'
    """
    place = finding.place
    where = f"{show(place.path)}:{place.line}:{place.column}"
    gravity = "" if finding.severity == "error" else f"{finding.severity}: "
    said = show(finding.message, _LIMIT)
    return break_commands(f"{where}: {show(finding.code)} {gravity}{said}")
