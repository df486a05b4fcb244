"""Whether changed lines concern rules on several claims, so that all have to be looked at again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.files import MachineClaim
from claimbook.rules.r407_same import Table
from claimbook.rules.r502_headline import Topic, is_flagged, said_by
from claimbook_build.check.collect import Collection
from claimbook_build.check.unfold import entries_of
from claimbook_build.lines.again import Again, Said
from claimbook_build.lines.headlines import (
    against_a_headline,
    alone_by_hand,
    any_unsaid,
    lost_by_headlines,
)
from claimbook_build.lines.noted import Noted, Watch, waivers_in
from claimbook_build.lines.rows import any_alike
from claimbook_build.lines.told import node_of, records_of


@dataclass
class _Change:
    """What changed lines say of which the others have to know.

    Attributes:
        watch: Tells why claims are looked at.
        tables: The tables of which they may be rows.
        headlines: Of what their headlines speak.
        bodies: Of what the others speak.
    """

    watch: Watch
    tables: set[Table] = field(default_factory=set)
    headlines: set[Topic] = field(default_factory=set)
    bodies: set[Topic] = field(default_factory=set)

    def take(self, claim: Any, document: str) -> bool:  # noqa: ANN401 - or its mirror
        """Take a claim; return whether all lines have to be looked at for it alone."""
        kinds = set(self.watch.of_plain(claim, document))
        if "table" in kinds:
            self.tables |= self.watch.rows.tables(document, claim.figures)
        (self.headlines if "headline" in kinds else self.bodies).update(said_by(claim))
        return "watched" in kinds or is_flagged(claim)


def concerned(hand: Collection, new: Sequence[bytes], gone: Sequence[bytes]) -> bool:
    """Whether rules on several claims may find something else since some lines came or went.

    Args:
        hand: The records written by hand, and how to open the files of the others.
        new: The lines that came.
        gone: Those that went.
    """
    watch, again = Watch(hand.dataset), Again(hand, Noted(hand.lines))
    came, went = _Change(watch), _Change(watch)
    mirrored, answers, unread = _mirrored(hand.dataset), list[Said](), False
    for lines, change in ((new, came), (gone, went)):
        for line in lines:
            claim = mirrored(line)
            if claim is not None and change.take(claim, claim.document):
                return True
            unread |= claim is None and change is went and _is_unread(line)
            for said in () if claim is not None else _read(line):
                record, entry = said.claim.record, said.claim
                kinds = {kind for kind, _ in watch.of(entry, said.entries[1:])}
                if "waiver" in kinds or change.take(record, entry.parent):
                    return True
                answers += [said] if "answer" in kinds and change is came else []
    return (
        (bool(answers) and against_a_headline(again, answers))
        or any_alike(again, came.tables | went.tables)
        or any_unsaid(again, came.headlines | went.headlines)
        or lost_by_headlines(again, went.bodies)
        or (unread and _any_waiting(again, watch, mirrored))
    )


def _any_waiting(again: Again, watch: Watch, mirrored: Callable[[bytes], Any]) -> bool:
    """Whether there is a headline or a waiver: while a line is unread, neither is told of."""
    hand = again.hand.dataset
    if any(any(waivers_in(entry)) for entry in hand.entries) or any(alone_by_hand(hand)):
        return True
    for _, _, line in again.noted.every_line():
        claim = mirrored(line)
        if claim is not None and "headline" in watch.of_plain(claim, claim.document):
            return True
        for said in () if claim is not None else _read(line):
            kinds = {kind for kind, _ in watch.of(said.claim, said.entries[1:])}
            if not kinds.isdisjoint({"headline", "waiver"}):
                return True
    return False


def _mirrored(hand: Dataset) -> Callable[[bytes], Any]:
    """Return what reads a line fast: None where it answers or waives something, or is odd."""
    try:
        import msgspec

        from claimbook_build.lines.mirror import Mirrors
    except ImportError:  # msgspec comes with the extra `build`
        return lambda _: None
    decoder = msgspec.json.Decoder(Mirrors(hand.keys).of(MachineClaim))

    def read(line: bytes) -> Any:  # noqa: ANN401 - a mirrored claim
        try:
            claim: Any = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        waives = claim.waive or any(figure.waive for figure in claim.figures)
        return None if claim.responds_to or waives else claim

    return read


def _is_unread(line: bytes) -> bool:
    node = node_of("", 0, line)
    return node is None or bool(entries_of(MachineClaim, node, "", (0,))[1])


def _read(line: bytes) -> Iterator[Said]:
    entries = tuple(records_of("", 0, line, (0,)))
    if entries and isinstance(entries[0].record, Claim):
        yield Said(entries, line)
