"""Which rules see a machine-made claim, and how (docs/decisions/0024, 0048)."""

from collections.abc import Iterable

from claimbook.dataset import Entry
from claimbook.records.figure import Figure
from claimbook.rules.catalogue import RULES
from claimbook.rules.rule import Rule, by_reader
from claimbook_build.check.run import GATHERED

_ALIEN = "no line of a machine's file holds such a record"
_KEY = "it compares figures far apart: a key of each would cost a tenth of a check (0048)"
_SERIES = "it follows declared daily series: `lines/series.py` shows it those, and no other claim"

UNSEEN = {
    "R108": "a machine's file is named for its month, to which R209 holds its identifiers",
    "R202": _KEY,
    "R203": "what a machine recorded can be recorded again; its identifiers are in no lock",
    "R208": "the identifiers of a program are not typed, so none is a typing error of another",
    "R306": _SERIES,
    "R308": _SERIES,
    "R309": _SERIES,
    "R404": _SERIES,
    "R406": _KEY,
    "R607": "a machine's spans need no line of a spans file",
    "R608": "the numbers of a document are accounted for by hand",
    "R609": "a machine's spans need no line of a spans file",
    **dict.fromkeys(
        ("R109", "R110", "R603", "R605", "R701", "R702", "R703", "R704", "R705"), _ALIEN
    ),
    "R804": _ALIEN,
    **dict.fromkeys(("R801", "R802", "R803"), "it compares a release with the one before it"),
}
"""Rules that do not judge machine-made claims, each with the reason."""

TOGETHER = frozenset(
    {
        *(
            "R103",
            "R104",
            "R105",
            "R107",
            "R201",
            "R204",
            "R205",
            "R206",
            "R209",
            "R302",
            "R303",
            "R304",
            "R305",
        ),
        *("R207", "R307", "R401", "R403", "R405", "R501", "R503", "R504", "R505", "R506", "R601"),
    }
)
"""Rules that judge each claim by itself and what it names, so that many can be judged at once."""

ALONE = frozenset({"R402"})
"""Rules that compare all claims they are shown: each claim is shown to them alone.

So a part is held to a whole of its own claim or of one made by hand. No `of_which` leads to another
line's (R209), so that no part, and no circle (R206), runs over several lines.
"""


def compares(claim: Iterable[Entry]) -> bool:
    """Whether the rules of `ALONE` have anything to compare in a claim and its figures."""
    figures = [entry.record for entry in claim if isinstance(entry.record, Figure)]
    return len(figures) > 1 or any(figure.of_which is not None for figure in figures)


def judging(codes: frozenset[str] | None = None) -> tuple[Rule, ...]:
    """Return the rules that judge machine-made claims; of those codes only, if codes are given."""
    return tuple(
        rule
        for rule in RULES
        if rule.check is not by_reader
        and rule.code not in UNSEEN
        and rule.code not in GATHERED
        and (codes is None or rule.code in codes)
    )


def unknown() -> frozenset[str]:
    """Return the rules that nothing here knows: there should be none.

    They are shown every claim alone, and nothing is taken for right without them.
    """
    return frozenset(rule.code for rule in judging()) - TOGETHER - ALONE
