import duckdb
import pytest

POLICIES = ("latest", "official", "lowest", "range", "most_independent")


def best(world, policy, column="figure"):
    return [row[column] for row in world.ask(f"FROM best_figure('{policy}')")]


@pytest.fixture
def rivals(world):
    """Return a ministry's 8, then a paper's 12, then 10 by two outlets of one mind."""
    world.actor("act_ministry", "ministry")
    for name in ("act_paper", "act_one", "act_two"):
        world.actor(name, "media")
    world.say("ministry", "act_ministry", "8", said="2022-03-01")
    world.say("paper", "act_paper", "12", said="2022-03-04")
    world.say("one", "act_one", "10", said="2022-03-02")
    world.say("two", "act_two", "about 10", said="2022-03-03")
    return world


@pytest.mark.parametrize(
    ("policy", "figure"),
    [
        ("latest", "fig_paper"),
        ("official", "fig_ministry"),
        ("lowest", "fig_ministry"),
        ("range", None),
        ("most_independent", "fig_two"),
    ],
)
def test_each_policy_chooses_its_own(rivals, policy, figure):
    assert best(rivals, policy) == [figure]


def test_a_range_goes_from_the_least_to_the_greatest_bound(rivals):
    (row,) = rivals.ask("FROM best_figure('range')")
    assert (row["low"], row["high"], row["candidates"]) == (8, 12, 4)
    assert (row["low_open"], row["high_open"]) == (True, True)  # "about 10" has no bounds
    assert (row["figure"], row["wording"], row["best"]) == (None, None, None)


@pytest.mark.parametrize(
    ("wordings", "low", "high", "open_"),
    [
        (("at least 8", "12"), (8, False), (12, False), (False, True)),
        (("more than 8", "8"), (8, False), (8, False), (False, True)),
        (("more than 8", "12"), (8, True), (12, False), (False, True)),
        (("almost 10", "fewer than 9"), (None, None), (10, True), (True, False)),
        (("up to 10", "almost 10"), (None, None), (10, False), (True, False)),
        (("between 5 and 7",), (5, False), (7, False), (False, False)),
    ],
)
def test_a_range_says_which_bound_is_excluded_and_which_side_is_open(
    world, wordings, low, high, open_
):
    for number, wording in enumerate(wordings):
        world.say(str(number), f"act_{number}", wording)
    (row,) = world.ask("FROM best_figure('range')")
    assert (row["low"], row["low_exclusive"]) == low
    assert (row["high"], row["high_exclusive"]) == high
    assert (row["low_open"], row["high_open"]) == open_


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("status", ["retracted", "superseded", "withdrawn"])
def test_what_no_longer_stands_is_never_chosen(world, policy, status):
    world.actor("act_a", "state")
    world.say("x", "act_a", claim={"status": status})
    assert best(world, policy) == []


@pytest.mark.parametrize("policy", POLICIES)
def test_a_number_that_a_link_retracts_is_never_chosen(world, policy):
    world.actor("act_a", "state")
    world.say("x", "act_a")
    world.claim("clm_y", "act_a")
    world.answer("clm_y", "retracts", "clm_x")
    assert best(world, policy) == []


@pytest.mark.parametrize(
    "claim", [{"speech_act": "denies"}, {"polarity": "negated"}, {"speech_act": "calls_for"}]
)
def test_a_denied_number_is_never_chosen(world, claim):
    world.say("x", "act_a", claim=claim)
    assert best(world, "latest") == []


def test_no_casualties_reported_is_a_number_though_nothing_happened(world):
    world.say("x", "act_a", "no casualties", claim={"polarity": "negated"})
    assert best(world, "lowest", "best") == [0]


def test_a_newspaper_that_cites_a_ministry_is_not_the_ministry(world):
    world.actor("act_ministry", "ministry")
    world.actor("act_paper", "media")
    world.say("x", "act_paper")
    world.add("chain_hops", claim="clm_x", position=1, actor="act_ministry", relation="cites")
    assert best(world, "official") == []
    assert best(world, "latest") == ["fig_x"]


@pytest.mark.parametrize("policy", POLICIES)
def test_of_a_running_count_only_the_latest_of_each_voice_is_in_the_choice(world, policy):
    world.actor("act_a", "state")
    for day, wording in (("01", "498"), ("15", "900"), ("25", "1,351")):
        key = f"d{day}"
        world.say(key, "act_a", wording, as_of=f"2022-03-{day}", aggregation="cumulative")
    (row,) = world.ask(f"FROM best_figure('{policy}')")
    assert (row["low"], row["high"], row["candidates"]) == (1351, 1351, 1)


