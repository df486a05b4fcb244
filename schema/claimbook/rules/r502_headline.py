"""R502: a headline that its body contradicts is flagged, and none is the only evidence."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim, Response
from claimbook.records.figure import Figure
from claimbook.records.link import Link
from claimbook.rules.r402_part import exceeds
from claimbook.rules.r504_stance import within
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.cell import parse_pointer
from claimbook.values.evidence import Locator, parse_locator
from claimbook.values.wording import parse_wording

_FLAG = {"title": "headline_contradicts_body", "summary": "summary_contradicts_body"}
_AGAINST = frozenset({"contradicts", "denies"})
_TOGETHER = frozenset({"repeats", "restates"})
"""What joins two numbers that ought to be one: if they exclude each other, one contradicts."""

Topic: TypeAlias = str | tuple[str | None, str]
"""An event of which something is said, or one (if any) and the measure of which a number is."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare headlines with bodies: those that contradict, and those that stand alone."""
    yield from contradicting(dataset)
    yield from alone(dataset)


def contradicting(dataset: Dataset) -> Iterator[Finding]:
    """Look for headlines that a link or an answer sets against their body."""
    for entry, link in _against(dataset):
        if link.kind in _AGAINST or _apart(dataset, link):
            yield from _flagged(dataset, Spot(entry, ("kind",)), link.subject, link.object)
            yield from _flagged(dataset, Spot(entry, ("kind",)), link.object, link.subject)
    for entry, claim in dataset.each(Claim):
        for at, response in enumerate(claim.responds_to):
            if answers_against(response):
                spot = Spot(entry, ("responds_to", at, "stance"))
                yield from _flagged(dataset, spot, claim.id, response.claim)
                yield from _flagged(dataset, spot, response.claim, claim.id)


def set_against(dataset: Dataset) -> Iterator[str]:
    """Yield the claims and figures that links and answers set against others, or side by side."""
    for _, link in _against(dataset):
        yield from (key for key in (link.subject, link.object) if key is not None)
    for _, claim in dataset.each(Claim):
        yield from (one.claim for one in claim.responds_to if one.claim and answers_against(one))


def _against(dataset: Dataset) -> Iterator[tuple[Entry, Link]]:
    for entry, link in dataset.each(Link):
        if link.kind in _AGAINST or link.kind in _TOGETHER:
            yield entry, link


def _apart(dataset: Dataset, link: Link) -> bool:
    """Whether two figures cannot be the same number."""
    one, other = dataset.figure(link.subject), dataset.figure(link.object)
    if one is None or other is None or one.unit != other.unit:
        return False
    first, second = parse_wording(one.wording), parse_wording(other.wording)
    return exceeds(first, second) or exceeds(second, first)


def alone(dataset: Dataset) -> Iterator[Finding]:
    """Look for events, and for numbers, of which nothing but a headline speaks."""
    if dataset.shadows:
        return  # the body's claim may be one that could not be read
    said: set[Topic] = set()
    headlines: list[tuple[Entry, Claim]] = []
    for entry, claim in dataset.each(Claim):
        if is_headline(dataset, entry.parent, claim):
            headlines.append((entry, claim))
        else:
            said.update(said_by(claim))
    for entry, claim in headlines:
        if claim.about and said.isdisjoint(claim.about):
            message = f"only a headline speaks of `{claim.about[0]}`"
            yield Finding(Spot(entry, ("region",)), message, "look for it in the body")
            continue
        for inner in dataset.nested("figures", claim.id):
            figure = inner.record
            if isinstance(figure, Figure) and (_event(claim, figure), figure.measure) not in said:
                message = f"only a headline gives this number of `{figure.measure}`"
                yield Finding(Spot(inner, ("wording",)), message, "look for it in the body")


def said_by(claim: Claim) -> Iterator[Topic]:
    """Yield the events of which a claim speaks, and of what it gives a number for which event."""
    yield from claim.about
    yield from ((_event(claim, figure), figure.measure) for figure in claim.figures)


def _event(claim: Claim, figure: Figure) -> str | None:
    return figure.event or (claim.about[0] if claim.about else None)


def is_headline(dataset: Dataset, document: str, claim: Claim) -> bool:
    """Whether a claim says that it stands in the title, or has no other evidence than the title."""
    return claim.region == "title" or within_title(dataset, document, claim.evidence)


def within_title(dataset: Dataset, document: str, evidence: Iterable[str]) -> bool:
    """Whether there is evidence of a document's own, and all of it lies within its title."""
    carrier = dataset.document(document)
    title = [parse_locator(text) for text in carrier.title_evidence] if carrier else []
    own = [at for at in map(parse_pointer, evidence) if not at.document]
    spans = [at for at in own if isinstance(at, Locator)]
    return len(spans) == len(own) and within(spans, title)


def answers_against(response: Response) -> bool:
    """Whether a claim denies or contradicts a claim by an answer."""
    return response.stance in _AGAINST and response.claim is not None


def is_flagged(claim: Claim) -> bool:
    """Whether a claim stands in a part of the document which its body may contradict."""
    return claim.region in _FLAG


def _flagged(dataset: Dataset, spot: Spot, key: str | None, other: str | None) -> Iterator[Finding]:
    claim, found = _claim(dataset, key), _claim(dataset, other)
    if claim is None or found is None or claim.parent != found.parent:
        return
    region = str(getattr(claim.record, "region", None))
    flag = _FLAG.get(region) if getattr(found.record, "region", None) != region else None
    document, place = dataset.document(claim.parent), dataset.get("documents", claim.parent)
    if flag and document and place and flag not in document.flags:
        message = f"`{document.id}` is not flagged {flag}"
        flags = Spot(place, ("flags",), "its flags")
        yield Finding(spot, message, f"add `{flag}` to its flags", related=(flags,))


def _claim(dataset: Dataset, key: str | None) -> Entry | None:
    """Return the claim of that key, or the one that states the figure of that key."""
    figure = dataset.get("figures", key or "")
    return dataset.get("claims", figure.parent if figure else key or "")


RULE = Rule(
    code="R502",
    severity="warning",
    scope="dataset",
    title="A headline never stands alone, and is flagged where the body contradicts it.",
    why="Headlines are written by others than the report, and are what people remember.",
    help="record what the body says, link the two, flag the document",
    example=Example(
        "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml",
        "region: body",
        "region: title",
    ),
    check=check,
    waivable=True,
)
