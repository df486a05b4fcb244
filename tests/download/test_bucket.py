import threading
import urllib.error
import urllib.request

import pytest

from claimbook.release.remote.distant_file import DistantFile
from claimbook.release.remote.refusal import ChangedError, IntegrityError, NetworkError
from download.object_store import READER, object_store
from download.samples import VERSION, contents, files_of, make_dist

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    dist = make_dist(folder / "dist")
    with object_store(folder) as found:
        for bucket in ("public", "private"):
            found.upload(bucket, dist)
        yield found


@pytest.fixture
def sample(tmp_path):
    return files_of(make_dist(tmp_path / "sample") / VERSION)


def test_a_public_bucket_is_read_without_keys(client, store, data, sample):
    one = client("s3://public/data", environ=store.environ)
    assert files_of(one.release(None, data)) == sample


def test_a_private_bucket_is_read_with_keys(client, store, data, sample):
    one = client("s3://private/data", environ=store.environ | READER)
    assert files_of(one.release(None, data)) == sample


@pytest.mark.parametrize(
    "keys",
    [
        {},
        READER | {"AWS_SECRET_ACCESS_KEY": "another"},
        READER | {"AWS_ACCESS_KEY_ID": "AKNOBODY"},
        READER | {"AWS_SESSION_TOKEN": "of-no-session"},
    ],
    ids=["none", "wrong secret", "unknown", "token"],
)
def test_a_private_bucket_is_closed_to_others(client, store, keys):
    with pytest.raises(NetworkError, match=r"s3://private/data: releases\.json: .*status 40[0-3]"):
        client("s3://private/data", environ=store.environ | keys).index()


def test_keys_for_one_bucket_open_no_other(client, store):
    with pytest.raises(NetworkError, match="is not open to us"):
        client("s3://public/data", environ=store.environ | READER).index()


def test_what_is_not_in_a_bucket_is_told(client, store):
    with pytest.raises(NetworkError, match=r"releases\.json"):
        client("s3://public/elsewhere", environ=store.environ).index()


@pytest.mark.parametrize("size", [1, 300_000])
def test_a_download_from_a_bucket_is_resumed(client, store, data, sample, size):
    table = contents(VERSION)["figures.parquet"]
    one = client("s3://private/data", environ=store.environ | READER)
    part = _begin(data, table[:size], table)
    found = one.release(None, data)
    assert files_of(found) == sample
    assert not part.exists()


def test_a_file_that_changed_in_a_bucket_is_refused(client, store, data):
    store.put(f"public/changed/{VERSION}/README.md", b"something else")
    for name in ("releases.json", f"{VERSION}/manifest.json", f"{VERSION}/figures.parquet"):
        source = f"http://127.0.0.1:{store.s3}/public/data/{name}"
        with urllib.request.urlopen(source) as answer:
            store.put(f"public/changed/{name}", answer.read())
    with pytest.raises(IntegrityError, match=r"README\.md"):
        client("s3://public/changed", environ=store.environ).release(None, data)


def test_a_file_of_a_bucket_is_read_in_parts_of_one_edition(client, store):
    table = contents(VERSION)["figures.parquet"]
    store.put("private/parts/t.parquet", table)
    one = client("s3://private/parts", environ=store.environ | READER)
    file = DistantFile(*_parts(one, "t.parquet", len(table)))
    for start, number in ((100, 50), (len(table) - 10, 100), (0, 300_000)):
        assert file.read(start, number) == table[start : start + number]
    store.put("private/parts/t.parquet", table[::-1])
    with pytest.raises(ChangedError, match="not the file that it was"):
        file.read(100, 50)


def _parts(client, name, size):
    source, patience = client.parts()
    return source, name, size, patience, threading.Lock()


def _begin(data, beginning, whole):
    import hashlib

    folder = data / "cache" / "partial"
    folder.mkdir(parents=True)
    part = folder / hashlib.sha256(whole).hexdigest()
    part.write_bytes(beginning)
    return part
