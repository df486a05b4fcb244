import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.circle import circles

NAMES = st.sampled_from("abcdefg")


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ({}, {}),
        ({"a": ["b"], "b": []}, {}),
        ({"a": ["a"]}, {"a"}),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "c2": ["d"]}, {"a", "b", "c"}),
        ({"a": ["b"], "b": ["a", "m"], "m": ["x"], "x": ["y"], "y": ["x"]}, {"a", "b", "x", "y"}),
        ({"a": ["nowhere"]}, {}),
    ],
)
def test_what_leads_back_is_found_and_what_lies_between_is_not(steps, found):
    assert set(circles(steps)) == set(found)


def test_two_circles_have_two_numbers():
    numbers = circles({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]})
    assert numbers["a"] == numbers["b"] != numbers["c"] == numbers["d"]


def test_a_long_way_is_walked_without_recursion():
    steps = {str(at): [str(at + 1)] for at in range(20_000)}
    assert not circles(steps)
    assert len(circles(steps | {"20000": ["0"]})) == 20_001


def _reached(start, steps):
    reached, ahead = set(), list(steps.get(start, ()))
    while ahead:
        at = ahead.pop()
        if at not in reached:
            reached.add(at)
            ahead.extend(steps.get(at, ()))
    return reached


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_it_agrees_with_asking_each_by_itself(steps):
    reached = {name: _reached(name, steps) for name in steps}
    found = circles(steps)
    assert set(found) == {name for name in steps if name in reached[name]}
    for one in found:
        for other in found:
            together = other in reached[one] and one in reached[other]
            assert (found[one] == found[other]) is together
