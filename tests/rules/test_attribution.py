import json

import pytest

from claimbook.rules.r504_stance import within
from claimbook.values.evidence import Locator
from lines.claims import PATH as MACHINE
from lines.claims import SHORT

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
DG = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
SC = "dataset/statements/2019/doc_ic-2019-05-14-secret-call-up.yaml"
PDN = "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml"
LINKS = "dataset/links.yaml"
REVIEWS = "dataset/reviews/2019-05.jsonl"


def review(decision, at):
    row = {
        "id": f"rev_{decision}",
        "target": SHORT["id"],
        "decision": decision,
        "reviewer": "act_editors",
        "decided_at": f"2019-05-{at}T10:00Z",
    }
    return json.dumps(row) + "\n"


@pytest.mark.parametrize(
    ("status", "decisions", "refused"),
    [
        ("accepted", [], True),
        ("accepted", ["accepted"], False),
        ("accepted", ["edited"], False),
        ("accepted", ["rejected"], True),
        ("accepted", ["accepted", "rejected"], True),
        ("unreviewed", [], False),
        (None, [], False),
    ],
)
def test_a_machines_claim_is_accepted_by_a_person(broken, status, decisions, refused):
    claim = SHORT | ({"status": status} if status else {})
    files = {MACHINE: json.dumps(claim) + "\n"}
    if decisions:
        lines = (review(decision, 15 + at) for at, decision in enumerate(decisions))
        files[REVIEWS] = "".join(lines)
    found = broken("R501", **files)
    assert [f.message for f in found] == ["nobody accepted `clm_2019-05_a`"] * refused


DIGEST = {"target": SHORT["document"]}
SAMPLE = {"size": 60, "population": 22720, "method": "Drawn evenly", "faults": 0}


