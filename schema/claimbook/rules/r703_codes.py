"""R703: a place's official codes are those of that place. R704: so is an actor's country."""

from collections.abc import Iterator, Mapping

from claimbook.dataset import Dataset, Entry
from claimbook.records.actor import Actor
from claimbook.records.place import Place
from claimbook.rules.rule import Example, Finding, Rule, Spot

_KINDS = {"O": ("oblast",), "K": ("settlement", "oblast"), "P": ("raion",), "H": ("hromada",)}
_CITY_WITH_STATUS = {"80": "30", "85": "40", "01": "43"}
"""KATOTTG's first two digits are ISO 3166-2's number, but for Kyiv, Sevastopol and Crimea."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare names, kinds and regions with the codifier's."""
    for entry, place in dataset.each(Place):
        row = dataset.lists.get("katottg", {}).get(place.katottg or "")
        if row is not None:
            yield from _names(entry, place, row)
            yield from _parents(dataset, entry, place)


def _names(entry: Entry, place: Place, row: Mapping[str, str]) -> Iterator[Finding]:
    names = {label.text for label in place.labels if label.language == "uk"}
    if row["name_uk"] not in names:
        message = f"the codifier calls it {row['name_uk']}"
        yield Finding(Spot(entry, ("katottg",)), message, "add that name as a label in `uk`")
    if place.kind not in _KINDS.get(row["category"], ("settlement",)):
        yield Finding(Spot(entry, ("kind",)), f"the codifier's category is {row['category']}")


def _parents(dataset: Dataset, entry: Entry, place: Place) -> Iterator[Finding]:
    """Hold a code to the regions and codes of the place itself and of those around it."""
    code = place.katottg or ""
    region = _CITY_WITH_STATUS.get(code[2:4], code[2:4])
    chain = _chain(dataset, code)
    for around in (place, *dataset.around(place)):
        if around.iso3166_2 and around.iso3166_2[3:] != region:
            name = "iso3166_2" if around is place else "katottg"
            message = f"`{code}` does not lie in {around.iso3166_2}"
            other = "katottg" if around is place else "iso3166_2"
            yield Finding(Spot(entry, (name,)), message, related=_other(dataset, around, other))
        if around.katottg and around.katottg not in chain:
            message = f"`{code}` does not lie in `{around.katottg}`"
            spot = Spot(entry, ("katottg",))
            yield Finding(spot, message, related=_other(dataset, around, "katottg"))


def _other(dataset: Dataset, place: Place, name: str) -> tuple[Spot, ...]:
    """Return where the code stands with which another does not agree."""
    entry = dataset.get("places", place.id)
    return (Spot(entry, (name,), "the code that it should agree with"),) if entry else ()


def _chain(dataset: Dataset, code: str) -> set[str]:
    rows, found = dataset.lists.get("katottg", {}), set[str]()
    while code in rows and code not in found:
        found.add(code)
        code = rows[code]["parent"]
    return found


def check_country(dataset: Dataset) -> Iterator[Finding]:
    """Compare an actor's country with that of the body it belongs to, a state's with its name."""
    for entry, actor in dataset.each(Actor):
        found, above = dataset.get("actors", actor.part_of or ""), dataset.actor(actor.part_of)
        if actor.country and found and above and above.country not in {None, actor.country}:
            message = f"`{actor.id}` is of {actor.country}, but `{above.id}` of {above.country}"
            other = Spot(found, ("country",), "the body that it belongs to")
            yield Finding(Spot(entry, ("country",)), message, related=(other,))
        row = dataset.lists.get("iso_3166_1", {}).get(actor.country or "")
        names = {actor.name, *(label.text for label in actor.labels)}
        if actor.kind == "state" and row is not None and row["name"] not in names:
            message = f"{actor.country} is {row['name']}, which is none of its names"
            yield Finding(Spot(entry, ("country",)), message)


RULE = Rule(
    code="R703",
    severity="error",
    scope="dataset",
    title="An official code is that of the place, in name, kind and region.",
    why="A code of another place of the same form joins the wrong rows without a word.",
    help="look the place up in seeds/reference/codes/",
    example=Example(
        "seeds/reference/places.yaml",
        "katottg: UA80000000000093317",
        "katottg: UA85000000000065278",
    ),
    check=check,
)

COUNTRY_RULE = Rule(
    code="R704",
    severity="error",
    scope="dataset",
    title="An actor's country is that of the body it belongs to; a state's is its own.",
    why="Counts by country are what most readers begin with.",
    help="write the ISO 3166-1 code of the country",
    example=Example("seeds/reference/actors.yaml", "country: UA", "country: UZ"),
    check=check_country,
)
