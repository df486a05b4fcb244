"""The explaining path: lines read strictly, typed by the models, judged by the rules themselves."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from claimbook.dataset import Entry
from claimbook.diagnostic import Diagnostic
from claimbook.records.files import MachineClaim
from claimbook.rules.rule import Finding, Rule, Spot
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import diagnostic, unused_waivers, waives
from claimbook_build.check.unfold import entries_of, ids_in, ids_in_text
from claimbook_build.lines.beside import Asked, Beside
from claimbook_build.lines.noted import waivers_in
from claimbook_build.lines.seen import ALONE, TOGETHER, compares, judging, unknown
from claimbook_build.lines.series import declared, left_to_series
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, Sequence
from claimbook_build.read.strict_json import iter_jsonl

_MOST_LINES = 500
_OWN_PREFIXES = ("clm_", "fig_")


@dataclass
class Explained:
    """What came of some lines.

    Attributes:
        findings: Everything that is wrong with them, each by itself.
        keys: The identifiers of the records of the right shape, each with its line.
        shadows: Identifiers that stand in lines which could not be read.
        asked: The lines that name claims which are neither here nor made by hand.
        claims: The claims of the right shape, each with its figures, by line.
        unread: Whether any line could not be read, or has a record of the wrong shape.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    keys: list[tuple[str, int]] = field(default_factory=list)
    shadows: list[str] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    claims: list[tuple[int, list[Entry]]] = field(default_factory=list)
    unread: bool = False


@dataclass
class _Batch:
    """Lines none of which names what another one names: rules may judge them at once."""

    nodes: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)


class Explainer:
    """Explains lines beside the records written by hand."""

    def __init__(self, hand: Collection, elsewhere: Container[str] | None = None) -> None:
        self._hand = hand
        self._elsewhere = elsewhere
        self._of_series = declared(hand.dataset)
        strange = unknown()
        self._alone = judging(ALONE | strange)
        self._strange = judging(strange)
        self._together = judging(TOGETHER - ALONE - strange)

    def explain(self, path: str, lines: Iterable[tuple[int, bytes]]) -> Explained:
        """Explain some lines of a file, each with its number; no line raises."""
        explained, batch = Explained(), _Batch()
        for number, line in lines:
            [reading] = iter_jsonl([line[: MOST_BYTES + 2]], path, number)
            explained.findings += reading.diagnostics
            if reading.root is None or reading.failed:
                explained.unread = True
                explained.shadows += ids_in_text(line.decode("utf-8", "replace"))
            if reading.root is None:
                continue
            named = {text for text in _texts(reading.root) if text.startswith(_OWN_PREFIXES)}
            if len(batch.nodes) == _MOST_LINES or not named.isdisjoint(batch.named):
                self._judge(path, batch, explained)
                batch = _Batch()
            batch.named.update(dict.fromkeys(named, number))
            self._take(path, reading, batch, explained)
        self._judge(path, batch, explained)
        return explained

    def _take(self, path: str, reading: Reading, batch: _Batch, into: Explained) -> None:
        if reading.root is None:
            return
        entries, findings = entries_of(MachineClaim, reading.root, path, (len(batch.nodes),))
        known = {(found.place, found.code) for found in reading.diagnostics}
        into.findings += [f for f in findings if (f.place, f.code) not in known]
        into.keys += [(entry.key, reading.root.span[1]) for entry in entries]
        if findings:
            into.unread = True
            into.shadows += ids_in(reading.root)
        batch.nodes.append(reading.root)
        batch.entries += entries

    def _judge(self, path: str, batch: _Batch, into: Explained) -> None:
        """Show the batch to the rules that may see it whole, and each line to the others."""
        if not batch.entries:
            return
        waived = left_to_series(batch.entries, self._of_series)
        waived.update((name, code) for e in batch.entries for _, name, code in waivers_in(e))
        asked = Asked()
        whole = self._beside(path, batch.nodes, batch.entries, asked)
        into.findings += _found(whole, self._together, path, waived)
        for claim in _apart(batch.entries):
            into.claims.append((batch.nodes[int(claim[0].loc[0])].span[1], claim))
            if rules := self._alone if compares(claim) else self._strange:
                one = self._beside(path, batch.nodes, claim, asked)
                into.findings += _found(one, rules, path, waived)
        into.findings += unused_waivers(whole, waived)
        into.findings += self._taken(whole)
        into.asked += sorted((key, batch.named[key]) for key in asked.keys)

    def _taken(self, lines: Collection) -> Iterator[Diagnostic]:
        """Yield a finding for every identifier that a record made by hand has."""
        for entry in lines.dataset.entries:
            known = self._hand.dataset.get(entry.table, entry.key)
            if known is not None:
                message = f"`{entry.key}` names two records"
                first = Spot(known, ("id",), "first said here")
                finding = Finding(Spot(entry, ("id",)), message, related=(first,))
                yield diagnostic(lines, "R201", finding)

    def _beside(
        self, path: str, nodes: list[Node], entries: list[Entry], asked: Asked
    ) -> Collection:
        elsewhere = asked if self._elsewhere is None else self._elsewhere
        dataset = Beside(self._hand.dataset, tuple(entries), elsewhere)
        roots = self._hand.roots | {path: Sequence(tuple(nodes), (path, 1, 1, 1, 1))}
        return Collection(self._hand.root, dataset, [], roots, self._hand.sources)


def _found(
    collection: Collection, rules: tuple[Rule, ...], path: str, waived: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """Yield what rules find in the lines; what they find beside is found there."""
    for rule in rules:
        for finding in rule.check(collection.dataset):
            spot = finding.spot
            if not isinstance(spot, Spot) or spot.entry.path != path:
                continue
            if rule.code == "R201" and spot.loc == ("id",):
                continue  # an identifier is compared with those of all lines, when all are read
            if not (rule.waivable and waives(finding, rule, waived)):
                yield diagnostic(collection, rule.code, finding)


def _apart(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Yield each claim with its figures, which follow it."""
    claim: list[Entry] = []
    for entry in entries:
        if entry.table == "claims" and claim:
            yield claim
            claim = []
        claim.append(entry)
    if claim:
        yield claim


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _texts(value)
