import json
from dataclasses import replace

import pytest

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format
from report.strange import written

ONE = Diagnostic(Place("a.yaml", 14, 15, 14, 35), "R204", "error", "unknown", None, "clm_a")


def issues(*found, **more):
    return json.loads(written(Format.gitlab, Findings(found, **more)))


def test_an_issue_has_what_gitlab_reads():
    (issue,) = issues(ONE, folder="data/")
    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": "R204: unknown",
        "check_name": "R204",
        "severity": "major",
        "location": {
            "path": "data/a.yaml",
            "positions": {
                "begin": {"line": 14, "column": 15},
                "end": {"line": 14, "column": 35},
            },
        },
    }


@pytest.mark.parametrize(
    ("severity", "theirs"), [("error", "major"), ("warning", "minor"), ("info", "info")]
)
def test_severities(severity, theirs):
    assert issues(replace(ONE, severity=severity))[0]["severity"] == theirs


def test_a_fingerprint_does_not_move_with_its_line():
    before = issues(ONE, replace(ONE, place=Place("a.yaml", 20)))
    after = issues(
        replace(ONE, place=Place("a.yaml", 16, 1, 16, 2)), replace(ONE, place=Place("a.yaml", 23))
    )
    assert [i["fingerprint"] for i in before] == [i["fingerprint"] for i in after]


def test_fingerprints_tell_findings_apart():
    found = (
        ONE,
        replace(ONE, place=Place("a.yaml", 20)),
        replace(ONE, place=Place("b.yaml", 14, 15, 14, 35)),
        replace(ONE, code="R205"),
        replace(ONE, message="other"),
        replace(ONE, record=None),
    )
    assert len({issue["fingerprint"] for issue in issues(*found)}) == len(found)
