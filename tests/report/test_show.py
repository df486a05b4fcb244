import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook_build.report.show import show, width


@pytest.mark.parametrize(("text", "shown"), [
    ("Київ — 75 😀", "Київ — 75 😀"),
    ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
    ("\x9b31m", "\\x9b31m"),
    ("a\nb\r\nc\td", "a\\nb\\r\\nc\\td"),
    ("\0\x07\x7f\x85", "\\x00\\x07\\x7f\\x85"),
    ("\u202egpj.exe", "\\u202egpj.exe"),
    ("a\u200bb\u2060\ufeff", "a\\u200bb\\u2060\\ufeff"),
    ("\u2028\u2029", "\\u2028\\u2029"),
    ("\ud800x\udc80", "\\ud800x\\udc80"),
    ("\U000e0041", "\\U000e0041"),
    ("\U000e0100\u3164\u034f", "\\U000e0100\\u3164\\u034f"),
    ("[/x] [bold]", "[/x] [bold]"),
    ("\n::error file=README.md::pwn", "\\n::error file=README.md::pwn"),
    ("::error file=README.md::pwn", "\\x3a:error file=README.md::pwn"),
    ("  ::set-output name=a::b", "  \\x3a:set-output name=a::b"),
    ("a ##[error]b", "a ##\\x5berror]b"),
    ("a ##vso[task]b", "a ##vso\\x5btask]b"),
    ("## [a] #b[c]", "## [a] #b[c]"),
    ("", ""),
])  # fmt: skip
def test_foreign_text_is_only_read(text, shown):
    assert show(text) == shown


@pytest.mark.parametrize(("length", "tail"), [
    (200, "a"), (201, "a… (1 more character)"), (1200, "a… (1000 more characters)"),
])  # fmt: skip
def test_long_text_is_cut_and_says_so(length, tail):
    assert show("a" * length).endswith(tail)


def test_escapes_count_towards_the_limit():
    assert show("\u202e" * 50, limit=20) == "\\u202e" * 3 + "… (47 more characters)"


def test_a_megabyte_costs_no_more_than_a_line():
    assert len(show("\x1b" * 2**20)) < 250


@settings(deadline=None)
@given(st.text(st.characters(codec=None)))
def test_everything_shown_is_printable_and_shown_again_the_same(text):
    shown = show(text, limit=10_000)
    assert shown.isprintable()
    assert show(shown, limit=100_000) == shown
    assert not shown.lstrip().startswith("::")
    assert "##[" not in shown
    shown.encode()


@settings(deadline=None)
@given(st.text("Київґє’—ABCxyz 0123456789.,-[]*`<>&|😀", max_size=200))
def test_words_are_left_alone(text):
    assert show(text) == text


@pytest.mark.parametrize(("text", "cells"), [
    ("abc", 3), ("Київ", 4), ("警報", 4), ("😀", 2), ("e\u0301", 1), ("", 0), ("ｗ", 2), ("각", 2),
    ("\u1100\u1161\u11a8", 2),
])  # fmt: skip
def test_width(text, cells):
    assert width(text) == cells
