from typing import get_args

import pytest

from claimbook.records.vocabulary import PlaceKind
from claimbook.rules.r701_coordinates import FITTING, distance_m

PLACES = "seeds/reference/places.yaml"
ACTORS = "seeds/reference/actors.yaml"
MYKOVAR = "dataset/events/2019/evt_strike-on-mykovar.yaml"
DOLNASK = "dataset/events/2019/evt_bodies-found-in-dolnask.yaml"
UKRAINE = "    kind: country\n    time_zone: Europe/Kyiv\n"
KYIV = "    katottg: UA80000000000093317\n"
KREMAVETS = "    latitude: 46.71\n    longitude: 33.62\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (KREMAVETS, "    latitude: 46.7112\n    longitude: 33.62\n", "at most 2 decimals"),
        (KREMAVETS, "    latitude: 46.71\n", "go together"),
        (KREMAVETS, "    latitude: 0\n    longitude: 0\n", "Atlantic"),
        (KREMAVETS, "    latitude: 48.71\n    longitude: 33.62\n", "outside it"),
        ("latitude: 46.8", "latitude: 46.81", "at most 1 decimal"),
        (KREMAVETS, "", None),
    ],
)
def test_a_point_lies_where_it_can(broken, old, new, said):
    found = broken("R701", (PLACES, old, new))
    assert any(said in f.message for f in found) if said else not found


def test_swapped_coordinates_are_recognised(broken):
    swapped = "    latitude: 33.62\n    longitude: 46.71\n"
    found = broken("R701", (PLACES, KREMAVETS, swapped))
    assert {f.help for f in found} == {"latitude and longitude are swapped"}


@pytest.mark.parametrize("latitude", ["91", "-90.5", "1.0e400", ".nan"])
def test_a_latitude_is_one(broken, latitude):
    changed = f"    latitude: {latitude}\n    longitude: 33.62\n"
    assert broken("R103", (PLACES, KREMAVETS, changed)) or broken(
        "R001", (PLACES, KREMAVETS, changed)
    )


def test_distance_is_symmetric_and_nothing_to_itself():
    one, other = (50.45, 30.52), (-33.9, 151.2)
    assert distance_m(one, one) == 0
    assert distance_m(one, other) == pytest.approx(distance_m(other, one))


@pytest.mark.parametrize(
    ("path", "old", "new", "bad"),
    [
        (DOLNASK, "place_precision: 4", "place_precision: 1", True),
        (DOLNASK, "place_precision: 4", "place_precision: 5", False),
        (DOLNASK, "place_precision: 4", "place_precision: 6", True),
        (DOLNASK, "place_precision: 4\n", "", False),
        (MYKOVAR, "place_precision: 1", "place_precision: 6", True),
        (MYKOVAR, "place_precision: 1", "place_precision: 5", False),
        (MYKOVAR, "place_precision: 1", "place_precision: 2", False),
    ],
)
def test_precision_fits_the_place(broken, path, old, new, bad):
    assert len(broken("R702", (path, old, new))) == bad


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (KYIV, "    katottg: UA80000000000999999\n", None),
        ("text: Київ", "text: Киев", "the codifier calls it Київ"),
        ("name: Kyiv\n    kind: settlement", "name: Kyiv\n    kind: raion", "category is K"),
        ("iso3166_2: UA-30", "iso3166_2: UA-32", "does not lie in UA-32"),
        (UKRAINE, "    iso3166_2: UA-05\n" + UKRAINE, "does not lie in UA-05"),
        (UKRAINE, "    katottg: UA01000000000013043\n" + UKRAINE, "lie in `UA01000000000013043`"),
    ],
)
def test_codes_of_the_codifier_are_of_that_place(broken, old, new, said):
    found = broken("R703", (PLACES, old, new))
    assert any(said in f.message for f in found) if said else not found


def test_an_unknown_code_of_the_codifier_is_no_code(broken):
    found = broken("R104", (PLACES, KYIV, "    katottg: UA80000000000093318\n"))
    assert [f.help for f in found] == ["did you mean `UA80000000000093317`?"]


def test_a_country_is_that_of_the_body_above(broken):
    above = "name: Velmarian Armed Forces\n    kind: armed_force\n    part_of: act_velmaria"
    below = above.replace("part_of: act_velmaria", "part_of: act_ukraine\n    country: PL")
    found = broken("R704", (ACTORS, above, below))
    assert ["is of PL, but `act_ukraine` of UA" in f.message for f in found] == [True]


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (1, "of kind oblast, is vaguer than precision 1"),
        (6, "of kind oblast, is finer than precision 6"),
    ],
)
def test_a_precision_shows_its_place(broken, precision, said):
    found = broken("R702", (DOLNASK, "place_precision: 4", f"place_precision: {precision}"))
    assert [f.help for f in found] == ["write 4 or 5, or another place"]
    assert said in found[0].message
    assert [r.place.path for r in found[0].related] == [PLACES]


def test_a_precision_has_a_place(broken, root):
    line = next(
        line
        for line in (root / DOLNASK).read_text("utf-8").split("\n")
        if line.startswith("place: ")
    )
    found = broken("R702", (DOLNASK, f"{line}\n", ""))
    assert [f.message for f in found] == ["how precisely a place is known, but not which"]


def test_every_kind_of_place_but_the_unknown_has_its_codes():
    assert set(FITTING) == set(get_args(PlaceKind)) - {"unknown"}
    assert all(1 <= code <= 7 for codes in FITTING.values() for code in codes)


def test_a_point_outside_shows_the_circle(broken):
    moved = "    latitude: 48.71\n    longitude: 33.62\n"
    found = broken("R701", (PLACES, KREMAVETS, moved))
    assert {r.message for f in found for r in f.related} == {"the circle that holds it"}


def test_codes_that_disagree_show_each_other(broken):
    found = broken("R703", (PLACES, UKRAINE, "    iso3166_2: UA-05\n" + UKRAINE))
    assert [len(f.related) for f in found] == [1]
    own = broken("R703", (PLACES, "iso3166_2: UA-30", "iso3166_2: UA-32"))
    assert own[0].related[0].place.line != own[0].place.line


MINISTRY = "    kind: ministry\n    part_of: act_drosk\n"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("    kind: ministry\n", "belongs to a state, and nothing says to which"),
        ("    kind: armed_force\n", "belongs to a state"),
        ("    kind: ministry\n    country: UA\n", None),
        ("    kind: ministry\n    country: PL\n", "no actor of kind state has the country PL"),
        ("    kind: group\n", None),
    ],
)
def test_a_ministry_has_a_state(broken, new, said):
    found = broken("R705", (ACTORS, MINISTRY, new))
    assert [said in f.message for f in found] == [True] * bool(said)


def test_a_ministry_whose_state_nobody_names_says_why(broken, root):
    lines = (root / ACTORS).read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line.strip() == "waive:")
    waiver = "\n".join(lines[at : at + 2])
    assert "R705" in waiver
    found = broken("R705", (ACTORS, f"{waiver}\n", ""))
    assert [f.record for f in found] == ["act_haldish-defence-ministry"]


def test_countries_that_disagree_show_each_other(broken):
    change = MINISTRY.replace("drosk", "ukraine") + "    country: PL\n"
    found = broken("R704", (ACTORS, MINISTRY, change))
    assert [r.message for f in found for r in f.related] == ["the body that it belongs to"]
