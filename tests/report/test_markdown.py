import re

import pytest
from markdown_it import MarkdownIt

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format
from claimbook_build.report.markdown import MOST_BYTES, page
from claimbook_build.report.surface import in_markdown
from report.strange import HOSTILE, hostile, written

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
BLOBS = "https://host.example/o/r/blob/0123abc/"
SAID = Related(Place("b.yaml", 2, 3, 2, 9), "first said here")
RUN = Findings(
    (
        Diagnostic(Place("a.yaml", 14, 15), "R204", "warning", "odd"),
        Diagnostic(Place("ї #1.yaml", 20, 1, 22, 4), "R201", "error", "a", "b", None, (SAID,)),
    ),
    ("a.yaml", "b.yaml", "ї #1.yaml"),
    folder="data/",
    blobs=BLOBS,
)


def tokens(text):
    return [inner for token in READER.parse(text) for inner in (token, *(token.children or ()))]


def test_verdict_counts_rules_findings():
    assert written(Format.markdown, RUN) == (
        "## claimbook check failed: 1 error, 1 warning in 3 files\n"
        "\n"
        "| rule | severity | findings | demands |\n"
        "|---|---|---:|---|\n"
        f"| R201 | error | 1 | {in_markdown(BY_CODE['R201'].title)} |\n"
        f"| R204 | warning | 1 | {in_markdown(BY_CODE['R204'].title)} |\n"
        "\n"
        "| place | rule | finding |\n"
        "|---|---|---|\n"
        f"| [ї &#35;&#8203;1.yaml:20:1]({BLOBS}data/%D1%97%20%231.yaml#L20-L22) | R201 | "
        f"a<br>first said here: [b.yaml:2:3]({BLOBS}data/b.yaml#L2)<br>*help:* b |\n"
        f"| [a.yaml:14:15]({BLOBS}data/a.yaml#L14) | R204 | odd |\n"
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_foreign_text_has_no_markup(text):
    found = tokens(written(Format.markdown, hostile(text)))
    html = {t.content for t in found if t.type.startswith("html")}
    assert html <= {"<br>"}
    assert not {"link_open", "image", "code_inline", "fence", "code_block"} & {
        t.type for t in found
    }
    assert sum(t.type == "heading_open" for t in found) == 1
    assert sum(t.type == "tr_open" for t in found) == 4
    assert sum(t.type == "td_open" for t in found) == 7
    assert sum(t.type == "em_open" for t in found) == bool(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_foreign_text_makes_no_mention_and_no_link_once_it_is_shown(text):
    found = tokens(written(Format.markdown, hostile(text)))
    rendered = "".join(t.content for t in found if t.type == "text")
    assert not re.search(r"@[A-Za-z]|#[0-9]|GH-[0-9]|://|www\.", rendered)


def test_links_lead_to_the_host_alone():
    hrefs = [
        t.attrs["href"] for t in tokens(written(Format.markdown, RUN)) if t.type == "link_open"
    ]
    assert len(hrefs) == 3
    assert all(href.startswith(BLOBS) for href in hrefs)


@pytest.mark.parametrize("most", [0, 100, 450, 600, 700, 1000, 5000, 100_000])
def test_a_page_is_cut_between_rows_and_counts_the_rest(most):
    codes = ("R101", "R204", "R304")
    found = tuple(
        Diagnostic(Place("їїї.yaml", n), codes[n % 3], "error", "Ї" * 50) for n in range(1, 2001)
    )
    text = page(Findings(found), most)
    assert len(text.encode()) <= most
    if most < 450:
        assert text == ""
        return
    assert text.startswith("## claimbook check failed: 2,000 errors in 1 file\n")
    rows = text.count("| їїї.yaml:")
    assert f"\n\n**{2000 - rows:,} findings more not shown here:** " in text
    assert text.endswith("\n")


def test_a_page_fits_the_summary_of_a_step():
    found = tuple(
        Diagnostic(Place("a.yaml", n), "R101", "error", "|" * 300) for n in range(1, 2500)
    )
    assert 900_000 < len(written(Format.markdown, Findings(found)).encode()) <= MOST_BYTES < 2**20
