import io

import pytest

from claimbook_build.read.node import Sequence, plain
from claimbook_build.read.strict_json import bounded_lines, iter_jsonl, read_json, read_jsonl

REFUSED = [
    ("duplicate key", b'{"a": 1, "a": 2}', 10, "said twice"),
    ("duplicate escaped", rb'{"a": 1, "\u0061": 2}', 10, "said twice"),
    ("nan", b'{"a": NaN}', 7, "`NaN` is not a JSON value"),
    ("infinity", b"[-Infinity]", 2, "`-Infinity` is not"),
    ("python", b"[None]", 2, "`None` is not"),
    ("true", b"[True]", 2, "`True` is not"),
    ("leading zero", b"[012]", 2, "`012` is not"),
    ("plus", b"[+1]", 2, "`+1` is not"),
    ("no digit", b"[1.]", 2, "`1.` is not"),
    ("hexadecimal", b"[0x1F]", 2, "`0x1F` is not"),
    ("minus nought", b"[-0]", 2, "`-0` is not"),
    ("beyond 64 bits", b"[9223372036854775808]", 2, "beyond 64 bits"),
    ("beyond a float", b"[1e400]", 2, "than a float can keep"),
    ("too exact", b"[0.12345678901234567890]", 2, "than a float can keep"),
    ("single quotes", b"{'a': 1}", 2, "key in double quotes"),
    ("bare key", b"{a: 1}", 2, "key in double quotes"),
    ("number key", b"{1: 1}", 2, "key in double quotes"),
    ("trailing comma", b"[1,]", 4, "JSON value was expected here"),
    ("trailing comma in mapping", b'{"a": 1,}', 9, "key in double quotes"),
    ("no comma", b"[1 2]", 4, "`,` or `]` was expected here"),
    ("no colon", b'{"a" 1}', 6, "`:` was expected here"),
    ("unclosed list", b"[1", 3, "where the text ends"),
    ("unclosed mapping", b'{"a": 1', 8, "where the text ends"),
    ("unclosed string", '["Ї'.encode(), 2, "never closed"),
    ("comment", b"[1] // x", 5, "after the end"),
    ("trailing data", b'{} {}', 4, "after the end"),
    ("raw tab", b'["a\tb"]', 4, "raw control character"),
    ("raw escape", b'["\x1b"]', 3, "control character U+001B"),
    ("raw nul", b'["\0"]', 3, "NUL"),
    ("escaped nul", b'["\\u0000"]', 3, "NUL"),
    ("unknown escape", b'["\\x41"]', 3, "escape that JSON does not know"),
    ("short escape", b'["\\u12"]', 3, "escape that JSON does not know"),
    ("lone high", b'["\\ud83d x"]', 3, "half of a surrogate pair"),
    ("lone low", b'["\\ude00"]', 3, "half of a surrogate pair"),
    ("two highs", b'["\\ud83d\\ud83d\\ude00"]', 3, "half of a surrogate pair"),
    ("bom", b"\xef\xbb\xbf{}", 1, "byte order mark"),
    ("utf8", b'["\xd0\x97\xff"]', 4, "0xFF is not UTF-8"),
    ("utf16", "{}".encode("utf-16"), 1, "UTF-16"),
    ("blank", b"", 1, "blank line"),
    ("white space", b"  ", 1, "blank line"),
    ("depth", b"[" * 25 + b"]" * 25, 25, "deeper than 24"),
    ("100,000 brackets", b"[" * 100_000, 25, "deeper than 24"),
    ("too long", b'"' + b"a" * 2**20 + b'"', 1, "1 MiB"),
    ("too many values", b"[" + b"1," * 100_001 + b"1]", None, "more than 100000 values"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "column", "message"), [row[1:] for row in REFUSED],
                         ids=[row[0] for row in REFUSED])  # fmt: skip
def test_refusals_say_where_and_why(data, column, message):
    finding = read_json(data, "x.json").diagnostics[0]
    assert finding.severity == "error"
    assert finding.place.line == 1
    assert column in {None, finding.place.column}
    assert message in finding.message
    later = list(iter_jsonl([b"{}\n", data + b"\n"], "x.jsonl"))[1].diagnostics[0]
    assert (later.place.line, later.message) == (2, finding.message)
    assert later.place.column == finding.place.column


@pytest.mark.parametrize(("data", "value"), [
    (b'{"a": [1, -2.5, 1e3, true, false, null, "x"], "b": {}}',
     {"a": (1, -2.5, 1000.0, True, False, None, "x"), "b": {}}),
    (b' \t[ ]\r\n', ()),
    (rb'"\"\\\/\u0457\ud83d\ude00"', '"\\/ї😀'),
    (b'"%s"' % ("Ї" * 9).encode(), "Ї" * 9),
    (b"-9223372036854775808", -(2**63)),
])  # fmt: skip
def test_what_is_read(data, value):
    reading = read_json(data, "x.json")
    assert reading.diagnostics == ()
    assert reading.root is not None
    assert plain(reading.root) == value


def test_positions_in_a_text_of_several_lines():
    finding = read_json('{\r\n "Ї": 1,\n  "б": [nan]}'.encode(), "x.json").diagnostics[0]
    assert (finding.place.line, finding.place.column) == (3, 9)


def test_lines():
    reading = read_jsonl(b'{"a": 1}\r\n{"a": 1, "a": 2}\n{\n\n["b"]', "x.jsonl")
    assert reading.root is not None
    assert plain(reading.root) == ({"a": 1}, {"a": 1}, ("b",))
    found = [(f.place.line, f.place.column, f.message) for f in reading.diagnostics]
    assert found == [
        (2, 10, "key `a` is said twice"),
        (3, 2, "a key in double quotes was expected here"),
        (4, 1, "blank line where a JSON value was expected"),
    ]


@pytest.mark.parametrize(("data", "line", "message"), [
    (b"", 1, "no record"),
    (b"\n", 1, "blank line"),
    (b"{}\n\n", 2, "blank line"),
    (b"\xef\xbb\xbf{}\n", 1, "byte order mark"),
    (b"{}\n\xef\xbb\xbf{}\n", 2, "byte order mark"),
    (b"{}\n{}{}\n", 2, "after the end"),
    (b"<<<<<<< ours\n{}\n", 1, "merge-conflict marker"),
    (b"{}\r{}\n", 1, "carriage return"),
    (b"{}\n" + b" " * 2**20 + b"{}\n", 2, "1 MiB"),
])  # fmt: skip
def test_refused_lines(data, line, message):
    finding = read_jsonl(data, "x.jsonl").diagnostics[0]
    assert (finding.place.line, finding.severity) == (line, "error")
    assert message in finding.message


def test_a_missing_last_line_break_is_no_fault():
    root = read_jsonl(b"1\n2", "x.jsonl").root
    assert isinstance(root, Sequence)
    assert [node.place.line for node in root.items] == [1, 2]


def test_an_endless_line_is_cut_and_passed_over():
    stream = io.BytesIO(b"1\n" + b"x" * (5 * 2**20) + b"\n2\n" + b"3")
    lines = list(bounded_lines(stream))
    assert [len(line) for line in lines] == [2, 2**20 + 2, 2, 1]
    readings = list(iter_jsonl(lines, "x.jsonl"))
    assert [reading.failed for reading in readings] == [False, True, False, False]
    assert [r.root.place.line for r in readings if r.root] == [1, 3, 4]
