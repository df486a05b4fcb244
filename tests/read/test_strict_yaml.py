import pytest

from claimbook_build.read.node import plain
from claimbook_build.read.strict_yaml import read_yaml

# name, bytes, "line:column code", part of the message
REFUSED = [
    ("utf8", b"a: b\nb: \xd0\x97\xff", "2:5 R001", "byte 0xFF is not UTF-8"),
    ("utf8 after astral", "a: 😀".encode() + b"\x80", "1:5 R001", "byte 0x80"),
    ("utf8 after bom", b"\xef\xbb\xbfa: \xff", "1:4 R001", "byte 0xFF"),
    ("overlong", b"a: \xc0\x80", "1:4 R001", "byte 0xC0"),
    ("surrogate in utf8", b"a: \xed\xa0\x80", "1:4 R001", "byte 0xED"),
    ("utf16", "a: b".encode("utf-16"), "1:1 R001", "UTF-16"),
    ("second bom", "a: \ufeffb".encode(), "1:4 R001", "byte order mark inside"),
    ("bom twice", "\ufeff\ufeffa: b".encode(), "1:1 R001", "byte order mark inside"),
    ("raw nul", b"a: b\0c", "1:5 R001", "NUL"),
    ("escaped nul", rb'a: "b\0c"', "1:6 R001", "NUL"),
    ("escaped nul hex", rb'a: "b\x00c"', "1:6 R001", "NUL"),
    ("raw escape", b"a: \x1b[31m", "1:4 R001", "control character U+001B"),
    ("delete", b"a: b\x7f", "1:5 R001", "control character U+007F"),
    ("c1", "a: b\x9b".encode(), "1:5 R001", "control character U+009B"),
    ("next line", "a: b\x85c: d".encode(), "1:5 R001", "line separator U+0085"),
    ("line separator", "a: b\u2028c".encode(), "1:5 R001", "line separator U+2028"),
    ("paragraph separator", "a: b\u2029c".encode(), "1:5 R001", "line separator U+2029"),
    ("lone carriage return", b"a: b\rc: d\n", "1:5 R001", "carriage return"),
    ("alias", b"a: 1\nb: *a", "2:4 R001", "YAML alias"),
    ("alias as key", b"*a : 1", "1:1 R001", "YAML alias"),
    ("anchor", b"a: &x 1", "1:4 R001", "YAML anchor"),
    ("anchor on list", b"a: &x [1]", "1:4 R001", "YAML anchor"),
    ("tag", b"a: !!str 1", "1:4 R001", "YAML tag"),
    ("local tag", b"a: !x [1]", "1:4 R001", "YAML tag"),
    ("empty tag", b"a: ! 1", "1:4 R001", "YAML tag"),
    ("verbatim tag", b"a: !<tag:x> 1", "1:4 R001", "YAML tag"),
    ("python tag", b"!!python/object/apply:os.system [ls]", "1:1 R001", "YAML tag"),
    ("tag handle", b"a: !e!x 1", "1:4 R001", "YAML tag"),
    ("merge key", b"<<: {a: 1}", "1:1 R001", "merge key"),
    ("directive", b"%YAML 1.1\n---\na: b", "1:1 R001", "YAML directive"),
    ("tag directive", b"%TAG ! x\n---\na: b", "1:1 R001", "YAML directive"),
    ("unknown directive", b"%X\n---\na: b", "1:1 R001", "YAML directive"),
    ("second document", b"a: b\n---\nc: d", "2:1 R001", "second document"),
    ("second document empty", b"a: b\n---\n", "2:1 R001", "second document"),
    ("after the end", b"a: b\n...\nc: d", "3:1 R001", "after the end"),
    ("empty", b"", "1:1 R001", "no record"),
    ("only bom", b"\xef\xbb\xbf", "1:1 R001", "no record"),
    ("only comments", b"# a\n\n# b\n", "1:1 R001", "no record"),
    ("tab indentation", b"a:\n\tb: c", "2:1 R001", "tab in the indentation"),
    ("tab after spaces", b"a:\n  \tb: c", "2:3 R001", "tab in the indentation"),
    ("conflict", b"a: b\n<<<<<<< ours\nc: d\n", "2:1 R001", "merge-conflict"),
    ("conflict end", b"a: b\r\n>>>>>>> theirs\r\n", "2:1 R001", "merge-conflict"),
    ("lfs", b"version https://git-lfs.github.com/spec/v1\noid x", "1:1 R001", "Git LFS"),
    ("duplicate key", b"a: 1\nb: 2\na: 3", "3:1 R001", "key `a` is said twice"),
    ("duplicate quoted", b"{a: 1, 'a': 2}", "1:8 R001", "key `a` is said twice"),
    ("duplicate escaped", rb'{a: 1, "\x61": 2}', "1:8 R001", "key `a` is said twice"),
    ("nested duplicate", b"a:\n- b: 1\n  b: 2", "3:3 R001", "key `b` is said twice"),
    ("integer key", b"1: a", "1:1 R001", "a key must be text, not 1"),
    ("null key", b"~: a", "1:1 R001", "a key must be text, not ~"),
    ("boolean key", b"true: a", "1:1 R001", "a key must be text, not true"),
    ("list key", b"? [a]\n: b", "1:3 R001", "not a list or a mapping"),
    ("mapping key", b"{{a: b}: c}", "1:2 R001", "not a list or a mapping"),
    ("comment cuts text", b"a: only 41 # of 75", "1:12 R001", "` #` begins a comment"),
    ("comment cuts word", b"a: Strike #5 hit", "1:11 R001", "` #` begins a comment"),
    ("nothing behind a key", b"a: b\nc:\nd: e", "2:3 R103", "`c` has no value"),
    ("nothing but a comment", b"a: b\nc: # later\nd: e", "2:3 R103", "`c` has no value"),
    ("nothing in flow", b"{a: b, c: }", "1:11 R103", "`c` has no value"),
    ("key alone in flow", b"{a: b, c}", "1:9 R103", "`c` has no value"),
    ("nothing behind a dash", b"a:\n-\n- b", "2:2 R103", "an item of a list has no value"),
    ("comment is the text", b"a: #5 hit", "1:4 R001", "` #` begins a comment"),
    ("comment cuts in list", b"- a b # c\n- d", "1:7 R001", "` #` begins a comment"),
    ("comment cuts in flow", b"[a b # c\n]", "1:6 R001", "` #` begins a comment"),
    ("unclosed list", b"a: [1, 2\nb: 3", "2:2 R001", "list is not closed"),
    ("unclosed mapping", b"a: {b: 1\n", "2:1 R001", "mapping is not closed"),
    ("unclosed quote", b'a: 1\nb: "c\n', "2:4 R001", "never closed"),
    ("colon in text", b"a: b: c", "1:5 R001", "colon inside plain text"),
    ("no colon", b"a: b\nc\n", "2:1 R001", "neither a key"),
    ("bad indentation", b"a: 1\n b: 2", "2:2 R001", "indented as part of the value above"),
    ("item too deep", b"- a: 1\n    b : 2", "2:5 R001", "indented as part of the value above"),
    ("CRLF too deep", b"a: 1\r\n b: 2\r\n", "2:2 R001", "indented as part of the value above"),
    ("text too deep", b"a: b\n  c d: 1", "2:6 R001", "colon inside plain text"),
    ("text behind quotes", b'a: "b" c', "1:8 R001", "text in quotes ends before this"),
    ("list among keys", b"a: 1\n- b", "2:1 R001", "key was expected"),
    ("at sign", b"a: @x", "1:4 R001", "cannot begin"),
    ("backtick", b"a: `x`", "1:4 R001", "cannot begin"),
    ("star", b"a: * b", "1:4 R001", "cannot begin with"),
    ("unknown escape", rb'a: "\q"', "1:5 R001", "unknown escape"),
    ("surrogate escape", rb'a: "b\ud800"', "1:6 R001", "half of a surrogate pair"),
    ("escape too great", rb'a: "b\U00110000"', "1:6 R001", "no character"),
    ("escape too short", rb'a: "\x1"', "1:5 R001", "hexadecimal"),
    ("text after block mark", b"a: | x\n  y", "1:6 R001", "on the line of"),
    ("deep flow", b"[" * 25 + b"]" * 25, "1:25 R001", "deeper than 24"),
    ("deep block", b"- " * 25 + b"x", "1:49 R001", "deeper than 24"),
]