@pytest.mark.parametrize(
    ("reviews", "refused"),
    [
        ([("accepted", DIGEST)], False),
        ([("rejected", DIGEST)], True),
        ([("accepted", DIGEST), ("rejected", {})], True),
        ([("accepted", {}), ("rejected", DIGEST)], False),
        ([("accepted", DIGEST), ("rejected", DIGEST)], True),
        ([("accepted", {"target": "doc_vd-2019-05-10-army-group"})], True),
    ],
)
@pytest.mark.parametrize("sample", [{}, {"sample": SAMPLE}], ids=["all", "some"])
def test_all_claims_of_a_document_are_accepted_at_once(broken, reviews, refused, sample):
    rows = [
        json.loads(review(decision, 15 + at))
        | {"id": f"rev_number-{'abc'[at] * 3}"}
        | which
        | sample
        for at, (decision, which) in enumerate(reviews)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    claim = json.dumps(SHORT | {"status": "accepted"}) + "\n"
    found = broken("R501", **{MACHINE: claim, REVIEWS: lines})
    assert [f.message for f in found] == ["nobody accepted `clm_2019-05_a`"] * refused


@pytest.mark.parametrize(
    ("sample", "messages"),
    [
        ({"size": 60, "population": 59}, ["60 records were looked at, of 59"]),
        ({"faults": 61}, ["61 of the 60 records looked at were wrong"]),
        ({"faults": 60, "population": 60}, []),
    ],
)
def test_the_numbers_of_a_sample_fit_each_other(broken, sample, messages):
    row = json.loads(review("accepted", 15)) | {"sample": SAMPLE | sample}
    found = broken("R501", **{REVIEWS: json.dumps(row) + "\n"})
    assert [f.message for f in found] == messages


def test_a_contradicted_headline_is_flagged(broken):
    flags = "flags: [headline_contradicts_body, headline_overclaims,"
    document = "seeds/documents/doc_pdn-ruzhenian-troops-soon.yaml"
    found = broken("R502", (document, flags, "flags: [headline_overclaims,"))
    assert [(f.place.path, f.severity) for f in found] == [(LINKS, "warning")]
    assert found[0].help == "add `headline_contradicts_body` to its flags"


@pytest.mark.parametrize(
    ("path", "old", "new", "bad"),
    [
        (SC, "independence: asserted, unseen: true}", "independence: asserted}", True),
        (SC, "unseen: true}", "unseen: true, document: doc_digest-2019-05-14}", True),
        (SC, "unseen: true}", "document: doc_digest-2019-05-14}", False),
        (DG, "{claim: clm_dg-marushan-accuses, stance: denies}", "{stance: denies}", True),
        (DG, "{claim: clm_dg-marushan-accuses, stance: denies}",
         "{stance: denies, unseen: true}", False),
        (LINKS, "    unseen: true\n", "", True),
        (LINKS, "    unseen: true\n", "    unseen: false\n", True),
        ("seeds/documents/doc_pdn-ruzhenian-troops-soon.yaml", "    unseen: true\n", "", True),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_unseen(broken, path, old, new, bad):
    assert len(broken("R503", (path, old, new))) == bad


@pytest.mark.parametrize(
    ("old", "new", "bad"),
    [
        ("speech_act: announces", "speech_act: accuses", True),
        ("    accused: act_velmaria\n", "", True),
        ("speech_act: announces", "speech_act: silent", False),
        ("speech_act: announces", "speech_act: declines", False),
    ],
)
def test_an_accusation_has_its_accused_and_words_are_missing_only_in_silence(broken, old, new, bad):
    assert len(broken("R506", (AG, old, new))) == bad


def test_a_silence_is_about_something(broken):
    about = (
        "    about: [evt_hidden-call-up-in-ruzhenia]\n    responds_to:\n"
        "      - {claim: clm_dg-newspaper-on-call-up, stance: silent}\n"
    )
    found = broken("R506", (DG, about, ""))
    assert [f.message for f in found] == ["a silence about nothing"]


def test_an_office_is_given_by_the_same_document(broken):
    office = "    speech_act: announces"
    found = broken(
        "R505",
        (AG, office, "    claimant_as: act_office-drosk-president\n    speech_act: announces"),
    )
    assert "`act_aleko-marushan` is `act_office-drosk-president`" in found[0].message


def test_the_head_of_a_headline_needs_a_body(broken):
    assert broken("R502", (PDN, "region: body", "region: title"))


DENIAL = "stance: denies}\n    evidence: [665-691]"
BORROWED = "stance: denies}\n    evidence: [605-644]"


@pytest.mark.parametrize(
    ("answer", "bad"),
    [
        (DENIAL, False),
        (BORROWED, True),
        (BORROWED.replace("605-644", "610-640"), True),
        (BORROWED.replace("605-644", "605-645"), False),
        (BORROWED.replace("[605-644]", "[605-644, 665-691]"), False),
        (BORROWED.replace("}", ", basis: {kind: inferred, because: read into it}}"), False),
    ],
)
def test_an_answer_has_words_of_its_own(broken, answer, bad):
    found = broken("R504", (DG, DENIAL, answer))
    assert [(f.severity, len(f.related)) for f in found] == [("warning", 1)] * bad


def test_an_answer_to_another_document_needs_no_other_words(broken):
    claim = "{claim: clm_dg-marushan-accuses, stance: denies}"
    assert not broken("R504", (DG, claim, claim.replace("dg-marushan-accuses", "rt-headline")))


def test_an_answer_without_words_of_its_own_may_be_waived(broken):
    waived = f"{BORROWED}\n    waive: [{{rule: R504, because: the denial is in one verb}}]"
    assert not broken("R504", (DG, DENIAL, waived))
    assert not broken("R900", (DG, DENIAL, waived))


def test_a_number_of_a_headline_alone_is_found(broken):
    found = broken("R502", (DG, "region: summary", "region: title"))
    assert [(f.message, f.record) for f in found] == [
        ("only a headline gives this number of `missiles_launched`", "fig_dg-bullet-missiles")
    ]


def test_what_stands_in_the_title_is_a_headline_without_saying_so(broken):
    found = broken("R502", (AG, "evidence: [533-585]", "evidence: [103-156]"))
    assert [f.message for f in found] == ["only a headline speaks of `evt_shared-army-group`"]


SUMMARY = "{claim: clm_dg-bullet-on-strikes, stance: denies}"
DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("no_publisher_printed", ["`doc_digest-2019-05-14` is not flagged"]),
        ("no_publisher_printed, summary_contradicts_body", []),
    ],
)
def test_a_body_that_denies_its_summary_is_flagged(broken, flags, said):
    denied = (DG, "{claim: clm_dg-marushan-accuses, stance: denies}", SUMMARY)
    found = broken("R502", denied, (DIGEST, "flags: [no_publisher_printed", f"flags: [{flags}"))
    assert [f.message[:38] for f in found] == [text[:38] for text in said]
    assert [r.place.path for f in found for r in f.related] == [DIGEST] * len(said)


@pytest.mark.parametrize(("number", "bad"), [('"12"', False), ('"13"', True), ("over 10", False)])
def test_a_bullet_with_another_number_contradicts(broken, number, bad):
    bullet = 'wording: "12"\n        aggregation: snapshot\n        evidence: [226-242]'
    linked = (
        LINKS,
        "    subject: fig_dg-bullet-missiles\n    object: fig_dg-missile-strikes\n",
        "    subject: fig_dg-bullet-airstrikes\n    object: fig_dg-airstrikes\n",
    )
    found = broken("R502", linked, (DG, bullet, bullet.replace('"12"', number)))
    assert len(found) == bad


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        ([], [(0, 9)], False),
        ([(1, 2)], [], False),
        ([(1, 2)], [(0, 9)], True),
        ([(0, 9)], [(0, 9)], True),
        ([(0, 10)], [(0, 9)], False),
        ([(5, 6), (20, 21)], [(20, 30), (0, 9)], True),
        ([(5, 6), (10, 11)], [(20, 30), (0, 9)], False),
        ([(8, 9)], [(0, 9), (1, 2), (3, 4)], True),
    ],
)
def test_spans_lie_within_others(inner, outer, lies):
    one, other = ([Locator(None, *span) for span in spans] for spans in (inner, outer))
    assert within(one, other) is lies
