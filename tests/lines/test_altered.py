from functools import partial
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.lines import altered as module
from claimbook_build.lines.altered import altered, appended

LINES = st.lists(st.sampled_from([b"a", b"b", b"c", b"dd", b"", b"e\r"]), max_size=12)
ENDS = st.sampled_from([b"", b"\n"])


def text(lines, end):
    return b"\n".join(lines) + end if lines else b""


def ended(data):
    """The lines with their ends."""
    return data.splitlines(keepends=True) if b"\r" not in data else _at_line_feeds(data)


def _at_line_feeds(data):
    parts = data.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def assert_agrees(found, before, now):
    old, new = ended(before), ended(now)
    kept = [found.before(number) for number in range(1, len(new) + 1)]
    assert [old[at - 1] for at in kept if at] == [
        line for line, at in zip(new, kept, strict=True) if at
    ]
    stayed = [at for at in kept if at]
    assert stayed == sorted(set(stayed))
    assert found.new == {
        number: line.removesuffix(b"\n")
        for number, (line, at) in enumerate(zip(new, kept, strict=True), 1)
        if not at
    }
    gone = [line.removesuffix(b"\n") for at, line in enumerate(old, 1) if at not in stayed]
    assert sorted(found.gone) == sorted(gone)
    assert list(found.stayed()) == [
        (number, new[number - 1].removesuffix(b"\n")) for number, at in enumerate(kept, 1) if at
    ]
    pieces = b"\n".join(found.pieces()).split(b"\n")
    assert sorted(filter(None, pieces)) == sorted(line for _, line in found.stayed() if line)
    last = len(new)
    half = now.endswith(b"\r") and not kept[-1]
    assert found.half_ended == (last if half else 0)


@pytest.mark.parametrize("chunk", [1, 3, 2**16])
@given(LINES, LINES, ENDS, ENDS)
def test_lines_that_stayed_are_the_same_in_the_same_order(chunk, old, new, end, other):
    before, now = text(old, end), text(new, other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        patch.setattr(module, "_PIECE", chunk)
        assert_agrees(altered(before, now, partial(BytesIO, now)), before, now)


@given(LINES, LINES, ENDS)
def test_what_is_behind_the_beginning_is_new(old, new, end):
    before = text(old, b"\n")
    now = before + text(new, end)
    behind = now[len(before) :]
    found = appended(partial(BytesIO, now), len(before), len(old) + 1, behind)
    assert_agrees(found, before, now)
    assert found.empty == (not now)
    assert list(found.new) == list(range(len(old) + 1, len(ended(now)) + 1))


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        (range(2000), [*range(500), "x", *range(500, 2000)], 1),
        (range(2000), [*range(500), *range(501, 2000)], 0),
        (range(2000), [str(n) + "!" * (n % 7 == 0) for n in range(2000)], 286),
        (range(2000), [*range(1, 2000), 0], 1),
        (range(2000), [*range(1000, 2000), *range(1000)], 1000),
        (["a"] * 2000, ["a"] * 2001, 1),
    ],
)
def test_no_more_lines_are_new_than_need_be(old, new, count):
    before, now = (
        "".join(f"line {one}\n" for one in lines).encode() for lines in (list(old), list(new))
    )
    found = altered(before, now, partial(BytesIO, now))
    assert len(found.new) == count
    assert_agrees(found, before, now)


@given(st.permutations(range(1, 30)))
def test_of_lines_that_moved_as_many_stay_as_may(order):
    rising = module._rising(list(order))
    best = [0] * 30
    for number in order:
        best[number] = 1 + max(best[:number])
    assert len(rising) == max(best)
    assert [n for n in order if n in rising] == sorted(rising)
