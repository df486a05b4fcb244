"""Checking a bundle's certificate, identity and log entry by sigstore, without the network.

Sigstore's own library judges: the chain to a trusted authority at the time of signing, the proof
that the certificate was logged, the identity and its issuer, the entry in the transparency log with
its inclusion proof and signed time, the signature. Here is what it is asked, and that it never
answers with anything but yes or no.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.signature_bundle import PAYLOAD_TYPE, Bundle, BundleError
from claimbook.release.signer import IdentitySigner, LibraryMissingError, SignerError

if TYPE_CHECKING:
    from sigstore.models import TrustedRoot
    from sigstore.verify import Verifier

_PUBLIC_ROOT = ("_store", "https%3A%2F%2Ftuf-repo-cdn.sigstore.dev", "trusted_root.json")
"""Where the library keeps the trusted root of sigstore's public instance, as of its publication."""


@dataclass(frozen=True, slots=True)
class Logged:
    """Where a signature stands in the transparency log.

    Attributes:
        index: Its number there.
        time: When it was entered, in UTC (ISO 8601); None when a timestamp authority says when.
    """

    index: int
    time: str | None


def check_by_identity(
    bundle: Bundle, data: bytes, manifest: bytes, signer: IdentitySigner, release: str
) -> Logged:
    """Check that a bundle was signed by an identity that an issuer vouched for.

    Args:
        bundle: The bundle, of which is known already what it says of the manifest.
        data: The bytes it was read from.
        manifest: The bytes of the manifest.
        signer: Who must have signed.
        release: The release's version.

    Raises:
        BundleError: It was not; or something that must be proven is not.
        SignerError: The trusted root cannot be read.
        LibraryMissingError: `sigstore` is not installed.
    """
    try:
        from sigstore.errors import Error
    except ImportError:
        raise LibraryMissingError("sigstore") from None
    if bundle.verification_material.certificate is None:
        raise BundleError(f"is signed with a key, not by {signer.of(release)}")
    verifier = _verifier(signer.trusted_root)
    try:
        _judge(verifier, bundle, data, manifest, signer, release)
    except BundleError:
        raise
    except Error as error:
        raise BundleError(f"its signature is not good: {_line(error)}") from None
    except Exception as error:  # noqa: BLE001  whatever hostile bytes bring about is a no
        raise BundleError(f"its signature cannot be checked: {_line(error)}") from None
    return _logged(bundle)


def _judge(  # noqa: PLR0913, PLR0917  what a question to the library consists of
    verifier: "Verifier",
    bundle: Bundle,
    data: bytes,
    manifest: bytes,
    signer: IdentitySigner,
    release: str,
) -> None:
    from sigstore import models
    from sigstore.verify import policy

    theirs = models.Bundle.from_json(data)
    vouched = policy.AnyOf([policy.OIDCIssuerV2(signer.issuer), policy.OIDCIssuer(signer.issuer)])
    who = policy.AllOf([policy.Identity(identity=signer.of(release)), vouched])
    if bundle.dsse_envelope is None:
        verifier.verify_artifact(manifest, theirs, who)
        return
    kind, payload = verifier.verify_dsse(theirs, who)
    if (kind, payload) != (PAYLOAD_TYPE, bundle.dsse_envelope.payload):
        raise BundleError("is read in two ways")


def _verifier(trusted_root: Path | None) -> "Verifier":
    from sigstore.errors import Error
    from sigstore.verify import Verifier

    try:
        return Verifier(trusted_root=_root(trusted_root))
    except (OSError, ValueError, Error) as error:
        name = trusted_root.name if trusted_root else "the library's own trusted root"
        raise SignerError(f"{name}: not a trusted root of sigstore: {_line(error)}") from None


def _root(chosen: Path | None) -> "TrustedRoot":
    from sigstore.models import TrustedRoot

    if chosen is not None:
        return TrustedRoot.from_file(str(chosen))
    with resources.as_file(resources.files("sigstore").joinpath(*_PUBLIC_ROOT)) as path:
        return TrustedRoot.from_file(str(path))


def _logged(bundle: Bundle) -> Logged:
    entry = bundle.verification_material.tlog_entries[0]  # the library demands exactly one
    if entry.inclusion_promise is None:
        return Logged(entry.log_index, None)
    when = datetime.fromtimestamp(entry.integrated_time, UTC)
    return Logged(entry.log_index, when.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _line(error: Exception) -> str:
    """Return an error's first line, which may quote what came in."""
    lines = str(error).splitlines()
    return lines[0][:500] if lines else type(error).__name__
