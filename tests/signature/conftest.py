import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from claimbook.release.signer import IdentitySigner, KeySigner
from release.conftest import VERSION, write_sample
from signature.notary import IDENTITY, ISSUER, Instance, pem

BUNDLE = "manifest.json.sigstore.json"


@pytest.fixture(scope="session")
def instance():
    return Instance()


@pytest.fixture(scope="session")
def key():
    return ed25519.Ed25519PrivateKey.generate()


@pytest.fixture(scope="session")
def holder(key):
    return KeySigner(pem(key), "release.pub")


@pytest.fixture(scope="session")
def workflow(instance, tmp_path_factory):
    path = tmp_path_factory.mktemp("trust") / "trusted_root.json"
    path.write_bytes(instance.trusted_root())
    return IdentitySigner(IDENTITY, ISSUER, path)


@pytest.fixture
def folder(tmp_path):
    return write_sample(tmp_path / "dist" / VERSION)


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch):
    """Nothing that is tested here may ask the network."""

    def refuse(*_args, **_more):
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
