"""How a value that has not the form of its field is repaired, in words and with an example."""

import re
from typing import Any

from claimbook.records.types import CODE_PATTERN
from claimbook.values.date_wording import resolve_date_wording
from claimbook.values.edtf import EdtfError, parse_edtf
from claimbook.values.identifier import PREFIXES, pattern

_IDS = {
    pattern(prefix): f"`{prefix}` and small letters, digits and hyphens, as in `{prefix}example`"
    for prefix in PREFIXES
}
_ANY_ID = "|".join(_IDS)
FORMS = _IDS | {
    f"({_ANY_ID})": "a prefix, then small letters, digits and hyphens, as in `fig_example`",
    CODE_PATTERN: "small letters, digits and `_`, as in `armed_force`",
    "R[0-9]{3}": "`R` and three digits, as in `R402`",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}": "year-month-day, as in `2022-10-10`",
    "[0-9a-f]{64}": "64 digits and letters from a to f, as `claimbook evidence fingerprint` prints",
    "Q[1-9][0-9]*": "`Q` and a number, as in `Q212`",
    "[A-Z]{2}": "two capital letters, as in `UA`",
    "[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?": "the code of a language, as in `en`, `uk`, `ru`",
    "(LicenseRef-[A-Za-z0-9.-]+|[A-Za-z0-9][A-Za-z0-9.+-]*)": (
        "an SPDX identifier, as in `CC-BY-4.0`, or `LicenseRef-` and a name"
    ),
}
"""What patterns of the contract ask for; a pattern that is not here is shown itself."""

_CURLY = "“”„‟‘’‚‛«»"
_NOT_SLUG = re.compile("[ _.-]+")
_DAY_FIRST = re.compile("([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})")
_YEAR_FIRST = re.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_LONGEST = 80


def advice(fault: Any, given: str) -> str | None:  # noqa: ANN401 - Pydantic's
    """Return how to repair a text that a pattern or a grammar refuses, or None.

    Args:
        fault: Pydantic's error.
        given: The text.

    >>> advice({"type": "R301"}, "May 9, 2019")
    'did you mean `2019-05-09`?'
    >>> advice({"type": "string_too_long", "ctx": {"max_length": 2000}}, "x" * 9000)
    '9,000 characters stand here, 7,000 too many: shorten it'
    >>> advice({"type": "R403"}, "18k")
    'write the number phrase alone, as the document has it, such as `at least 8`'
    """
    kind = fault["type"]
    bare = given.strip("\"'" + _CURLY)
    if given != bare and kind in {"R301", "R403", "R601", "string_pattern_mismatch"}:
        return "write no quotes, or straight ones around all of the text: others are part of it"
    if kind in {"int_type", "float_type"} and "," in given:
        return "write digits without commas, and a point before decimals"
    if kind == "R301":
        return _of_date(given)
    if kind == "R403":
        return "write the number phrase alone, as the document has it, such as `at least 8`"
    if kind == "string_too_long":
        return _of_length(len(given), int(fault["ctx"]["max_length"]))
    return _of_form(fault, given) if kind == "string_pattern_mismatch" else None


def _of_length(length: int, most: int) -> str:
    return f"{length:,} characters stand here, {length - most:,} too many: shorten it"


def _of_form(fault: Any, given: str) -> str:  # noqa: ANN401 - Pydantic's
    wanted = str(fault["ctx"]["pattern"]).removeprefix("^").removesuffix("$")
    return _of_slug(given, wanted) or f"the form is {FORMS.get(wanted, wanted)}"


def _of_slug(given: str, wanted: str) -> str | None:
    """Offer the identifier that capitals, spaces and underscores hide.

    >>> _of_slug("fig_Two_days", pattern("fig_"))
    'did you mean `fig_two-days`?'
    """
    prefix, slug = given[:4].lower(), _NOT_SLUG.sub("-", given[4:].lower()).strip("-")
    meant = prefix + slug
    known = wanted in _IDS and len(given) <= _LONGEST and re.fullmatch(wanted, meant)
    return f"did you mean `{meant}`?" if known else None


def _of_date(given: str) -> str | None:
    meant = _date_meant(given) if len(given) <= _LONGEST else None
    if meant is None or meant == given:
        return None
    if "T" in meant:
        return f"write `{meant}` and the offset, such as +03:00"
    return f"did you mean `{meant}`?"


def _date_meant(given: str) -> str | None:
    """Return the date of a text in another form; one that may be read in two ways is none.

    >>> _date_meant("9.5.2019"), _date_meant("2019/5/9"), _date_meant("9/5/2019")
    ('2019-05-09', '2019-05-09', None)
    """
    if found := _DAY_FIRST.fullmatch(given):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(given):
        year, month, day = found.groups()
    else:
        return resolve_date_wording(given, None)
    meant = f"{year}-{month:0>2}-{day:0>2}"
    try:
        parse_edtf(meant)
    except EdtfError:
        return None
    return meant
