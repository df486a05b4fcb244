"""Who signs in the tests: holders of keys, and a sigstore instance with everything it consists of.

The instance has an authority, a log of certificates and a transparency log of its own. What it
makes is what the public one makes: the forms are those of RFC 6962, Rekor 0.0.1 and sigstore's
bundle 0.3.
"""

import base64
import hashlib
import json
import struct
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
PROVENANCE = "https://slsa.dev/provenance/v1"
ISSUER = "https://token.example.org"
WORKFLOW = "https://host.example/somebody/claimbook/.github/workflows/release.yml"
IDENTITY = WORKFLOW + "@refs/tags/data-{release}"
WHEN = datetime(2026, 11, 22, 10, tzinfo=UTC)
SHA256 = ec.ECDSA(hashes.SHA256())
_ISSUER_OID = x509.ObjectIdentifier("1.3.6.1.4.1.57264.1.1")
_NEW_ISSUER_OID = x509.ObjectIdentifier("1.3.6.1.4.1.57264.1.8")
_SCT_OID = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def written(bundle) -> bytes:
    return json.dumps(bundle).encode()


def digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def spki(key) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.DER, form)


def pem(key) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form)


def statement(manifest: bytes, **changed) -> bytes:
    said = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "manifest.json", "digest": {"sha256": digest(manifest).hex()}}],
        "predicateType": PROVENANCE,
        "predicate": {"buildDefinition": {"buildType": "test"}},
    }
    return json.dumps(said | changed).encode()


def encoded(payload: bytes, kind: str = PAYLOAD_TYPE) -> bytes:
    return f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload


def sign(key, data: bytes) -> bytes:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(data)
    algorithm = {256: hashes.SHA256, 384: hashes.SHA384, 521: hashes.SHA512}[key.key_size]()
    return key.sign(data, ec.ECDSA(algorithm))


def message_content(key, manifest: bytes) -> dict:
    said = {"algorithm": "SHA2_256", "digest": b64(digest(manifest))}
    return {"messageSignature": {"messageDigest": said, "signature": b64(sign(key, manifest))}}


def envelope_content(key, payload: bytes) -> dict:
    signatures = [{"sig": b64(sign(key, encoded(payload)))}]
    envelope = {"payload": b64(payload), "payloadType": PAYLOAD_TYPE, "signatures": signatures}
    return {"dsseEnvelope": envelope}


def content(key, manifest: bytes, kind: str) -> dict:
    if kind == "message":
        return message_content(key, manifest)
    return envelope_content(key, statement(manifest))


def by_key(key, manifest: bytes, kind: str = "message") -> dict:
    """Return a bundle that the holder of a key makes."""
    material = {"publicKey": {"hint": b64(digest(spki(key)))}, "tlogEntries": []}
    return {
        "mediaType": MEDIA_TYPE,
        "verificationMaterial": material,
        **content(key, manifest, kind),
    }


