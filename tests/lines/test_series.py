import pytest

from claimbook_build.check.collect import collect
from claimbook_build.check.run import verdict_of
from claimbook_build.lines.machine import machine_findings
from claimbook_build.lines.series import SERIES
from rules.machine import PATH, airstrikes, claim

SERIES_FILE = "seeds/reference/series.yaml"
DIGEST = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
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


def test_a_counter_that_begins_late_is_found_among_the_lines(said):
    late = airstrikes("5", as_of="2019-05-02", item="itm_missile", **WHERE)
    later = airstrikes("6", as_of="2019-05-03", item="itm_missile", **WHERE)
    other = [airstrikes("13", as_of=f"2019-05-0{day}", **WHERE) for day in (1, 2, 3)]
    lines = claim("a", other[0]), claim("b", other[1], late), claim("c", other[2], later)
    assert said(*lines) == [("R309", "fig_2019-05_b-1", 2)]


@pytest.mark.parametrize(
    ("path", "read"),
    [
        (PATH, True),
        (SERIES_FILE, True),
        (DIGEST, True),
        ("seeds/documents/doc_digest-2019-05-14.yaml", True),
        ("seeds/reference/items.yaml", False),
        ("dataset/links.yaml", False),
        ("dataset/statements/2019/doc_vd-2019-05-09-pressure.yaml", False),
    ],
)
def test_no_line_is_read_for_a_series_of_which_nobody_asks(root, path, read):
    gap = line("a", "2019-05-01", "13") + line("b", "2019-05-03", "14")
    collection = collect(root, None, {PATH: gap.encode()})
    [opener], opened = collection.lines.values(), []
    collection.lines[PATH] = lambda: opened.append(path) or opener()
    found = [f.code for f in verdict_of(collection, (path,)).diagnostics]
    assert bool(opened) == read
    assert found == (["R306"] if path == PATH else [])


def test_records_by_hand_are_followed_with_the_lines_between_them(root):
    own = """      - id: fig_dg-strikes-{}
        measure: airstrikes
        unit: strike
        affected: act_velmaria
        item: itm_missile
        wording: "12"
        aggregation: cumulative
        as_of: "2019-05-0{}"
        evidence: [2346-2362]
"""
    text = (root / DIGEST).read_text("utf-8")
    mark = next(part for part in text.split("      - id: ") if "period_wording: on May 14" in part)
    head = f"      - id: {mark.split(chr(10))[0]}\n"
    assert text.count(head) == 1
    by_hand = text.replace(head, own.format("first", 1) + own.format("third", 3) + head)
    between = airstrikes("12", as_of="2019-05-02", item="itm_missile", aggregation="cumulative")

    def gaps(**files):
        collection = collect(root, None, {DIGEST: by_hand.encode(), **files})
        found = verdict_of(collection, (DIGEST,)).diagnostics
        return [f.record for f in found if f.code in {"R306", "R309"}]

    other = claim("b", airstrikes("13", as_of="2019-05-02"), document=ARMY)
    assert gaps() == ["fig_dg-strikes-third"]
    assert gaps(**{PATH: claim("b", between).encode()}) == []
    assert gaps(**{PATH: other.encode()}) == ["fig_dg-strikes-third"]
