"""Whether changed lines concern rules on several claims, so that all have to be looked at again."""

from collections.abc import Iterable, Iterator, Sequence

from claimbook.dataset import Entry
from claimbook.records.claim import Claim
from claimbook.rules.r407_same import Table
from claimbook.rules.r502_headline import Topic, is_flagged
from claimbook_build.check.collect import Collection
from claimbook_build.lines.again import Again, Said
from claimbook_build.lines.headlines import against_a_headline, lost_by_headlines, topics_of
from claimbook_build.lines.noted import Noted, Watch
from claimbook_build.lines.rows import any_alike
from claimbook_build.lines.told import records_of

_ASKED_LATER = frozenset({"answer", "table"})


def concerned(hand: Collection, new: Sequence[bytes], gone: Sequence[bytes]) -> bool:
    """Whether rules on several claims may find something else since some lines came or went.

    Args:
        hand: The records written by hand, and how to open the files of the others.
        new: The lines that came.
        gone: Those that went.
    """
    watch, again = Watch(hand.dataset), Again(hand, Noted(hand.lines))
    came, went = set[Topic](), set[Topic]()
    answers, tables = list[Said](), set[Table]()
    for lines, topics in ((new, came), (gone, went)):
        for said in _claims(lines):
            kinds = {kind for kind, _ in watch.of(said.claim, said.entries[1:])}
            if kinds - _ASKED_LATER or _is_flagged(said.claim):
                return True
            answers += [said] if "answer" in kinds and topics is came else []
            tables |= watch.rows.tables(said.claim) if "table" in kinds else set()
            topics.update(topics_of(said.claim))
    return (
        (bool(answers) and against_a_headline(again, answers))
        or any_alike(again, tables)
        or lost_by_headlines(again, went - came)
    )


def _is_flagged(entry: Entry) -> bool:
    return isinstance(entry.record, Claim) and is_flagged(entry.record)


def _claims(lines: Iterable[bytes]) -> Iterator[Said]:
    for line in lines:
        entries = tuple(records_of("", 0, line, (0,)))
        if entries and entries[0].table == "claims":
            yield Said(entries, line)
