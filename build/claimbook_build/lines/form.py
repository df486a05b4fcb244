"""Claims as structures of those fields only that are in use.

A model has many fields and a file uses few of them. What is not there need be neither made nor
asked about, which saves a fifth of the time. The first block that uses a further field adds it.
"""

from typing import Any, Final

import msgspec

from claimbook.dataset import Dataset
from claimbook.records.figure import Figure
from claimbook.records.files import MachineClaim
from claimbook_build.lines.facet import Prober
from claimbook_build.lines.judge import CLAIM_ASKED, FIGURE_ASKED, Judge
from claimbook_build.lines.mirror import Mirrors, Used
from claimbook_build.lines.moment import Calendar
from claimbook_build.lines.some import Claims, Some

_ASKED: Final[Used] = {MachineClaim: CLAIM_ASKED, Figure: FIGURE_ASKED}


class Form:
    """The structures in use, who reads them and who judges them; it grows with what is read."""

    def __init__(self, prober: Prober, hand: Dataset) -> None:
        self._prober, self._hand = prober, hand
        self._calendar = Calendar(hand)
        self._whole = msgspec.json.Decoder(Mirrors(hand.keys).of(MachineClaim))
        self._encoder = msgspec.json.Encoder()
        self._use(_ASKED)

    def read(self, lines: bytes) -> Claims | None:
        """Return the claims of some lines, which replace all claims read before; None if unread."""
        claims = _decoded(self._decoder, lines)
        if claims is None:
            known = _decoded(self._whole, lines)
            used = self._used if known is None else _and_used(self._used, known)
            if used != self._used:
                self._use(used)
                claims = _decoded(self._decoder, lines)
        return claims

    def written(self, claims: Claims) -> bytes:
        """Return claims as lines again."""
        return self._encoder.encode_lines(claims)

    def wrong(self, some: Some, month: str) -> set[int]:
        """Return the claims, by position, that are not proved right for the file of a month."""
        return self._judge.wrong(some, month)

    def _use(self, used: Used) -> None:
        mirrors = Mirrors(self._hand.keys, used)
        claim, figure = mirrors.of(MachineClaim), mirrors.of(Figure)
        self._used = used
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(claim)
        self._judge = Judge(self._prober, self._hand, self._calendar, claim, figure)


def _decoded(decoder: "msgspec.json.Decoder[Any]", lines: bytes) -> Claims | None:
    try:
        return decoder.decode_lines(lines)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _and_used(used: Used, claims: Claims) -> Used:
    """Return the fields in use, and those in which some claims differ from the default."""
    plain = msgspec.to_builtins(claims)
    figures = [figure for claim in plain for figure in claim.get("figures", ())]
    return {
        MachineClaim: used[MachineClaim].union(*plain),
        Figure: used[Figure].union(*figures),
    }
