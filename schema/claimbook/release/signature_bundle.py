"""The sigstore bundle that may lie beside a manifest: what it says, before anything is believed.

Source of the form: sigstore's `protobuf-specs` (`sigstore_bundle.proto`, version 0.3, in protobuf's
JSON), DSSE 1.0 and the in-toto statement v1. Read is what those demand of a writer, and no more.
"""

import base64
import binascii
import hashlib
import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from claimbook.errors import ClaimbookError
from claimbook.release.json_file import read_json

BUNDLE_NAME = "manifest.json.sigstore.json"
"""The file beside `manifest.json`; like `SHA256SUMS` it cannot be in the manifest."""

MAX_BUNDLE_BYTES = 1024 * 1024
"""Attestations of a build take about 12 KiB; what they say of it may be longer."""

PAYLOAD_TYPE = "application/vnd.in-toto+json"

PREDICATES = {
    "https://slsa.dev/provenance/v1": "provenance",
    "https://in-toto.io/attestation/release/v0.1": "release",
}
"""What a statement may say of its subject; other kinds do not say who published it."""

_HASHES = {"SHA2_256": "sha256", "SHA2_384": "sha384", "SHA2_512": "sha512"}
_BASE64 = re.compile("[A-Za-z0-9+/]+={0,2}")
_WHOLE = re.compile("0|[1-9][0-9]{0,18}")


class BundleError(ClaimbookError):
    """The bytes are no sigstore bundle, or one that says nothing of this manifest."""


def _octets(value: object) -> bytes:
    """Decode base64 that has one spelling only."""
    if not isinstance(value, str) or not _BASE64.fullmatch(value):
        raise ValueError("not base64")
    try:
        decoded = base64.b64decode(value, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if base64.b64encode(decoded).decode() != value:
        raise ValueError("not base64 in its canonical form")
    return decoded


def _whole(value: object) -> int:
    """Read a whole number of 64 bits, which protobuf's JSON writes as text."""
    if not isinstance(value, str) or not _WHOLE.fullmatch(value) or int(value) >= 2**63:
        raise ValueError("not a whole number in quotation marks")
    return int(value)


Octets = Annotated[bytes, BeforeValidator(_octets)]
Digest = Annotated[Octets, Field(min_length=32, max_length=32)]
Whole = Annotated[int, BeforeValidator(_whole)]


class _Part(BaseModel):
    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", alias_generator=to_camel, allow_inf_nan=False
    )


class PublicKeyHint(_Part):
    """Which key it was; a hint that proves nothing."""

    hint: Annotated[str, Field(max_length=1000)] = ""


class Certificate(_Part):
    """The signer's certificate, DER."""

    raw_bytes: Octets


class _LogId(_Part):
    key_id: Digest


class _KindVersion(_Part):
    kind: Annotated[str, Field(max_length=100)]
    version: Annotated[str, Field(max_length=100)]


class _Promise(_Part):
    signed_entry_timestamp: Octets


class _Checkpoint(_Part):
    envelope: Annotated[str, Field(max_length=16384)]


class _Proof(_Part):
    log_index: Whole
    root_hash: Digest
    tree_size: Whole
    hashes: Annotated[tuple[Digest, ...], Field(max_length=64)] = ()
    checkpoint: _Checkpoint


class LogEntry(_Part):
    """An entry of a transparency log, and the proof that it stands there."""

    log_index: Whole
    log_id: _LogId
    kind_version: _KindVersion
    integrated_time: Whole = 0
    inclusion_promise: _Promise | None = None
    inclusion_proof: _Proof
    canonicalized_body: Octets


class _Timestamp(_Part):
    signed_timestamp: Octets


class _Timestamps(_Part):
    rfc3161_timestamps: Annotated[tuple[_Timestamp, ...], Field(max_length=32)] = ()


class Material(_Part):
    """What a signature can be checked by: a certificate, or the hint at a key."""

    public_key: PublicKeyHint | None = None
    certificate: Certificate | None = None
    tlog_entries: Annotated[tuple[LogEntry, ...], Field(max_length=8)] = ()
    timestamp_verification_data: _Timestamps | None = None

    @model_validator(mode="after")
    def _has_one_kind(self) -> Self:
        if (self.public_key is None) == (self.certificate is None):
            raise ValueError("must have a certificate or a public key, and not both")
        return self


