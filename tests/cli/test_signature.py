import json
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from built_project import VERSION
from claimbook_build.project import ProjectError
from claimbook_build.signers import pinned
from signature.notary import IDENTITY, ISSUER, Instance, by_key, pem, written

BUNDLE = "manifest.json.sigstore.json"
NOBODY = "nobody is named who must have signed: --key, or --identity and --issuer\n"


@pytest.fixture(scope="module")
def key():
    return ed25519.Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def instance():
    return Instance()


@pytest.fixture
def here(released, tmp_path, monkeypatch, key, instance):
    """Return a project with a release that a key has signed."""
    root = shutil.copytree(released, tmp_path / "project")
    folder = root / "dist" / VERSION
    (folder / BUNDLE).write_bytes(written(by_key(key, (folder / "manifest.json").read_bytes())))
    (root / "release.pub").write_bytes(pem(key))
    (root / "other.pub").write_bytes(pem(ed25519.Ed25519PrivateKey.generate()))
    (root / "trusted_root.json").write_bytes(instance.trusted_root())
    monkeypatch.chdir(root)
    return root


def pin(root, **said):
    lines = [f"{name.replace('_', '-')} = {json.dumps(value)}\n" for name, value in said.items()]
    with (root / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("[tool.claimbook.signature]\n" + "".join(lines))


def last(out):
    return out.splitlines()[-1]


def test_a_key(here, run):
    code, out, err = run("verify", "--key", "release.pub")
    assert (code, err) == (0, "")
    assert last(out).startswith("signed by release.pub (SHA-256 ")


def test_another_key(here, run):
    code, out, err = run("verify", "--key", "other.pub")
    assert (code, err) == (4, "not whole: 1 fault\n")
    assert out == f"{BUNDLE}: its signature does not match: not made with other.pub\n"


def test_an_identity(here, run, instance):
    manifest = (here / "dist" / VERSION / "manifest.json").read_bytes()
    made = instance.by_identity(manifest, VERSION, "provenance")
    (here / "dist" / VERSION / BUNDLE).write_bytes(written(made))
    who = ["--identity", IDENTITY, "--issuer", ISSUER, "--trusted-root", "trusted_root.json"]
    code, out, _ = run("verify", *who, "--format", "json")
    assert code == 0
    found = json.loads(out)["signature"]
    assert found == {
        "state": "checked",
        "kind": "attestation",
        "by": IDENTITY.replace("{release}", VERSION),
        "issuer": ISSUER,
        "log_index": 1,
        "logged": "2026-11-22T10:00:00Z",
        "not_checked": [],
    }
    assert run("verify", *who[:4])[0] == 4  # not by what sigstore's public instance vouches for
    assert run("verify", *who[:2], "--issuer", "https://x.example", *who[4:])[0] == 4


def test_nobody_named(here, run):
    code, out, _ = run("verify")
    assert code == 0
    assert last(out).startswith("signature present but not checked: nobody is named")
    assert run("verify", "--require-signature") == (2, "", NOBODY)


def test_a_signature_that_was_taken_away(here, run):
    (here / "dist" / VERSION / BUNDLE).unlink()
    assert run("verify", "--key", "release.pub")[0] == 4
    _, out, _ = run("verify", "--key", "release.pub", "--format", "json")
    assert json.loads(out)["faults"][0]["kind"] == "signature"
    pin(here, key="release.pub")
    assert run("verify")[0] == 0
    assert run("verify", "--require-signature")[0] == 4


def test_a_broken_signature_fails_whoever_is_named(here, run):
    (here / "dist" / VERSION / BUNDLE).write_bytes(b"\x1b[31m{")
    code, out, _ = run("verify")
    assert code == 4
    assert "\x1b" not in out


def test_a_pinned_key(here, run):
    pin(here, key="release.pub")
    assert last(run("verify")[1]).startswith("signed by release.pub")
    assert run("verify", "--require-signature")[0] == 0


def test_a_pinned_key_that_did_not_sign(here, run):
    pin(here, key="other.pub")
    assert run("verify")[0] == 4
    assert run("verify", "--key", "release.pub")[0] == 0  # the options take its place


def test_a_project_that_insists(here, run):
    pin(here, key="release.pub", require=True)
    assert run("verify")[0] == 0
    (here / "dist" / VERSION / BUNDLE).unlink()
    assert run("verify")[0] == 4


def test_a_project_that_insists_on_nobody(here, run):
    pin(here, require=True)
    assert run("verify") == (2, "", NOBODY)


SIGNATURE = '[tool.claimbook.signature]\nkey = "release.pub"\nrequire = true\n'
DECLARATIONS = {
    "sound": (f'[tool.claimbook]\nrelease = "2026.11.0"\n{SIGNATURE}', True),
    "a signature alone": (SIGNATURE, True),
    "a wrong release": (f"[tool.claimbook]\nrelease = 7\n{SIGNATURE}", True),
    "no TOML": (f"{SIGNATURE}x = [\n", None),
    "not UTF-8": (f"# \xff\n{SIGNATURE}", None),
    "no table": ("[tool]\nclaimbook = 1\n", None),
    "too long": ("#" * (2**20 + 1), None),
    "of something else": ("[project]\nname = 'x'\n", False),
    "none at all": (None, False),
}


@pytest.mark.parametrize("dataset", [True, False], ids=["a dataset", "a consumer's project"])
@pytest.mark.parametrize(("text", "required"), DECLARATIONS.values(), ids=DECLARATIONS)
def test_what_a_project_demands_is_never_lost(tmp_path, key, dataset, text, required):
    inner = tmp_path / "deep" / "er"
    inner.mkdir(parents=True)
    (tmp_path / "release.pub").write_bytes(pem(key))
    if dataset:
        (tmp_path / "seeds").mkdir()
    if text is not None:
        (tmp_path / "pyproject.toml").write_bytes(text.encode("latin-1"))
    (inner.parent / "pyproject.toml").write_text("[project]\nname = 'inner'\n", "utf-8")
    if required is None:
        with pytest.raises(ProjectError, match="it may say who must have signed"):
            pinned(inner)
        return
    found = pinned(inner)
    assert (found.required, found.signer is not None) == (required, required)


def test_a_declaration_that_is_no_file(tmp_path):
    (tmp_path / "pyproject.toml").symlink_to("nowhere")
    with pytest.raises(ProjectError, match="not a regular file"):
        pinned(tmp_path)


def test_a_declaration_that_cannot_be_read_fails_closed(here, run):
    pin(here, key="release.pub", require=True)
    (here / "dist" / VERSION / BUNDLE).unlink()
    with (here / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("[")
    code, out, err = run("verify", here / "dist" / VERSION)
    assert (code, out) == (2, "")
    assert err.startswith(str(here / "pyproject.toml"))


PINS = {
    "an unknown field": {"keys": "release.pub"},
    "a number": {"key": 7},
    "half an identity": {"identity": "x"},
    "both": {"key": "release.pub", "identity": "x", "issuer": "y"},
    "no such file": {"key": "none.pub"},
}


@pytest.mark.parametrize("said", PINS.values(), ids=PINS)
def test_a_pin_that_cannot_be_read(here, run, said):
    pin(here, **said)
    code, _, err = run("verify")
    assert code == 2
    assert err.startswith("[tool.claimbook.signature]")


OPTIONS = {
    "half an identity": ["--identity", "x"],
    "an issuer alone": ["--issuer", "x"],
    "a root alone": ["--trusted-root", "trusted_root.json"],
    "both": ["--key", "release.pub", "--identity", "x", "--issuer", "y"],
    "no such file": ["--key", "none.pub"],
    "a folder": ["--key", "dist"],
    "endless": ["--key", "/dev/zero"],
    "no key": ["--key", "pyproject.toml"],
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_options_that_name_nobody(here, run, options):
    code, out, err = run("verify", *options)
    assert (code, out) == (2, "")
    assert err
