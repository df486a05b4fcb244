import pytest

from claimbook.rules.r401_bounds import in_order
from claimbook.rules.r402_part import exceeds
from claimbook.values.wording import parse_wording
from rules.machine import PATH, airstrikes, claim

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
DG = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
PDN = "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml"
LINKS = "dataset/links.yaml"
DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"
MEASURES = "seeds/reference/measures.yaml"


@pytest.mark.parametrize(
    ("low", "best", "high", "fine"),
    [
        (1, 2, 3, True),
        (2, 2, 2, True),
        (2, 1, None, False),
        (None, 3, 2, False),
        (3, None, 2, False),
    ],
)
def test_bounds_do_not_decrease(low, best, high, fine):
    assert in_order(low, best, high) is fine


@pytest.mark.parametrize(
    ("typed", "bounds", "column"),
    [
        ("low: 9\n        high: 8", "low 9, best None, high 8", 14),
        ("best: 9\n        high: 8", "low None, best 9, high 8", 15),
        ("low: 10\n        best: 9\n        high: 9", "low 10, best 9, high 9", 14),
    ],
)
def test_bounds_that_decrease_are_shown_where_the_first_of_them_stands(
    broken, typed, bounds, column
):
    [found] = broken("R401", (DG, "low: 9\n        best: 9", typed))
    assert found.message == f"not in order: {bounds}"
    assert (found.place.line, found.place.column) == (179, column)


@pytest.mark.parametrize(
    ("part", "whole", "more"),
    [
        ("76", "75", True),
        ("75", "75", False),
        ("at least 76", "75", True),
        ("more than 75", "75", True),
        ("75", "almost 75", True),
        ("up to 100", "75", False),
        ("about 100", "75", False),
        ("dozens", "at least 5", False),
    ],
)
def test_a_part_exceeds_its_whole_only_when_it_must(part, whole, more):
    assert exceeds(parse_wording(part), parse_wording(whole)) is more


def test_a_part_by_its_measure_is_held_within_one_claim(broken):
    named = (AG, "        of_which: fig_ag-missiles-fired\n", "")
    too_many = (AG, "wording: only 47", "wording: only 97")
    found = broken("R402", named, too_many)
    assert [f.severity for f in found] == ["error"]
    assert [r.message for r in found[0].related] == ["the whole"]


def test_a_part_of_another_claims_whole_is_a_warning(broken):
    found = broken(
        "R402",
        (DG, 'wording: "4"\n', 'of_which: fig_ag-missiles-stopped\n        wording: "400"\n'),
    )
    assert [f.severity for f in found] == ["warning"]


MISSILES = {"unit": "munition", "affected": "act_velmaria", "evidence": ["2321-2341"]}


def missiles(what, wording, **fields):
    return {"measure": f"missiles_{what}", **MISSILES, "wording": wording, **fields}


ARMY = "doc_vd-2019-05-10-army-group"


@pytest.mark.parametrize(
    ("lines", "severities"),
    [
        ((claim("a", missiles("launched", "20")), claim("b", missiles("hit", "30"))), ["error"]),
        ((claim("a", missiles("launched", "20")), claim("b", missiles("hit", "20"))), []),
        ((claim("a", missiles("launched", "about 20")), claim("b", missiles("hit", "30"))), []),
        ((claim("a", missiles("launched", "20")),
          claim("b", missiles("hit", "30"), document=ARMY)), ["warning"]),
        ((claim("a", missiles("launched", "20")),
          claim("b", missiles("hit", "30"), claimants=["act_citadel"])), ["warning"]),
        ((claim("a", missiles("launched", "20")),
          claim("c", missiles("launched", "40"), claimants=["act_pdn"]),
          claim("b", missiles("hit", "30"), claimants=["act_citadel"])), []),
        ((claim("a", missiles("launched", "20")),
          claim("c", missiles("launched", "more than 20"), claimants=["act_pdn"]),
          claim("b", missiles("hit", "30"), claimants=["act_citadel"])), []),
        ((claim("a", missiles("launched", "20"), status="retracted"),
          claim("b", missiles("hit", "30"))), []),
        ((claim("a", missiles("launched", "20"), about=["evt_missiles-on-zaphor"]),
          claim("b", missiles("hit", "30"))), []),
        ((claim("a", missiles("launched", "20", place="plc_mykovar")),
          claim("b", missiles("hit", "30"))), []),
        ((claim("a", missiles("launched", "20", as_of="2019-05-14")),
          claim("b", missiles("hit", "30"))), []),
        ((claim("a", missiles("launched", "20")),
          claim("b", missiles("hit", "30"), about=[], document=ARMY)), []),
        ((claim("a", missiles("launched", "20"), missiles("hit", "30"), about=[]),), ["error"]),
    ],
)  # fmt: skip
def test_a_part_is_held_to_its_statement_and_else_to_the_widest_of_others(
    broken_whole, lines, severities
):
    assert [f.severity for f in broken_whole("R402", **{PATH: "".join(lines)})] == severities


