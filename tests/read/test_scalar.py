import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook_build.read.scalar import Trap, type_plain

TRAPS = """
y Y yes Yes YES n N no No NO on On ON off Off OFF True TRUE False FALSE Null NULL
0123 007 00 -012 0_1 0x1F 0X1f 0o17 0b101 -0x1 +0o7 1_000 1_0.5 12:30 12:30:45 1:59.5 05:00
190:20:30 .inf -.inf +.INF .Inf .nan .NaN .NAN 1e3 1E3 1.5e3 1e-3 1e+3 +41 +1.5 .5 -.5 5. -0 0.
9223372036854775808 -9223372036854775809 0.1000000000000000055511151231257827
"""
TEXTS = """
2022-10-10 2022-10-10T11+03:00 2022-10-10T11:30:00Z 1222-1252 5-7 2022-10 1.2.3 20,000 10%
- + . .. -- 1a a1 0x 0xg 0o8 1:2x nothing trues Y2 no! ~x null_ 5.a e3 1e 1e- -e3 41st 1__x +a
1..2 :1 12: 1:123 ünknown Так ні є .infx Infinity NaN nan inf
"""


@pytest.mark.parametrize("text", TRAPS.split())
def test_what_readers_disagree_on_is_refused(text):
    assert isinstance(type_plain(text), Trap)


@pytest.mark.parametrize("text", [*TEXTS.split(), "9" * 5000 + "-", "1" * 20 + " x"])
def test_what_is_text_stays_text(text):
    assert type_plain(text) == text


@pytest.mark.parametrize(("text", "value"), [
    ("", None), ("~", None), ("null", None), ("true", True), ("false", False),
    ("0", 0), ("41", 41), ("-7", -7), ("2022", 2022),
    ("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63)),
    ("0.25", 0.25), ("-1.10", -1.1), ("0.0", 0.0), ("48.0159", 48.0159),
])  # fmt: skip
def test_what_is_typed(text, value):
    typed = type_plain(text)
    assert typed == value
    assert type(typed) is type(value)


@settings(deadline=None)
@given(st.integers() | st.floats() | st.text("0123456789-+._:eExXoObinfaNA", max_size=12))
def test_a_number_is_a_number_of_json_too(value):
    text = str(value)
    typed = type_plain(text)
    if isinstance(typed, int | float):
        assert json.loads(text) == typed


@pytest.mark.parametrize("unit", ["1", "1_", "1:1", "0", "-", "1e", ".", "e-", "a"])
def test_typing_is_linear(unit):
    type_plain("1" + unit * 300_000)
    type_plain(unit * 300_000 + "!")