class _MessageDigest(_Part):
    algorithm: Literal["SHA2_256", "SHA2_384", "SHA2_512"]
    digest: Octets


class MessageSignature(_Part):
    """A signature over the bytes of the manifest."""

    message_digest: _MessageDigest
    signature: Octets


class _EnvelopeSignature(_Part):
    sig: Octets
    keyid: Annotated[str, Field(max_length=1000)] = ""


class Envelope(_Part):
    """A signed statement (DSSE)."""

    payload: Octets
    payload_type: Literal["application/vnd.in-toto+json"]
    signatures: Annotated[tuple[_EnvelopeSignature, ...], Field(min_length=1, max_length=1)]

    def signed_bytes(self) -> bytes:
        """Return what the signature is over: the pre-authentication encoding (DSSE, protocol.md).

        Example:
            >>> Envelope(payload="e30=", payloadType=PAYLOAD_TYPE, signatures=({"sig": "AA=="},)
            ... ).signed_bytes()
            b'DSSEv1 28 application/vnd.in-toto+json 2 {}'
        """
        kind = self.payload_type.encode()
        return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(self.payload), self.payload)


class Bundle(_Part):
    """A signature with all that is needed to check it."""

    media_type: Literal[
        "application/vnd.dev.sigstore.bundle.v0.3+json",
        "application/vnd.dev.sigstore.bundle+json;version=0.3",
    ]
    verification_material: Material
    message_signature: MessageSignature | None = None
    dsse_envelope: Envelope | None = None

    @model_validator(mode="after")
    def _has_one_content(self) -> Self:
        if (self.message_signature is None) == (self.dsse_envelope is None):
            raise ValueError("must have a message signature or an envelope, and not both")
        return self

    def signature(self) -> bytes:
        """Return the signature itself."""
        if self.message_signature is not None:
            return self.message_signature.signature
        return self._envelope().signatures[0].sig

    def signed_bytes(self, manifest: bytes) -> bytes:
        """Return the bytes that the signature must be over."""
        return manifest if self.message_signature else self._envelope().signed_bytes()

    def _envelope(self) -> Envelope:
        if self.dsse_envelope is None:
            raise BundleError("has no envelope")
        return self.dsse_envelope


class _Subject(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)  # other fields may be there: in-toto's rule

    digest: dict[str, str]


class _Statement(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    type_: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: Annotated[tuple[_Subject, ...], Field(min_length=1, max_length=1024)]
    predicate_type: Annotated[str, Field(max_length=1000)] = Field(alias="predicateType")


def read_bundle(data: bytes) -> Bundle:
    """Read a bundle that may come from anywhere.

    Raises:
        BundleError: The bytes are too many, no strict JSON, or not a bundle of version 0.3.
    """
    return read_json(data, Bundle, limit=MAX_BUNDLE_BYTES, error=BundleError)


def said_of(bundle: Bundle, manifest: bytes) -> str:
    """Return what a bundle says of a manifest: ``message``, or what its statement is about.

    Whether it says so truly is not looked at: this needs no key.

    Args:
        bundle: The bundle.
        manifest: The bytes of the manifest.

    Raises:
        BundleError: It is of another manifest, or no statement that says where one comes from.
    """
    if bundle.message_signature is not None:
        said = bundle.message_signature.message_digest
        if hashlib.new(_HASHES[said.algorithm], manifest).digest() != said.digest:
            raise BundleError("is the signature of another manifest")
        return "message"
    payload = bundle._envelope().payload  # noqa: SLF001  of this module
    statement = read_json(payload, _Statement, limit=MAX_BUNDLE_BYTES, error=BundleError)
    found = hashlib.sha256(manifest).hexdigest()
    if all(subject.digest.get("sha256") != found for subject in statement.subject):
        raise BundleError("is the attestation of another manifest")
    if statement.predicate_type not in PREDICATES:
        raise BundleError(f"does not say where it comes from, but {statement.predicate_type}")
    return PREDICATES[statement.predicate_type]
