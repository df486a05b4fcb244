"""Findings made to hurt: what a hostile record, path or value may bring into a report."""

import re

from hypothesis import strategies as st

from claimbook.diagnostic import Diagnostic, Edit, Fix, Place, Related, in_order
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format, renderer

PWN = "\n::error file=README.md::pwn"
HOSTILE = (
    PWN,
    "\r\n::set-output name=x::y",
    "  ::add-mask::a",
    "::",
    ":",
    "##[error]x",
    "##vso[task.setvariable variable=a]b",
    "##",
    "[error]",
    "%0A::error::x",
    "%",
    "a,b:c=d",
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b31m",
    "\u202egpj.exe\u2066",
    "\u200b\u2060\ufeff\u2028\u2029",
    "\0\x01\x08\x0b\x7f\x85\xa0",
    "\ud800\udc80",
    "\ufffe\uffff\U0001fffe\U000e0041",
    "--><!-- ]]> &lt; &#0; </failure>",
    "<script>alert(1)</script><img src=x onerror=y>",
    "@everyone @org/team #1 GH-1 http://evil.example www.evil.example a@b.example",
    "| a | b\n|---|\n`code` ```fence``` *b* _i_ ~~s~~ [x](http://evil.example) ![y](z)",
    "\\| \\` \\[ \\",
    "# heading\n- list\n1. list\n> quote\n    code\n***",
    "{0} {{ }} [a](b) \\[c\\](d)",
    "$x$ :tada: &amp; &#x41;",
    '"; DROP TABLE x; --',
    "=1+1",
    "../../etc/passwd",
    "//host/share?a#b%20 c:d",
    "x" * 100_000,
    "\x1b" * 100_000,
    "",
)

TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(codec=None)) | st.text("#:[]%|@<&`\n\r\t ")
PLACES = st.builds(Place, TEXTS, *[st.integers(1, 10**6)] * 4)
EDITS = st.builds(Edit, PLACES, TEXTS)
FINDINGS = st.builds(
    Diagnostic,
    PLACES,
    st.sampled_from(["R101", "R204", "R304", "R402"]) | st.from_regex("R[0-9]{3}", fullmatch=True),
    st.sampled_from(["error", "warning", "info"]),
    TEXTS,
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.lists(st.builds(Related, PLACES, TEXTS), max_size=3).map(tuple),
    st.none() | st.builds(Fix, TEXTS, st.lists(EDITS, min_size=1, max_size=3).map(tuple)),
)
RUNS = st.builds(
    lambda found, paths, text, fail_on, folder, blobs: Findings(
        in_order(found),
        tuple(sorted(set(paths))),
        lambda _: text,
        fail_on=fail_on,
        folder=folder,
        blobs=blobs,
        cap=2,
    ),
    st.lists(FINDINGS, max_size=5),
    st.lists(TEXTS, max_size=3),
    st.none() | TEXTS,
    st.sampled_from(["error", "warning"]),
    st.sampled_from(["", "data/"]),
    st.sampled_from(["", "https://host.example/o/r/blob/0123abc/"]),
)

FORMATS = tuple(Format)


def hostile(text: str) -> Findings:
    """Return a run whose every text is this one."""
    place = Place(text, 1, 1, 1, 3)
    fix = Fix(text, (Edit(place, text),))
    found = Diagnostic(place, "R101", "error", text, text, text, (Related(place, text),), fix)
    return Findings((found,), (text,), lambda _: text * 2)


def written(format_: Format, findings: Findings) -> str:
    """Return a report whole."""
    return "".join(renderer(format_)(findings))


OURS = re.compile(r"::(?:error|warning|notice) file=[^:,]*(?:,[A-Za-z]+=[^:,]*)*::[^\r\n]*")
"""A workflow command of ours."""


def assert_harmless(text: str, format_: Format) -> None:
    """Hold a finished report to what no format may let out."""
    lines = text.split("\n")
    assert all(line.isprintable() for line in lines)
    text.encode()
    for line in lines:
        assert not re.search(r"##[A-Za-z]*\[", line)
        if line.lstrip().startswith("::"):
            assert format_ is Format.github
            group = re.fullmatch(r"::group::[0-9,]+ findings? more|::endgroup::", line)
            assert group or OURS.fullmatch(line)
