import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.index import (
    MAX_INDEX_BYTES,
    Index,
    IndexFileError,
    read_index,
    write_index,
)
from claimbook_build.release.index import IndexUpdateError, Verdict, update_index
from download.samples import NEXT, VERSION, make_dist, make_release


@pytest.fixture
def index(tmp_path):
    return json.loads((make_dist(tmp_path / "sample", VERSION, NEXT) / "releases.json").read_text())


def _text(value):
    return json.dumps(value).encode()


def test_an_index_is_written_in_its_one_form(index):
    read = read_index(_text(index))
    data = write_index(read)
    assert read_index(data) == read
    assert write_index(read_index(data)) == data
    assert data.endswith(b"}\n")
    assert [entry.version for entry in read.releases] == [NEXT, VERSION]
    assert read.newest().date == "2026-11-11"


FAULTS = {
    "an unknown key": lambda value: value.update(extra=1),
    "another form": lambda value: value.update(index_version=2),
    "no releases": lambda value: value.update(releases=[]),
    "the oldest first": lambda value: value["releases"].reverse(),
    "one twice": lambda value: value["releases"].append(value["releases"][-1]),
    "a padded version": lambda value: value["releases"][0].update(version="2026.11.01"),
    "a path as version": lambda value: value["releases"][0].update(version="../2026.11.1"),
    "a short hash": lambda value: value["releases"][0].update(manifest_sha256="ab" * 31),
    "a capital hash": lambda value: value["releases"][0].update(manifest_sha256="AB" * 32),
    "a huge manifest": lambda value: value["releases"][0].update(manifest_bytes=10**9),
    "a negative size": lambda value: value["releases"][0].update(bytes=-1),
    "a text as size": lambda value: value["releases"][0].update(bytes="1"),
    "a fraction": lambda value: value["releases"][0].update(bytes=1.5),
    "an unknown status": lambda value: value["releases"][0].update(status="gone"),
    "withdrawn for no reason": lambda value: value["releases"][0].update(status="withdrawn"),
    "superseded by none": lambda value: value["releases"][1].update(
        status="superseded", reason="x"
    ),
    "an unlisted successor": lambda value: value["releases"][1].update(
        status="superseded", reason="x", successor="2027.1.0"
    ),
    "its own successor": lambda value: value["releases"][1].update(
        status="superseded", reason="x", successor=VERSION
    ),
    "a current one with a reason": lambda value: value["releases"][0].update(reason="x"),
    "a mirror of another kind": lambda value: value.update(mirrors=["file:///etc"]),
    "a mirror with a password": lambda value: value.update(mirrors=["https://a:b@example.org"]),
    "a mirror with a query": lambda value: value.update(mirrors=["https://example.org/?x"]),
    "too many mirrors": lambda value: value.update(mirrors=["https://example.org"] * 17),
    "null": lambda value: value.update(releases=None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_index_with_a_fault_is_refused(index, fault):
    FAULTS[fault](index)
    with pytest.raises(IndexFileError):
        read_index(_text(index))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"<html></html>",
        b'{"dataset": "a", "dataset": "b"}',
        b'{"index_version": NaN}',
        b"[" * 100_000,
        b"9" * 100_000,
        b" " * (MAX_INDEX_BYTES + 1),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_index_is_refused(data):
    with pytest.raises(IndexFileError):
        read_index(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_clean_error(data):
    with pytest.raises(IndexFileError):
        read_index(data)


@pytest.fixture
def dist(tmp_path):
    return make_dist(tmp_path / "dist")


def _entries(index: Index) -> dict[str, str]:
    return {entry.version: entry.status for entry in index.releases}


def test_a_new_release_is_added_and_the_rest_is_kept(dist):
    update_index(dist, [Verdict(VERSION, "withdrawn", "wrong")], mirrors=("https://example.org",))
    make_release(dist, NEXT)
    updated = update_index(dist)
    assert _entries(updated.index) == {NEXT: "current", VERSION: "withdrawn"}
    assert updated.index.mirrors == ("https://example.org",)
    assert updated.replaced == ()
    assert read_index((dist / "releases.json").read_bytes()) == updated.index


def test_an_index_that_is_right_is_not_written_anew(dist):
    before = (dist / "releases.json").stat().st_mtime_ns
    update_index(dist)
    assert (dist / "releases.json").stat().st_mtime_ns == before


def test_a_release_that_vanished_must_have_been_withdrawn(dist):
    release = make_release(dist, NEXT)
    update_index(dist)
    release.rename(dist.parent / "aside")
    before = (dist / "releases.json").read_bytes()
    with pytest.raises(IndexUpdateError, match="withdraw it and say why"):
        update_index(dist)
    assert (dist / "releases.json").read_bytes() == before
    (dist.parent / "aside").rename(release)
    update_index(dist, [Verdict(NEXT, "withdrawn", "wrong", VERSION)])
    release.rename(dist.parent / "aside")
    assert _entries(update_index(dist).index)[NEXT] == "withdrawn"


def test_a_release_that_was_built_anew_is_named(dist):
    manifest = dist / VERSION / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"  ", b" "))
    assert update_index(dist).replaced == (VERSION,)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict("2020.1.0", "withdrawn", "x"), "no release 2020.1.0"),
        (Verdict(VERSION, "superseded", "x"), "needs its successor"),
        (Verdict(VERSION, "superseded", "x", "2027.1.0"), "is not listed"),
        (Verdict(VERSION, "withdrawn", ""), "at least 1 character"),
    ],
)
def test_a_verdict_that_cannot_be_is_refused(dist, verdict, said):
    with pytest.raises(IndexUpdateError, match=said):
        update_index(dist, [verdict])


def test_folders_that_cannot_be_indexed_are_refused(tmp_path, dist):
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexUpdateError, match="holds no release"):
        update_index(tmp_path / "empty")
    (dist / VERSION).rename(dist / NEXT)
    with pytest.raises(IndexUpdateError, match=f"its manifest says release {VERSION}"):
        update_index(dist)
    (dist / NEXT / "manifest.json").write_text("{}")
    with pytest.raises(IndexUpdateError, match=r"manifest\.json"):
        update_index(dist)
    (dist / "releases.json").write_text("{}")
    with pytest.raises(IndexUpdateError, match=r"releases\.json"):
        update_index(dist)
