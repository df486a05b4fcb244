"""R701: a point lies where it can. R702: as precise as its place. R703: official codes agree."""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from claimbook.dataset import Dataset, Entry
from claimbook.records.event import Event
from claimbook.records.place import Place
from claimbook.rules.rule import Example, Finding, Rule, Spot

EARTH_RADIUS_M = 6_371_000
"""Mean radius of the Earth in metres (IUGG)."""

DECIMALS = {"settlement": 2, "site": 2}
"""Most decimals of a coordinate by kind of place: about 1 km; other kinds have one, about 10 km."""

FINEST = {"country": 6, "oblast": 4, "raion": 3, "sea": 7}
"""The finest precision code that an event at such a place can have."""


def _ancestors(dataset: Dataset, place: Place) -> Iterator[Place]:
    seen = {place.id}
    above = dataset.place(place.part_of)
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above
        above = dataset.place(above.part_of)


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in metres (haversine formula).

    >>> round(distance_m((50.45, 30.52), (49.84, 24.03)) / 1000)
    469
    """
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(h))


def check(dataset: Dataset) -> Iterator[Finding]:
    """Hold each point to the rounding policy and to the circle of every place around it."""
    for entry, place in dataset.each(Place):
        if (place.latitude is None) != (place.longitude is None):
            yield Finding(Spot(entry, ("id",)), "latitude and longitude go together")
        if place.latitude is not None and place.longitude is not None:
            yield from _point(dataset, entry, place, (place.latitude, place.longitude))


def _point(
    dataset: Dataset, entry: Entry, place: Place, point: tuple[float, float]
) -> Iterator[Finding]:
    spot = Spot(entry, ("latitude",))
    if point == (0, 0):
        yield Finding(spot, "0, 0 lies in the Atlantic Ocean")
    most = DECIMALS.get(place.kind, 1)
    for name, value in zip(("latitude", "longitude"), point, strict=True):
        if round(value, most) != value:
            message = f"a {place.kind} has at most {most} decimals"
            yield Finding(Spot(entry, (name,)), message, f"round it to {round(value, most)}")
    for above in _ancestors(dataset, place):
        if above.latitude is None or above.longitude is None or above.radius_m is None:
            continue
        away = distance_m(point, (above.latitude, above.longitude))
        if away > above.radius_m:
            swapped = distance_m(point[::-1], (above.latitude, above.longitude))
            help_ = "latitude and longitude are swapped" if swapped <= above.radius_m else None
            message = f"{away / 1000:.0f} km from the middle of {above.name}, outside it"
            yield Finding(spot, message, help_)


def check_precision(dataset: Dataset) -> Iterator[Finding]:
    """Compare an event's precision with what its place can give."""
    for entry, event in dataset.each(Event):
        place = dataset.place(event.place)
        if event.place_precision is None or place is None:
            continue
        if event.place_precision < FINEST.get(place.kind, 1):
            message = f"a {place.kind} is vaguer than precision {event.place_precision}"
            yield Finding(Spot(entry, ("place_precision",)), message)


RULE = Rule(
    code="R701",
    severity="error",
    scope="dataset",
    title="A point lies inside the places around it and is no finer than the rounding policy.",
    why="Exact points of recent strikes help those who aim; swapped ones help nobody.",
    help="round the coordinates, or mend them",
    example=Example("seeds/reference/places.yaml", "latitude: 45.21", "latitude: 54.21"),
    check=check,
)

PRECISION_RULE = Rule(
    code="R702",
    severity="warning",
    scope="dataset",
    title="A place's precision code is no finer than the place.",
    why="A map of exact points that are really the middles of countries misleads.",
    help="write the coarser code, or a finer place",
    example=Example(
        "dataset/events/2031/evt_blockade-of-vesna.yaml",
        "place_precision: 6",
        "place_precision: 1",
    ),
    check=check_precision,
    waivable=True,
)
