import json
import re
from html.parser import HTMLParser

import jsonschema
import pytest

from audit.made import HOSTILE, STRANGE, TABLE, audited, quoted
from claimbook_build.report.audit import json as json_report
from claimbook_build.report.audit import page, text
from claimbook_build.report.audit.json import json_schema

VOID = {"meta", "br", "rect"}
CLOSED = {"html", "head", "body", "header", "main", "section", "div", "table", "thead", "tbody"}
CLOSED |= {"tr", "th", "td", "caption", "h1", "h2", "h3", "p", "a", "dl", "dt", "dd", "code", "bdi"}
CLOSED |= {"span", "svg", "title", "style"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "tabindex"}
ATTRIBUTES |= {"aria-labelledby", "role", "scope", "width", "height", "viewbox", "x", "y"}
ATTRIBUTES |= {"preserveaspectratio"}


class Page(HTMLParser):
    """Reads a page, and holds it to be well formed and made of our own elements."""

    def __init__(self, written):
        super().__init__()
        self.open, self.ids, self.texts, self.referred, self.tables = [], [], [], [], 0
        self.feed(written)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in CLOSED | VOID, tag
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert given.keys() <= ATTRIBUTES, given
        self.ids += [given["id"]] if "id" in given else []
        if "aria-labelledby" in given:
            self.referred.append(given["aria-labelledby"])
        if "href" in given:
            assert given["href"].startswith("#")
            self.referred.append(given["href"][1:])
        self.tables += tag == "table"
        if tag not in VOID or tag == "rect":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def written_page(audit):
    return "".join(page.report(audit))


@pytest.fixture(scope="module")
def audit(tmp_path_factory):
    return audited(tmp_path_factory.mktemp("audit")).audit


@pytest.fixture(scope="module", params=["cells", "strange cells", "columns"])
def hostile(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    if request.param == "columns":
        rows = [{"day": "2019-05-01", "bridge": "Upper", text: text} for text in HOSTILE + STRANGE]
        return audited(folder, json.dumps(rows), name="crossings.json").audit
    texts = HOSTILE if request.param == "cells" else STRANGE
    return audited(folder, quoted(texts)).audit


def harmless(written):
    """Hold a report to what none may let out, and return its lines."""
    lines = written.split("\n")
    assert all(line.isprintable() for line in lines)
    assert not re.search(r"##[A-Za-z]*\[", written)
    assert not any(line.lstrip().startswith("::") for line in lines)
    return lines


# --- text ----------------------------------------------------------------------------------------
def test_the_text_begins_with_the_verdict_and_says_what_was_found(audit):
    lines = [line.rstrip("\n") for line in text.report(audit)]
    assert lines[0].endswith("crossings.csv: 5 errors, 1 waived")
    assert any(line.startswith("error[R103]: not-a-number: 1") for line in lines)
    assert any("Two boats of the day before" in line for line in lines)
    assert not any(line != line.rstrip() for line in lines)


def test_the_text_has_colours_on_demand_alone(audit):
    assert "\x1b[1;31m" in "".join(text.report(audit, color=True))
    assert "\x1b" not in "".join(text.report(audit))


def test_hostile_cells_do_nothing_in_a_terminal(hostile):
    harmless("".join(text.report(hostile)))


# --- JSON ----------------------------------------------------------------------------------------
def test_json_is_the_published_schema(audit, hostile):
    for one in (audit, hostile):
        jsonschema.validate(
            json.loads("".join(json_report.report(one))),
            json_schema(),
            cls=jsonschema.Draft202012Validator,
        )


def test_the_schema_allows_nothing_else():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    objects = [schema, *schema["$defs"].values()]
    assert all(one["additionalProperties"] is False for one in objects)
    assert all(
        "description" in field or "$ref" in field
        for one in objects
        for field in one["properties"].values()
    )


def test_json_gives_cells_back_exactly_and_does_nothing(hostile):
    written = "".join(json_report.report(hostile))
    harmless(written)
    told = json.loads(written)
    printed = {e["printed"] for kind in told["defects"] for e in kind["examples"]}
    assert printed & set(HOSTILE) or told["reading"]


# --- the page ------------------------------------------------------------------------------------
def test_the_page_is_well_formed_and_every_name_in_it_leads_somewhere(audit):
    read = Page(written_page(audit))
    assert len(set(read.ids)) == len(read.ids)
    assert set(read.referred) <= set(read.ids)
    assert read.tables == 8


def test_the_page_asks_for_nothing_from_outside(audit):
    written = written_page(audit)
    assert not re.search(r"https?:|//|url\(|@import|<script|<link|<img|<iframe| on[a-z]+=", written)
    assert "default-src 'none'" in written


def test_the_policy_names_the_style_that_is_there(audit):
    from base64 import b64encode
    from hashlib import sha256

    written = written_page(audit)
    style = re.search("<style>(.*?)</style>", written, re.DOTALL)[1]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in written
    assert "prefers-color-scheme: dark" in style


def test_hostile_cells_are_text_on_the_page(hostile):
    written = written_page(hostile)
    harmless(written)
    read = Page(written)
    assert "<script" not in written
    shown = "".join(read.texts)
    assert any(cell in shown for cell in HOSTILE) or hostile.reading


def test_the_page_has_a_title_for_each_bar_and_a_head_for_each_row(audit):
    written = written_page(audit)
    assert written.count("<svg") == written.count('role="img"') == 4
    assert written.count('<tr><th scope="') == written.count("<tr>")


def test_a_table_without_defects_says_so(tmp_path):
    sound = "".join(TABLE.splitlines(keepends=True)[:2])
    audit = audited(tmp_path, sound).audit
    written = written_page(audit)
    Page(written)
    assert "No row and no cell has a defect" in written
    assert '<p class="verdict sound">no findings</p>' in written
    assert "".join(text.report(audit)).split("\n")[0].endswith("crossings.csv: no findings")


def test_what_is_new_says_against_what(tmp_path):
    audit = audited(tmp_path, since=TABLE).audit
    written = written_page(audit)
    Page(written)
    assert "no findings that the older version has not" in written
    assert "6 of both versions" in written
