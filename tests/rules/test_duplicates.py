import pytest

from rules.machine import PATH, airstrikes, claim

DG = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
LINKS = "dataset/links.yaml"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
CITED = "      - actor: act_velmaria-general-staff\n        relation: cites"
APART = (DG, CITED, CITED.replace("velmaria-general-staff", "citadel"))
TWELVE = 'wording: "12"\n        aggregation: snapshot\n        evidence: [226-242]'
ARMY = "doc_vd-2019-05-10-army-group"


@pytest.fixture
def broken(broken_whole):
    return broken_whole


def test_a_number_that_stands_twice_in_a_document_is_warned_of_with_both_places(broken):
    found = broken("R202", APART)
    assert [(f.severity, f.record) for f in found] == [("warning", "fig_dg-airstrikes")]
    assert [r.message for r in found[0].related] == ["the other one"]
    assert "`fig_dg-bullet-airstrikes`" in found[0].message


@pytest.mark.parametrize(
    ("new", "duplicates"),
    [
        ('wording: "12"', 1),
        ("wording: twelve", 1),
        ('wording: "13"', 0),
        ('wording: "12"\n        status: retracted', 0),
        ('wording: "12"\n        place: plc_kremavets', 0),
        ('wording: "12"\n        period: "2019-05-13"', 0),
    ],
)
def test_another_value_place_or_time_is_another_number(broken, new, duplicates):
    changed = (DG, TWELVE, f"{new}\n        evidence: [226-242]")
    assert len(broken("R202", APART, changed)) == duplicates


def test_a_link_joins_two_figures_or_their_claims(broken):
    link = "subject: fig_pr-battalions-near-border\n    object: fig_pr-men-in-battalions"
    for subject, object_ in (
        ("fig_dg-airstrikes", "fig_dg-bullet-airstrikes"),
        ("clm_dg-bullet-on-strikes", "clm_dg-general-staff-strikes"),
    ):
        joined = (LINKS, link, f"subject: {subject}\n    object: {object_}")
        assert not broken("R202", APART, joined)


def test_an_answer_between_the_claims_joins_their_figures(broken):
    told = "proposition: Drosk struck Velmaria with missiles and from the air"
    answers = "responds_to: [{claim: clm_dg-bullet-on-strikes, stance: confirms}]"
    assert not broken("R202", APART, (DG, told, f"{told}\n    {answers}"))


@pytest.mark.parametrize(
    ("lines", "duplicates"),
    [
        ((claim("a", airstrikes("13")), claim("b", airstrikes("13"))), 1),
        ((claim("a", airstrikes("13"), airstrikes("13")), claim("b", airstrikes("13"))), 2),
        ((claim("a", airstrikes("13")), claim("b", airstrikes("13"), region="title")), 0),
        ((claim("a", airstrikes("13")), claim("b", airstrikes("thirteen"))), 1),
        ((claim("a", airstrikes("13")), claim("b", airstrikes("about 13"))), 0),
        ((claim("a", airstrikes("13")), claim("b", airstrikes("13"), document=ARMY)), 0),
        ((claim("a", airstrikes("13")), claim("b", airstrikes("13", as_of="2019-05-14"))), 0),
        ((claim("a", airstrikes("13")), claim("b", airstrikes("13"), about=[])), 0),
    ],
)
def test_voices_agree_across_documents_and_a_program_says_a_headline_again(
    broken, lines, duplicates
):
    assert len(broken("R202", **{PATH: "".join(lines)})) == duplicates


def test_two_events_at_one_place_and_time_with_one_number_may_be_one(broken):
    one = airstrikes("13", place="plc_kremavets", period="2019-05-14")
    about = ["evt_barrage-on-velmaria-2019-05-10"]
    lines = {PATH: "".join([
        claim("a", one),
        claim("b", one, document=ARMY, about=about),
        claim("c", one, document="doc_vd-2019-05-09-pressure", about=about),
    ])}  # fmt: skip
    found = broken("R202", **lines)
    assert [f.record for f in found] == ["fig_2019-05_b-0"]
    assert "`evt_strikes-on-velmaria-2019-05-14`" in found[0].message
    part = "place_precision: 6\npart_of: evt_strikes-on-velmaria-2019-05-14"
    assert not broken("R202", (BARRAGE, "place_precision: 6", part), **lines)
