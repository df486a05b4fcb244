"""The account of a reading: each row is yielded, refused with a finding, or blank."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NoReturn

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.limits import MOST_FINDINGS


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the rows.

    Attributes:
        yielded: Rows that were given out.
        refused: Rows with an error: each has a finding.
        blank: Rows without a value.
        passed_over: Lines or rows above the header, as the options ask.
        complete: Whether the table was read to its end.
    """

    yielded: int
    refused: int
    blank: int
    passed_over: int
    complete: bool

    @property
    def rows(self) -> int:
        """All rows that were met: yielded, refused and blank."""
        return self.yielded + self.refused + self.blank


class Ledger:
    """Takes the findings and counts the rows of one reading.

    Attributes:
        findings: What was found.
        rows: Of each the number of its row, from 1; 0 for the table as a whole.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Diagnostic] = []
        self.rows: list[int] = []
        self.yielded = self.refused = self.blank = self.passed_over = self.unlisted = 0
        self.complete = False

    @property
    def next_row(self) -> int:
        """The number of the next row."""
        return self.yielded + self.refused + self.blank + 1

    def take(self, findings: Iterable[Diagnostic], row: int = 0) -> bool:
        """Take findings, of a row or of the table; tell whether an error is among them.

        A repair that a reader proposes is left out: a foreign table is not ours to change.
        """
        failed = False
        for finding in findings:
            failed |= finding.severity == "error"
            if len(self.findings) < MOST_FINDINGS or finding.severity == "error":
                self.findings.append(replace(finding, fix=None) if finding.fix else finding)
                self.rows.append(row)
            else:
                self.unlisted += 1
        return failed

    def refuse(self, findings: Iterable[Diagnostic], row: int = 0) -> None:
        """Count a row that is not given out, and take why.

        Args:
            findings: Why.
            row: Its number, where it is not the next row.

        Raises:
            TableError: If that is too many: the rest is not read.
        """
        row = row or self.next_row
        self.refused += 1
        self.take(findings, row)
        if len(self.findings) > MOST_FINDINGS:
            message = f"more than {MOST_FINDINGS} findings in this table: the rest is not read"
            raise fault(self.findings[-1].place, message)

    def stop(self, findings: Iterable[Diagnostic], why: str) -> NoReturn:
        """Take findings, of which the first error keeps all rows from being read.

        Raises:
            TableError: With that error, which is told once.
        """
        every = tuple(findings)
        first = next(finding for finding in every if finding.severity == "error")
        self.take(finding for finding in every if finding is not first)
        raise TableError(replace(first, message=f"{first.message}: {why}", fix=None))

    def close(self) -> None:
        """Say what was not listed."""
        if self.unlisted:
            message = f"{self.unlisted} more warnings are not listed"
            self.findings.append(Diagnostic(Place(self.path), "R106", "warning", message))
            self.rows.append(0)

    def count(self) -> Count:
        """Return the count so far."""
        rows = (self.yielded, self.refused, self.blank, self.passed_over)
        return Count(*rows, self.complete)
