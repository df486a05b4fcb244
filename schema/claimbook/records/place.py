"""Places: from a country to a site, with official codes and rounded coordinates."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.label import Labels
from claimbook.records.markers import Code, InUnit
from claimbook.records.record import Published, Record
from claimbook.records.types import Katottg, PlaceId, Subdivision, TimeZone, Wikidata
from claimbook.records.types import Label as LabelText
from claimbook.records.vocabulary import PlaceKind


class Place(Record):
    """Somewhere."""

    TABLE: ClassVar[Published] = Published(table="places", grain="One place.")

    id: Annotated[PlaceId, Field(description="Identifier, `plc_` and a slug.")]
    name: Annotated[LabelText, Field(description="The usual English name.")]
    kind: Annotated[PlaceKind, Code("place_kind"), Field(description="What sort of place it is.")]
    part_of: Annotated[
        PlaceId | None,
        Field(
            description="The place that contains it; null: none. Must not run in a circle (R206)."
        ),
    ] = None
    iso3166_2: Annotated[
        Subdivision | None, Field(description="ISO 3166-2 code; null: it has none.")
    ] = None
    katottg: Annotated[
        Katottg | None,
        Field(
            description="Code of Ukraine's codifier of territorial units; null: it has none. Its "
            "name in Ukrainian and its parents must be those of the codifier (R703)."
        ),
    ] = None
    geonames: Annotated[
        int | None,
        Field(
            ge=1,
            le=2**31 - 1,
            description="GeoNames identifier; null: not looked up.",
        ),
    ] = None
    pcode: Annotated[
        str | None,
        Field(pattern="^[A-Z]{2}[0-9]{2,12}$", description="OCHA P-code; null: not looked up."),
    ] = None
    wikidata: Annotated[
        Wikidata | None, Field(description="Wikidata item; null: not certain, or none.")
    ] = None
    latitude: Annotated[
        float | None,
        InUnit("degree"),
        Field(ge=-90, le=90, description="WGS 84, rounded by policy (R701); null: no point."),
    ] = None
    longitude: Annotated[
        float | None,
        InUnit("degree"),
        Field(ge=-180, le=180, description="WGS 84, rounded by policy (R701); null: no point."),
    ] = None
    radius_m: Annotated[
        int | None,
        InUnit("metre"),
        Field(
            ge=1,
            description="Radius of a circle about the point that holds the place; null: not set.",
        ),
    ] = None
    time_zone: Annotated[
        TimeZone | None, Field(description="IANA zone; null: that of the place around it.")
    ] = None
    labels: Labels = ()
