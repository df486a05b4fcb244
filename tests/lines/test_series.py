import pytest

from claimbook_build.check.collect import collect
from claimbook_build.lines.machine import machine_findings
from claimbook_build.lines.series import SERIES
from rules.machine import PATH, airstrikes, claim

ARMY = "doc_vd-2019-05-10-army-group"
WHERE = {"place": "plc_kremavets", "aggregation": "cumulative"}


def line(key, day, wording, **fields):
    more = fields.pop("figure", {})
    return claim(key, airstrikes(wording, as_of=day, **WHERE, **more), **fields)


@pytest.fixture
def said(root):
    def find(*lines, path=PATH):
        collection = collect(root, None, {path: "".join(lines).encode()})
        codes = {*SERIES, "R900"}
        found = [f for f in machine_findings(collection, quick=False) if f.code in codes]
        assert {f.place.path for f in found} <= {path}
        for finding in found:
            shown = collection.sources[path].split("\n")[finding.place.line - 1]
            assert shown == lines[finding.place.line - 1].rstrip("\n")
        return [(f.code, f.record, f.place.line) for f in found]

    return find


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([line("a", "2019-05-01", "13"), line("b", "2019-05-02", "14")], []),
        ([line("a", "2019-05-01", "13"), line("b", "2019-05-03", "14")], [("R306", 2)]),
        ([line("a", "2019-05-02", "13"), line("b", "2019-05-01", "12")], [("R308", 2)]),
        ([line("a", "2019-05-01", "13"), line("b", "2019-05-02", "12")], [("R404", 2)]),
        ([line("a", "2019-05-01", "13"), line("c", "2019-05-01", "20", document=ARMY),
          line("b", "2019-05-03", "14")], [("R306", 3)]),
        ([line("a", "2019-05-01", "13", document=ARMY),
          line("b", "2019-05-03", "12", document=ARMY)], []),
    ],
)  # fmt: skip
def test_a_series_of_a_machine_is_followed_through_its_lines(said, lines, found):
    assert said(*lines) == [(code, "fig_2019-05_b-0", at) for code, at in found]


@pytest.mark.parametrize(
    ("day", "code", "found"),
    [
        ("2019-05-03", "R306", []),
        ("2019-05-02", "R306", [("R900", "fig_2019-05_b-0", 2)]),
        ("2019-05-02", "R205", [("R900", "fig_2019-05_b-0", 2)]),
    ],
)
def test_a_waiver_of_a_series_is_judged_by_the_series(said, day, code, found):
    waive = {"waive": [{"rule": code, "because": "Nothing was published that day"}]}
    assert said(line("a", "2019-05-01", "13"), line("b", day, "14", figure=waive)) == found


def test_a_waiver_outside_of_any_series_has_nothing_to_waive(said):
    waive = {"waive": [{"rule": "R306", "because": "Nothing was published that day"}]}
    one = line("a", "2019-05-01", "13", figure=waive, document=ARMY)
    assert said(one) == [("R900", "fig_2019-05_a-0", 1)]


def test_numbers_by_hand_are_of_the_series_too(said):
    again = claim("a", airstrikes("13", period="2019-05-14", aggregation="snapshot"))
    assert said(again) == [("R306", "fig_2019-05_a-0", 1)]
