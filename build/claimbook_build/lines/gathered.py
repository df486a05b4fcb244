"""Rules that look at several claims at once, where some of those are machine-made.

Each is given the records that have to do with one another, by hand or by machine, and finds what it
finds in any records. What may lie far apart in millions of lines was noted while they streamed by.
"""

from collections.abc import Callable, Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.r604_post import events_of, is_post
from claimbook.rules.r606_quotation import Quoted, add_quoted, beyond_limits, limit_of
from claimbook.rules.rule import Finding, Spot
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import waives
from claimbook_build.lines.again import Again, Said, batches, holding
from claimbook_build.lines.headlines import headline_findings
from claimbook_build.lines.noted import Noted, waivers_in
from claimbook_build.lines.rows import row_findings
from claimbook_build.lines.told import Teller


def gathered_findings(
    hand: Collection, noted: Noted, asked: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """Yield what rules on several claims find, in what was written by hand and in lines.

    Args:
        hand: The records written by hand.
        noted: Where lines are that have to be looked at again.
        asked: Whether somebody wants to know what is wrong with a file.
    """
    again = Again(hand, noted)
    teller = Teller(hand, again.line_of)
    waived: set[tuple[str, str]] = set()
    for code, find in _FINDERS.items():
        rule = BY_CODE[code]
        for finding in find(again, asked):
            if not (rule.waivable and waives(finding, rule, waived)):
                yield teller.told(code, finding)
    if not (hand.dataset.broken or noted.unread):
        for finding in _unused(again, waived, asked):
            yield teller.told("R900", finding)
    teller.show()


def _quotations(again: Again, asked: Callable[[str], bool]) -> Iterator[Finding]:
    """R606: add up what is repeated from documents that allow so much and no more."""
    hand = again.hand.dataset
    limited = _documents(hand, lambda one: limit_of(one) is not None, asked)
    quoted: dict[str, Quoted] = {}
    if limited:
        add_quoted(hand, quoted)
    held: list[Said] = []
    for some in batches(_of(again, limited)):
        add_quoted(Dataset(tuple(entry for said in some for entry in said.entries)), quoted)
        longest = {(one.spot.entry.path, one.spot.entry.loc[:1]) for one in quoted.values()}
        held = [s for s in (*held, *some) if (s.claim.path, s.claim.loc) in longest]
    again.hold(held)
    for finding in beyond_limits(hand, quoted):
        if isinstance(finding.spot, Spot) and finding.spot.entry.key in limited:
            yield finding


def _posts(again: Again, asked: Callable[[str], bool]) -> Iterator[Finding]:
    """R604: of each post, one claim for each event that it is cited for."""
    posts = _documents(again.hand.dataset, is_post, asked)
    cited: set[tuple[str, str]] = set()
    some: list[Said] = []
    for said in _of(again, posts):
        record = said.claim.record
        events = events_of(record) if isinstance(record, Claim) else ()
        new = {(said.claim.parent, event) for event in events} - cited
        if new:
            cited |= new
            some.append(said)
    for finding in BY_CODE["R604"].check(again.beside(some)) if posts else ():
        if isinstance(finding.spot, Spot) and finding.spot.entry.key in posts:
            yield finding


def _of(again: Again, documents: frozenset[str]) -> Iterator[Said]:
    """Yield the lines of some of the documents for which lines are noted."""
    wanted = holding((document,) for document in documents)
    for said in again.claims("watched", wanted) if documents else ():
        if said.claim.parent in documents:
            yield said


_FINDERS: dict[str, Callable[[Again, Callable[[str], bool]], Iterator[Finding]]] = {
    "R407": row_findings,
    "R502": headline_findings,
    "R604": _posts,
    "R606": _quotations,
}


def _documents(
    hand: Dataset, wanted: Callable[[Document], bool], asked: Callable[[str], bool]
) -> frozenset[str]:
    """Return the documents of some kind in the files that are asked for."""
    found = ((entry, document) for entry, document in hand.each(Document) if asked(entry.path))
    return frozenset(entry.key for entry, document in found if wanted(document))


def _unused(
    again: Again, waived: set[tuple[str, str]], asked: Callable[[str], bool]
) -> Iterator[Finding]:
    """Yield a finding for every waiver of such a rule that was not needed."""
    for entry in again.hand.dataset.entries:
        if asked(entry.path):
            yield from _unneeded(entry, waived)
    for said in again.claims("waiver") if any(map(asked, again.noted.openers)) else ():
        again.hold((said,))
        for entry in said.entries:
            yield from _unneeded(entry, waived)


def _unneeded(entry: Entry, waived: set[tuple[str, str]]) -> Iterator[Finding]:
    for at, name, code in waivers_in(entry):
        if (name, code) not in waived:
            yield Finding(Spot(entry, ("waive", at, "rule")), f"the record does not break {code}")
