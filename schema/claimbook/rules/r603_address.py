"""R603: an address is one of the public web, and a copy of what stands there is kept."""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.host import bare_host, is_slip, well_known
from claimbook.values.identifier import near_pairs
from claimbook.values.web_address import check_web_address

_ELSEWHERE = "name a copy that an archive keeps, or delete the line"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Warn of addresses without an archived copy, and of hosts that seem to be misspelt.

    Their form the field's own type has judged.
    """
    yield from _copies(dataset)
    yield from _misspelt(dataset)
    yield from _alike(dataset)


def _copies(dataset: Dataset) -> Iterator[Finding]:
    for entry, document in dataset.each(Document):
        if document.url is None:
            continue
        if document.archive_url is None:
            message = f"nothing says where a copy of `{document.id}` is kept"
            help_ = "archive the page and add `archive_url:`, or waive the rule with a reason"
            yield Finding(Spot(entry, ("url",)), message, help_, "warning")
        elif check_web_address(document.url) == check_web_address(document.archive_url):
            page = (Spot(entry, ("url",), "the page itself"),)
            message = "the copy is kept where the page is, so that both vanish together"
            yield Finding(Spot(entry, ("archive_url",)), message, _ELSEWHERE, "warning", page)


def _misspelt(dataset: Dataset) -> Iterator[Finding]:
    """Find hosts one slip from an archive's, or from one of those on which posts stand."""
    for entry, document in dataset.each(Document):
        for name in ("url", "archive_url"):
            address = getattr(document, name)
            host = check_web_address(address) if address is not None else ""
            meant = well_known(host)
            if meant is not None:
                yield Finding(Spot(entry, (name,)), *_said(host, meant), "warning")


def _alike(dataset: Dataset) -> Iterator[Finding]:
    """Find hosts one slip from those of other documents; the rarer is taken for the slip."""
    found: defaultdict[str, list[tuple[Entry, Document]]] = defaultdict(list)
    for entry, document in dataset.each(Document):
        if document.url is not None:
            found[bare_host(check_web_address(document.url))].append((entry, document))
    for pair in near_pairs(found):
        often, rare = sorted(pair, key=lambda host: -len(found[host]))
        if is_slip(rare, often) and _one_publisher(found[rare], found[often]):
            message, help_ = _said(rare, often)
            other = Spot(found[often][0][0], ("url",), "the other host")
            for entry, _ in found[rare]:
                yield Finding(Spot(entry, ("url",)), message, help_, "warning", (other,))


def _said(host: str, meant: str) -> tuple[str, str]:
    message = f"`{host}` is one slip away from `{meant}`"
    return message, f"did you mean `{meant}`? Else waive R603 with a reason"


def _one_publisher(*groups: list[tuple[Entry, Document]]) -> bool:
    """Whether one publisher may stand behind both hosts: two publishers may be called alike."""
    ones, others = ({document.publisher for _, document in group} for group in groups)
    return None in ones | others or not ones.isdisjoint(others)


RULE = Rule(
    code="R603",
    severity="error",
    scope="document",
    title="An address is an absolute http(s) address of a public host; a document's has a copy.",
    why="Pages vanish and change; an address that nobody can open proves nothing.",
    help="write the address as the browser shows it, and that of an archived copy beside it",
    example=Example(
        "seeds/documents/doc_digest-2019-05-14.yaml",
        "url_basis: {kind: not_printed}\n",
        "url: htpps://news.example.net/digest\n",
    ),
    check=check,
    waivable=True,
)
