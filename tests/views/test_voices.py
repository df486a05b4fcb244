import pytest


def voices(world, *by, **claim):
    world.claim("clm_x", *by, **claim)
    return world.ask("FROM claim_voices")[0]


@pytest.mark.parametrize(
    ("kind", "official"),
    [
        *[(kind, True) for kind in ("state", "ministry", "armed_force", "agency")],
        *[(kind, False) for kind in ("media", "organisation", "proxy_authority", "group")],
        *[(kind, False) for kind in ("person", "office", "unnamed")],
    ],
)
def test_only_a_state_and_its_bodies_are_official(world, kind, official):
    world.actor("act_a", kind)
    assert voices(world, "act_a")["official"] is official


@pytest.mark.parametrize(
    ("above", "country", "official"),
    [
        ("act_state", None, True),
        ("act_paper", None, False),
        (None, "UA", True),
        (None, None, False),
    ],
)
def test_an_office_is_official_when_it_is_a_states(world, above, country, official):
    world.actor("act_state", "state")
    world.actor("act_paper", "media")
    world.actor("act_office", "office", part_of=above, country=country)
    world.actor("act_p", "person")
    assert voices(world, "act_p", claimant_as="act_office")["official"] is official


@pytest.mark.parametrize(
    ("start", "end", "said", "official"),
    [
        (None, None, None, True),
        ("2020-01-01", "2021-01-01", "2022-01-01", False),
        ("2020-01-01", None, "2022-01-01", True),
        ("2023-01-01", None, "2022-01-01", False),
    ],
)
def test_a_person_is_official_while_in_office(world, start, end, said, official):
    world.actor("act_state", "state")
    world.actor("act_office", "office", part_of="act_state")
    world.actor("act_p", "person")
    world.add("roles", actor="act_p", role="act_office", period_start=start, period_end=end)
    world.add("roles", actor="act_p", role="act_office", document="doc_2", period_start=start,
              period_end=end)  # fmt: skip
    assert voices(world, "act_p", said=said)["official"] is official


def test_who_speaks_as_something_else_is_not_official_by_a_state_office(world):
    world.actor("act_state", "state")
    world.actor("act_office", "office", part_of="act_state")
    world.actor("act_paper", "media")
    world.actor("act_editor", "office", part_of="act_paper")
    world.actor("act_p", "person")
    world.add("roles", actor="act_p", role="act_office")
    assert voices(world, "act_p", claimant_as="act_editor")["official"] is False


def test_an_unnamed_official_is_not_official(world):
    world.actor("act_state", "state")
    row = voices(world, ("officials", "act_state"))
    assert (row["claimant"], row["official"]) == ("unnamed officials (state)", False)


def test_claimants_stand_in_their_order_and_their_ids_in_one_order(world):
    world.actor("act_b")
    world.actor("act_a")
    row = voices(world, "act_b", "act_a", ("official", None), document="doc_d")
    assert row["claimant"] == "b; a; unnamed official"
    assert row["voice_id"] == "act_a; act_b; official in doc_d"
    assert row["voices"] == 3
