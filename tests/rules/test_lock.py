import pytest

from claimbook.diagnostic import Diagnostic, Edit, Fix, Place
from claimbook.rules.r203_minted import LOCK, _later, fix

FIRST = "act_aleko-marushan\n"


def lock(text):
    return (LOCK, FIRST, f"act_aleko-marushan {text}\n")


@pytest.mark.parametrize("text", ["2026.13.0", "2026.11", "26.11.0", "2026.11.01", "v2026.11.0"])
def test_a_first_release_has_its_form(broken, text):
    found = broken("R203", lock(text), release="2026.11.0")
    assert [(f.message, f.help, f.place.line, f.place.column) for f in found] == [
        (f"`{text}` is no release", "write it as YYYY.M.N", 1, 1)
    ]


@pytest.mark.parametrize(
    ("text", "release", "later"),
    [
        ("2026.11.0", "2026.11.0", False),
        ("2026.9.3", "2026.11.0", False),
        ("2025.12.9", "2026.1.0", False),
        ("2026.11.1", "2026.11.0", True),
        ("2026.11.0", "2026.9.3", True),
        ("2027.1.0", "2026.12.9", True),
        ("2027.1.0", None, False),
    ],
)
def test_no_first_release_is_yet_to_come(broken, text, release, later):
    found = broken("R203", lock(text), release=release)
    assert [(f.message, f.place.line) for f in found] == [
        (f"`{text}` is later than the release, {release}", 1)
    ] * later
    assert release is None or _later(text, release) is later


@pytest.mark.parametrize("release", [None, "2026.11.0"])
def test_a_line_without_release_says_nothing_of_it(broken, release):
    assert not broken("R203", release=release)


def test_lines_are_in_order_and_stand_once(broken, root):
    lines = (root / LOCK).read_text("utf-8").splitlines(keepends=True)
    twice = "".join((lines[0], lines[0], lines[2], lines[1], *lines[3:]))
    found = broken("R203", **{LOCK: twice})
    assert [(f.place.line, f.message.partition("`")[2].partition("`")[2]) for f in found] == [
        (2, " is out of order or stands twice"),
        (4, " is out of order or stands twice"),
    ]
    assert [bool(f.fix) for f in found] == [True, False]


UNSORTED = Diagnostic(Place(LOCK, 2), "R203", "error", "out of order", fix=Fix("sort the file", ()))


@pytest.mark.parametrize(
    ("lines", "end", "text"),
    [
        (["b", "a", ""], (3, 1), "a\nb\n"),
        (["b", "a", "b", "", "a"], (5, 2), "a\nb\n"),
        (["b\r", "a", ""], (3, 1), "a\nb\n"),
        (["a", "bc"], (2, 3), "a\nbc\n"),
    ],
)
def test_sorting_says_each_line_once(lines, end, text):
    edit = Edit(Place(LOCK, 1, 1, *end), text)
    assert fix(UNSORTED, lines) == Fix("sort the file", (edit,))


def test_what_is_sorted_or_is_no_matter_of_order_is_left_alone():
    assert fix(UNSORTED, ["a", "b", ""]) is None
    assert fix(Diagnostic(Place(LOCK, 2), "R203", "error", "gone"), ["b", "a", ""]) is None
