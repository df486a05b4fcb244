import xml.etree.ElementTree as ET

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format
from report.strange import written

SAID = Related(Place("b.yaml", 2, 3, 2, 9), "first said here")
ERROR = Diagnostic(Place("a.yaml", 14, 15), "R201", "error", "twice", "drop one", "x", (SAID,))
WARNING = Diagnostic(Place("b.yaml", 2), "R304", "warning", "older")


def suite(*found, **more):
    text = written(Format.junit, Findings(found, ("a.yaml", "b.yaml", "c.yaml"), **more))
    return ET.fromstring(text.encode())


def test_a_file_is_a_case_and_an_error_its_failure():
    root = suite(ERROR, WARNING)
    (inner,) = root
    assert root.attrib == inner.attrib
    assert root.attrib == {
        "name": "claimbook check", "tests": "3", "failures": "1", "errors": "0", "skipped": "0",
    }  # fmt: skip
    assert [case.attrib["file"] for case in inner] == ["a.yaml", "b.yaml", "c.yaml"]
    failure = inner[0].find("failure")
    assert failure.attrib == {"type": "R201", "message": "twice"}
    assert failure.text == ("a.yaml:14:15: R201 twice\nb.yaml:2:3: first said here\nhelp: drop one")
    assert inner[1].find("failure") is None
    assert inner[1].find("system-out").text == "b.yaml:2:1: R304 warning: older"
    assert len(inner[2]) == 0


def test_a_warning_fails_when_it_fails_the_check():
    root = suite(WARNING, fail_on="warning")
    assert root.attrib["failures"] == "1"


def test_every_finding_is_a_failure():
    found = [Diagnostic(Place("a.yaml", n), "R101", "error", "x") for n in range(1, 50)]
    root = suite(*found)
    assert (len(root.findall(".//failure")), root.attrib["failures"]) == (49, "1")


def test_a_path_that_is_no_file_of_the_dataset_has_a_case():
    root = suite(Diagnostic(Place("z.yaml"), "R002", "error", "no such file"))
    assert root.attrib["tests"] == "4"
