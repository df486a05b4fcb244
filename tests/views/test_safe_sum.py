import pytest


@pytest.fixture
def tolls(world):
    """Return 3 killed in one town and 5 in another, in two events of one day."""
    world.add("measures", code="killed", additive=True)
    world.add("measures", code="distance", additive=False)
    world.add("places", id="plc_land", name="land", kind="country")
    for place in ("plc_here", "plc_there"):
        world.add("places", id=place, name=place, kind="settlement", part_of="plc_land")
    world.event("evt_war")
    world.event("evt_here", day="2022-03-01", place="plc_here", part_of="evt_war")
    world.event("evt_there", day="2022-03-01", place="plc_there", part_of="evt_war")
    world.say("here", "act_a", "3", event="evt_here")
    world.say("there", "act_a", "5", event="evt_there")
    return world


def total(world, arguments="'killed'"):
    (row,) = world.ask(f"FROM safe_sum({arguments})")
    assert (row["total"] is None) is (row["refused"] is not None)
    return row["total"], row["refused"]


def test_what_is_surely_apart_is_added(tolls):
    assert total(tolls) == (8, None)


def test_an_event_and_what_is_part_of_it_can_be_asked_for(tolls):
    assert total(tolls, "'killed', within := 'evt_here'") == (3, None)
    assert total(tolls, "'killed', within := 'evt_war'") == (8, None)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("'killd'", "there are no figures; there is no measure of that code"),
        ("'distance'", "the measure is not additive; there are no figures"),
        (
            "'killed', within := 'evt_nowhere'",
            "there are no figures; there is no event of that id",
        ),
    ],
)
def test_a_question_without_answer_is_refused(tolls, arguments, reason):
    words = sorted(reason.split("; "))
    assert total(tolls, arguments) == (None, "; ".join(words))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"wording": "at least 4"}, "a figure has no best value"),
        ({"unit": "body"}, "several units"),
        ({"counting": "confirmed"}, "confirmed, stated and projected counts are mixed"),
    ],
)
def test_what_does_not_add_up_is_refused(tolls, more, reason):
    tolls.event("evt_later", day="2022-04-01", place="plc_here")
    tolls.say("later", "act_a", event="evt_later", **more)
    assert total(tolls) == (None, reason)


def test_a_part_and_its_whole_are_not_added(tolls):
    tolls.figure("fig_part", "clm_here", "1", event="evt_here", of_which="fig_here")
    assert "figures are parts of others" in total(tolls)[1]


@pytest.mark.parametrize("kind", ["aggregates", "overlaps", "equivalent", "same_as"])
@pytest.mark.parametrize("ends", [("fig_here", "fig_there"), ("clm_here", "clm_there")])
def test_scopes_that_links_join_are_not_added(tolls, kind, ends):
    tolls.link(ends[0], kind, ends[1])
    assert total(tolls) == (None, "scopes overlap by links")


@pytest.mark.parametrize("kind", ["restates", "repeats"])
def test_a_number_said_again_is_not_added(tolls, kind):
    tolls.link("fig_here", kind, "fig_elsewhere")
    assert total(tolls) == (None, "a figure repeats another")


def test_running_counts_of_one_place_are_not_added(tolls):
    for key in ("one", "two"):
        tolls.say(key, "act_a", "9", event="evt_war", aggregation="cumulative", place="plc_here")
    reason = total(tolls)[1]
    assert "figures are running counts: a later one contains an earlier" in reason


@pytest.mark.parametrize(
    ("more", "apart"),
    [
        ({"place": "plc_land"}, False),
        ({"place": "plc_other"}, True),
        ({"place": None}, False),
        ({"place": "plc_here", "period_start": "2022-05-01", "period_end": "2022-05-02"}, True),
        ({"place": "plc_here", "period_start": "2022-02-01", "period_end": "2022-05-02"}, False),
        ({"population": "military"}, True),
        ({"population": "mixed"}, False),
        ({"affected": "act_there"}, True),
        ({"affected": "act_army"}, False),
        ({"item": "itm_tank"}, True),
        ({"item": "itm_t72"}, False),
        ({"sex": "female"}, True),
        ({"age_class": "child"}, True),
    ],
)
def test_only_what_something_surely_parts_is_added(world, more, apart):
    world.add("measures", code="killed", additive=True)
    world.add("places", id="plc_land", name="land", kind="country")
    world.add("places", id="plc_here", name="here", kind="settlement", part_of="plc_land")
    world.actor("act_state", "state")
    world.actor("act_army", "armed_force", part_of="act_state")
    world.add("items", id="itm_armour", name="armour")
    world.add("items", id="itm_t72", name="T-72", kind_of="itm_armour")
    known = {"place": "plc_here", "affected": "act_state", "item": "itm_armour", "sex": "male"}
    known |= {"population": "civilian", "age_class": "adult"}
    known |= {"period_start": "2022-03-01", "period_end": "2022-03-31"}
    world.say("a", "act_a", "3", event="evt_a", **known)
    world.say("b", "act_b", "5", event="evt_b", **known | more)
    assert total(world) == ((8, None) if apart else (None, "nothing surely parts fig_a and fig_b"))


@pytest.mark.parametrize("claim", [{"status": "retracted"}, {"polarity": "negated"}])
def test_what_no_longer_stands_or_is_denied_is_left_out(tolls, claim):
    tolls.say("gone", "act_a", "100", event="evt_here", claim=claim)
    assert total(tolls) == (8, None)


def test_the_measure_may_come_from_a_column_of_any_name(tolls):
    sql = "SELECT s.total FROM measures AS m, LATERAL (FROM safe_sum(m.code)) AS s WHERE m.additive"
    assert tolls.ask(sql) == [{"total": 8}]
