"""Strict plain text, for the files that are neither YAML nor JSON: lists of codes, locks, prose."""

from claimbook.diagnostic import Diagnostic
from claimbook_build.read import guard
from claimbook_build.read.findings import Findings
from claimbook_build.read.source import Source


def read_text(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Decode a text and judge its characters as those of a record are judged.

    A leading byte order mark is passed over. Of any size: the file door has set its limit.

    Args:
        data: The file's bytes.
        path: What to call the file in diagnostics.

    Returns:
        The text, or None when it cannot be decoded, and every finding.
    """
    text = guard.decode(data, path, most_bytes=len(data))
    if not isinstance(text, str):
        return None, (text,)
    findings = Findings(Source(path, text.removeprefix("\ufeff")))
    guard.scan_markers(findings)
    guard.scan_characters(findings)
    return findings.source.text, findings.diagnostics()
