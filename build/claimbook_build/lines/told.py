"""Findings of rules that were shown lines as records: told with the places of the lines."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from claimbook.dataset import Entry, Loc
from claimbook.diagnostic import Diagnostic
from claimbook.records.files import MachineClaim
from claimbook.records.record import Record
from claimbook.rules.rule import FileLine, Finding, Spot
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import diagnostic
from claimbook_build.check.unfold import entries_of, unfold
from claimbook_build.lines.shown import show_lines
from claimbook_build.read.node import Node, Sequence
from claimbook_build.read.strict_json import iter_jsonl

_MOST_SHOWN = 1000


@dataclass
class Teller:
    """Tells findings; only the lines that they name are read as trees.

    Attributes:
        hand: The records written by hand.
        line_of: The number and the bytes of the line in which a record stands; None for one that
            was written by hand.
    """

    hand: Collection
    line_of: Callable[[Entry], tuple[int, bytes] | None]
    _shown: dict[str, dict[int, bytes]] = field(default_factory=dict)

    def told(self, code: str, finding: Finding) -> Diagnostic:
        """Return a finding with its places."""
        nodes: dict[str, list[Node]] = {}
        spots = [self._placed(spot, nodes) for spot in (finding.spot, *finding.related)]
        roots = self.hand.roots | {
            path: Sequence(tuple(found), (path, 1, 1, 1, 1)) for path, found in nodes.items()
        }
        collection = Collection(
            self.hand.root, self.hand.dataset, roots=roots, sources=self.hand.sources
        )
        moved = replace(finding, spot=spots[0], related=tuple(spots[1:]))
        return diagnostic(collection, code, moved)

    def _placed(self, spot: Spot | FileLine, nodes: dict[str, list[Node]]) -> Spot | FileLine:
        if not isinstance(spot, Spot):
            return spot
        found = self.line_of(spot.entry)
        if found is None:
            return spot
        path, (_, *rest) = spot.entry.path, spot.entry.loc
        number, line = found
        node = node_of(path, number, line)
        if node is not None:
            nodes.setdefault(path, []).append(node)
            known = self._shown.setdefault(path, {})
            if len(known) < _MOST_SHOWN:
                known[number] = line
        loc = (len(nodes.get(path, ())) - 1, *rest)
        return replace(spot, entry=replace(spot.entry, loc=loc))

    def show(self) -> None:
        """Put the lines that findings are about among the sources, for excerpts."""
        for path, lines in self._shown.items():
            show_lines(self.hand.sources, path, lines)


def records_of(path: str, number: int, line: bytes, loc: Loc) -> list[Entry]:
    """Return the records of a line; what is no claim is told of where all lines are judged."""
    try:
        return list(unfold(MachineClaim.model_validate_json(line), path, loc))
    except ValidationError:
        node = node_of(path, number, line)
        return entries_of(MachineClaim, node, path, loc)[0] if node else []


def node_of(path: str, number: int, line: bytes) -> Node | None:
    """Return the tree of a line; None if it cannot be read."""
    [reading] = iter_jsonl([line], path, number)
    return None if reading.failed else reading.root


def waivers_of(entry: Entry, codes: Container[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the waivers of a record that are of some rules: place, record, rule."""
    waivers = entry.record.waive if isinstance(entry.record, Record) else ()
    for at, waiver in enumerate(waivers):
        if waiver.rule in codes:
            yield at, f"{entry.table}.{entry.key}", waiver.rule
