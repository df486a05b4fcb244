"""Diagnostics for whatever shows test results: JUnit's XML, a test a file.

A file passes when nothing in it makes the check fail; what remains is said in its output.
"""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.diagnostic import Diagnostic
from claimbook_build.report.concise import line
from claimbook_build.report.findings import Findings
from claimbook_build.report.show import break_commands
from claimbook_build.report.surface import in_xml

_LIMIT = 2000


def report(findings: Findings) -> Iterator[str]:
    """Yield one suite with a case a file, clean files included."""
    files: dict[str, list[Diagnostic]] = defaultdict(list, {path: [] for path in findings.paths})
    for finding in findings.diagnostics:
        files[finding.place.path].append(finding)
    failures = sum(any(map(findings.fails, found)) for found in files.values())
    counts = f'tests="{len(files)}" failures="{failures}" errors="0" skipped="0"'
    name = in_xml(findings.title)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="{name}" {counts}>\n<testsuite name="{name}" {counts}>\n'
    for path in sorted(files):
        yield from _case(path, files[path], findings)
    yield "</testsuite>\n</testsuites>\n"


def _case(path: str, found: list[Diagnostic], findings: Findings) -> Iterator[str]:
    shown = in_xml(findings.path(path))
    head = f'<testcase classname="{in_xml(findings.title)}" name="{shown}" file="{shown}"'
    if not found:
        yield f"{head}/>\n"
        return
    yield f"{head}>\n"
    yield from (_failure(finding) for finding in found if findings.fails(finding))
    rest = [in_xml(line(finding), _LIMIT) for finding in found if not findings.fails(finding)]
    if rest:
        yield "<system-out>" + "\n".join(rest) + "</system-out>\n"
    yield "</testcase>\n"


def _failure(finding: Diagnostic) -> str:
    kind = f'type="{in_xml(finding.code)}" message="{in_xml(finding.message)}"'
    said = [line(finding)]
    for other in finding.related:
        where = f"{other.place.path}:{other.place.line}:{other.place.column}"
        said.append(f"{where}: {other.message}")
    said += [f"help: {finding.help}"] if finding.help else []
    text = "\n".join(break_commands(in_xml(one, _LIMIT)) for one in said)
    return f"<failure {kind}>{text}</failure>\n"
