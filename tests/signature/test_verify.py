import dataclasses
import os
import sys

import pytest

import claimbook
from claimbook.release.fault import FaultError, SignatureError
from claimbook.release.open import ReleaseError
from claimbook.release.signature import signature_of
from claimbook.release.signer import KeySigner, SignerError
from claimbook.release.verify import verify
from release.conftest import VERSION, VIEWS, write_sample
from signature.conftest import BUNDLE
from signature.notary import IDENTITY, by_key, digest, spki, written


def manifest_of(folder):
    return (folder / "manifest.json").read_bytes()


def put(folder, bundle):
    (folder / BUNDLE).write_bytes(bundle if isinstance(bundle, bytes) else written(bundle))
    return folder


def refused(folder, **options) -> tuple[FaultError, ...]:
    with pytest.raises(ReleaseError) as caught:
        verify(folder, **options)
    return caught.value.faults


def test_without_a_signature_it_says_so(folder):
    assert verify(folder).signature.state == "none"
    assert "no signature" in verify(folder).signature.in_words()


@pytest.mark.parametrize("kind", ["message", "provenance"])
def test_who_holds_the_key(folder, key, holder, kind):
    put(folder, by_key(key, manifest_of(folder), kind))
    found = verify(folder, signer=holder).signature
    assert (found.state, found.issuer, found.not_checked) == ("checked", None, ())
    assert found.by == f"release.pub (SHA-256 {digest(spki(key)).hex()})"
    assert found.in_words().startswith({"message": "signed", "provenance": "attested"}[kind])


def test_who_has_the_identity(folder, instance, workflow):
    put(folder, instance.by_identity(manifest_of(folder), VERSION, "provenance"))
    found = verify(folder, signer=workflow).signature
    assert (found.state, found.log_index) == ("checked", 1)
    assert found.in_words() == (
        f"attested by {IDENTITY.replace('{release}', VERSION)} (issuer https://token.example.org, "
        "log index 1, logged 2026-11-22T10:00:00Z)"
    )
    assert claimbook.load(path=folder).verify(signer=workflow).signature == found


def test_what_is_not_checked_is_said(folder, instance, key, holder):
    manifest = manifest_of(folder)
    made = by_key(key, manifest)
    entry = instance.by_identity(manifest, VERSION)["verificationMaterial"]["tlogEntries"]
    made["verificationMaterial"]["tlogEntries"] = entry
    found = verify(put(folder, made), signer=holder).signature
    assert found.in_words().endswith("; not checked: what the bundle holds of logs and times")


def test_a_signature_by_nobody_in_particular_is_not_checked(folder, key):
    found = verify(put(folder, by_key(key, manifest_of(folder)))).signature
    assert (found.state, found.by) == ("unchecked", None)
    assert found.in_words() == (
        "signature present but not checked: nobody is named who must have signed"
    )


@pytest.mark.parametrize("pem", [True, False])
def test_a_named_signer_means_that_there_must_be_a_signature(folder, holder, workflow, pem):
    signer = holder if pem else workflow
    [fault] = refused(folder, signer=signer)
    assert str(fault) == f"{BUNDLE}: is not there, and there must be one"
    assert (fault.kind, fault.exit_code) == ("signature", 4)
    assert verify(folder, signer=signer, require_signature=False).signature.state == "none"


def test_a_signature_that_must_be_needs_somebody_to_have_made_it(folder, key):
    put(folder, by_key(key, manifest_of(folder)))
    [fault] = refused(folder, require_signature=True)
    assert "not checked" in str(fault)


@pytest.mark.parametrize("kind", ["message", "provenance"])
def test_the_bundle_of_one_release_does_for_no_other(folder, tmp_path, key, holder, kind):
    other = write_sample(tmp_path / "other" / VERSION, {"view_of.sql": VIEWS["view_of.sql"]})
    put(other, by_key(key, manifest_of(folder), kind))
    [fault] = refused(other, signer=holder)
    assert isinstance(fault, SignatureError)
    assert "of another manifest" in str(fault)
    assert isinstance(refused(other)[0], SignatureError)  # even when nobody is named


