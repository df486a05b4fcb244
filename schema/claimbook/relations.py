"""How records are joined: by the editors' links, and by the claims that answer one another."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.link import Link

Relations = Mapping[tuple[str, str], frozenset[str]]
"""What one record is to another: the kinds of the links from the first to the second."""


def relations(dataset: Dataset) -> Relations:
    """Return every relation between two records; `Dataset.once` keeps it."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for _, link in dataset.each(Link):
        if link.object is not None:
            found[link.subject, link.object].add(link.kind)
    for _, claim in dataset.each(Claim):
        for response in claim.responds_to:
            if response.claim is not None:
                found[claim.id, response.claim].add(response.stance)
    return {pair: frozenset(kinds) for pair, kinds in found.items()}


def joined(dataset: Dataset, ones: Iterable[str], others: Collection[str]) -> bool:
    """Whether a link or an answer leads from any of some records to any of others, or back."""
    known = dataset.once(relations)
    return any((a, b) in known or (b, a) in known for a in ones for b in others)
