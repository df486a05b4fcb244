"""What a mapping waives: which findings in its table may be so all the same."""

from collections import defaultdict
from dataclasses import replace

from claimbook.mapping.mapping import CellWaiver, Mapping
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.importing.finding import TableFinding


class Waivers:
    """Sets the reason of a waiver on the findings that it is for, and knows which were for none.

    A waiver is for all findings of its rule with its row's key: of its column only, if it names
    one. A day that is missing has the key that its row would have.
    """

    def __init__(self, waivers: tuple[CellWaiver, ...]) -> None:
        self._all = waivers
        self._known: defaultdict[tuple[str, str], list[CellWaiver]] = defaultdict(list)
        for waiver in waivers:
            self._known[waiver.rule, waiver.row].append(waiver)
        self._used: set[CellWaiver] = set()

    def __call__(self, finding: TableFinding) -> TableFinding:
        """Return a finding with the reason why it may be so, if there is one."""
        if not self._all or finding.key is None:
            return finding
        for waiver in self._known.get((DEFECTS[finding.defect].code, finding.key), ()):
            if waiver.column is None or waiver.column == finding.column:
                self._used.add(waiver)
                return replace(finding, waived=waiver.because)
        return finding

    def unused(self) -> tuple[CellWaiver, ...]:
        """Return the waivers that were for no finding so far, in the order of the mapping."""
        return tuple(waiver for waiver in self._all if waiver not in self._used)


def waived(mapping: Mapping) -> Waivers:
    """Return what sets a mapping's waivers on findings: call it with each of them."""
    return Waivers(mapping.waive)