@pytest.mark.parametrize(("data", "where", "message"), [row[1:] for row in REFUSED],
                         ids=[row[0] for row in REFUSED])  # fmt: skip
def test_refusals_say_where_and_why(data, where, message):
    reading = read_yaml(data, "x.yaml")
    assert reading.failed
    finding = reading.diagnostics[0]
    assert f"{finding.place.line}:{finding.place.column} {finding.code}" == where
    assert message in finding.message
    assert finding.place.path == "x.yaml"


@pytest.mark.parametrize(("data", "place", "first"), [
    (b'x: 1\na: "b\nc: "d"\n', (3, 5), (2, 4)),
    (b"x:\n- 'b\n- 'd'\n", (3, 4), (2, 3)),
    (b"- x: 'b\n  y: 'd'\n", (2, 7), (1, 6)),
])  # fmt: skip
def test_a_quote_left_open_is_shown_where_it_begins(data, place, first):
    [finding] = (f for f in read_yaml(data, "x.yaml").diagnostics if f.code == "R001")
    assert finding.message == "text in quotes ends before this"
    assert (finding.place.line, finding.place.column) == place
    assert [(other.place.line, other.place.column) for other in finding.related] == [first]


@pytest.mark.parametrize(("data", "value"), [
    (b"a: b\n", {"a": "b"}),
    (b"\xef\xbb\xbfa: b", {"a": "b"}),
    (b"---\na: b\n...\n", {"a": "b"}),
    (b"a: b\r\nc:\r\n- d\r\n", {"a": "b", "c": ("d",)}),
    (b"a: {b: [1, {c: ~}], d: null}", {"a": {"b": (1, {"c": None}), "d": None}}),
    (b"a: b # comment\nc: 41 # of 75\n", {"a": "b", "c": 41}),
    (b'a: "only 41" # of 75', {"a": "only 41"}),
    (b"# before\na: # behind a key\n  b: c\n", {"a": {"b": "c"}}),
    (b"a: b#c\nd: e:f\n", {"a": "b#c", "d": "e:f"}),
    (b"'<<': a", {"<<": "a"}),
    (b'"1": a', {"1": "a"}),
    (b"2022-10-10: a", {"2022-10-10": "a"}),
    (b"a: b\tc\n", {"a": "b\tc"}),
    (b"a:\tb\n", {"a": "b"}),
    (b"a: >-\n  b\n  c\n", {"a": "b c"}),
    (b"a: 100% <<<<<<< x", {"a": "100% <<<<<<< x"}),
    (b"? a\n: b", {"a": "b"}),
    (b"[]", ()),
    (b"text", "text"),
    ("a: Київ 😀\u00a0й".encode(), {"a": "Київ 😀\u00a0й"}),
    ("a: ❤\ufe0f".encode(), {"a": "❤\ufe0f"}),
])  # fmt: skip
def test_what_is_read(data, value):
    reading = read_yaml(data, "x.yaml")
    assert not reading.failed
    assert reading.root is not None
    assert plain(reading.root) == value


