import pytest

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.report.text import render, summary

SOURCE = "a: b\n" * 13 + "    claimant: act_valerii-zaluzhny\n"


def one(line: str, column: int, end: int, **more) -> list[str]:
    finding = Diagnostic(Place("x.yaml", 1, column, 1, end), "R001", "error", "wrong", **more)
    return render([finding], lambda _: line).split("\n")


def test_a_whole_block():
    place = Place("dataset/doc_a.yaml", 14, 15, 14, 35)
    message = "unknown actor `act_valerii-zaluzhny`"
    finding = Diagnostic(place, "R204", "error", message, "did you mean `act_valerii-zaluzhnyi`?")
    assert (
        render([finding], lambda _: SOURCE)
        == """\
error[R204]: unknown actor `act_valerii-zaluzhny`
 --> dataset/doc_a.yaml:14:15
   |
14 |     claimant: act_valerii-zaluzhny
   |               ^^^^^^^^^^^^^^^^^^^^
   = help: did you mean `act_valerii-zaluzhnyi`?
   = see:  claimbook explain R204

1 error in 1 file
"""
    )


def test_related_places():
    first = Related(Place("b.yaml", 12, 1, 12, 2), "first said here")
    finding = Diagnostic(Place("a.yaml", 1, 1, 1, 2), "R001", "warning", "twice", related=(first,))
    assert (
        render([finding], lambda path: "a: b\n" * 12 if path == "a.yaml" else None)
        == """\
warning[R001]: twice
 --> a.yaml:1:1
   |
 1 | a: b
   | ^
   = note: first said here
 --> b.yaml:12:1
   = see:  claimbook explain R001

1 warning in 1 file
"""
    )


@pytest.mark.parametrize(("line", "column", "end", "shown", "underline"), [
    ("a: Київ", 4, 8, "a: Київ", "   ^^^^"),
    ("警報: 警報", 5, 7, "警報: 警報", "      ^^^^"),
    ("😀: b", 4, 5, "😀: b", "    ^"),
    ("e\u0301: b", 5, 6, "e\u0301: b", "   ^"),
    ("\ta: b", 5, 6, "    a: b", "       ^"),
    ("a: \u202eb", 4, 5, "a: \\u202eb", "   ^^^^^^"),
    ("a: \x1b[31mb", 9, 10, "a: \\x1b[31mb", "           ^"),
    ("a:\r", 9, 12, "a:", "  ^"),
    ("a: b", 3, 3, "a: b", "  ^"),
    ("a: ##[error]b", 13, 14, "a: ##\\x5berror]b", "               ^"),
    ("a: [/x] [bold]", 4, 8, "a: [/x] [bold]", "   ^^^^"),
    ("\ufeffa: b", 4, 5, "a: b", "   ^"),
])  # fmt: skip
def test_the_underline_stands_under_the_stretch(line, column, end, shown, underline):
    block = one(line, column, end)
    assert block[3:5] == [f"1 | {shown}", f"  | {underline}"]


def test_a_long_line_is_shown_around_the_stretch():
    line = "x" * 500_000 + "Ї" + "y" * 500_000
    block = one(line, 500_001, 500_002)
    assert block[3] == "1 | …" + "x" * 40 + "Ї" + "y" * 60 + "…"
    assert block[4] == "  | " + " " * 41 + "^"


def test_a_long_stretch_is_underlined_in_part():
    block = one("x" * 1000, 1, 1001)
    assert block[3] == "1 | " + "x" * 120 + "…"
    assert block[4] == "  | " + "^" * 60


def test_a_stretch_of_several_lines_is_underlined_to_the_end_of_the_first():
    finding = Diagnostic(Place("x", 1, 4, 3, 2), "R001", "error", "wrong")
    block = render([finding], lambda _: "a: |-\r\n  b\r\n").split("\n")
    assert block[3:5] == ["1 | a: |-", "  |    ^^"]


@pytest.mark.parametrize("source", [None, "", "only one line"])
def test_a_source_that_is_not_there(source):
    finding = Diagnostic(Place("x", 7, 4, 7, 5), "R001", "error", "wrong")
    shown = render([finding], lambda _: source)
    assert shown.startswith("error[R001]: wrong\n--> x:7:4\n")


HOSTILE = [
    *("\x1b[31mX", "\n::error file=README.md::pwn", "##[error]X"),
    *("\u202eX", "\x9b1mX", "\ud800X"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_everywhere(text):
    place = Place(text, 1, 1, 1, 2)
    related = (Related(place, text),)
    finding = Diagnostic(place, "R001", "error", text, text, related=related)
    shown = render([finding], lambda _: text.replace("\n", "") * 2)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert not any(line.lstrip().startswith("::") for line in shown.split("\n"))
    assert "##[" not in shown


def test_a_cap_counts_what_it_leaves_out():
    findings = [
        Diagnostic(Place("x", n), code, "error", "wrong")
        for n in range(1, 8)
        for code in ("R101", "R102")
    ] + [Diagnostic(Place("y"), "R301", "info", "so")]
    shown = render(findings, lambda _: None, cap=3)
    assert shown.count("error[R101]") == shown.count("error[R102]") == 3
    assert "R101: 4 more not shown\nR102: 4 more not shown\n" in shown
    assert shown.endswith("\n14 errors, 1 info in 2 files\n")


def test_summaries():
    def at(path, severity):
        return Diagnostic(Place(path), "R001", severity, "x")

    findings = [at("a", "error"), at("b", "error"), at("b", "warning")]
    assert summary(findings) == "2 errors, 1 warning in 2 files"
    assert summary(findings, files=14) == "2 errors, 1 warning in 14 files"
    assert summary([]) == "no findings"
    assert render([], lambda _: None, files=1) == "no findings in 1 file\n"


def test_colour_is_ours_alone():
    finding = Diagnostic(Place("x"), "R001", "error", "\x1b[0m")
    shown = render([finding], lambda _: "a", color=True)
    assert shown.startswith("\x1b[1;31merror[R001]\x1b[0m: \\x1b[0m\n")
    assert "\x1b" not in render([finding], lambda _: "a")
