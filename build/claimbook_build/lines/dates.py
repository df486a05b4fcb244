"""The dates of many records at once, with their words and their grounds."""

from collections.abc import Iterable, Sequence
from operator import le
from typing import Any, Final

import msgspec

from claimbook_build.lines.facet import Facet, Probe, Prober
from claimbook_build.lines.moment import WORDED, WRONG, start_of
from claimbook_build.lines.pick import Pick, Row

LATE: Final = frozenset({"R304"})
"""The rule that a date is not after its document, asked here by the day on which a date begins."""

_MOST_KNOWN = 2**17


class Dates:
    """The date fields of claims, or of figures."""

    def __init__(
        self,
        prober: Prober,
        struct: type[msgspec.Struct],
        names: tuple[str, ...],
        *,
        figure: bool,
    ) -> None:
        """Take the fields of these names, of the structure of a claim or a figure."""
        self._prober, self._names, self._figure = prober, names, figure
        self._pick = Pick(struct, self.fields_of(names))
        name = ("dates", figure, self._pick.shape)
        self._starts: dict[Any, Any] = prober.kept(name, dict)
        self._worded = Facet(prober, name, self._probe_worded)

    @staticmethod
    def fields_of(names: Iterable[str]) -> tuple[str, ...]:
        """Return the fields of dates: each with its words and its grounds."""
        return tuple(f"{name}{part}" for name in names for part in ("", "_wording", "_basis"))

    def wrong(
        self,
        rows: Sequence[Row],
        zones: Sequence[str],
        documents: Sequence[str],
        limits: Sequence[int],
    ) -> list[int]:
        """Return the records, by position, whose dates are not proved right."""
        keys = list(zip(zones, self._pick.of(rows), strict=True))
        known = self._starts
        if len(known) > _MOST_KNOWN:
            known.clear()
        starts: list[Any] = list(map(known.get, keys))
        if None in starts:
            self._judge(list(set(keys).difference(known)))
            starts = [known[key] for key in keys]
        if all(map(le, starts, limits)):
            return []
        late = [at for at, start in enumerate(starts) if start > limits[at]]
        worded = [at for at in late if starts[at] == WORDED]
        told = [(documents[at], *keys[at]) for at in worded]
        wrong = self._worded.wrong(lambda: told)
        return [*(at for at in late if starts[at] != WORDED), *(worded[at] for at in wrong)]

    def _judge(self, keys: list[tuple[str, Any]]) -> None:
        """Find out on which day each begins, or that it is not right whatever the document."""
        self._starts.update(dict.fromkeys(keys, WORDED))
        fields = [self._pick.fields(values) for _, values in keys]
        plain = [
            (key, some)
            for key, some in zip(keys, fields, strict=True)
            if not any(some.get(f"{name}_wording") for name in self._names)
        ]
        clean = self._prober.clean([self._probe(key[0], some, LATE) for key, some in plain])
        for (key, some), right in zip(plain, clean, strict=True):
            self._starts[key] = self._last(key[0], some) if right else WRONG

    def _last(self, zone: str, fields: dict[str, Any]) -> int:
        dates = [fields[name] for name in self._names if fields[name] is not None]
        return max((start_of(zone, date) for date in dates), default=0)

    def _probe(self, zone: str, own: dict[str, Any], but: frozenset[str], **claim: str) -> Probe:
        claim["time_zone"] = zone
        return Probe(claim, own, but) if self._figure else Probe(claim | own, None, but)

    def _probe_worded(self, key: tuple[str, str, Any]) -> Probe:
        document, zone, values = key
        return self._probe(zone, self._pick.fields(values), frozenset(), document=document)
