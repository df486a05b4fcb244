import pytest


def pairs(world):
    rows = world.ask("FROM conflict_pairs ORDER BY ALL")
    return [(row["one"][4:], (row["other"] or "....-")[4:], row["reason"]) for row in rows]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("5", "7", "bounds"),
        ("5", "at least 5", None),
        ("5", "more than 5", "bounds"),
        ("5", "up to 4", "bounds"),
        ("fewer than 5", "at least 5", "bounds"),
        ("498", "almost 10,000", "value"),
        ("about 60", "about 70", "value"),
        ("at least 8", "12", "value"),
        ("between 5 and 7", "about 6", None),
        ("between 5 and 7", "about 9", "value"),
        ("between 5 and 7", "between 7 and 9", None),
        ("dozens", "forty", None),
        ("41", "forty-one", None),
    ],
)
def test_numbers_of_two_voices_conflict_by_bounds_or_by_value(world, one, other, reason):
    world.say("a", "act_a", one)
    world.say("b", "act_b", other)
    assert pairs(world) == ([("a", "b", reason)] if reason else [])


def test_one_voice_conflicts_with_itself_by_bounds_alone(world):
    world.say("a", "act_a", "about 60")
    world.say("b", "act_a", "about 70")
    world.say("c", "act_a", "80")
    world.say("d", "act_a", "90")
    assert pairs(world) == [("c", "d", "bounds")]


def test_a_running_count_of_one_voice_is_a_series(world):
    world.say("a", "act_a", "498", said="2022-03-02", aggregation="cumulative")
    world.say("b", "act_a", "1,351", said="2022-03-25", aggregation="cumulative")
    assert pairs(world) == []


def test_running_counts_of_one_moment_conflict(world):
    world.say("a", "act_a", "75", as_of="2022-10-10T08:00", aggregation="cumulative")
    world.say("b", "act_b", "83", as_of="2022-10-10T08:30", aggregation="cumulative")
    world.say("c", "act_c", "84", as_of="2022-10-10T12:00", aggregation="cumulative")
    assert pairs(world) == [("a", "b", "bounds")]


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("2022-09-13", "2022-10-13"), ("2022-10-01", "2022-10-31"), True),
        (("2022-09-13", "2022-10-13"), ("2022-10-13", "2022-10-31"), True),
        (("2022-09-13", "2022-10-12"), ("2022-10-13", "2022-10-31"), False),
        ((None, "2022-10-12"), ("2022-10-13", None), False),
        (("2022-10-12", None), (None, None), True),
    ],
)
def test_periods_are_compared_where_they_overlap(world, one, other, meet):
    world.say("a", "act_a", "5", period_start=one[0], period_end=one[1])
    world.say("b", "act_b", "7", period_start=other[0], period_end=other[1])
    assert bool(pairs(world)) is meet


def test_an_as_of_is_compared_with_a_period_by_its_day(world):
    world.say("a", "act_a", "5", as_of="2022-10-10T08:00")
    world.say("b", "act_b", "7", period_start="2022-10-10", period_end="2022-10-11")
    world.say("c", "act_c", "9", period_start="2022-10-11", period_end="2022-10-11")
    assert pairs(world) == [("a", "b", "bounds"), ("b", "c", "bounds")]


@pytest.mark.parametrize(
    "apart",
    [
        {"measure": "casualties"},
        {"counting": "confirmed"},
        {"unit": "body"},
        {"affected": "act_x"},
        {"population": "civilian"},
        {"place": "plc_x"},
        {"sex": "male"},
        {"age_class": "child"},
        {"item": "itm_x"},
        {"event": "evt_other"},
        {"aggregation": "increment"},
        {"status": "superseded"},
        {"claim": {"status": "withdrawn"}},
        {"claim": {"polarity": "negated"}},
        {"claim": {"speech_act": "denies"}},
    ],
)
def test_what_answers_another_question_is_not_compared_by_value(world, apart):
    world.say("a", "act_a", "5")
    world.say("b", "act_b", "7", **apart)
    assert pairs(world) == []


def test_killed_and_casualties_are_set_against_each_other_by_a_link_alone(world):
    world.say("a", "act_a", "5", measure="killed")
    world.say("b", "act_b", "700", measure="casualties")
    world.link("fig_b", "contradicts", "fig_a")
    assert pairs(world) == [("a", "b", "contradicts")]


def test_figures_without_event_are_compared_with_nothing(world):
    world.say("a", "act_a", "5", event=None)
    world.say("b", "act_b", "7", event=None)
    assert pairs(world) == []


def test_parts_of_one_whole_do_not_conflict(world):
    world.say("whole", "act_a", "8")
    for key, wording in (("street", "3"), ("house", "5")):
        world.figure(f"fig_{key}", "clm_whole", wording, of_which="fig_whole")
    assert pairs(world) == []


