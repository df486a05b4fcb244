"""R603: an address is one of the public web, and a copy of what stands there is kept."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.document import Document
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.web_address import check_web_address

_ELSEWHERE = "name a copy that an archive keeps, or delete the line"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Warn of addresses without an archived copy; their form the field's own type has judged."""
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
