"""R701: a point lies where it can. R702: and an event is placed no finer than its place is."""

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


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in metres (haversine formula).

    >>> round(distance_m((50.45, 30.52), (49.84, 24.03)) / 1000)
    467
    """
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(h))


def check(dataset: Dataset) -> Iterator[Finding]:
    """Hold each point to the rounding policy and to the circle of every place around it."""
    for entry, place in dataset.each(Place):
        point = point_of(place)
        if (place.latitude is None) != (place.longitude is None):
            yield Finding(Spot(entry, ("id",)), "latitude and longitude go together")
        if point is not None and not any(point):
            yield Finding(Spot(entry, ("latitude",)), "0, 0 lies in the Atlantic Ocean")
        if point is not None:
            yield from _rounded(entry, place.kind, point)
            yield from _inside(dataset, entry, place, point)


def point_of(place: Place) -> tuple[float, float] | None:
    """Return latitude and longitude, or None where either is missing."""
    if place.latitude is None or place.longitude is None:
        return None
    return (place.latitude, place.longitude)


def _rounded(entry: Entry, kind: str, point: tuple[float, float]) -> Iterator[Finding]:
    most = DECIMALS.get(kind, 1)
    for name, value in zip(("latitude", "longitude"), point, strict=True):
        if round(value, most) != value:
            message = f"a {kind} has at most {most} decimal{'s' if most > 1 else ''}"
            yield Finding(Spot(entry, (name,)), message, f"round it to {round(value, most)}")


def _inside(
    dataset: Dataset, entry: Entry, place: Place, point: tuple[float, float]
) -> Iterator[Finding]:
    for above in dataset.around(place):
        middle = point_of(above)
        if middle is None or above.radius_m is None:
            continue
        away = distance_m(point, middle)
        if away > above.radius_m:
            swapped = distance_m((point[1], point[0]), middle) <= above.radius_m
            help_ = "latitude and longitude are swapped" if swapped else None
            message = f"{away / 1000:.0f} km from the middle of {above.name}, outside it"
            yield Finding(Spot(entry, ("latitude",)), message, help_)


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
    example=Example(
        "seeds/reference/places.yaml",
        "latitude: 47.21\n    longitude: 31.44",
        "latitude: 31.44\n    longitude: 47.21",
    ),
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
        "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml",
        "place_precision: 6",
        "place_precision: 1",
    ),
    check=check_precision,
    waivable=True,
)
