"""R502 where claims are machine-made: whether a body says somewhere what a headline says."""

from collections.abc import Callable, Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.rules.r502_headline import (
    Topic,
    alone,
    answers_against,
    contradicting,
    is_flagged,
    is_headline,
    said_by,
    set_against,
)
from claimbook.rules.rule import Finding, Spot
from claimbook_build.lines.again import Again, Said, Words, batches


def headline_findings(again: Again, asked: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield what the rule finds; of lines only where somebody asks for their files."""
    machine = any(map(asked, again.noted.openers))
    yield from _by_links(again)
    for answers in batches(again.claims("answer") if machine else ()):
        yield from _by_answers(again, answers)
    by_hand = any(asked(claim.path) for claim in again.hand.dataset.table("claims"))
    # Where lines could not be read, one of them may be the body's claim.
    if (machine or by_hand) and not again.noted.unread:
        yield from _alone(again, machine=machine)


def _by_links(again: Again) -> Iterator[Finding]:
    """Show the rule the lines that links and answers written by hand set against others."""
    linked = again.records(set_against(again.hand.dataset))
    again.hold(linked)
    yield from (f for f in contradicting(again.beside(linked)) if not _in_a_line(again, f))


def _by_answers(again: Again, answers: list[Said]) -> Iterator[Finding]:
    """Show the rule lines that answer others, with those which they answer."""
    others = again.records({key for said in answers for key in _answered(said.claim)})
    again.hold([*answers, *others])
    own = {said.claim.key for said in answers}
    for finding in contradicting(again.beside([*answers, *others])):
        if _in_a_line(again, finding) and _entry(finding).key in own:
            yield finding


def against_a_headline(again: Again, answers: list[Said]) -> bool:
    """Whether any of some lines answers a headline, or a headline in it answers another claim."""
    keys = {key for said in answers for key in _answered(said.claim)}
    hand = (again.hand.dataset.get("claims", key) for key in keys)
    known = [*(entry for entry in hand if entry), *(one.claim for one in again.records(keys))]
    claims = (entry.record for entry in (*known, *(said.claim for said in answers)))
    return any(isinstance(claim, Claim) and is_flagged(claim) for claim in claims)


def _answered(claim: Entry) -> Iterator[str]:
    if isinstance(claim.record, Claim):
        some = claim.record.responds_to
        yield from (one.claim for one in some if one.claim and answers_against(one))


def _alone(again: Again, *, machine: bool) -> Iterator[Finding]:
    """Look for the bodies of headlines among all lines, until each is found or none is left."""
    hand = again.hand.dataset
    wanted = {topic for entry in alone_by_hand(hand) for topic in topics_of(entry)}
    wanted |= again.noted.topics
    bodies = [said for said, headline in _speakers(again, wanted) if not headline]
    if not wanted:
        return
    again.hold(())
    yield from (f for f in alone(again.beside(bodies)) if not _in_a_line(again, f))
    for some in batches(again.claims("headline") if machine else ()):
        lone = [said for said in some if not wanted.isdisjoint(topics_of(said.claim))]
        again.hold(lone)
        for finding in alone(again.beside([*bodies, *lone])) if lone else ():
            if again.holds(_entry(finding)):
                yield finding


def any_unsaid(again: Again, topics: set[Topic]) -> bool:
    """Whether any of what headlines speak of is said by no body."""
    wanted = set(topics)
    for _ in _speakers(again, wanted):
        if not wanted:
            break
    return bool(wanted)


def lost_by_headlines(again: Again, lost: set[Topic]) -> bool:
    """Whether a headline says what no body says any more, of what lines said that are gone."""
    hand = again.hand.dataset
    headlines = [entry for entry in hand.table("claims") if _is_headline(hand, entry)]
    missed = {topic for entry in headlines for topic in topics_of(entry)} & lost
    for said, headline in _speakers(again, lost):
        missed.update(topics_of(said.claim) if headline else ())
    return not missed.isdisjoint(lost)


def _speakers(again: Again, wanted: set[Topic]) -> Iterator[tuple[Said, bool]]:
    """Yield lines that say what is wanted, and whether as headlines.

    What a body says is wanted no more; when nothing is left, no further line is read.
    """
    hand = again.hand.dataset
    for entry in hand.table("claims") if wanted else ():
        if not _is_headline(hand, entry):
            wanted.difference_update(topics_of(entry))
    for said in again.saying(map(_words, wanted)) if wanted else ():
        spoken = wanted.intersection(topics_of(said.claim))
        if spoken:
            headline = _is_headline(hand, said.claim)
            yield said, headline
            wanted.difference_update(() if headline else spoken)
            if not wanted:
                break


def _words(topic: Topic) -> Words:
    return (topic,) if isinstance(topic, str) else tuple(word for word in topic if word)


def alone_by_hand(dataset: Dataset) -> Iterator[Entry]:
    """Yield the claims by hand of which no other claim by hand says what they say."""
    for finding in alone(dataset):
        entry = _entry(finding)
        claim = entry if entry.table == "claims" else dataset.get("claims", entry.parent)
        if claim is not None:
            yield claim


def topics_of(entry: Entry) -> Iterator[Topic]:
    """Yield what a claim says, for headlines that want it."""
    if isinstance(entry.record, Claim):
        yield from said_by(entry.record)


def _is_headline(dataset: Dataset, entry: Entry) -> bool:
    return isinstance(entry.record, Claim) and is_headline(dataset, entry.parent, entry.record)


def _entry(finding: Finding) -> Entry:
    """Return the record that a finding is about."""
    if not isinstance(finding.spot, Spot):
        raise TypeError("what R502 finds is about records")
    return finding.spot.entry


def _in_a_line(again: Again, finding: Finding) -> bool:
    return _entry(finding).path in again.noted.openers
