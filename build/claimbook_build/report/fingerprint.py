"""A finding's fingerprint: the same as long as the finding is, wherever its lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from claimbook.diagnostic import Diagnostic
from claimbook_build.report.findings import Findings


def fingerprints(findings: Findings) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each finding with a hash of its rule, file, record and message, but no line.

    Findings that share all of these are told apart by their order in the file.
    """
    seen: Counter[str] = Counter()
    for finding in findings.diagnostics:
        path = findings.path(finding.place.path)
        parts = (finding.code, path, finding.record or "", finding.message)
        same = "\0".join(parts)
        seen[same] += 1
        data = f"{same}\0{seen[same]}".encode("utf-8", "surrogatepass")
        yield finding, hashlib.sha256(data).hexdigest()