def test_two_voices_keep_their_own_running_counts(world):
    for who in ("act_a", "act_b"):
        for day, wording in (("01", "5"), ("02", "9" if who == "act_a" else "7")):
            key = f"{who[-1]}{day}"
            world.say(key, who, wording, as_of=f"2022-03-{day}", aggregation="cumulative")
    assert best(world, "lowest", "low") == [7]
    assert best(world, "range", "candidates") == [2]


def test_unnamed_voices_of_two_documents_are_two(world):
    for day, wording in (("01", "5"), ("02", "9")):
        more = {"as_of": f"2022-03-{day}", "aggregation": "cumulative"}
        world.say(f"d{day}", ("officials", None), wording, **more)
    assert best(world, "range", "candidates") == [2]


def test_as_of_comes_before_the_day_of_saying(world):
    world.say("old", "act_a", "5", said="2022-03-09", as_of="2022-03-01")
    world.say("new", "act_b", "6", said="2022-03-05")
    assert best(world, "latest") == ["fig_new"]


def test_a_day_of_publication_counts_where_nothing_else_is_known(world):
    world.document("doc_a", day="2022-03-01")
    world.document("doc_b", day="2022-03-02")
    world.say("b", "act_b", "6", document="doc_b")
    world.say("a", "act_a", "5", document="doc_a")
    assert best(world, "latest") == ["fig_b"]


def test_copies_of_one_report_do_not_outvote_two_witnesses(world):
    for number in range(3):
        world.say(f"copy{number}", f"act_copy{number}", "8", said="2022-03-09")
        world.add(
            "chain_hops",
            claim=f"clm_copy{number}",
            position=1,
            actor="act_agency",
            relation="cites",
        )
    for number in range(2):
        world.say(f"own{number}", f"act_own{number}", "12", said="2022-03-01")
    (row,) = world.ask("FROM best_figure('most_independent')")
    assert (row["best"], row["roots"]) == (12, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"measure": "killed"}, {"measure": "casualties"}),
        ({"counting": "confirmed"}, {"counting": "claimed"}),
        ({"counting": "projected"}, {"counting": "estimated"}),
        ({"aggregation": "increment"}, {"aggregation": "cumulative"}),
        ({"sex": "male"}, {}),
        ({"population": "civilian"}, {"population": "military"}),
        ({"affected": "act_x"}, {"affected": "act_y"}),
        ({"place": "plc_x"}, {"place": "plc_y"}),
        ({"unit": "body"}, {"unit": "person"}),
        ({"share_of_measure": "killed"}, {}),
        ({"event": "evt_x"}, {"event": "evt_y"}),
        ({"event": None}, {"event": None}),
        ({"of_which": "fig_b"}, {}),
        (
            {"aggregation": "increment", "period_start": "2022-03-01", "period_end": "2022-03-01"},
            {"aggregation": "increment", "period_start": "2022-03-02", "period_end": "2022-03-02"},
        ),
        (
            {"aggregation": "snapshot", "period_start": "2022-03-01", "period_end": "2022-03-01"},
            {"aggregation": "snapshot", "period_start": "2022-03-02", "period_end": "2022-03-02"},
        ),
    ],
)
def test_different_questions_have_their_own_answers(world, one, other):
    world.say("a", "act_a", "5", **one)
    world.say("b", "act_b", "6", **other)
    assert sorted(best(world, "latest")) == ["fig_a", "fig_b"]


def test_claimed_and_estimated_numbers_answer_one_question(world):
    world.say("a", "act_a", "5", counting="claimed")
    world.say("b", "act_b", "6", counting="estimated")
    assert best(world, "latest", "candidates") == [2]


def test_a_period_within_one_short_event_parts_nothing(world):
    world.event("evt_e", day="2022-03-01")
    world.say("a", "act_a", "5", period_start="2022-03-01", period_end="2022-03-01")
    world.say("b", "act_b", "6")
    assert best(world, "latest", "candidates") == [2]


@pytest.mark.parametrize("policy", ["'Latest'", "''", "NULL", "'best'"])
def test_another_policy_is_an_error(world, policy):
    world.say("x", "act_a")
    with pytest.raises(duckdb.InvalidInputException, match="the policies are latest, official"):
        world.ask(f"FROM best_figure({policy})")