def test_a_manifest_that_was_changed_after_it_was_signed(folder, key, holder):
    put(folder, by_key(key, manifest_of(folder)))
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"CC-BY-4.0", b"CC0-1.0"))
    [fault] = refused(folder, signer=holder)
    assert isinstance(fault, SignatureError)


def test_a_manifest_that_changes_while_it_is_read(folder, key, holder):
    put(folder, by_key(key, manifest_of(folder)))
    with pytest.raises(SignatureError, match="changed while it was read"):
        signature_of(folder, VERSION, "0" * 64, holder, required=True)


def test_a_signature_does_not_make_a_damaged_file_whole(folder, key, holder):
    put(folder, by_key(key, manifest_of(folder)))
    (folder / "LICENSE").write_bytes(b"CC1\n")
    assert [fault.kind for fault in refused(folder, signer=holder)] == ["checksum"]


def aside(folder):
    return (folder / BUNDLE).rename(folder.parent / "aside")


HINDRANCES = {
    "a link": (lambda folder: (folder / BUNDLE).symlink_to(aside(folder)), "link"),
    "a folder": (lambda folder: (aside(folder), (folder / BUNDLE).mkdir()), "special"),
    "a pipe": (lambda folder: (aside(folder), os.mkfifo(folder / BUNDLE)), "special"),
    "empty": (lambda folder: (folder / BUNDLE).write_bytes(b""), "signature"),
    "five megabytes": (lambda folder: (folder / BUNDLE).write_bytes(b" " * 5 * 2**20), "size"),
    "a page": (lambda folder: (folder / BUNDLE).write_bytes(b"<title>404</title>"), "signature"),
    "of another case": (
        lambda folder: (folder / BUNDLE).rename(folder / BUNDLE.upper()),
        "unlisted",
    ),
    "of another name": (
        lambda folder: (folder / BUNDLE).rename(folder / "manifest.json.sig"),
        "unlisted",
    ),
    "of another file": (
        lambda folder: (folder / BUNDLE).rename(folder / "LICENSE.sigstore.json"),
        "unlisted",
    ),
}


@pytest.mark.parametrize(("hinder", "kind"), HINDRANCES.values(), ids=HINDRANCES)
def test_a_bundle_that_is_there_must_be_one(folder, key, hinder, kind):
    put(folder, by_key(key, manifest_of(folder)))
    hinder(folder)
    assert kind in {fault.kind for fault in refused(folder)}


def test_without_the_light_library_it_says_what_to_install(folder, key, holder, monkeypatch):
    put(folder, by_key(key, manifest_of(folder)))
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    says_what_to_install(folder, holder, "signed")


def test_without_the_heavy_library_it_says_what_to_install(folder, instance, workflow, monkeypatch):
    put(folder, instance.by_identity(manifest_of(folder), VERSION))
    monkeypatch.setitem(sys.modules, "sigstore.errors", None)
    says_what_to_install(folder, workflow, "sigstore")


def says_what_to_install(folder, signer, extra):
    found = verify(folder, signer=signer, require_signature=False).signature
    assert found.in_words() == f"signature present but not checked: install claimbook[{extra}]"
    [fault] = refused(folder, signer=signer)
    assert f"install claimbook[{extra}]" in str(fault)


def test_a_broken_bundle_is_a_fault_without_any_library(folder, monkeypatch):
    for library in ("cryptography", "sigstore"):
        monkeypatch.setitem(sys.modules, library, None)
    assert isinstance(refused(put(folder, b"{}"))[0], SignatureError)


def test_a_key_that_is_none_is_the_caller_s_mistake(folder, key):
    put(folder, by_key(key, manifest_of(folder)))
    with pytest.raises(SignerError, match="not a public key"):
        verify(folder, signer=KeySigner(b"x"))


def test_the_release_opens_with_a_bundle_beside_it(folder, key):
    put(folder, by_key(key, manifest_of(folder)))
    assert claimbook.load(path=folder).figures.rows == 3
    assert dataclasses.asdict(verify(folder).signature)["kind"] == "signature"
