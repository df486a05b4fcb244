import pytest


def test_a_stance_and_an_editorial_link_stand_side_by_side(world):
    world.claim("clm_a", "act_a")
    world.claim("clm_b", "act_b")
    world.claim("clm_c", "act_c")
    world.answer("clm_b", "denies", "clm_a")
    world.answer("clm_b", "silent", None, position=2)
    world.link("clm_c", "contradicts", "clm_a")
    world.link("clm_c", "repeats", "clm_a", id="lnk_r")
    rows = world.ask("SELECT claim, stance, answered, editorial FROM disputes ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [
        ("clm_b", "denies", "clm_a", False),
        ("clm_b", "silent", None, False),
        ("clm_c", "contradicts", "clm_a", True),
    ]


def test_two_stances_of_one_kind_towards_unseen_claims_are_two(world):
    world.claim("clm_b", "act_b")
    for position in (1, 2):
        world.answer("clm_b", "denies", None, position=position)
    assert len(world.ask("FROM disputes")) == 2


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        *[(kind, True) for kind in ("supersedes", "corrects", "retracts", "disowns")],
        *[(kind, False) for kind in ("disputes", "repeats", "aggregates")],
    ],
)
def test_revisions_are_the_links_that_revise(world, kind, there):
    world.actor("act_a")
    world.say("old", "act_a", "5", said="2022-03-01")
    world.say("new", "act_a", "8", said="2022-03-02")
    world.link("fig_new", kind, "fig_old")
    rows = world.ask("SELECT earlier, later, CAST(at_utc AS VARCHAR) AS at FROM revisions")
    expected = {"earlier": "a: 5 killed", "later": "a: 8 killed", "at": "2022-03-02 00:00:00"}
    assert rows == ([expected] if there else [])


def test_a_revision_may_be_of_something_unseen_a_claim_or_a_document(world):
    world.actor("act_a")
    world.say("new", "act_a", "8", claim={"proposition": None})
    world.link("fig_new", "supersedes", None, id="lnk_1", unseen=True)
    world.link("clm_new", "retracts", "clm_new", id="lnk_2")
    world.document("doc_old", "act_a", day="2022-03-01", replaced_by="doc_new")
    rows = {row["revision"]: row for row in world.ask("FROM revisions")}
    assert rows["lnk_1"]["earlier_unseen"] is True
    assert rows["lnk_1"]["earlier"] is None
    assert rows["lnk_2"]["later"] == "a asserts [8]"
    assert (rows["doc_old"]["earlier"], rows["doc_old"]["later"]) == ("doc_old", "doc_new")


def test_who_said_gives_each_claim_about_the_event_once(world):
    world.actor("act_a")
    world.claim("clm_a", "act_a", about=["evt_e", "evt_f"], said="2022-03-02")
    world.figure("fig_1", "clm_a", "8")
    world.figure("fig_2", "clm_a", "5", measure="wounded")
    world.claim("clm_b", "act_a", about=["evt_f", "evt_e"], said="2022-03-01", proposition=None)
    world.answer("clm_b", "silent", None)
    world.claim("clm_c", "act_a", about=["evt_g"])
    rows = world.ask("SELECT claim, numbers, stances FROM who_said('evt_e')")
    assert [tuple(row.values()) for row in rows] == [
        ("clm_b", None, "silent an unseen claim"),
        ("clm_a", "8 killed, 5 wounded", None),
    ]
    assert world.ask("FROM who_said('evt_unknown')") == []


def test_coverage_accounts_for_every_number(world):
    world.add("codes", vocabulary="coverage_reason", code="feed", definition="a feed")
    world.add("codes", vocabulary="other", code="feed", definition="something else")
    for start, reason in ((1, None), (2, None), (3, None), (4, "feed")):
        world.add("document_numbers", document="doc_d", span_start=start, reason=reason)
    rows = world.ask("FROM coverage")
    assert [tuple(row.values()) for row in rows] == [
        ("doc_d", "record", True, 3, 0.75, None),
        ("doc_d", "feed", False, 1, 0.25, "a feed"),
    ]
