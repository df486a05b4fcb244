"""Why a field's mutants are not all caught: what would have to be known, and is not."""

from __future__ import annotations

from mutation.classes import class_of

_BY_FIELD = {
    "raw_sha256": "the same text may come in other bytes; only who fetched it knows which",
    "place_precision": "1 and 2 are both possible of a settlement; nothing printed decides",
    "quotation_limit_chars": "stands in the terms of the publisher, which are not at hand",
    "latitude": "a second source: within a parent's circle and the rounding any digit is possible",
    "longitude": "a second source: within a parent's circle and the rounding any digit is possible",
    "radius_m": "a second source: a circle may be wider, or narrower down to what it holds",
    "wikidata": "a second source: every number of that form is some item",
    "geonames": "a second source: every number of that form is some place",
    "pcode": "a second source: a neighbouring code is some other place",
    "since": "needs the list of releases",
    "deprecated_in": "needs the list of releases",
    "url": "may not be looked up while checking; only its form and host are known",
    "archive_url": "may not be looked up while checking; only its form and host are known",
    "iri": "may not be looked up while checking; only its form is known",
    "happened": "dates put together by inference, without a wording of their own",
    "period": "dates put together by inference, without a wording of their own",
    "said_at": "dates put together by inference, without a wording of their own",
    "as_of": "moments put together by inference, without a wording of their own",
    "published": "an inferred date without a wording; a wrong one shows where it is used",
    "unnamed": "singular and plural are both codes",
    "count": "its words are not anchored as a number's are",
}
_BY_CLASS = {
    "words": "our own words, or a name: any spelling is possible without a list of words",
    "list": "an official list: a row that no record uses is compared with nothing",
    "code": "another code of the list is as possible",
    "offset": "needs the text",
    "hash": "needs the text",
    "date": "another date is as possible",
}


def reason(table: str, field: str) -> str:
    """Return why not all of a field's mutants are caught.

    >>> reason("actors", "wikidata")
    'a second source: every number of that form is some item'
    """
    sort = class_of(table, field)
    if sort == "list":
        return _BY_CLASS["list"]
    name = field.rpartition(".")[2].removesuffix("[]")
    return _BY_FIELD.get(name) or _BY_CLASS.get(sort, "")
