import json

import pytest

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format, renderer
from report.strange import written

SAID = Related(Place("b.yaml", 2, 3, 2, 9), "first said here")
RUN = Findings((
    Diagnostic(Place("a.yaml", 14, 15, 14, 35), "R204", "error", "unknown actor", "mend it"),
    Diagnostic(Place("a.yaml", 20, 1, 22, 4), "R304", "warning", "older", None, "doc_a", (SAID,)),
    Diagnostic(Place("b.yaml"), "R602", "info", "50 % sure: a, b"),
))  # fmt: skip


def test_concise():
    assert written(Format.concise, RUN) == (
        "a.yaml:14:15: R204 unknown actor\n"
        "a.yaml:20:1: R304 warning: older\n"
        "b.yaml:1:1: R602 info: 50 % sure: a, b\n"
    )


@pytest.mark.parametrize("path", ["::", ":", "::error file=x::", " ::error::", "##"])
def test_a_path_begins_no_command(path):
    run = Findings((Diagnostic(Place(path), "R101", "error", "[x]"),))
    assert not written(Format.concise, run).lstrip().startswith("::")


def test_github():
    assert written(Format.github, RUN) == (
        "::error file=a.yaml,line=14,endLine=14,col=15,endColumn=35,title=R204"
        "::unknown actor%0Ahelp: mend it\n"
        "::warning file=a.yaml,line=20,endLine=22,title=R304 (doc_a)"
        "::older%0Ab.yaml:2:3: first said here\n"
        "::notice file=b.yaml,line=1,endLine=1,col=1,endColumn=1,title=R602::50 %25 sure: a, b\n"
        "1 error, 1 warning, 1 info in 2 files\n"
    )


def test_a_property_of_a_command_is_escaped():
    place = Place("a,b:c%\r\n.yaml")
    run = Findings((Diagnostic(place, "R101", "error", "x"),), folder="my data/")
    assert written(Format.github, run).startswith("::error file=my data/a%2Cb%3Ac%25\\r\\n.yaml,")


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
@pytest.mark.parametrize(("count", "more"), [(9, 0), (10, 0), (11, 1), (1234, 1224)])
def test_github_shows_ten_of_a_kind_and_says_what_it_leaves_out(severity, count, more):
    found = tuple(Diagnostic(Place("a", n), "R101", severity, "x") for n in range(1, count + 1))
    lines = written(Format.github, Findings(found, elsewhere="see there")).splitlines()
    commands = [line for line in lines if line.startswith("::") and "group" not in line]
    assert len(commands) == min(count, 10)
    assert [line for line in commands if " more" in line] == (commands[9:] if more else [])
    if more:
        assert f"%0Aand {more:,} " in commands[9]
        assert commands[9].endswith(" more: see there")
        assert lines[10].startswith("::group::")
        assert lines[11].startswith("a:11:1: R101 ")
        assert lines[-2] == "::endgroup::"
        assert len(lines) == count + 3


def test_a_finding_with_many_places_keeps_to_a_few():
    many = tuple(Related(Place("b", n), "here") for n in range(1, 100))
    run = Findings((Diagnostic(Place("a"), "R201", "error", "x", related=many),))
    assert "%0Aand 94 places more\n" in written(Format.github, run)
    assert "<br>and 94 places more |\n" in written(Format.markdown, run)
    assert len(json.loads(written(Format.json, run))[0]["related"]) == 99


def test_a_line_of_jsonl_is_an_object_of_json():
    lines = written(Format.jsonl, RUN).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written(Format.json, RUN))


def test_jsonl_is_written_line_by_line():
    assert list(renderer(Format.jsonl)(RUN)) == written(Format.jsonl, RUN).splitlines(True)


def test_text_is_capped_and_counts_all():
    found = tuple(Diagnostic(Place("a", n), "R101", "error", "x") for n in range(1, 31))
    shown = written(Format.text, Findings(found, ("a", "b"), cap=20))
    assert shown.count("error[R101]") == 20
    assert shown.endswith("\nR101: 10 more not shown\n\n30 errors in 2 files\n")
