"""`SHA256SUMS`: a release's hashes once more, for those who have ``sha256sum`` and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

from claimbook.release.fault import ChecksumError, FaultError
from claimbook.release.inspection import small_file
from claimbook.release.manifest import MANIFEST_NAME, SUMS_NAME, Manifest

_SUM = re.compile("([0-9a-f]{64}) [ *]([A-Za-z0-9_.-]{1,80})")


def write_sums(manifest: Manifest, digest: str) -> bytes:
    """Return the list for ``sha256sum --check``: every file by name, the manifest among them.

    Args:
        manifest: What the release holds.
        digest: SHA-256 of the manifest's own bytes.
    """
    lines = sorted((name, known) for name, known in _known(manifest, digest).items())
    return "".join(f"{known}  {name}\n" for name, known in lines).encode("ascii")


def sums_faults(root: Path, manifest: Manifest, digest: str) -> Iterator[FaultError]:
    """Hold a release's list to its manifest, which does not know the list's own hash."""
    try:
        text = small_file(root, SUMS_NAME).decode("ascii", "replace")
    except FaultError as fault:
        yield fault
        return
    known = _known(manifest, digest)
    for number, line in enumerate(text.splitlines(), 1):
        found = _SUM.fullmatch(line)
        if found is None or known.pop(found[2], None) != found[1]:
            yield ChecksumError(SUMS_NAME, f"line {number} is not what the manifest says")
    if known:
        yield ChecksumError(SUMS_NAME, f"does not list {', '.join(sorted(known))}")


def _known(manifest: Manifest, digest: str) -> dict[str, str]:
    return {entry.file: entry.sha256 for entry in manifest.entries()} | {MANIFEST_NAME: digest}
