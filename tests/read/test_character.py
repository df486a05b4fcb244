import pytest

from claimbook_build.read.character import character_fault
from claimbook_build.read.strict_json import read_json
from claimbook_build.read.strict_yaml import read_yaml

FAULTS = [
    ("\u202e", "error", "bidirectional"),
    ("\u2066", "error", "bidirectional"),
    ("\u200f", "error", "bidirectional"),
    ("\u061c", "error", "bidirectional"),
    ("\U000e0041", "error", "tag character"),
    ("\ufffd", "error", "replacement character"),
    ("\ue000", "error", "private-use"),
    ("\U000fffff", "error", "noncharacter"),
    ("\U0010fffd", "error", "private-use"),
    ("\ufdd0", "error", "noncharacter"),
    ("\u0378", "error", "unassigned"),
    ("\u200b", "warning", "invisible"),
    ("\u200d", "warning", "invisible"),
    ("\u2060", "warning", "invisible"),
    ("\u00ad", "warning", "invisible"),
    ("\u034f", "warning", "invisible"),
    ("\u3164", "warning", "invisible"),
    ("\U000e0100", "warning", "invisible"),
]
IDS = [f"U+{ord(row[0]):04X}" for row in FAULTS]


@pytest.mark.parametrize(("character", "severity", "message"), FAULTS, ids=IDS)
@pytest.mark.parametrize("frame", ['Ї:\r\n  "ґ😀{}x"', "Ї:\n  -ґ😀{}x", "Ї: 1\n# aa{}", "{}: aaaa"])
def test_raw_characters(frame, character, severity, message):
    text = frame.format(character)
    (finding,) = read_yaml(text.encode(), "x.yaml").diagnostics
    assert (finding.code, finding.severity) == ("R106", severity)
    assert message in finding.message
    assert character not in finding.message
    before = text[: text.index(character)]
    line = before.count("\n") + 1
    column = len(before.rpartition("\n")[2]) + 1
    place = finding.place
    assert (place.line, place.column, place.end_column) == (line, column, column + 1)


@pytest.mark.parametrize(("character", "severity", "message"), FAULTS, ids=IDS)
def test_characters_by_escape(character, severity, message):
    number = ord(character)
    escape = f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    (finding,) = read_yaml(f'a: "Ї\\\\{escape}x"'.encode(), "x.yaml").diagnostics
    assert (finding.code, finding.severity) == ("R106", severity)
    assert message in finding.message
    place = finding.place
    assert (place.line, place.column, place.end_column) == (1, 8, 8 + len(escape))


@pytest.mark.parametrize(("escape", "code", "message"), [
    ("\\0", "R001", "NUL"),
    ("\\e", "R106", "control character (U+001B)"),
    ("\\a", "R106", "control character"),
    ("\\x9b", "R106", "control character"),
    ("\\n", "R106", "line break"),
    ("\\N", "R106", "line break"),
    ("\\L", "R106", "line break"),
    ("\\t", "R106", "control character"),
])  # fmt: skip
def test_named_escapes(escape, code, message):
    (finding,) = read_yaml(f'a: "b{escape}c"'.encode(), "x.yaml").diagnostics
    place = finding.place
    assert (finding.code, place.column, place.end_column) == (code, 6, 6 + len(escape))
    assert message in finding.message


@pytest.mark.parametrize("escape", ["\\\\u202e", "\\\\\\\\x1b", "\\u0457", "\\_", "\\/"])
def test_escapes_of_nothing_wrong(escape):
    assert read_yaml(f'a: "b{escape}c"'.encode(), "x.yaml").diagnostics == ()


@pytest.mark.parametrize(("text", "span", "message"), [
    ('a: " b"', (1, 5, 1, 6), "white space before"),
    ('a: "b  "', (1, 6, 1, 8), "white space after"),
    ("a: '  '", (1, 5, 1, 7), "white space before"),
    ('a: "b\u00a0"', (1, 6, 1, 7), "white space after"),
    ("a: b\tc", (1, 5, 1, 6), "tab inside"),
    ("a: |-\n  b\n  c\n", (1, 4, 4, 1), "line break inside"),
    ("a: |\n  b\n", (2, 4, 3, 1), "white space after"),
    ("a: Її e\u0301 x", (1, 7, 1, 9), "NFC"),
    ("a: е \u0438\u0306", (1, 6, 1, 8), "NFC"),
])  # fmt: skip
def test_untidy_text(text, span, message):
    finding = read_yaml(text.encode(), "x.yaml").diagnostics[0]
    assert (finding.code, finding.severity) == ("R106", "warning")
    assert message in finding.message
    place = finding.place
    assert (place.line, place.column, place.end_line, place.end_column) == span


@pytest.mark.parametrize("text", ["Київ", "’—", "x\u00a0y", "🇺🇦", "❤\ufe0f", "\u0600"])
def test_characters_of_real_texts(text):
    assert all(character_fault(character) is None for character in text)


def test_the_same_characters_in_json():
    text = '{"a": "Ї\\u202e\u202e\\u001b\\ud83d\\ude00", "b": " c"}'
    found = [
        (f.place.column, f.place.end_column, f.code, f.severity)
        for f in read_json(text.encode(), "x.json").diagnostics
    ]
    assert found == [
        (9, 15, "R106", "error"),
        (15, 16, "R106", "error"),
        (16, 22, "R106", "warning"),
        (43, 44, "R106", "warning"),
    ]
