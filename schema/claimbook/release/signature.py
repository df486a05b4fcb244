"""Whether a release is signed, by whom, and what of that was checked."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from claimbook.release.fault import MissingFileError, SignatureError
from claimbook.release.inspection import small_file
from claimbook.release.manifest import MANIFEST_NAME
from claimbook.release.signature_bundle import (
    BUNDLE_NAME,
    Bundle,
    BundleError,
    read_bundle,
    said_of,
)
from claimbook.release.signature_identity import check_by_identity
from claimbook.release.signature_key import check_by_key
from claimbook.release.signer import KeySigner, LibraryMissingError, Signer

_KINDS = {"message": "signature", "provenance": "attestation", "release": "attestation"}


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of who published a release.

    Attributes:
        state: ``none`` when nothing says who, ``unchecked`` when there is a bundle whose signature
            was not checked, ``checked`` when it is good and by whom it must be.
        kind: What it is: a ``signature`` over the manifest, or an ``attestation`` of its digest.
        by: Who signed: the identity, or the key's name and fingerprint.
        issuer: Who vouched for the identity; None for a key.
        log_index: Number of the entry in the transparency log, when that was checked.
        logged: When it was entered there, in UTC, when that was checked.
        not_checked: What is there but was not looked at, and why.
    """

    state: Literal["none", "unchecked", "checked"]
    kind: str | None = None
    by: str | None = None
    issuer: str | None = None
    log_index: int | None = None
    logged: str | None = None
    not_checked: tuple[str, ...] = field(default=())

    def in_words(self) -> str:
        """Return all of it in a line.

        Example:
            >>> Signature("none").in_words()
            'no signature: nothing here says who published it'
        """
        if self.state == "none":
            return "no signature: nothing here says who published it"
        if self.state == "unchecked":
            return f"{self.kind} present but not checked: {'; '.join(self.not_checked)}"
        said = f"{'signed' if self.kind == 'signature' else 'attested'} by {self.by}"
        if self.issuer:
            when = f", logged {self.logged}" if self.logged else ""
            said += f" (issuer {self.issuer}, log index {self.log_index}{when})"
        return "; not checked: ".join((said, *self.not_checked))


def signature_of(
    root: Path, release: str, manifest_sha256: str, signer: Signer | None, *, required: bool
) -> Signature:
    """Return what is known of a release's signature.

    A bundle that is broken, or of another manifest, is an error even if nobody asked for one.

    Args:
        root: The release's folder.
        release: Its version.
        manifest_sha256: SHA-256 of its manifest.
        signer: Who must have signed; None when that does not matter.
        required: Whether there must be a signature, and a good one.

    Raises:
        FaultError: The bundle is no regular file, broken, of another manifest, or not by whom it
            must be; or it is not there, or cannot be checked, and must be.
        SignerError: Whoever must have signed is not named in a way that can be checked.
    """
    try:
        data = small_file(root, BUNDLE_NAME)
    except MissingFileError:
        if required:
            raise SignatureError(BUNDLE_NAME, "is not there, and there must be one") from None
        return Signature("none")
    manifest = small_file(root, MANIFEST_NAME)
    if hashlib.sha256(manifest).hexdigest() != manifest_sha256:
        raise SignatureError(MANIFEST_NAME, "changed while it was read")
    try:
        found = _judged(data, manifest, release, signer)
    except BundleError as error:
        raise SignatureError(BUNDLE_NAME, str(error)) from None
    if required and found.state != "checked":
        raise SignatureError(BUNDLE_NAME, found.in_words())
    return found


def _judged(data: bytes, manifest: bytes, release: str, signer: Signer | None) -> Signature:
    bundle = read_bundle(data)
    kind = _KINDS[said_of(bundle, manifest)]
    if signer is None:
        return Signature("unchecked", kind, not_checked=("nobody is named who must have signed",))
    try:
        if isinstance(signer, KeySigner):
            return _by_key(bundle, manifest, kind, signer)
        logged = check_by_identity(bundle, data, manifest, signer, release)
    except LibraryMissingError as error:
        return Signature("unchecked", kind, not_checked=(str(error),))
    who = signer.of(release)
    return Signature("checked", kind, who, signer.issuer, logged.index, logged.time)


def _by_key(bundle: Bundle, manifest: bytes, kind: str, signer: KeySigner) -> Signature:
    fingerprint = check_by_key(bundle, manifest, signer)
    material = bundle.verification_material
    more = material.tlog_entries or material.timestamp_verification_data
    left = ("what the bundle holds of logs and times",) if more else ()
    by = f"{signer.name} (SHA-256 {fingerprint})"
    return Signature("checked", kind, by, not_checked=left)
