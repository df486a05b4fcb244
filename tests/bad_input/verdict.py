"""What a check says, judged: is every report of it safe to print, wherever it is printed?"""

import json
import re
import xml.etree.ElementTree as ET

from claimbook_build.check.collect import collect
from claimbook_build.check.run import judge
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format, renderer

_UNPRINTABLE = re.compile(
    "[^\n\x20-\x7e\xa1-\xac\xae-\u0377\u037a-\u180a\u180f-\u200a\u2010-\u2027\u202f-\u205f"
    "\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uff9f\uffa1-\ufffd\U00010000-\U000dffff]"
)
"""What no report holds raw: controls, ESC, bidi, zero width, surrogates, private use."""

_COMMAND = re.compile(r"^[ \t\xa0\u2000-\u200a]*::|##\[", re.MULTILINE)
"""A command to the runner of a CI system, at the beginning of a line; the old form anywhere."""

_OWN_COMMAND = re.compile(
    r"^::(?:(?:error|warning|notice) [^\n]*|group::[0-9,]+ findings? more|endgroup::)$",
    re.MULTILINE,
)


def check(root, path, data):
    """Return all that a check finds in a project of which one file holds something else."""
    collection = collect(root, None, {path: data})
    return [*collection.diagnostics, *judge(collection)], collection


def reports(found, collection, formats=tuple(Format)):
    """Return the report of findings in every format that there is, or in some."""
    paths = tuple(sorted(collection.dataset.paths))
    findings = Findings(tuple(found), paths, collection.sources.get, cap=20)
    return {format_: "".join(renderer(format_)(findings)) for format_ in formats}


def assert_harmless(name, report):
    """Hold a report to be readable by what reads it, and to do nothing else."""
    report.encode()
    found = _UNPRINTABLE.search(report)
    assert found is None, (name, report[max(0, found.start() - 60) : found.end() + 20])
    own = _OWN_COMMAND.sub("", report) if name == Format.github else report
    assert _COMMAND.search(own) is None, (name, _COMMAND.search(own))
    if name in {Format.json, Format.sarif, Format.gitlab}:
        json.loads(report)
    elif name == Format.jsonl:
        assert all(json.loads(line) for line in report.splitlines())
    elif name == Format.junit:
        ET.fromstring(report)


def assert_placed(found, path, data):
    """Hold every finding to lie in its file."""
    lines = data.count(b"\n") + 1
    for finding in found:
        for place in (finding.place, *(other.place for other in finding.related)):
            assert (place.line, place.column) >= (1, 1)
            assert (place.end_line, place.end_column) >= (place.line, place.column)
            assert place.path != path or place.line <= lines, finding
