"""R701: a point lies where it can. R702: and an event is placed as finely as its place is."""

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

FITTING: dict[str, tuple[int, ...]] = {
    "country": (6, 7),
    "oblast": (4, 5),
    "raion": (3, 5),
    "hromada": (2, 3, 5),
    "settlement": (1, 2, 5),
    "site": (1, 2, 5),
    "sea": (7,),
    "direction": (5,),
    "command_area": (5,),
}
"""The precision codes that an event at each kind of place can have; 5 is a line or fuzzy area.

After UCDP GED's `where_prec`, where 1 is the exact point and 7 is international waters or airspace.
"""


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
            yield Finding(
                Spot(entry, ("latitude",)), message, help_, related=_circle(dataset, above)
            )


def _circle(dataset: Dataset, place: Place) -> tuple[Spot, ...]:
    entry = dataset.get("places", place.id)
    return (Spot(entry, ("radius_m",), "the circle that holds it"),) if entry else ()


def check_precision(dataset: Dataset) -> Iterator[Finding]:
    """Compare an event's precision with what its place can give, and no less than it gives."""
    for entry, event in dataset.each(Event):
        precision = event.place_precision
        spot = Spot(entry, ("place_precision",))
        if precision is not None and event.place is None:
            yield Finding(spot, "how precisely a place is known, but not which", "add `place:`")
        found = dataset.get("places", event.place or "")
        place = dataset.place(event.place)
        codes = FITTING.get(place.kind, ()) if place else ()
        if precision is not None and place and found and codes and precision not in codes:
            how = "vaguer" if precision < codes[0] else "finer"
            message = f"{place.name}, of kind {place.kind}, is {how} than precision {precision}"
            yield Finding(spot, message, _codes(codes), related=(Spot(found, ("kind",), "here"),))


def _codes(codes: tuple[int, ...]) -> str:
    return f"write {' or '.join(map(str, codes))}, or another place"


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
    title="A place's precision code is one that its kind of place can have, no finer, no coarser.",
    why="A map of exact points that are really the middles of countries misleads.",
    help="write a code that fits the place, or a place that fits the code",
    example=Example(
        "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml",
        "place_precision: 6",
        "place_precision: 1",
    ),
    check=check_precision,
    waivable=True,
)
