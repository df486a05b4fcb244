import pytest


def roots(world):
    rows = world.ask("SELECT claim, root FROM claim_roots ORDER BY ALL")
    return [(row["claim"].removeprefix("clm_"), row["root"]) for row in rows]


def independence(world, event="evt_e"):
    rows = world.ask("SELECT DISTINCT independence AS n FROM claim_chain WHERE event = ?", event)
    (row,) = rows
    return row["n"]


def test_the_claimant_is_the_root_where_nobody_is_cited(world):
    world.actor("act_a")
    world.claim("clm_x", "act_a")
    assert roots(world) == [("x", "act_a")]


def test_the_uppermost_named_hop_is_the_root(world):
    world.claim("clm_x", "act_a")
    world.add("chain_hops", claim="clm_x", position=1, actor="act_b", relation="cites")
    world.add("chain_hops", claim="clm_x", position=2, actor="act_c", relation="cites")
    world.add("chain_hops", claim="clm_x", position=3, unnamed="sources", relation="told")
    assert roots(world) == [("x", "act_c")]


def test_a_document_stands_for_its_publisher(world):
    world.document("doc_up", "act_paper")
    world.claim("clm_x", "act_a")
    world.add("chain_hops", claim="clm_x", position=1, document="doc_up", relation="republishes")
    assert roots(world) == [("x", "act_paper")]


def test_a_document_that_prints_no_publisher_is_a_root_of_its_own(world):
    world.document("doc_up")
    world.claim("clm_x", "act_a")
    world.add("chain_hops", claim="clm_x", position=1, document="doc_up", relation="republishes")
    assert roots(world) == [("x", "the publisher of doc_up")]


@pytest.mark.parametrize(
    ("voice", "root"), [(("sources", None), "act_paper"), (("officials", "act_s"), "act_s")]
)
def test_unnamed_voices_collapse_into_whoever_vouches_for_them(world, voice, root):
    world.document("doc_d", "act_paper")
    world.claim("clm_x", voice)
    world.claim("clm_y", voice)
    assert roots(world) == [("x", root), ("y", root)]


def test_whoever_copies_an_article_adds_no_root(world):
    world.document("doc_a", "act_first")
    world.document("doc_b", "act_second")
    world.document("doc_c", "act_third")
    world.add("document_derivations", document="doc_b", origin="doc_a", relation="republishes")
    world.add("document_derivations", document="doc_c", origin="doc_b", relation="translates")
    world.claim("clm_a", "act_first", document="doc_a", about=["evt_e"])
    world.claim("clm_b", "act_second", document="doc_b", about=["evt_e"])
    world.claim("clm_c", ("publisher", None), document="doc_c", about=["evt_e"])
    assert {root for _, root in roots(world)} == {"act_first"}
    assert independence(world) == 1


def test_an_article_that_follows_another_in_its_own_words_has_its_own_root(world):
    world.document("doc_a", "act_first")
    world.document("doc_b", "act_second")
    world.add("document_derivations", document="doc_b", origin="doc_a", relation="follows")
    world.claim("clm_b", "act_second", document="doc_b")
    assert roots(world) == [("b", "act_second")]


def test_documents_that_derive_from_each_other_end(world):
    world.document("doc_a", "act_first")
    world.document("doc_b", "act_second")
    world.add("document_derivations", document="doc_b", origin="doc_a", relation="republishes")
    world.add("document_derivations", document="doc_a", origin="doc_b", relation="republishes")
    world.claim("clm_a", "act_first", document="doc_a")
    assert roots(world) == [("a", "act_first")]


def test_several_claimants_are_several_roots_in_one_row(world):
    world.actor("act_a")
    world.actor("act_b")
    world.claim("clm_x", "act_a", "act_b", about=["evt_e"])
    assert roots(world) == [("x", "act_a"), ("x", "act_b")]
    (row,) = world.ask("FROM claim_chain")
    assert (row["root"], row["independence"]) == ("a; b", 2)


@pytest.mark.parametrize(
    ("more", "voice"),
    [
        *[({"speech_act": act}, False) for act in ("denies", "silent", "declines", "calls_for")],
        *[({"speech_act": act}, True) for act in ("confirms", "estimates", "accuses")],
        *[({"polarity": polarity}, False) for polarity in ("negated", "not_observed")],
        *[({"status": status}, False) for status in ("retracted", "withdrawn")],
    ],
)
def test_only_whoever_affirms_is_a_voice(world, more, voice):
    world.claim("clm_x", "act_a", about=["evt_e"], **more)
    assert world.ask("FROM claim_chain")[0]["voice"] is voice
    assert independence(world) == (1 if voice else None)


def test_a_claim_is_a_voice_for_its_chief_event_alone(world):
    world.claim("clm_x", "act_a", about=["evt_e", "evt_f"])
    rows = world.ask("SELECT event, voice FROM claim_chain ORDER BY event")
    assert [row["voice"] for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("stance", "about", "voice"),
    [
        ("disputes", "evt_e", False),
        ("disputes", "evt_other", True),
        ("qualifies", "evt_e", True),
        ("confirms", "evt_e", True),
    ],
)
def test_a_stance_against_what_is_said_of_the_event_is_no_voice_for_it(world, stance, about, voice):
    world.claim("clm_first", "act_a", about=[about])
    world.claim("clm_x", "act_b", about=["evt_e"])
    world.answer("clm_x", stance, "clm_first")
    (row,) = world.ask("FROM claim_chain WHERE claim = 'clm_x'")
    assert row["voice"] is voice


def test_a_denial_of_something_unseen_is_no_voice(world):
    world.claim("clm_x", "act_b", about=["evt_e"])
    world.answer("clm_x", "denies", None)
    assert world.ask("FROM claim_chain")[0]["voice"] is False


def test_a_claim_about_nothing_has_a_row_without_event(world):
    world.claim("clm_x", "act_a")
    (row,) = world.ask("FROM claim_chain")
    assert (row["event"], row["voice"], row["independence"]) == (None, False, None)
