import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format
from report.strange import FORMATS, HOSTILE, PWN, RUNS, assert_harmless, hostile, written

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def parsed(format_, text):
    """Read a report back with a parser of its format."""
    if format_ in {Format.json, Format.gitlab, Format.sarif}:
        return json.loads(text)
    if format_ is Format.jsonl:
        return [json.loads(line) for line in text.splitlines()]
    if format_ is Format.junit:
        return ET.fromstring(text.encode())
    if format_ is Format.markdown:
        return MARKDOWN.parse(text)
    return text.splitlines()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_out_harmless_and_well_formed(format_, text):
    found = written(format_, hostile(text))
    assert_harmless(found, format_)
    assert parsed(format_, found)


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=20)
@given(RUNS)
def test_any_finding_is_written_harmless_and_well_formed(format_, findings):
    found = written(format_, findings)
    assert_harmless(found, format_)
    parsed(format_, found)
    assert found.endswith("\n") or (not found and not findings.diagnostics)
    assert not found.endswith("\n\n")
    assert "\r" not in found


@pytest.mark.parametrize("format_", FORMATS)
def test_a_record_cannot_give_orders(format_):
    finding = Diagnostic(Place("a.yaml"), "R101", "error", PWN)
    found = written(format_, Findings((finding,), ("a.yaml",)))
    assert not any(line.lstrip().startswith("::error file=README") for line in found.splitlines())
    assert "pwn" in found


@pytest.mark.parametrize("format_", [f for f in FORMATS if f not in {Format.json, Format.jsonl}])
def test_a_value_of_a_megabyte_is_cut(format_):
    place, long = Place("a.yaml", 1, 1, 1, 2**20), "Ї" * 2**20
    finding = Diagnostic(place, "R101", "error", long, long, None, (Related(place, long),))
    rules = len(written(format_, Findings(())))
    found = written(format_, Findings((finding,), ("a.yaml",), lambda _: long))
    assert len(found.encode()) < rules + 20_000
    assert " more characters" in found


@pytest.mark.parametrize("format_", FORMATS)
def test_a_clean_run(format_):
    found = written(format_, Findings((), ("a.yaml", "b.yaml")))
    assert found == {
        Format.text: "no findings in 2 files\n",
        Format.concise: "",
        Format.json: "[]\n",
        Format.jsonl: "",
        Format.github: "no findings in 2 files\n",
        Format.gitlab: "[]\n",
        Format.markdown: "## claimbook check passed: no findings in 2 files\n",
    }.get(format_, found)
    parsed(format_, found)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_renderer_imports_no_other_one(format_):
    own = {
        Format.github: {"concise"},
        Format.junit: {"concise"},
        Format.jsonl: {"json"},
    }.get(format_, set())
    code = (
        "import sys; from claimbook_build.report.formats import *;"
        f"renderer(Format('{format_}')); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("claimbook_build.report.") for name in done.stdout.split()}
    assert loaded & {other.value for other in FORMATS} - {"json"} - own <= {format_.value}
    assert not loaded & {"duckdb", "pandas", "pandera", "polars", "pyarrow", "rich"}
