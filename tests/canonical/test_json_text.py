import json

import pytest

from claimbook_build.canonical.json_text import json_line
from claimbook_build.read.node import Scalar
from claimbook_build.read.strict_json import read_json

CONTROLS = [*map(chr, (*range(1, 0x20), *range(0x7F, 0xA0))), "\u2028", "\u2029"]
UNSEEN = ["\u00ad", "\u200b", "\u115f", "\ufeff", "\U000e0100"]


@pytest.mark.parametrize("character", CONTROLS + UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_an_escape_and_is_read_as_it_was(character):
    text = f"a{character}b"
    line = json_line(Scalar(text, text, "quoted", ("", 1, 1, 1, 1)), ())
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line) == text
    reading = read_json(line.encode(), "x.json")
    assert not reading.failed
    assert reading.root.value == text


@pytest.mark.parametrize("text", ["Київ", "a\u00a0b", "😀", 'so "41"', "a\\b"])
def test_what_can_be_seen_stays(text):
    line = json_line(Scalar(text, text, "quoted", ("", 1, 1, 1, 1)), ())
    assert line == json.dumps(text, ensure_ascii=False)
