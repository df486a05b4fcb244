import pytest

from rules.machine import PATH, airstrikes, claim


@pytest.fixture
def found(broken_whole):
    def find(line):
        return [(f.place.column > 1, f.message) for f in broken_whole("R209", **{PATH: line})]

    return find


def test_a_line_of_its_month_by_a_machine_is_all_right(found):
    assert found(claim("one", airstrikes("12"))) == []


def test_a_programs_claim_says_so(found):
    said = found(claim("one", airstrikes("12"), origin="hand"))
    assert said == [(True, "a program's claim does not say so")]


@pytest.mark.parametrize("key", ["clm_2019-06_one", "clm_2018-05_one", "clm_one"])
def test_a_claim_carries_the_month_of_its_file(found, key):
    assert found(claim("one", airstrikes("12"), id=key)) == [
        (True, f"`{key}` stands in the file of 2019-05")
    ]


def test_a_figure_carries_the_month_of_its_file(found):
    line = claim("one", airstrikes("12")).replace("fig_2019-05_one-0", "fig_2019-06_one-0")
    assert found(line) == [(True, "`fig_2019-06_one-0` stands in the file of 2019-05")]


@pytest.mark.parametrize("whole", ["fig_2019-05_one-0", "fig_ag-missiles-fired"])
def test_a_part_names_a_whole_of_its_claim_or_one_by_hand(found, whole):
    assert found(claim("one", airstrikes("12"), airstrikes("2", of_which=whole))) == []


@pytest.mark.parametrize("whole", ["fig_2019-05_two-0", "fig_2019-05_nowhere"])
def test_a_part_names_no_whole_of_another_line(found, whole):
    lines = claim("one", airstrikes("2", of_which=whole)) + claim("two", airstrikes("12"))
    assert found(lines) == [(True, f"`{whole}` is neither of this claim nor made by hand")]