class Instance:
    """A sigstore of our own."""

    def __init__(self) -> None:
        self.authority, self.certificates, self.log = (
            ec.generate_private_key(ec.SECP256R1()) for _ in range(3)
        )
        self.root = self._root()

    def trusted_root(self) -> bytes:
        """Return what those have who trust this instance, in sigstore's form."""
        start = {"start": "2026-01-01T00:00:00Z"}
        chain = {"certificates": [{"rawBytes": b64(self._der(self.root))}]}
        named = {"organization": "test", "commonName": "test"}
        authority = {"subject": named, "certChain": chain, "validFor": start}
        said = {
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [_log(self.log, start)],
            "ctlogs": [_log(self.certificates, start)],
            "certificateAuthorities": [authority],
        }
        return json.dumps(said).encode()

    def by_identity(self, manifest: bytes, release: str, kind: str = "message", **how) -> dict:
        """Return a bundle that a workflow makes with a certificate of ten minutes.

        Args:
            manifest: What is signed.
            release: Its version, for the tag.
            kind: ``message`` or ``provenance``.
            how: What of the certificate or of the log's entry is another.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        identity = how.pop("identity", IDENTITY.replace("{release}", release))
        at = how.pop("at", WHEN)
        certificate = self.certificate(key, identity, **how)
        made = content(key, manifest, kind)
        entry = self.entry(_body(certificate, made, manifest), at)
        material = {
            "certificate": {"rawBytes": b64(self._der(certificate))},
            "tlogEntries": [entry],
        }
        return {"mediaType": MEDIA_TYPE, "verificationMaterial": material, **made}

    def certificate(self, key, identity, *, issuer=ISSUER, logged=None, usage="code", form="old"):
        """Return a certificate for a key, entered in a log of certificates."""
        builder = self._builder(key, identity, usage)
        builder = builder.add_extension(_issuer(issuer, form), False)
        unsigned = self._with(builder, b"\0" * 64).sign(self.authority, hashes.SHA256())
        log = logged or self.certificates
        stamp = int(WHEN.timestamp() * 1000)
        precertificate = unsigned.tbs_precertificate_bytes
        length = struct.pack("!I", len(precertificate))[1:]
        head = struct.pack("!BBQH", 0, 0, stamp, 1) + digest(spki(self.authority))
        signed = log.sign(head + length + precertificate + b"\0\0", SHA256)
        sct = b"\0" + digest(spki(log)) + struct.pack("!QHBBH", stamp, 0, 4, 3, len(signed))
        return self._with(builder, sct + signed).sign(self.authority, hashes.SHA256())

    def entry(self, body: bytes, at: datetime) -> dict:
        """Return the second entry of the transparency log, with all its proofs."""
        first, leaf = digest(b"\0first"), digest(b"\0" + body)
        top = digest(b"\1" + first + leaf)
        note = f"log.example\n2\n{b64(top)}\n"
        signed = digest(spki(self.log))[:4] + sign(self.log, note.encode())
        known = {"logIndex": "1", "logId": {"keyId": b64(digest(spki(self.log)))}}
        return known | {
            "kindVersion": {"kind": json.loads(body)["kind"], "version": "0.0.1"},
            "integratedTime": str(int(at.timestamp())),
            "inclusionPromise": {"signedEntryTimestamp": b64(self._promise(body, at))},
            "inclusionProof": {
                "logIndex": "1",
                "rootHash": b64(top),
                "treeSize": "2",
                "hashes": [b64(first)],
                "checkpoint": {"envelope": f"{note}\n\u2014 log.example {b64(signed)}\n"},
            },
            "canonicalizedBody": b64(body),
        }

    def _promise(self, body: bytes, at: datetime) -> bytes:
        said = {
            "body": b64(body),
            "integratedTime": int(at.timestamp()),
            "logID": digest(spki(self.log)).hex(),
            "logIndex": 1,
        }
        return sign(self.log, json.dumps(said, sort_keys=True, separators=(",", ":")).encode())

    def _root(self):
        public = self.authority.public_key()
        uses = dict.fromkeys(_USES, False) | {"key_cert_sign": True, "crl_sign": True}
        builder = _named(x509.CertificateBuilder(), public, "test authority")
        builder = builder.not_valid_before(WHEN - timedelta(days=30))
        builder = builder.not_valid_after(WHEN + timedelta(days=3650))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        builder = builder.add_extension(x509.KeyUsage(**uses), True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        return builder.sign(self.authority, hashes.SHA256())

    def _builder(self, key, identity, usage):
        uses = dict.fromkeys(_USES, False) | {"digital_signature": True}
        means = {"code": ExtendedKeyUsageOID.CODE_SIGNING, "web": ExtendedKeyUsageOID.SERVER_AUTH}
        theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.authority.public_key())
        named = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(identity)])
        builder = x509.CertificateBuilder(issuer_name=self.root.subject)
        builder = builder.subject_name(x509.Name([])).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(WHEN - timedelta(minutes=1))
        builder = builder.not_valid_after(WHEN + timedelta(minutes=9))
        builder = builder.add_extension(x509.KeyUsage(**uses), True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([means[usage]]), False)
        return builder.add_extension(theirs, False).add_extension(named, True)

    def _with(self, builder, sct: bytes):
        listed = struct.pack("!HH", len(sct) + 2, len(sct)) + sct
        value = bytes([0x04, 0x81, len(listed)]) + listed  # an octet string of 128 to 255 bytes
        if len(listed) < 128:
            value = bytes([0x04, len(listed)]) + listed
        return builder.add_extension(x509.UnrecognizedExtension(_SCT_OID, value), False)

    def _der(self, certificate) -> bytes:
        return certificate.public_bytes(serialization.Encoding.DER)


_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _named(builder, public, name: str):
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = builder.subject_name(who).issuer_name(who).public_key(public)
    return builder.serial_number(x509.random_serial_number())


def _issuer(issuer: str, form: str):
    """Return who vouches, in the old form (bare) or the new one (DER); authorities write both."""
    if form == "old":
        return x509.UnrecognizedExtension(_ISSUER_OID, issuer.encode())
    text = bytes([0x0C, len(issuer)]) + issuer.encode()
    return x509.UnrecognizedExtension(_NEW_ISSUER_OID, text)


def _log(key, valid: dict) -> dict:
    details = {"rawBytes": b64(spki(key)), "keyDetails": "PKIX_ECDSA_P256_SHA_256"}
    return {
        "baseUrl": "https://log.example",
        "hashAlgorithm": "SHA2_256",
        "publicKey": details | {"validFor": valid},
        "logId": {"keyId": b64(digest(spki(key)))},
    }


def _body(certificate, made: dict, manifest: bytes) -> bytes:
    signer = b64(certificate.public_bytes(serialization.Encoding.PEM))
    if "messageSignature" in made:
        hashed = {"hash": {"algorithm": "sha256", "value": digest(manifest).hex()}}
        signature = made["messageSignature"]["signature"]
        said = {"content": signature, "publicKey": {"content": signer}}
        return _entry("hashedrekord", {"data": hashed, "signature": said})
    envelope = made["dsseEnvelope"]
    payload = base64.b64decode(envelope["payload"])
    signatures = [{"signature": envelope["signatures"][0]["sig"], "verifier": signer}]
    hashed = {"algorithm": "sha256", "value": digest(payload).hex()}
    spec = {"envelopeHash": hashed, "payloadHash": hashed, "signatures": signatures}
    return _entry("dsse", spec)


def _entry(kind: str, spec: dict) -> bytes:
    said = {"apiVersion": "0.0.1", "kind": kind, "spec": spec}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
