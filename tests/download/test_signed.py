import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from claimbook.release.remote.refusal import IntegrityError, NetworkError, RollbackError
from claimbook_build.release.index import IndexUpdateError, update_index
from download.samples import NEXT, VERSION, files_of, make_release
from signature.notary import by_key, written

KEY = ed25519.Ed25519PrivateKey.generate()
BUNDLE = "manifest.json.sigstore.json"


def sign(dist, version=VERSION, manifest=None):
    folder = dist / version
    data = written(by_key(KEY, manifest or (folder / "manifest.json").read_bytes()))
    (folder / BUNDLE).write_bytes(data)
    return data


@pytest.fixture
def signed(dist):
    data = sign(dist)
    update_index(dist)
    return data


def test_a_signature_comes_with_its_release(client, site, signed, data, watch):
    found = client().release(VERSION, data)
    assert (found / BUNDLE).read_bytes() == signed
    assert files_of(found) == files_of(site.root / VERSION)
    assert watch.here == watch.planned


def test_one_that_is_in_place_is_left_alone(client, site, signed, data):
    client().release(VERSION, data)
    site.asked.clear()
    client().release(VERSION, data)
    assert site.paths() == ["/data/releases.json"]


def test_a_signature_that_came_later_is_fetched(client, site, dist, data):
    client().release(VERSION, data)
    made = sign(dist)
    update_index(dist)
    site.asked.clear()
    assert (client().release(VERSION, data) / BUNDLE).read_bytes() == made
    assert site.paths() == ["/data/releases.json", f"/data/{VERSION}/{BUNDLE}"]


def test_one_that_was_changed_here_is_replaced(client, signed, data):
    path = client().release(VERSION, data) / BUNDLE
    path.unlink()
    path.write_bytes(b"{}")
    client().release(VERSION, data)
    assert path.read_bytes() == signed


def test_one_that_is_not_what_the_index_says_is_refused(client, dist, signed, data):
    (dist / VERSION / BUNDLE).write_bytes(signed.replace(b"tlog", b"glot"))
    with pytest.raises(IntegrityError, match=BUNDLE):
        client().release(VERSION, data)
    assert not (data / VERSION).exists()


def test_one_that_is_longer_than_the_index_says_is_refused(client, dist, signed, data):
    (dist / VERSION / BUNDLE).write_bytes(signed + b" " * 10_000_000)
    with pytest.raises(IntegrityError, match=BUNDLE):
        client().release(VERSION, data)


def test_one_that_is_listed_must_be_there(client, dist, signed, data):
    (dist / VERSION / BUNDLE).unlink()
    with pytest.raises(NetworkError, match=BUNDLE):
        client().release(VERSION, data)
    assert not (data / VERSION).exists()


def test_one_that_was_taken_away_is_noticed(client, dist, signed):
    client().index()
    (dist / VERSION / BUNDLE).unlink()
    update_index(dist)
    with pytest.raises(RollbackError, match=f"release {VERSION} is no longer signed"):
        client().index()
    assert client(even_older=True).index().entry(VERSION).signature is None


def test_an_index_lists_no_signature_of_another_release(dist):
    make_release(dist, NEXT)
    sign(dist, NEXT, (dist / VERSION / "manifest.json").read_bytes())
    with pytest.raises(IndexUpdateError, match="the signature of another manifest"):
        update_index(dist)


@pytest.mark.parametrize("data", [b"", b"{}", b"<title>404</title>"])
def test_an_index_lists_no_broken_signature(dist, data):
    (dist / VERSION / BUNDLE).write_bytes(data)
    with pytest.raises(IndexUpdateError, match=BUNDLE):
        update_index(dist)


def test_a_signature_of_a_gigabyte_is_no_entry(client, dist, signed):
    path = dist / "releases.json"
    index = json.loads(path.read_bytes())
    index["releases"][0]["signature"]["bytes"] = 2**30
    path.write_text(json.dumps(index))
    with pytest.raises(IntegrityError, match=r"signature\.bytes"):
        client().index()
