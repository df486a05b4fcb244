"""The findings of one file while it is read: by index, and not without end."""

from claimbook.diagnostic import Diagnostic, Severity, in_order
from claimbook.rules.repair import proposal
from claimbook_build.read.source import Source

# A megabyte of faulty characters would give a million findings; nobody reads the second hundred.
MOST = 100


def excerpt(text: str) -> str:
    """Return the beginning of a foreign text, short enough for a message.

    >>> excerpt("a" * 100).endswith("a…")
    True
    """
    return text if len(text) <= 60 else text[:59] + "…"


class Findings:
    """Collects the findings of a source."""

    __slots__ = ("_all", "_left_out", "codes", "failed", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.failed = False
        self.codes: set[str] = set()
        self._all: list[Diagnostic] = []
        self._left_out: Severity | None = None

    def add(  # noqa: PLR0913  the fields of a finding
        self,
        code: str,
        message: str,
        span: tuple[int, int | None],
        *,
        help: str | None = None,  # noqa: A002  the name of the field it fills
        severity: Severity = "error",
        instead: tuple[int, int, str] | None = None,
    ) -> None:
        """Take a finding about a stretch of the text (of one character, if it has no end).

        Args:
            code: The rule.
            message: What is wrong.
            span: Where, as indexes of the text.
            help: How to repair it.
            severity: How grave it is.
            instead: A repair to propose: from where to where to write what.
        """
        if self._counts(code, severity):
            place = self.source.place(*span)
            fix = instead and proposal(self.source.place(*instead[:2]), instead[2], help)
            self._all.append(Diagnostic(place, code, severity, message, help, fix=fix or None))

    def take(self, finding: Diagnostic) -> None:
        """Take a finding that knows its place."""
        if self._counts(finding.code, finding.severity):
            self._all.append(finding)

    @property
    def full(self) -> bool:
        """Whether further findings would only be counted: a search for more of them can end."""
        return self._left_out == "error"

    def _counts(self, code: str, severity: Severity) -> bool:
        self.failed |= severity == "error"
        self.codes.add(code)
        if len(self._all) < MOST:
            return True
        if self._left_out != "error":
            self._left_out = severity
        return False

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what was found, in the order of the text."""
        if not self._all:
            return ()
        findings = in_order(self._all)
        if self._left_out is None:
            return findings
        rest = f"more than {MOST} findings in this file: the others are left out"
        place, code = findings[-1].place, findings[-1].code
        return (*findings, Diagnostic(place, code, self._left_out, rest))
