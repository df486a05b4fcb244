from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.lines.block import Block, blocks
from claimbook_build.read.guard import MOST_BYTES


@given(
    lines=st.lists(st.binary(max_size=20).map(lambda b: b.replace(b"\n", b""))),
    size=st.integers(1, 64),
)
def test_blocks_together_are_the_stream(lines, size):
    data = b"\n".join(lines)
    found = list(blocks(BytesIO(data), size))
    assert b"".join(block.data for block in found) == data
    assert all(data[block.offset :].startswith(block.data) for block in found)
    assert all(data[: block.offset].count(b"\n") + 1 == block.line for block in found)
    assert all(block.data.endswith(b"\n") for block in found[:-1])


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("before", [b"", b"a\nb\n"])
@pytest.mark.parametrize("many", [MOST_BYTES, MOST_BYTES + 1, 3 * MOST_BYTES, 5 * MOST_BYTES + 3])
def test_of_a_line_too_long_only_the_beginning_is_kept(many, before, end):
    data = before + b"x" * many + end + b"y\n" * bool(end)
    found = list(blocks(BytesIO(data), 1000))
    lines = [line for block in found for line in block.lines()]
    assert [line[:1] for line in lines] == [*before.split(), b"x", *([b"y"] if end else [])]
    longest = max(lines, key=len)
    assert min(many, MOST_BYTES + 2) <= len(longest) <= MOST_BYTES + 1002
    last = found[-1]
    assert last.line + len(last.lines()) - 1 == len(lines)
    if end:
        assert data[last.offset :].endswith(b"y\n")


def test_a_block_gives_its_lines():
    assert Block(b"a\n\nb", 0, 1).lines() == [b"a", b"", b"b"]
