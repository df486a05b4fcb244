import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.signature_bundle import (
    MAX_BUNDLE_BYTES,
    BundleError,
    read_bundle,
    said_of,
)
from signature.notary import b64, digest, encoded, statement, written

MANIFEST = b'{"release": "2026.11.0"}\n'
SIGNED = {
    "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
    "verificationMaterial": {"publicKey": {"hint": "x"}, "tlogEntries": []},
    "messageSignature": {
        "messageDigest": {"algorithm": "SHA2_256", "digest": b64(digest(MANIFEST))},
        "signature": b64(b"\1" * 64),
    },
}
OLD_FORM = "application/vnd.dev.sigstore.bundle+json;version="
ENTRY = {
    "logIndex": "7",
    "logId": {"keyId": b64(b"\1" * 32)},
    "kindVersion": {"kind": "hashedrekord", "version": "0.0.1"},
    "integratedTime": "1",
    "inclusionProof": {
        "logIndex": "7",
        "rootHash": b64(b"\1" * 32),
        "treeSize": "8",
        "hashes": [b64(b"\1" * 32)],
        "checkpoint": {"envelope": "log\n8\n"},
    },
    "canonicalizedBody": "e30=",
}


def changed(*path, to):
    """Return the signed bundle with one thing changed, or taken away (`...`)."""
    made = copy.deepcopy(SIGNED)
    place = made
    for part in path[:-1]:
        place = place[part]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return made


def attested(payload, **more):
    made = {name: SIGNED[name] for name in ("mediaType", "verificationMaterial")}
    envelope = {"payload": b64(payload), "payloadType": "application/vnd.in-toto+json"}
    return made | {"dsseEnvelope": envelope | {"signatures": [{"sig": "AA=="}]} | more}


def logged(**more):
    return changed("verificationMaterial", "tlogEntries", to=[ENTRY | more])


def proven(**more):
    return logged(inclusionProof=ENTRY["inclusionProof"] | more)


@pytest.mark.parametrize(
    ("bundle", "said"),
    [
        (SIGNED, "message"),
        (
            changed("mediaType", to="application/vnd.dev.sigstore.bundle+json;version=0.3"),
            "message",
        ),
        (changed("verificationMaterial", "publicKey", to={}), "message"),
        (changed("verificationMaterial", "tlogEntries", to=...), "message"),
        (logged(), "message"),
        (SIGNED | {"dsseEnvelope": None}, "message"),
        (attested(statement(MANIFEST)), "provenance"),
        (
            attested(
                statement(MANIFEST, predicateType="https://in-toto.io/attestation/release/v0.1")
            ),
            "release",
        ),
    ],
)
def test_what_a_bundle_says(bundle, said):
    assert said_of(read_bundle(written(bundle)), MANIFEST) == said


