import base64
import copy
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from claimbook.release.signature_bundle import BundleError, read_bundle, said_of
from claimbook.release.signature_identity import check_by_identity
from claimbook.release.signer import IdentitySigner, SignerError
from signature.notary import (
    IDENTITY,
    ISSUER,
    WHEN,
    WORKFLOW,
    Instance,
    b64,
    by_key,
    digest,
    sign,
    statement,
    written,
)

A, RELEASE = b'{"release": "2026.11.0"}\n', "2026.11.0"
B, NEXT = b'{"release": "2026.12.0"}\n', "2026.12.0"
KINDS = ["message", "provenance"]


def judged(bundle, signer, manifest=A, release=RELEASE):
    data = written(bundle)
    found = read_bundle(data)
    said_of(found, manifest)
    return check_by_identity(found, data, manifest, signer, release)


@pytest.mark.parametrize("form", ["old", "new"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_workflow_has_signed(instance, workflow, kind, form):
    found = judged(instance.by_identity(A, RELEASE, kind, form=form), workflow)
    assert (found.index, found.time) == (1, "2026-11-22T10:00:00Z")


@pytest.mark.parametrize("kind", KINDS)
def test_a_bundle_of_one_release_is_refused_for_another(instance, workflow, kind):
    bundle = instance.by_identity(A, RELEASE, kind)
    with pytest.raises(BundleError, match="of another manifest"):
        judged(bundle, workflow, B, NEXT)
    with pytest.raises(BundleError, match="SANs do not match"):  # the tag names the release
        judged(bundle, workflow, A, NEXT)


OTHERS = {
    "another workflow": {"identity": WORKFLOW.replace("release", "check") + "@refs/tags/data-x"},
    "a branch": {"identity": WORKFLOW + "@refs/heads/main"},
    "another repository": {"identity": IDENTITY.replace("somebody", "mallory")},
    "another release's tag": {"identity": WORKFLOW + "@refs/tags/data-2026.10.0"},
    "a longer name": {"identity": WORKFLOW + f"@refs/tags/data-{RELEASE}-rc"},
    "another issuer": {"issuer": "https://issuer.example"},
    "an issuer of nearly that name": {"issuer": ISSUER + "/"},
    "another issuer, in the new form": {"issuer": "https://issuer.example", "form": "new"},
    "signed after the certificate expired": {"at": WHEN + timedelta(minutes=20)},
    "signed before it was valid": {"at": WHEN - timedelta(minutes=20)},
    "a certificate that is not logged": {"logged": ec.generate_private_key(ec.SECP256R1())},
    "a certificate for another use": {"usage": "web"},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", OTHERS.values(), ids=OTHERS)
def test_somebody_else_is_refused(instance, workflow, how, kind):
    with pytest.raises(BundleError, match="its signature is not good"):
        judged(instance.by_identity(A, RELEASE, kind, **how), workflow)


@pytest.mark.parametrize("kind", KINDS)
def test_an_authority_that_nobody_trusts_is_refused(workflow, kind):
    with pytest.raises(BundleError, match="its signature is not good"):
        judged(Instance().by_identity(A, RELEASE, kind), workflow)


def test_the_public_instance_does_not_vouch_for_ours(instance):
    signer = IdentitySigner(IDENTITY, ISSUER)  # trusts what the library was published with
    with pytest.raises(BundleError, match="its signature is not good"):
        judged(instance.by_identity(A, RELEASE), signer)


# --- the log ----------------------------------------------------------------------------------
def entry(bundle):
    return bundle["verificationMaterial"]["tlogEntries"][0]


def no_entry(bundle, _instance):
    bundle["verificationMaterial"]["tlogEntries"] = []


def two_entries(bundle, _instance):
    bundle["verificationMaterial"]["tlogEntries"] *= 2


def no_promise(bundle, _instance):
    del entry(bundle)["inclusionPromise"]


def a_promise_of_another(bundle, instance):
    promise = entry(instance.by_identity(A, RELEASE))["inclusionPromise"]
    entry(bundle)["inclusionPromise"] = promise


def another_time(bundle, _instance):
    entry(bundle)["integratedTime"] = str(int(WHEN.timestamp()) + 60)


def a_time_beyond_all_calendars(bundle, _instance):
    entry(bundle)["integratedTime"] = str(2**63 - 1)


def another_number(bundle, _instance):
    entry(bundle)["logIndex"] = "2"


def another_place_in_the_tree(bundle, _instance):
    entry(bundle)["inclusionProof"]["logIndex"] = "0"


def a_place_outside_the_tree(bundle, _instance):
    entry(bundle)["inclusionProof"]["logIndex"] = "2"


def a_proof_of_another(bundle, _instance):
    entry(bundle)["inclusionProof"]["hashes"] = [b64(digest(b"other"))]


def no_proof_at_all(bundle, _instance):
    entry(bundle)["inclusionProof"]["hashes"] = []


def another_root(bundle, _instance):
    entry(bundle)["inclusionProof"]["rootHash"] = b64(digest(b"other"))


def a_checkpoint_without_signature(bundle, _instance):
    note = entry(bundle)["inclusionProof"]["checkpoint"]["envelope"]
    text = note.partition("\n\n")[0] + "\n\n"
    entry(bundle)["inclusionProof"]["checkpoint"]["envelope"] = text


def a_checkpoint_by_another_log(bundle, _instance):
    theirs = entry(Instance().by_identity(A, RELEASE))["inclusionProof"]["checkpoint"]
    entry(bundle)["inclusionProof"]["checkpoint"] = theirs


def an_entry_of_another_signature(bundle, instance):
    theirs = entry(instance.by_identity(A, RELEASE, kind_of(bundle)))
    bundle["verificationMaterial"]["tlogEntries"] = [theirs]


def an_entry_of_another_kind(bundle, instance):
    other = "provenance" if kind_of(bundle) == "message" else "message"
    theirs = entry(instance.by_identity(A, RELEASE, other))
    bundle["verificationMaterial"]["tlogEntries"] = [theirs]


def an_entry_by_another_log(bundle, _instance):
    body = base64.b64decode(entry(bundle)["canonicalizedBody"])
    bundle["verificationMaterial"]["tlogEntries"] = [Instance().entry(body, WHEN)]


def an_entry_that_is_no_json(bundle, instance):
    made = instance.entry(b'{"kind": "hashedrekord"}', WHEN)
    bundle["verificationMaterial"]["tlogEntries"] = [made]


def another_version(bundle, _instance):
    entry(bundle)["kindVersion"]["version"] = "0.0.9"


# --- the certificate and the signature ---------------------------------------------------------
def another_certificate(bundle, instance):
    theirs = instance.by_identity(A, RELEASE)["verificationMaterial"]["certificate"]
    bundle["verificationMaterial"]["certificate"] = theirs


def the_authority_s_certificate(bundle, instance):
    der = instance.root.public_bytes(Encoding.DER)
    bundle["verificationMaterial"]["certificate"] = {"rawBytes": b64(der)}


def no_certificate_at_all(bundle, _instance):
    bundle["verificationMaterial"]["certificate"] = {"rawBytes": b64(b"no certificate")}


def a_truncated_certificate(bundle, _instance):
    der = base64.b64decode(bundle["verificationMaterial"]["certificate"]["rawBytes"])
    bundle["verificationMaterial"]["certificate"] = {"rawBytes": b64(der[:-1])}


def a_signature_by_another_key(bundle, _instance):
    key = ec.generate_private_key(ec.SECP256R1())
    place(bundle)["sig" if kind_of(bundle) == "provenance" else "signature"] = b64(sign(key, A))


def timestamps_of_nobody(bundle, _instance):
    said = {"rfc3161Timestamps": [{"signedTimestamp": b64(b"now")}]}
    bundle["verificationMaterial"]["timestampVerificationData"] = said


def kind_of(bundle):
    return "message" if "messageSignature" in bundle else "provenance"


def place(bundle):
    if kind_of(bundle) == "message":
        return bundle["messageSignature"]
    return bundle["dsseEnvelope"]["signatures"][0]


ATTACKS = [
    no_entry,
    two_entries,
    no_promise,
    a_promise_of_another,
    another_time,
    a_time_beyond_all_calendars,
    another_number,
    another_place_in_the_tree,
    a_place_outside_the_tree,
    a_proof_of_another,
    no_proof_at_all,
    another_root,
    a_checkpoint_without_signature,
    a_checkpoint_by_another_log,
    an_entry_of_another_signature,
    an_entry_of_another_kind,
    an_entry_by_another_log,
    an_entry_that_is_no_json,
    another_version,
    another_certificate,
    the_authority_s_certificate,
    no_certificate_at_all,
    a_truncated_certificate,
    a_signature_by_another_key,
    timestamps_of_nobody,
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_attack_is_refused(instance, workflow, attack, kind):
    bundle = copy.deepcopy(instance.by_identity(A, RELEASE, kind))
    attack(bundle, instance)
    with pytest.raises(BundleError, match=r"^its signature (is not good|cannot be checked)"):
        judged(bundle, workflow)


def test_an_altered_statement_is_refused(instance, workflow):
    bundle = instance.by_identity(A, RELEASE, "provenance")
    bundle["dsseEnvelope"]["payload"] = b64(statement(A, predicate={"builder": "another"}))
    with pytest.raises(BundleError, match="its signature is not good"):
        judged(bundle, workflow)


def test_the_signature_of_another_release_under_this_one_s_digest(instance, workflow):
    bundle = instance.by_identity(B, RELEASE)
    bundle["messageSignature"]["messageDigest"]["digest"] = b64(digest(A))
    with pytest.raises(BundleError, match="its signature is not good"):
        judged(bundle, workflow)


def test_two_readers_must_see_one_statement(instance, workflow):
    data = written(instance.by_identity(A, RELEASE, "provenance"))
    other = read_bundle(written(instance.by_identity(B, RELEASE, "provenance")))
    with pytest.raises(BundleError, match="is read in two ways"):
        check_by_identity(other, data, A, workflow, RELEASE)


def test_a_key_is_no_identity(key, workflow):
    with pytest.raises(BundleError, match=r"is signed with a key, not by .*data-2026\.11\.0"):
        judged(by_key(key, A), workflow)


ROOTS = {
    "empty": b"",
    "text": b"hello",
    "another file": b"{}",
    "no logs": None,
    "another version": b'{"mediaType": "application/x"}',
}


@pytest.mark.parametrize("data", ROOTS.values(), ids=ROOTS)
def test_what_is_no_trusted_root_is_said_to_be_none(instance, tmp_path, data):
    path = tmp_path / "root.json"
    if data is None:
        data = json.dumps(json.loads(instance.trusted_root()) | {"tlogs": []}).encode()
    path.write_bytes(data)
    signer = IdentitySigner(IDENTITY, ISSUER, path)
    with pytest.raises(SignerError, match=r"root\.json: not a trusted root"):
        judged(instance.by_identity(A, RELEASE), signer)


def test_a_trusted_root_that_is_not_there(instance, tmp_path):
    signer = IdentitySigner(IDENTITY, ISSUER, tmp_path / "none.json")
    with pytest.raises(SignerError, match=r"none\.json: not a trusted root"):
        judged(instance.by_identity(A, RELEASE), signer)
