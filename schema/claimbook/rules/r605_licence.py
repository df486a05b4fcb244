"""R605: what we build on may be built on: a licence that exists, and that lets ours stand."""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.rules.rule import Example, FileLine, Finding, Rule, Spot
from claimbook.values.web_address import check_web_address

_LIST = "seeds/reference/codes/licences.csv"
_OWN = "LicenseRef-"
_NO_TERMS = frozenset({"any", "na", "none", "noassertion", "other", "unknown"})

FORBIDS_BUILDING = {"acled": "acleddata.com"}
"""Makers of datasets whose terms forbid to make a similar one from theirs, with their host.

ACLED: its terms of use forbid to build similar datasets from its data.
"""

_SHARE_ALIKE = frozenset({"sa", "odbl", "gfdl", "gpl", "agpl", "lgpl", "sharing"})
_NARROWER = frozenset({"nc", "nd"})
"""Parts of SPDX identifiers: share-alike, no commercial use, no derivatives."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Judge every licence in use, and the list of those that may be used."""
    for at, code in enumerate(dataset.lists.get("licences", {})):
        why = unknown(code)
        if why:
            yield Finding(FileLine(_LIST, at + 2, code), why)
    refusals: dict[str, Spot] = {}
    for entry, document in dataset.each(Document):
        why = unknown(document.licence) or refused(document)
        if why:
            refusals[document.id] = Spot(entry, ("licence",), why)
            yield Finding(Spot(entry, ("licence",)), why)
    yield from _made_from(dataset, refusals)


def _made_from(dataset: Dataset, refusals: dict[str, Spot]) -> Iterator[Finding]:
    """Find what was made, by however many steps, from a document that is refused."""
    made: defaultdict[str, list[tuple[Entry, int]]] = defaultdict(list)
    for entry, document in dataset.each(Document) if refusals else ():
        for at, step in enumerate(document.derived_from):
            if step.origin is not None and step.relation != "follows":
                made[step.origin].append((entry, at))
    ahead = list(refusals.items())
    seen = set(refusals)
    while ahead:
        origin, spot = ahead.pop()
        for entry, at in made[origin]:
            if entry.key not in seen:
                seen.add(entry.key)
                ahead.append((entry.key, spot))
                message = f"`{entry.key}` is made from `{origin}`, which is not allowed"
                yield Finding(Spot(entry, ("derived_from", at, "origin")), message, related=(spot,))


def unknown(licence: str) -> str:
    """Return why a text names no licence, or "".

    SPDX identifiers are those of `packaging.licenses`, the list that Python packages go by.

    >>> unknown("CC-BY-4.0"), unknown("LicenseRef-Some-Terms")
    ('', '')
    >>> unknown("CC-BY-5.0"), unknown("cc-by-4.0")
    ('`CC-BY-5.0` is no SPDX identifier', '`cc-by-4.0` is written CC-BY-4.0')
    """
    if licence.startswith(_OWN):
        bare = licence.removeprefix(_OWN).lower()
        return f"`{licence}` says nothing of the terms" if bare in _NO_TERMS else ""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonical = canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        return f"`{licence}` is no SPDX identifier"
    return "" if canonical == licence else f"`{licence}` is written {canonical}"


def refused(document: Document) -> str:
    """Return why a document's terms do not let us build on it, or "".

    A text is cited: its facts are nobody's. The rows of a dataset are taken over, so that its
    licence would bind ours.
    """
    parts = frozenset(document.licence.lower().replace(".", "-").split("-"))
    for maker, host in FORBIDS_BUILDING.items():
        if maker in parts or _stands_at(document.url, host):
            return f"the terms of {maker.upper()} forbid a dataset made from its own"
    if document.kind != "dataset":
        return ""
    if parts & _SHARE_ALIKE:
        return f"rows under `{document.licence}` would put its terms on all of ours"
    if parts & _NARROWER:
        return f"rows under `{document.licence}` may not be used as ours may"
    return ""


def _stands_at(url: str | None, host: str) -> bool:
    found = check_web_address(url) if url is not None else ""
    return found == host or found.endswith(f".{host}")


RULE = Rule(
    code="R605",
    severity="error",
    scope="document",
    title="A document's licence exists and does not forbid what we make of it.",
    why="One row taken against its terms can take down the whole dataset.",
    help="write the SPDX identifier of the licence, or a LicenseRef of seeds/reference/codes/"
    "licences.csv; leave out a document whose terms forbid its use",
    example=Example(
        "seeds/documents/doc_digest-2019-05-14.yaml",
        "licence: LicenseRef-All-Rights-Reserved",
        "licence: LicenseRef-ACLED-Terms",
    ),
    check=check,
)
