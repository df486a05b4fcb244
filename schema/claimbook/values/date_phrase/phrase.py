"""A phrase without the words that only lead up to its date, and what those words tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimbook.values.date_phrase.reader import Reader, tokens_of

# Prepositions and particles that leave the date itself what it is.
_LEAD_WORDS = (
    "as at back between by during earlier early for from in late later mid of on over runs since "
    "the through till to until within"
)
_LEADS = frozenset(_LEAD_WORDS.split())
_FORWARD = frozenset({"by", "through", "till", "to", "until"})
_BACKWARD = frozenset({"back", "earlier", "since"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase about to be read.

    Attributes:
        tokens: Its tokens from the first one on that tells of a date.
        lead: The words before that.
        anchor: The day from which the phrase is seen, usually that of publication, or None.
    """

    tokens: tuple[str, ...]
    lead: frozenset[str]
    anchor: date | None

    @property
    def forward(self) -> bool:
        """Whether the words before the date point to the future, as in "until Wednesday"."""
        return not self.backward and not self.lead.isdisjoint(_FORWARD)

    @property
    def backward(self) -> bool:
        """Whether they point to the past, as in "since Feb. 24"."""
        return not self.lead.isdisjoint(_BACKWARD)

    def reader(self) -> Reader:
        """Return a new reader at the first token."""
        return Reader(self.tokens)


def phrase_of(text: str, anchor: date | None) -> Phrase | None:
    """Split the leading words off a text; None when it cannot be a date phrase at all.

    >>> phrase_of("Earlier on Oct. 13", None).tokens
    ('oct', '13')
    """
    tokens = tokens_of(text)
    if not tokens:
        return None
    start = 0
    while start < len(tokens) and (tokens[start] in _LEADS or _is_mid_dash(tokens, start)):
        start += 1
    return Phrase(tokens[start:], frozenset(tokens[:start]), anchor)


def _is_mid_dash(tokens: tuple[str, ...], at: int) -> bool:
    return tokens[at] == "-" and tokens[at - 1 : at] in (("mid",), ("early",), ("late",))