@pytest.mark.parametrize(
    ("figures", "findings"),
    [
        (("82", "47", "30"), 0),
        (("82", "47", "35"), 0),
        (("82", "47", "36"), 1),
        (("82", "47", "more than 35"), 1),
        (("82", "47", "about 40"), 0),
        (("at least 82", "47", "36"), 0),
        (("82", "97", "36"), 1),
    ],
)
def test_outcomes_are_not_together_more_than_all(broken_whole, figures, findings):
    launched, intercepted, hit = figures
    lines = claim(
        "a",
        missiles("launched", launched),
        missiles("intercepted", intercepted),
        missiles("hit", hit),
    )
    assert len(broken_whole("R402", **{PATH: lines})) == findings


def test_the_least_of_two_numbers_of_one_outcome_is_added(broken_whole):
    figures = [missiles("launched", "82"), missiles("intercepted", "47")]
    lines = claim("a", *figures, missiles("intercepted", "60"), missiles("hit", "30"))
    assert not broken_whole("R402", **{PATH: lines})
    found = broken_whole("R402", **{PATH: claim("a", *figures, missiles("hit", "40"))})
    assert [r.message for r in found[0].related] == ["the whole", "another part"]
    assert found[0].message == "the parts, 40 and 47, are together more than their whole, 82"


def test_a_total_that_is_linked_to_contain_another_is_its_whole(broken_whole):
    link = (
        "subject: fig_pr-battalions-near-border\n    object: fig_pr-men-in-battalions\n    kind: "
    )
    linked = "subject: fig_2019-05_a-0\n    object: fig_2019-05_b-0\n    kind: aggregates"
    lines = {PATH: claim("a", strikes("20")) + claim("b", strikes("30"), document=ARMY)}
    assert not broken_whole("R402", **lines)
    found = broken_whole("R402", (LINKS, f"{link}equivalent", linked), **lines)
    assert [(f.severity, f.record) for f in found] == [("warning", "fig_2019-05_b-0")]


def strikes(wording, **fields):
    return {
        "measure": "missile_strikes", "unit": "strike", "affected": "act_velmaria",
        "evidence": ["2321-2341"], "wording": wording, **fields,
    }  # fmt: skip


WIDE, NARROW = {"place": "plc_velmaria"}, {"place": "plc_dolnask-province"}
DAY = {"period": "2019-05-03"}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([claim("a", strikes("20", **WIDE, **DAY), strikes("3", **NARROW, **DAY))], ["a-1"]),
        ([claim("a", strikes("3", **NARROW, **DAY), strikes("20", **WIDE, **DAY))], ["a-0"]),
        ([claim("a", strikes("20", **WIDE, **DAY),
                strikes("3", of_which="fig_2019-05_a-0", **NARROW, **DAY))], []),
        ([claim("a", strikes("20", **WIDE, **DAY), strikes("3", period="2019-05-04", **NARROW))],
         []),
        ([claim("a", strikes("20", **WIDE, **DAY), airstrikes("3", **NARROW, **DAY))], []),
        ([claim("a", strikes("20", **WIDE, **DAY),
                strikes("3", affected="act_drosk", **NARROW, **DAY))], []),
        ([claim("a", strikes("20", **WIDE, **DAY)),
          claim("b", strikes("3", **NARROW, **DAY), claimants=["act_citadel"])], []),
        ([claim("a", strikes("20", **WIDE, **DAY)),
          claim("b", strikes("3", **NARROW, **DAY), document=ARMY)], []),
        ([claim("a", strikes("20", **WIDE, **DAY), origin=None),
          claim("b", strikes("3", **NARROW, **DAY), document=ARMY, origin=None)], ["b-0"]),
        ([claim("a", strikes("20", **WIDE, **DAY)),
          claim("b", strikes("3", **NARROW, **DAY),
                responds_to=[{"claim": "clm_2019-05_a", "stance": "qualifies"}])], []),
        ([claim("a", strikes("20", **WIDE, **DAY),
                strikes("3", **NARROW, **DAY, status="retracted"))], []),
        ([claim("a", strikes("2", **WIDE, **DAY), strikes("3", place="plc_drosk", **DAY))], []),
    ],
)  # fmt: skip
def test_a_total_within_another_of_its_time_is_warned_of(broken_whole, lines, found):
    said = broken_whole("R406", **{PATH: "".join(lines)})
    assert [f.record for f in said] == [f"fig_2019-05_{key}" for key in found]
    assert all([r.message for r in f.related] == ["the wider total"] for f in said)


