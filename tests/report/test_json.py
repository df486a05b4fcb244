import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook.diagnostic import Diagnostic, Place, Related, Severity
from claimbook_build.read.strict_json import read_json
from claimbook_build.report.json import json_schema, render
from report.strange import FINDINGS

KEYS = {
    *("path", "line", "column", "end_line", "end_column"),
    *("code", "severity", "message", "help", "record", "related", "fix"),
}
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_a_finding():
    related = (Related(Place("b", 1, 2, 3, 4), "first said here"),)
    finding = Diagnostic(Place("a", 5, 6, 7, 8), "R001", "error", "Ї", None, "act_a", related)
    assert render([finding]) == (
        '[\n{"code":"R001","column":6,"end_column":8,"end_line":7,"fix":null,"help":null,"line":5,'
        '"message":"Ї","path":"a","record":"act_a","related":[{"column":2,"end_column":4,'
        '"end_line":3,"line":1,"message":"first said here","path":"b"}],"severity":"error"}\n]\n'
    )


def test_nothing():
    assert render([]) == "[]\n"


@settings(deadline=None, max_examples=20)
@given(st.lists(FINDINGS, max_size=3))
def test_what_is_written_is_valid_safe_and_strict(findings):
    text = render(findings)
    rows = json.loads(text)
    VALIDATOR.validate(rows)
    assert len(rows) == len(set(findings))
    assert all(set(row) == KEYS for row in rows)
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count("\n") == (len(rows) + 2 if rows else 1)
    assert not any(
        "half of a surrogate" in f.message for f in read_json(text.encode(), "").diagnostics
    )


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_foreign_text_comes_back(message):
    finding = Diagnostic(Place("a"), "R001", "error", message)
    assert json.loads(render([finding]))[0]["message"] == message


@pytest.mark.parametrize(("text", "escaped"), [
    ("\x1b[31m", "\\u001b[31m"),
    ("\u202e", "\\u202e"),
    ("\u200b", "\\u200b"),
    ("\x9b", "\\u009b"),
    ("\U000e0041", "\\udb40\\udc41"),
    ("\udc80", "\\\\udc80"),
    ("[/x]", "[/x]"),
    ("##[error]x", "##\\u005berror]x"),
    ("\n::error file=README.md::pwn", "\\n::error file=README.md::pwn"),
    ("Ї😀", "Ї😀"),
])  # fmt: skip
def test_dangerous_characters_are_escaped(text, escaped):
    assert f'"message":"{escaped}"' in render([Diagnostic(Place("a"), "R001", "error", text)])


def test_findings_are_sorted_once_each_and_never_capped():
    severity: Severity = "error"
    findings = [Diagnostic(Place("a", n), "R001", severity, "x") for n in range(5000, 0, -1)] * 2
    rows = json.loads(render(findings))
    assert [row["line"] for row in rows] == list(range(1, 5001))


def test_the_schema_knows_every_key():
    schema = json_schema()
    assert set(schema["$defs"]["DiagnosticRow"]["required"]) == KEYS
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"path": "a"}], schema)
