import shutil
import subprocess

import pytest

from claimbook.release.remote.refusal import IntegrityError, NetworkError
from claimbook_build.release.index import update_index
from download import lies
from download.samples import VERSION, files_of
from download.server import serving


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return a certificate for this machine, with its key, that nobody has signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    files = ["-nodes", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*made, *named, *files], check=True, capture_output=True)
    with path.open("ab") as both:
        both.write((path.with_name("both.pem.crt")).read_bytes())
    return path


@pytest.fixture
def closed(dist, certificate):
    with serving(dist, certificate) as found:
        yield found


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def _address(site, host="localhost"):
    return f"https://{host}:{site.port}/data"


@pytest.mark.usefixtures("trusted")
def test_a_release_comes_encrypted_from_a_server_that_is_trusted(client, closed, data):
    found = client(_address(closed)).release(VERSION, data)
    assert files_of(found) == files_of(closed.root / VERSION)


def test_a_certificate_that_nobody_signed_is_refused(client, closed, data):
    with pytest.raises(NetworkError, match="certificate is not accepted"):
        client(_address(closed)).release(VERSION, data)
    assert closed.asked == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_name_is_refused(client, closed):
    with pytest.raises(NetworkError, match="certificate is not accepted"):
        client(_address(closed, "127.0.0.1")).index()


def test_a_server_that_speaks_no_tls_is_refused(client, site):
    with pytest.raises(NetworkError, match="no encrypted connection"):
        client(_address(site)).index()


@pytest.mark.usefixtures("trusted")
def test_nothing_leads_from_https_to_http(client, closed, site, data):
    closed.lie("LICENSE", lies.to(f"http://localhost:{site.port}{{path}}"))
    with pytest.raises(IntegrityError, match="from https to http"):
        client(_address(closed)).release(VERSION, data)
    update_index(closed.root, mirrors=(site.address,))
    closed.lie("LICENSE", lies.status(404))
    with pytest.raises(NetworkError, match="is not there"):
        client(_address(closed)).release(VERSION, data)
    assert site.asked == []