def test_the_greatest_depth():
    reading = read_yaml(b"[" * 24 + b"]" * 24, "x.yaml")
    assert (reading.root is not None, reading.diagnostics) == (True, ())


def test_a_key_said_twice_shows_the_first_and_keeps_it():
    reading = read_yaml(b"a: 1\na: 2\n", "x.yaml")
    (related,) = reading.diagnostics[0].related
    assert (related.place.line, related.place.column, related.message) == (1, 1, "first said here")
    assert reading.root is not None
    assert plain(reading.root) == {"a": 1}


def test_an_unclosed_list_shows_where_it_was_opened():
    (related,) = read_yaml(b"a: [1, 2\nb: 3", "x.yaml").diagnostics[0].related
    assert (related.place.line, related.place.column, related.message) == (1, 4, "opened here")


def test_all_findings_of_a_file_are_collected():
    data = b"a: &x no\nb: *x\nc: !!str d\na: 1\ne: f g # h\n"
    found = [(f.place.line, f.message) for f in read_yaml(data, "x.yaml").diagnostics]
    assert found == [
        (1, "YAML anchor"),
        (1, "`no` is false to some readers and text to others"),
        (2, "YAML alias"),
        (3, "YAML tag"),
        (4, "key `a` is said twice"),
        (5, "the text ends here: ` #` begins a comment"),
    ]


def test_a_tree_with_a_hole_is_no_tree():
    assert read_yaml(b"a: *x", "x.yaml").root is None
    assert read_yaml(b"? {a: b}\n: c", "x.yaml").root is None


def test_findings_do_not_grow_with_the_file():
    reading = read_yaml(b"- no\n" * 1000, "x.yaml")
    assert len(reading.diagnostics) == 101
    assert "more than 100 findings" in reading.diagnostics[-1].message


def test_an_error_among_too_many_warnings_still_fails():
    data = b"".join(b'- " a"\n' for _ in range(200)) + b"- no\n"
    assert read_yaml(data, "x.yaml").failed


def test_one_byte_too_many():
    assert not read_yaml(b"a: " + b"b" * (2**20 - 3), "x.yaml").failed
    finding = read_yaml(b"a: " + b"b" * (2**20 - 2), "x.yaml").diagnostics[0]
    assert (finding.code, "1 MiB" in finding.message) == ("R001", True)
