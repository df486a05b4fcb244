"""R504: who answers another claim has words of their own in the document, or says why not."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.record import Strict
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.cell import Cell, parse_pointer
from claimbook.values.evidence import Locator

_STATEMENTS = "dataset/statements/2019/doc_digest-2019-05-14.yaml"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for stances all of whose spans lie within those of the claim that they answer.

    A stance that is inferred says so, and why, in its `basis`; a claim of another document, or one
    that is not among ours, can lend no words.
    """
    for entry, claim in dataset.each(Claim):
        for at, response in enumerate(claim.responds_to):
            answered = dataset.get("claims", response.claim or "")
            if answered is None or response.basis is not None or answered.parent != entry.parent:
                continue
            if _no_words_beside(_own(claim, entry.parent), _own(answered.record, entry.parent)):
                yield Finding(
                    Spot(entry, ("responds_to", at, "stance")),
                    f"`{claim.id}` has no words but those of `{answered.key}`, which it answers",
                    related=(Spot(answered, ("evidence",), "the same words"),),
                )


def _own(claim: Strict, document: str) -> tuple[Locator | Cell, ...]:
    """Return a claim's evidence of its own document."""
    texts = claim.evidence if isinstance(claim, Claim) else ()
    found = (parse_pointer(text) for text in texts)
    return tuple(replace(at, document=None) for at in found if at.document in {None, document})


def _no_words_beside(inner: Sequence[Locator | Cell], outer: Sequence[Locator | Cell]) -> bool:
    """Whether there is evidence, and all of it is also that of the other."""
    spans, of_other = ([at for at in some if isinstance(at, Locator)] for some in (inner, outer))
    cells = [at for at in inner if isinstance(at, Cell)]
    return bool(inner) and (not spans or within(spans, of_other)) and set(cells) <= {*outer}


def within(inner: Sequence[Locator], outer: Sequence[Locator]) -> bool:
    """Whether there are spans, and every one lies in one of the others."""
    ordered = sorted(outer, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    furthest = list(accumulate((span.end for span in ordered), max))
    return bool(inner) and all(
        (at := bisect_right(starts, span.start)) > 0 and span.end <= furthest[at - 1]
        for span in inner
    )


RULE = Rule(
    code="R504",
    severity="warning",
    scope="document",
    title="A claim that answers another has evidence of its own, or a basis for its stance.",
    why="A denial in the very words of what it denies is a reading, and readers must know.",
    help="add the span where the answer stands, or a `basis` that says from what it was inferred",
    example=Example(
        _STATEMENTS,
        "stance: denies}\n    evidence: [665-691]",
        "stance: denies}\n    evidence: [605-644]",
    ),
    check=check,
    waivable=True,
)
