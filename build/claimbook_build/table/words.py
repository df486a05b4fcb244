"""The characters of a text that came without a text around it: from a workbook, from Parquet."""

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.character import is_clean
from claimbook_build.read.findings import Findings
from claimbook_build.read.guard import scan_characters
from claimbook_build.read.source import Source
from claimbook_build.read.text import check_text, is_tidy


def judge_text(value: str, place: Place, name: str = "") -> tuple[Diagnostic, ...]:
    r"""Judge a text as that of a record is judged (R106).

    Args:
        value: The text.
        place: Where its cell stands.
        name: What to begin the messages with.

    >>> [found.message for found in judge_text("Kyiv ", Place("a.xlsx"), "S!A1: ")]
    ['S!A1: white space after the text']
    """
    if is_clean(value) and is_tidy(value):
        return ()
    findings = Findings(Source(place.path, f'"{value}"'))
    scan_characters(findings)
    check_text(findings, value, 0, len(value) + 2)
    return tuple(
        Diagnostic(place, found.code, found.severity, f"{name}{found.message}", found.help)
        for found in findings.diagnostics()
    )
