import copy

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.signature_bundle import BundleError, read_bundle, said_of
from claimbook.release.signature_key import check_by_key
from claimbook.release.signer import KeySigner, SignerError
from signature.notary import (
    b64,
    by_key,
    digest,
    encoded,
    message_content,
    pem,
    sign,
    spki,
    statement,
    written,
)

A = b'{"release": "2026.11.0"}\n'
B = b'{"release": "2026.12.0"}\n'
KEY = ed25519.Ed25519PrivateKey.generate()
KINDS = ["message", "provenance"]
MAKERS = {
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "P-384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "P-521": lambda: ec.generate_private_key(ec.SECP521R1()),
}


def judged(bundle, manifest=A, key=KEY):
    """Read a bundle and check it, as `verify` does; return the key's fingerprint."""
    found = read_bundle(written(bundle))
    said_of(found, manifest)
    return check_by_key(found, manifest, KeySigner(pem(key), "release.pub"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_who_holds_the_key_has_signed(maker, kind):
    key = maker()
    assert judged(by_key(key, A, kind), key=key) == digest(spki(key)).hex()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_a_bundle_of_one_release_is_refused_for_another(maker, kind):
    key = maker()
    with pytest.raises(BundleError, match="of another manifest"):
        judged(by_key(key, A, kind), B, key)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_another_key_is_refused(maker, kind):
    with pytest.raises(BundleError, match=r"not made with release\.pub"):
        judged(by_key(maker(), A, kind), key=maker())


def message(manifest=A, **changed):
    made = by_key(KEY, manifest)
    made["messageSignature"] |= changed
    return made


def attestation(**changed):
    made = by_key(KEY, A, "provenance")
    made["dsseEnvelope"] |= changed
    return made


def over(data):
    return b64(sign(KEY, data))


SAID_OF_A = {"algorithm": "SHA2_256", "digest": b64(digest(A))}
PAYLOAD = statement(A)
ATTACKS = {
    "the signature of another release under this one's digest": message(B, messageDigest=SAID_OF_A),
    "a signature over the digest": message(signature=over(digest(A))),
    "a signature over its hexadecimal form": message(signature=over(digest(A).hex().encode())),
    "a signature over nothing": message(signature=over(b"")),
    "half a signature": message(signature=b64(sign(KEY, A)[:32])),
    "a signature twice": message(signature=b64(sign(KEY, A) * 2)),
    "zeros": message(signature=b64(bytes(64))),
    "the signature of the statement": message(signature=over(encoded(PAYLOAD))),
    "an altered payload": attestation(payload=b64(statement(A, predicate={"builder": "another"}))),
    "another release's payload, this one's subject": attestation(
        payload=b64(PAYLOAD), signatures=[{"sig": over(encoded(statement(B)))}]
    ),
    "a signature over the bare payload": attestation(signatures=[{"sig": over(PAYLOAD)}]),
    "a signature over another type": attestation(
        signatures=[{"sig": over(encoded(PAYLOAD, "text/plain"))}]
    ),
    "the signature of the manifest": attestation(signatures=[{"sig": over(A)}]),
    "a certificate in place of the key": by_key(KEY, A)
    | {"verificationMaterial": {"certificate": {"rawBytes": b64(spki(KEY))}}},
}


@pytest.mark.parametrize("bundle", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_refused(bundle):
    with pytest.raises(BundleError, match=r"does not match|signed with a certificate"):
        judged(bundle)


def test_a_signature_by_the_wrong_curve_s_hash_is_refused():
    key = ec.generate_private_key(ec.SECP384R1())
    made = by_key(key, A)
    from cryptography.hazmat.primitives import hashes

    made["messageSignature"]["signature"] = b64(key.sign(A, ec.ECDSA(hashes.SHA256())))
    with pytest.raises(BundleError, match="does not match"):
        judged(made, key=key)


def test_a_key_of_another_kind_is_refused():
    made = by_key(ec.generate_private_key(ec.SECP256R1()), A)
    with pytest.raises(BundleError, match="does not match"):
        judged(made)


def private(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


NO_KEYS = {
    "empty": b"",
    "text": b"hello",
    "a private key": private(KEY),
    "truncated": pem(KEY)[:-40],
    "DER": spki(KEY),
    "RSA": pem(rsa.generate_private_key(65537, 2048)),
    "another curve": pem(ec.generate_private_key(ec.SECP256K1())),
    "not a point": pem(KEY).replace(pem(KEY).splitlines()[1], b"MCow" * 10),
}


@pytest.mark.parametrize("key", NO_KEYS.values(), ids=NO_KEYS)
def test_what_is_no_key_of_ours_is_said_to_be_none(key):
    bundle = read_bundle(written(by_key(KEY, A)))
    with pytest.raises(SignerError, match=r"release\.pub: not a (public )?key"):
        check_by_key(bundle, A, KeySigner(key, "release.pub"))


GOOD = {kind: written(by_key(KEY, A, kind)) for kind in KINDS}


@given(st.sampled_from(KINDS), st.data())
def test_no_flipped_bit_makes_another_signature_good(kind, data):
    made = bytearray(GOOD[kind])
    place = data.draw(st.integers(0, len(made) - 1))
    made[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        bundle = read_bundle(bytes(made))
        said_of(bundle, A)
        check_by_key(bundle, A, KeySigner(pem(KEY)))
    except BundleError:
        return
    good = read_bundle(GOOD[kind])
    assert bundle.signature() == good.signature()  # so it was the hint, or a space
    assert bundle.signed_bytes(A) == good.signed_bytes(A)


def test_logs_of_others_are_no_matter_of_the_key_s():
    made = copy.deepcopy(by_key(KEY, A)) | message_content(KEY, A)
    made["verificationMaterial"]["publicKey"] = {"hint": "somebody else's"}
    assert judged(made)