TEXT = written(SIGNED)
BROKEN = {
    "empty": b"",
    "truncated": TEXT[:-20],
    "cut in the signature": TEXT[:300],
    "a page of a server": b"<!doctype html><title>404</title>",
    "a list": b"[]",
    "two values": TEXT + b"{}",
    "a byte order mark": b"\xef\xbb\xbf" + TEXT,
    "UTF-16": TEXT.decode().encode("utf-16"),
    "not UTF-8": TEXT.replace(b'"x"', b'"\xff"'),
    "a lone surrogate": TEXT.replace(b'"x"', b'"\\ud800"'),
    "a repeated key": TEXT.replace(b"{", b'{"mediaType": "application/x", ', 1),
    "a repeated signature": TEXT.replace(b'"signature"', b'"signature": "AA==", "signature"'),
    "NaN": TEXT.replace(b'"x"', b"NaN"),
    "nested deeply": TEXT.replace(b'"x"', b"[" * 100_000 + b"]" * 100_000),
    "huge": TEXT + b" " * MAX_BUNDLE_BYTES,
    "a huge number": TEXT.replace(b'"x"', b"9" * 100_000),
    "another media type": written(changed("mediaType", to="application/json")),
    "an old version": written(changed("mediaType", to=f"{OLD_FORM}0.1")),
    "a newer version": written(
        changed("mediaType", to="application/vnd.dev.sigstore.bundle.v0.4+json")
    ),
    "no media type": written(changed("mediaType", to=...)),
    "no material": written(changed("verificationMaterial", to=...)),
    "null for material": written(changed("verificationMaterial", to=None)),
    "no key": written(changed("verificationMaterial", "publicKey", to=...)),
    "a key and a certificate": written(
        changed("verificationMaterial", "certificate", to={"rawBytes": "AA=="})
    ),
    "a chain of certificates": written(
        changed("verificationMaterial", "x509CertificateChain", to={"certificates": []})
    ),
    "an unknown field": written(changed("more", to=1)),
    "another spelling": written(changed("media_type", to="x")),
    "a long hint": written(changed("verificationMaterial", "publicKey", "hint", to="x" * 2000)),
    "nothing signed": written(changed("messageSignature", to=...)),
    "two things signed": written(SIGNED | attested(statement(MANIFEST))),
    "no digest": written(changed("messageSignature", "messageDigest", to=...)),
    "an unknown digest": written(
        changed("messageSignature", "messageDigest", "algorithm", to="MD5")
    ),
    "the digest of another manifest": written(
        changed("messageSignature", "messageDigest", "digest", to=b64(digest(b"other")))
    ),
    "half a digest": written(
        changed("messageSignature", "messageDigest", "digest", to=b64(digest(MANIFEST)[:16]))
    ),
    "an empty signature": written(changed("messageSignature", "signature", to="")),
    "base64 with spaces": written(changed("messageSignature", "signature", to="AA ==")),
    "base64 of addresses": written(changed("messageSignature", "signature", to="_-8=")),
    "base64 of two spellings": written(changed("messageSignature", "signature", to="AB==")),
    "base64 without its end": written(changed("messageSignature", "signature", to="AAA")),
    "a signature that is a number": written(changed("messageSignature", "signature", to=7)),
    "a bare number": written(logged(logIndex=7)),
    "a negative number": written(logged(logIndex="-7")),
    "a number with a sign": written(logged(integratedTime="+7")),
    "a number of 64 bits and no sign": written(logged(logIndex="9223372036854775808")),
    "a number of 65 bits": written(logged(logIndex="18446744073709551616")),
    "a number of other digits": written(logged(logIndex="٧")),
    "no proof": written(
        logged() | {"verificationMaterial": {"publicKey": {}, "tlogEntries": [{"logIndex": "1"}]}}
    ),
    "a proof of thousands": written(proven(hashes=[b64(b"\1" * 32)] * 65)),
    "a short hash": written(proven(rootHash="AA==")),
    "a long checkpoint": written(proven(checkpoint={"envelope": "x" * 20_000})),
    "many entries": written(changed("verificationMaterial", "tlogEntries", to=[ENTRY] * 9)),
    "no signature in the envelope": written(attested(statement(MANIFEST), signatures=[])),
    "two signatures in the envelope": written(
        attested(statement(MANIFEST), signatures=[{"sig": "AA=="}, {"sig": "AQ=="}])
    ),
    "another payload type": written(attested(statement(MANIFEST), payloadType="text/plain")),
    "no JSON in the payload": written(attested(b"hello")),
    "a repeated key in the payload": written(
        attested(statement(MANIFEST).replace(b"{", b'{"subject": [], ', 1))
    ),
    "another statement": written(
        attested(statement(MANIFEST, _type="https://in-toto.io/Statement/v0.1"))
    ),
    "no subject": written(attested(statement(MANIFEST, subject=[]))),
    "a thousand subjects and more": written(
        attested(statement(MANIFEST, subject=[{"digest": {}}] * 1025))
    ),
    "the subject of another manifest": written(attested(statement(b"other"))),
    "a subject by another hash": written(
        attested(statement(MANIFEST, subject=[{"digest": {"sha512": digest(MANIFEST).hex()}}]))
    ),
    "a subject by name alone": written(
        attested(statement(MANIFEST, subject=[{"name": "manifest.json", "digest": {}}]))
    ),
    "a subject in capitals": written(
        attested(
            statement(MANIFEST, subject=[{"digest": {"sha256": digest(MANIFEST).hex().upper()}}])
        )
    ),
    "a predicate of another kind": written(
        attested(statement(MANIFEST, predicateType="https://example.org/vulnerable/v1"))
    ),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_bundle_is_refused(data):
    with pytest.raises(BundleError) as caught:
        said_of(read_bundle(data), MANIFEST)
    assert str(caught.value)


def test_a_subject_among_others_is_enough():
    subjects = [
        {"name": "other", "digest": {"sha256": "0" * 64}},
        {"name": "manifest.json", "digest": {"sha256": digest(MANIFEST).hex()}, "uri": "x:y"},
    ]
    bundle = read_bundle(written(attested(statement(MANIFEST, subject=subjects))))
    assert said_of(bundle, MANIFEST) == "provenance"


def test_a_line_that_ends_is_a_bundle_too():
    assert said_of(read_bundle(TEXT + b"\n"), MANIFEST) == "message"  # as the code host writes it


def test_what_is_signed_of_a_statement():
    payload = statement(MANIFEST)
    assert read_bundle(written(attested(payload))).signed_bytes(MANIFEST) == encoded(payload)
    assert read_bundle(TEXT).signed_bytes(MANIFEST) == MANIFEST


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_cleanly(data):
    with pytest.raises(BundleError):
        read_bundle(data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
PLACES = [
    ("mediaType",),
    ("verificationMaterial",),
    ("verificationMaterial", "tlogEntries"),
    ("messageSignature", "messageDigest", "digest"),
    ("messageSignature", "signature"),
]


@given(st.sampled_from(PLACES), VALUES)
def test_any_value_in_any_place_is_read_or_refused(place, value):
    try:
        said_of(read_bundle(json.dumps(changed(*place, to=value)).encode()), MANIFEST)
    except BundleError:
        pass
    else:
        assert place not in {("mediaType",), ("messageSignature", "messageDigest", "digest")}
