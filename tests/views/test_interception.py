import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MISSILES = {"unit": "munition", "event": "evt_e"}


def launch(world, launched, intercepted, **more):
    world.claim("clm_x", "act_a")
    world.figure("fig_l", "clm_x", launched, measure="missiles_launched", **MISSILES)
    whole = {"of_which": "fig_l", "measure": "missiles_intercepted"} | more
    world.figure("fig_i", "clm_x", intercepted, **MISSILES | whole)
    return world.ask("FROM interception")


@pytest.mark.parametrize(
    ("launched", "intercepted", "rates", "exclusive"),
    [
        ("75", "41", (0.5467, 0.5467, 0.5467), (False, False)),
        ("about 100", "50", (None, 0.5, None), (None, None)),
        ("between 50 and 100", "40", (0.4, None, 0.8), (False, False)),
        ("100", "at least 40", (0.4, None, None), (False, None)),
        ("100", "more than 40", (0.4, None, None), (True, None)),
        ("at least 50", "40", (None, None, 0.8), (None, False)),
        ("more than 50", "up to 60", (None, None, 1.0), (None, False)),
        ("almost 100", "40", (0.4, None, None), (True, None)),
        ("0", "0", (None, None, None), (None, None)),
        ("10", "12", (None, None, 1.0), (None, False)),
    ],
)
def test_bounds_are_propagated(world, launched, intercepted, rates, exclusive):
    (row,) = launch(world, launched, intercepted)
    assert tuple(row[f"rate_{name}"] for name in ("low", "best", "high")) == rates
    assert (row["rate_low_exclusive"], row["rate_high_exclusive"]) == exclusive


WORDINGS = st.builds(
    "{}{}".format,
    st.sampled_from(["", "about ", "at least ", "more than ", "up to ", "almost "]),
    st.integers(0, 300),
)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pair=st.tuples(WORDINGS, WORDINGS))
def test_a_rate_lies_between_nothing_and_the_whole(fresh_world, pair):
    with fresh_world() as world:
        (row,) = launch(world, *pair)
    rates = [row[f"rate_{name}"] for name in ("low", "best", "high")]
    known = [rate for rate in rates if rate is not None]
    assert all(0 <= rate <= 1 for rate in known)
    assert known == sorted(known)


@pytest.mark.parametrize("status", ["retracted", "superseded"])
def test_what_no_longer_stands_has_no_rate(world, status):
    assert launch(world, "75", "41", status=status) == []


def test_a_figure_without_whole_takes_the_one_launched_figure_of_its_claim(world):
    (row,) = launch(world, "75", "41", of_which=None)
    assert row["launched"] == "fig_l"


def test_where_two_were_launched_nothing_is_guessed(world):
    world.claim("clm_x", "act_a")
    world.figure("fig_l2", "clm_x", "90", measure="missiles_launched", **MISSILES)
    assert launch_only(world) == []


def launch_only(world):
    world.figure("fig_l", "clm_x", "75", measure="missiles_launched", **MISSILES)
    world.figure("fig_i", "clm_x", "41", measure="missiles_intercepted", **MISSILES)
    return world.ask("FROM interception")


@pytest.mark.parametrize(
    "apart", [{"unit": "strike"}, {"item": "itm_x", "of_which": None}, {"of_which": "fig_other"}]
)
def test_what_is_counted_otherwise_has_no_rate(world, apart):
    assert launch(world, "75", "41", **apart) == []


def test_drones_are_never_measured_against_missiles(world):
    assert launch(world, "75", "41", measure="drones_intercepted") == []
