import pytest


def test_one_row_a_figure_whatever_hangs_on_its_claim(world):
    for who in ("act_a", "act_b"):
        world.actor(who, "person")
        for document in ("doc_1", "doc_2"):
            world.add("roles", actor=who, role="act_office", document=document)
        world.add("labels", record=who, language="uk", text=who, kind="name")
    world.event("evt_e", place="plc_p")
    world.event("evt_f", place="plc_q")
    for place in ("plc_p", "plc_q", "plc_r"):
        world.add("places", id=place, name=place, kind="site")
    world.claim("clm_x", "act_a", "act_b", ("officials", None), about=["evt_e", "evt_f"])
    world.add("chain_hops", claim="clm_x", position=1, actor="act_b", relation="cites")
    world.add("chain_hops", claim="clm_x", position=2, actor="act_a", relation="cites")
    world.figure("fig_1", "clm_x")
    world.figure("fig_2", "clm_x", place="plc_r")
    world.link("fig_2", "corrects", "fig_1", id="lnk_1")
    world.link("fig_2", "supersedes", "fig_1", id="lnk_2")
    rows = world.ask("FROM figures_flat ORDER BY figure")
    assert [row["figure"] for row in rows] == ["fig_1", "fig_2"]
    assert [row["place_name"] for row in rows] == ["plc_p", "plc_r"]
    assert len(world.ask("FROM figure_questions")) == 2


@pytest.mark.parametrize(
    ("figure", "claim", "link", "status"),
    [
        ("normal", "accepted", None, "normal"),
        ("provisional", "retracted", None, "retracted"),
        ("disputed", "superseded", None, "superseded"),
        ("retracted", "accepted", None, "retracted"),
        ("normal", "withdrawn", "retracts", "withdrawn"),
        ("normal", "unreviewed", None, "normal"),
        ("normal", "disputed", None, "disputed"),
        ("normal", "accepted", ("retracts", "fig_1"), "retracted"),
        ("disputed", "accepted", ("retracts", "clm_x"), "retracted"),
        ("normal", "accepted", ("corrects", "fig_1"), "superseded"),
        ("normal", "accepted", ("supersedes", "clm_x"), "superseded"),
        ("normal", "accepted", ("disowns", "clm_x"), "normal"),
    ],
)
def test_the_gravest_status_wins(world, figure, claim, link, status):
    world.claim("clm_x", "act_a", status=claim)
    world.figure("fig_1", "clm_x", status=figure)
    if isinstance(link, tuple):
        world.link("fig_2", *link)
    assert world.ask("FROM figures_flat")[0]["status"] == status