def test_intercepted_counts_are_compared_though_they_are_parts_of_launched_ones(world):
    for who, wording in (("a", "41"), ("b", "45")):
        world.say(f"l{who}", f"act_{who}", "75", measure="missiles_launched", unit="munition")
        world.say(
            f"i{who}",
            f"act_{who}",
            wording,
            measure="missiles_intercepted",
            unit="munition",
            of_which=f"fig_l{who}",
        )
    assert pairs(world) == [("ia", "ib", "bounds")]


@pytest.mark.parametrize(
    "kind", ["disputes", "denies", "doubts", "corrects", "retracts", "disowns", "contradicts"]
)
def test_words_against_a_claim_stand_against_its_figures(world, kind):
    world.say("a", "act_a", "953")
    world.claim("clm_w", "act_a")
    world.link("clm_w", kind, "clm_a")
    assert pairs(world) == [("a", "-", kind)]
    assert world.ask("FROM conflict_pairs")[0]["against"] == "clm_w"


@pytest.mark.parametrize("kind", ["qualifies", "confirms", "repeats", "equivalent", "supersedes"])
def test_other_links_make_no_conflict(world, kind):
    world.say("a", "act_a", "953")
    world.claim("clm_w", "act_a")
    world.link("clm_w", kind, "clm_a")
    assert pairs(world) == []


def test_a_link_between_claims_pairs_their_figures_of_one_measure(world):
    world.say("a", "act_a", "75", measure="missiles_launched", unit="munition")
    world.figure("fig_a2", "clm_a", "8")
    world.say("b", "act_b", "80", measure="missiles_launched", unit="munition", event="evt_f")
    world.figure("fig_b2", "clm_b", "9", event="evt_f", unit="body")
    world.link("clm_b", "disputes", "clm_a")
    assert pairs(world) == [("a", "b", "disputes"), ("a2", "-", "disputes")]


def test_a_corrected_row_pairs_the_numbers_of_one_thing_that_changed(world):
    for key, tanks in (("a", "1119"), ("b", "11199")):
        world.claim(f"clm_{key}", "act_a", said="2022-03-02", document=f"doc_{key}")
        world.figure(f"fig_{key}-tank", f"clm_{key}", tanks, item="itm_tank")
        world.figure(f"fig_{key}-boat", f"clm_{key}", "35", item="itm_boat")
    world.link("clm_b", "corrects", "clm_a")
    assert pairs(world) == [("a-tank", "b-tank", "corrects")]


def test_what_the_editors_withdrew_stands_against_nothing(world):
    world.say("a", "act_a", "953")
    world.claim("clm_w", "act_b", status="withdrawn")
    world.link("clm_w", "disputes", "clm_a")
    assert pairs(world) == []


def test_two_doubts_in_words_are_two_pairs_and_one_conflict(world):
    world.say("a", "act_a", "953")
    for key in ("clm_v", "clm_w"):
        world.actor(f"act_{key}")
        world.claim(key, f"act_{key}")
        world.link(key, "doubts", "clm_a")
    assert len(pairs(world)) == 2
    (row,) = world.ask("FROM conflicts")
    assert row["against"] == "clm_v doubts it; clm_w doubts it"
    assert row["figures"] == ["fig_a"]


def test_a_conflict_is_everything_that_is_connected(world):
    for number, key in enumerate("abcdefg"):
        world.say(key, f"act_{key}", "5", event=f"evt_{number}", said=f"2022-03-0{9 - number}")
    world.link("fig_a", "contradicts", "fig_b")
    world.link("fig_c", "contradicts", "fig_b")
    world.link("fig_d", "contradicts", "fig_c")
    world.link("fig_f", "contradicts", "fig_g")
    rows = world.ask("SELECT conflict, figures FROM conflicts")
    assert [(row["conflict"], row["figures"]) for row in rows] == [
        ("fig_a", ["fig_d", "fig_c", "fig_b", "fig_a"]),
        ("fig_f", ["fig_g", "fig_f"]),
    ]
    assert world.ask("FROM conflicts")[0]["event"] == "evt_0"


def test_a_retracted_number_keeps_its_place_beside_the_others(world):
    world.actor("act_a", "state")
    world.actor("act_b", "media")
    world.say("a", "act_a", "498", said="2022-03-02")
    world.say("b", "act_b", "almost 10,000", said="2022-03-21", claim={"status": "retracted"})
    (row,) = world.ask("FROM conflicts")
    assert row["statements"] == "498 (a) | almost 10,000 (b, retracted)"
    assert (row["voices"], row["reasons"], row["against"]) == (2, ["value"], None)


def test_unnamed_voices_of_two_documents_are_two(world):
    world.say("a", ("officials", None), "about 5")
    world.say("b", ("officials", None), "about 7")
    assert pairs(world) == [("a", "b", "value")]
