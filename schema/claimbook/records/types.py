"""The field types of records: text that is more than text, with its grammar, reference or code."""

from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from claimbook.errors import ClaimbookError
from claimbook.records.markers import Listed, Pointer, Ref
from claimbook.values.cell import parse_pointer
from claimbook.values.edtf import ReversedError, parse_edtf
from claimbook.values.identifier import MAX_LENGTH, PREFIXES, pattern
from claimbook.values.instant import parse_instant
from claimbook.values.web_address import ADDRESS_PATTERN, check_web_address
from claimbook.values.wording import parse_wording

_MOST_KNOWN = 2**10
_RULES: dict[type[ClaimbookError], str] = {ReversedError: "R302"}
"""Errors of a grammar that are breaches of another rule than its own."""


def _grammar(code: str, parse: Callable[[str], object]) -> AfterValidator:
    """Hold a text to a grammar of ours; what it does not read becomes a finding of that rule."""
    read = lru_cache(maxsize=_MOST_KNOWN)(parse)  # of a table many figures share a day, or a cell

    def held(text: str) -> str:
        try:
            read(text)
        except ClaimbookError as error:
            said = _RULES.get(type(error), code)
            raise PydanticCustomError(said, "{reason}", {"reason": str(error)}) from None
        return text

    return AfterValidator(held)


def _zone(text: str) -> None:
    from claimbook.values.time_zone import zone_names

    if text not in zone_names():
        raise ClaimbookError(f"`{text}` is not a time zone of the IANA database")


def _locator(text: str) -> None:
    if text.startswith(("find: ", "find[", "find doc_")):
        raise ClaimbookError("a phrase that has no offsets yet: run `claimbook anchor --texts DIR`")
    parse_pointer(text)


def _span(text: str) -> None:
    _locator(text)
    if "#" in text:
        raise ClaimbookError("a cell of a table, where a span of a text is meant")


def _address(value: object) -> object:
    """Say what is wrong with an address before its pattern says only that something is."""
    if isinstance(value, str):
        try:
            check_web_address(value)
        except ClaimbookError as error:
            raise PydanticCustomError("R603", "{reason}", {"reason": str(error)}) from None
    return value


def _id(prefix: str) -> Any:  # noqa: ANN401 - what pydantic's Field returns
    return Field(pattern=f"^{pattern(prefix)}$", max_length=MAX_LENGTH)


DocumentId = Annotated[str, _id("doc_"), Ref(("documents",))]
ActorId = Annotated[str, _id("act_"), Ref(("actors",))]
PlaceId = Annotated[str, _id("plc_"), Ref(("places",))]
ItemId = Annotated[str, _id("itm_"), Ref(("items",))]
EventId = Annotated[str, _id("evt_"), Ref(("events",))]
ClaimId = Annotated[str, _id("clm_"), Ref(("claims",))]
FigureId = Annotated[str, _id("fig_"), Ref(("figures",))]
LinkId = Annotated[str, _id("lnk_"), Ref(("links",))]
ReviewId = Annotated[str, _id("rev_"), Ref(("reviews",))]

RECORD_TABLES = ("documents", "actors", "places", "items", "events", "claims", "figures", "links")
_ANY_ID = "|".join(pattern(prefix) for prefix in PREFIXES)
AnyId = Annotated[str, Field(pattern=f"^({_ANY_ID})$", max_length=MAX_LENGTH), Ref(RECORD_TABLES)]

CODE_PATTERN = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
MOST_OF_CODE = 64
CodeText = Annotated[str, Field(pattern=f"^{CODE_PATTERN}$", max_length=MOST_OF_CODE)]
MeasureCode = Annotated[CodeText, Ref(("measures",))]
UnitCode = Annotated[CodeText, Ref(("units",))]
SeriesCode = Annotated[CodeText, Ref(("series",))]

MOST_OF_TEXT, MOST_OF_LABEL, MOST_OF_PHRASE = 2000, 200, 80
"""Longest texts of our own words, names, and phrases of a document, in code points.

Some eight times the longest that the first records held; `docs/record-model.md` tells of them.
"""

Text = Annotated[str, Field(min_length=1, max_length=MOST_OF_TEXT)]
Label = Annotated[str, Field(min_length=1, max_length=MOST_OF_LABEL)]
Phrase = Annotated[str, Field(min_length=1, max_length=MOST_OF_PHRASE)]

EdtfText = Annotated[str, _grammar("R301", parse_edtf)]
DayText = Annotated[
    str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), _grammar("R301", parse_edtf)
]
InstantText = Annotated[str, _grammar("R301", parse_instant)]
Wording = Annotated[Phrase, _grammar("R403", parse_wording)]
LocatorText = Annotated[str, _grammar("R601", _locator)]
Locators = Annotated[tuple[LocatorText, ...], Pointer()]
"""Spans of texts, and cells of tables; a cell's `#` tells them apart."""
SpanText = Annotated[str, _grammar("R601", _span)]
Spans = Annotated[tuple[SpanText, ...], Pointer()]

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Wikidata = Annotated[str, Field(pattern="^Q[1-9][0-9]*$", max_length=20)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$"), Listed("iso_3166_1")]
Subdivision = Annotated[str, Field(pattern="^[A-Z]{2}-[A-Z0-9]{1,3}$"), Listed("iso_3166_2")]
Katottg = Annotated[str, Field(pattern="^UA[0-9]{17}$"), Listed("katottg")]
Language = Annotated[
    str, Field(pattern="^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"), Listed("languages")
]
Licence = Annotated[
    str,
    Field(
        pattern="^(LicenseRef-[A-Za-z0-9.-]+|[A-Za-z0-9][A-Za-z0-9.+-]*)$", max_length=MAX_LENGTH
    ),
    Listed("licences"),
]
Url = Annotated[
    str,
    Field(pattern=f"^{ADDRESS_PATTERN}$", max_length=2000),
    BeforeValidator(_address),
]
TimeZone = Annotated[str, _grammar("R103", _zone)]
RELEASE_PATTERN = "[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*)"
Release = Annotated[str, Field(pattern=f"^{RELEASE_PATTERN}$", max_length=16)]
