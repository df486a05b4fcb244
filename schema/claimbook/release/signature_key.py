"""Checking a bundle's signature with a public key: no certificates, no log, no clock."""

import hashlib
from typing import TYPE_CHECKING

from claimbook.release.signature_bundle import Bundle, BundleError
from claimbook.release.signer import KeySigner, LibraryMissingError, SignerError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_CURVES = {"secp256r1": "SHA256", "secp384r1": "SHA384", "secp521r1": "SHA512"}
"""The hash that goes with each curve, by sigstore's registry of algorithms."""

_KINDS = "Ed25519, or ECDSA on P-256, P-384 or P-521"


def check_by_key(bundle: Bundle, manifest: bytes, signer: KeySigner) -> str:
    """Check that a bundle's signature was made with a key, and return the key's fingerprint.

    Args:
        bundle: The bundle, of which is known already what it says of the manifest.
        manifest: The bytes of the manifest.
        signer: The key.

    Returns:
        SHA-256 of the public key in DER form, in hexadecimal.

    Raises:
        BundleError: It was not, or the bundle carries a certificate in place of a key.
        SignerError: The key cannot be read, or is of a kind that is not used here.
        LibraryMissingError: `cryptography` is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature
    except ImportError:
        raise LibraryMissingError("signed") from None
    key = _loaded(signer)
    if bundle.verification_material.public_key is None:
        raise BundleError(f"is signed with a certificate, not with {signer.name}")
    try:
        _verify(key, bundle.signature(), bundle.signed_bytes(manifest))
    except InvalidSignature:
        raise BundleError(f"its signature does not match: not made with {signer.name}") from None
    return fingerprint_of(key)


def fingerprint_of(key: "EllipticCurvePublicKey | Ed25519PublicKey") -> str:
    """Return the SHA-256 of a public key in DER form, in hexadecimal."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return hashlib.sha256(
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()


def _loaded(signer: KeySigner) -> "EllipticCurvePublicKey | Ed25519PublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(signer.pem)
    except (ValueError, UnsupportedAlgorithm):
        raise SignerError(f"{signer.name}: not a public key in PEM form") from None
    if isinstance(key, ed25519.Ed25519PublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return key
    raise SignerError(f"{signer.name}: not a key of a kind that is used: {_KINDS}")


def _verify(
    key: "EllipticCurvePublicKey | Ed25519PublicKey", signature: bytes, data: bytes
) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    if not isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, data)
        return
    algorithm: hashes.HashAlgorithm = getattr(hashes, _CURVES[key.curve.name])()
    key.verify(signature, data, ec.ECDSA(algorithm))
