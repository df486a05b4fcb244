"""Diagnostics for code scanning: SARIF 2.1.0.

The limits are GitHub's ("SARIF support for code scanning"): of the results of a run it takes the
5,000 gravest. Section numbers are those of the OASIS standard with errata 01.
"""

from collections.abc import Iterator
from urllib.parse import quote

from claimbook.diagnostic import Diagnostic, Fix, Place, Severity
from claimbook.rules.catalogue import RULES
from claimbook.rules.rule import Rule
from claimbook_build.report.findings import Findings, plural
from claimbook_build.report.fingerprint import fingerprints
from claimbook_build.report.rule_page import page
from claimbook_build.report.show import show
from claimbook_build.report.surface import in_json

MOST_RESULTS = 5000

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ADVICE: dict[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "info": "recommendation",
}
_LIMIT = 1000
_ROOT = "%SRCROOT%"
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}


def report(findings: Findings) -> Iterator[str]:
    """Yield one log with one run; it says so when results are left out."""
    kept = {id(finding) for finding in findings.by_gravity()[:MOST_RESULTS]}
    results = [_result(f, mark, findings) for f, mark in fingerprints(findings) if id(f) in kept]
    run = {
        "tool": {"driver": _driver()},
        "invocations": [_invocation(len(findings.diagnostics) - len(results))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "automationDetails": {"id": findings.title.replace(" ", "-") + "/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    yield in_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _driver() -> dict[str, object]:
    from importlib.metadata import version

    return {"name": "claimbook", "version": version("claimbook"), "rules": [*map(_rule, RULES)]}


def _rule(rule: Rule) -> dict[str, object]:
    text = page(rule)
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title} {rule.why}"},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.scope], "problem.severity": _ADVICE[rule.severity]},
    }


def _invocation(left_out: int) -> dict[str, object]:
    if not left_out:
        return {"executionSuccessful": True}
    text = (
        f"{plural(left_out, 'finding')} more: this file holds the {MOST_RESULTS:,} gravest, "
        "--format json writes all"
    )
    notice = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _result(finding: Diagnostic, fingerprint: str, findings: Findings) -> dict[str, object]:
    said = [finding.message, *([f"help: {finding.help}"] if finding.help else [])]
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": _LEVEL[finding.severity],
        "message": {"text": "\n".join(map(_words, said))},
        "locations": [{"physicalLocation": _location(finding.place, findings)}],
        "partialFingerprints": {"findingHash/v1": fingerprint},
    }
    if finding.code in _INDEX:
        result["ruleIndex"] = _INDEX[finding.code]
    if finding.record:
        result["properties"] = {"record": show(finding.record)}
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _words(other.message)},
                "physicalLocation": _location(other.place, findings),
            }
            for number, other in enumerate(finding.related, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, findings)]
    return result


def _fix(fix: Fix, findings: Findings) -> dict[str, object]:
    changes: dict[str, list[object]] = {}
    for edit in fix.edits:
        replacement = {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}
        changes.setdefault(findings.path(edit.place.path), []).append(replacement)
    return {
        "description": {"text": _words(fix.title)},
        "artifactChanges": [
            {"artifactLocation": artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _words(text: str) -> str:
    r"""Return foreign text as a message without placeholders (3.11.5) and links (3.11.6).

    >>> _words("[a](b) {0}")
    '\\[a\\] (b) {{0}}'
    """
    apart = show(text, _LIMIT).replace("](", "] (").replace("{", "{{").replace("}", "}}")
    return apart.replace("[", "\\[").replace("]", "\\]")


def _location(place: Place, findings: Findings) -> dict[str, object]:
    return {
        "artifactLocation": artifact(findings.path(place.path)),
        "region": _region(place),
    }


def _region(place: Place) -> dict[str, object]:
    end_line = max(place.line, place.end_line)
    least = place.column if end_line == place.line else 1
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": end_line,
        "endColumn": max(least, place.end_column),
    }


def artifact(path: str) -> dict[str, object]:
    """Return a file's address: relative to the repository's root, unless the path is absolute.

    >>> artifact("seeds/Київ #1.yaml")
    {'uri': 'seeds/%D0%9A%D0%B8%D1%97%D0%B2%20%231.yaml', 'uriBaseId': '%SRCROOT%'}
    """
    uri = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file:///{uri.lstrip('/')}"}
    return {"uri": uri, "uriBaseId": _ROOT}
