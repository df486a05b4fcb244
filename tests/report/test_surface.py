import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from claimbook_build.report.show import show
from claimbook_build.report.surface import in_command, in_json, in_markdown, in_property, in_xml
from report.strange import HOSTILE, TEXTS

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def unescaped(text, pairs):
    """Undo a workflow command's escapes as the runner does: the percent sign last."""
    for mark, character in pairs:
        text = text.replace(mark, character)
    return text.replace("%25", "%")


DATA = (("%0D", "\r"), ("%0A", "\n"))
PROPERTY = (*DATA, ("%3A", ":"), ("%2C", ","))


@settings(deadline=None)
@given(TEXTS)
def test_a_command_says_what_was_shown(text):
    assert unescaped(in_command(text), DATA) == show(text, 500)
    assert unescaped(in_property(text), PROPERTY) == show(text, 500)
    assert not set(in_property(text)) & set(":,\r\n")


@settings(deadline=None)
@given(TEXTS)
def test_markdown_shows_what_was_shown_and_nothing_else(text):
    (line,) = READER.parseInline(in_markdown(text)) or ([],)
    assert {child.type for child in line.children} <= {"text"}
    read = "".join(child.content for child in line.children)
    assert read.replace("\u200b", "").strip() == show(text, 500).strip()


@settings(deadline=None)
@given(TEXTS)
def test_a_cell_of_a_table_stays_one_cell(text):
    table = f"| a | b |\n|---|---|\n| {in_markdown(text)} | x |\n"
    kinds = [token.type for token in READER.parse(table)]
    assert kinds.count("td_open") == 2
    assert kinds.count("table_open") == kinds.count("table_close") == 1
    assert kinds[-1] == "table_close"


@settings(deadline=None)
@given(TEXTS)
def test_xml_holds_what_was_shown(text):
    held = in_xml(text)
    element = ET.fromstring(f"<a b='{held}' c=\"{held}\">{held}</a>".encode())
    assert element.attrib == {"b": show(text, 500), "c": show(text, 500)}
    assert (element.text or "") == show(text, 500)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_json_gives_texts_back_exactly(text):
    written = in_json({"a": [text]}, indent=1)
    halves = [c for c in text if 0xD800 <= ord(c) <= 0xDFFF]
    if not halves:
        assert json.loads(written) == {"a": [text]}
    assert all(line.isprintable() for line in written.split("\n"))
