import pytest

from claimbook_build.read.strict_text import read_text


@pytest.mark.parametrize("text", ["", "a,b\r\nЇ,😀\r\n", "a\tb\n", "x" * 2**21])
def test_text_is_read(text):
    assert read_text(text.encode(), "x.csv") == (text, ())


def test_a_byte_order_mark_is_passed_over():
    assert read_text(b"\xef\xbb\xbfa,b", "x.csv") == ("a,b", ())


@pytest.mark.parametrize(("data", "where", "message"), [
    (b"a\nb\xff", (2, 2, "R001"), "not UTF-8"),
    ("a\nї\u202e".encode(), (2, 2, "R106"), "bidirectional"),
    (b"a\0", (1, 2, "R001"), "NUL"),
    (b"a\rb\n", (1, 2, "R001"), "carriage return"),
    ("a\u2028b".encode(), (1, 2, "R001"), "line separator"),
])  # fmt: skip
def test_refusals(data, where, message):
    finding = read_text(data, "x.csv")[1][0]
    assert (finding.place.line, finding.place.column, finding.code) == where
    assert message in finding.message