def test_what_is_never_added_up_never_overlaps(broken_whole):
    places = {"measure": "places_struck", "unit": "settlement"}
    lines = claim(
        "a", strikes("9", **places, **WIDE, **DAY), strikes("3", **places, **NARROW, **DAY)
    )
    assert not broken_whole("R406", **{PATH: lines})


def table(rows, **fields):
    days = (f"2019-05-0{day}" for day in range(1, 9))
    return "".join(
        claim(
            f"row-{'abcdefgh'[at]}",
            missiles("launched", launched, period=day),
            missiles("intercepted", intercepted, period=day),
            **fields,
        )
        for at, (day, (launched, intercepted)) in enumerate(zip(days, rows, strict=False))
    )


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ([("5", "5"), ("9", "nine"), ("1", "1"), ("30", "30"), ("2", "2")], 1),
        ([("5", "5"), ("9", "8"), ("1", "1"), ("30", "30"), ("2", "2")], 0),
        ([("5", "5"), ("9", "9"), ("1", "1"), ("30", "30")], 0),
        ([("5", "5"), ("9", "9"), ("1", "1"), ("30", "30"), ("0", "0")], 0),
        ([("5", "5"), ("9", "9"), ("1", "1"), ("30", "30"), ("0", "0"), ("2", "2")], 1),
    ],
)
def test_a_table_in_which_all_was_intercepted_is_remarked_on(broken_whole, rows, findings):
    found = broken_whole("R407", **{PATH: table(rows)})
    assert [(f.severity, f.place.path) for f in found] == [("info", DIGEST)] * findings
    for one in found:
        assert one.message == (
            "`missiles_intercepted` is `missiles_launched` in all 5 rows of the document"
        )
        assert [r.place.line for r in one.related] == [1]


def test_tables_of_two_documents_are_two(broken_whole):
    rows = [("5", "5"), ("9", "9"), ("1", "1")]
    other = table(rows, document=ARMY).replace("row-", "other-")
    assert not broken_whole("R407", **{PATH: table(rows) + other})


def test_a_waiver_lets_a_part_exceed(broken):
    waived = "wording: only 97\n        waive: [{rule: R402, because: the document says so}]"
    assert not broken("R402", (AG, "wording: only 47", waived))
    assert not broken("R900", (AG, "wording: only 47", waived))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("qualifier: exact", "qualifier: at_least", "`qualifier` is at_least"),
        ("low: 9", "low: null", "`low` is nothing, but the wording says 9"),
        ("best: 9", "nominal: 8\n        best: 9", "`nominal` is 8"),
        ("best: 9", "low_exclusive: true\n        best: 9", "`low_exclusive` is True"),
        ("best: 9", "high: 9\n        high_exclusive: false\n        best: 9", None),
        ("wording: nine", "wording: nine people", "wording"),
    ],
)
def test_what_is_typed_follows_from_the_wording(broken, old, new, said):
    found = broken("R403", (DG, old, new))
    assert [said in f.message for f in found] == [True] if said else not found


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (DG, "unit: body", "unit: person", "`bodies_found` is not given in `person`"),
        (DG, "wording: nine", 'wording: "9.5"', "is not whole"),
        (PDN, "unit: share", "unit: person", "`almost a quarter` is a share"),
        (PDN, "wording: more than 6 million", "wording: a third", "is a share"),
        (
            PDN,
            "unit: share",
            "unit: share\n        note: x\n        item: itm_missile",
            None,
        ),
        (PDN, "wording: almost a quarter", "wording: about 40", "`about 40` is no share"),
        (PDN, "wording: almost a quarter", "wording: 120%", "`120%` is more than the whole"),
        (PDN, "wording: almost a quarter", "wording: 100%", None),
        (PDN, "wording: almost a quarter", "wording: over 110%", "is more than the whole"),
    ],
)
def test_units_fit_measures_and_wordings(broken, path, old, new, said):
    found = broken("R405", (path, old, new))
    assert any(said in f.message for f in found) if said else not found


TOLL = "wording: nine\n        qualifier: exact\n        low: 9\n        best: 9"


def test_a_bound_that_the_wording_lacks_is_named(broken):
    [found] = broken("R403", (DG, TOLL, "wording: up to nine\n        low: 2"))
    assert found.message == "`low` is 2, but the wording gives no `low`"
