import hashlib
import json
import shutil
from types import SimpleNamespace

import pytest

from claimbook.release.manifest import read_manifest, write_manifest
from claimbook.release.remote.refusal import (
    CacheError,
    IntegrityError,
    OfflineError,
    UnknownReleaseError,
)
from claimbook_build.release.index import Verdict, update_index
from download.samples import NEXT, SHARED, VERSION, contents, files_of, make_release


@pytest.mark.parametrize("kind", ["http", "file"])
def test_a_release_arrives_as_it_was_published(client, site, data, watch, kind):
    address = site.address if kind == "http" else site.root.as_uri()
    found = client(address).release(None, data)
    assert found == data / VERSION
    assert files_of(found) == files_of(site.root / VERSION)
    assert watch.notes == []
    assert watch.here == watch.planned == sum(map(len, files_of(found).values()))
    assert all(path.stat().st_mode & 0o777 == 0o444 for path in found.iterdir())
    assert list((data / "cache" / "partial").iterdir()) == []
    assert {path.name for path in data.iterdir()} == {"cache", VERSION}


def test_what_is_in_place_is_not_fetched_again(client, site, data):
    client().release(VERSION, data)
    site.asked.clear()
    client().release(VERSION, data)
    assert site.paths() == ["/data/releases.json"]


def test_releases_share_what_they_have_in_common(client, site, dist, data):
    client().release(VERSION, data)
    make_release(dist, NEXT)
    update_index(dist)
    site.asked.clear()
    found = client().release(None, data)
    assert found.name == NEXT
    assert not any(path.endswith("LICENSE") for path in site.paths())
    inodes = {(data / version / "LICENSE").stat().st_ino for version in (VERSION, NEXT)}
    assert len(inodes) == 1


def test_files_outside_the_data_folder_are_copies(client, tmp_path, data):
    found = client().release(VERSION, tmp_path / "elsewhere")
    kept = {path.stat().st_ino for path in (data / "cache" / "objects").rglob("*")}
    assert all(path.stat().st_ino not in kept for path in found.iterdir())
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == [VERSION]


def test_offline_uses_what_is_here(client, site, data, tmp_path):
    client().release(VERSION, data)
    site.asked.clear()
    offline = client(offline=True)
    assert offline.index().newest().version == VERSION
    assert files_of(offline.release(None, tmp_path / "again")) == files_of(data / VERSION)
    assert site.asked == []


def test_offline_says_what_is_not_here(client, dist, data):
    with pytest.raises(OfflineError, match="nothing is known"):
        client(offline=True).index()
    client().index()
    with pytest.raises(OfflineError, match="not in the cache"):
        client(offline=True).release(None, data)


def test_a_pinned_manifest_must_be_the_one_of_the_index(client, data):
    good = client().index().newest().manifest_sha256
    with pytest.raises(IntegrityError, match="you say"):
        client().release(VERSION, data, "0" * 64)
    assert client().release(VERSION, data, good.upper()).name == VERSION


def test_more_than_the_disk_takes_is_not_begun(client, site, dist, data):
    path = dist / VERSION / "manifest.json"
    told = json.loads(path.read_bytes())
    told["tables"][0]["bytes"] = 2**52
    path.chmod(0o644)
    path.write_bytes(write_manifest(read_manifest(json.dumps(told).encode())))
    (dist / "releases.json").unlink()
    update_index(dist)
    with pytest.raises(CacheError, match="are to come"):
        client().release(VERSION, data)
    assert [one.rpartition("/")[2] for one in site.paths()] == ["releases.json", "manifest.json"]


def test_copies_of_a_release_need_room_too(client, dist, data, tmp_path, monkeypatch):
    size = sum(path.stat().st_size for path in (dist / VERSION).iterdir())
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=size * 3 // 2))
    with pytest.raises(CacheError, match="are to come"):
        client().release(VERSION, tmp_path / "elsewhere")
    assert client().release(VERSION, data).is_dir()


def test_an_unknown_release_is_told_with_those_that_there_are(client, data):
    with pytest.raises(UnknownReleaseError, match=f"no release 2025.1.0; it lists {VERSION}"):
        client().release("2025.1.0", data)


def test_a_withdrawn_release_is_refused_and_a_superseded_one_noted(client, dist, data, watch):
    make_release(dist, NEXT)
    update_index(dist, [Verdict(VERSION, "superseded", "dates were wrong", NEXT)])
    assert client().release(VERSION, data).name == VERSION
    assert watch.notes == [f"release {VERSION} was superseded (dates were wrong); use {NEXT}"]
    update_index(dist, [Verdict(VERSION, "withdrawn", "it names a witness", NEXT)])
    with pytest.raises(UnknownReleaseError, match="it names a witness"):
        client().release(VERSION, data / "other")
    assert client().release(None, data).name == NEXT


def test_a_broken_release_in_place_is_repaired_and_that_is_told(client, data, watch):
    found = client().release(VERSION, data)
    (found / "README.md").unlink()
    (found / "README.md").write_text("not what it was")
    client().release(VERSION, data)
    assert (found / "README.md").read_bytes() == contents(VERSION)["README.md"]
    assert "was broken" in watch.notes[0]
    assert {path.name for path in data.iterdir()} == {"cache", VERSION}


def test_another_release_of_that_version_is_not_replaced(client, dist, data, tmp_path):
    other = make_release(tmp_path / "other")
    (other / "manifest.json").write_bytes((other / "manifest.json").read_bytes() + b"\n")
    data.mkdir()
    other.rename(data / VERSION)
    with pytest.raises(CacheError, match="another release of that version"):
        client().release(VERSION, data)


@pytest.mark.parametrize("there", ["a file", "a folder", "a link"])
def test_a_strangers_thing_at_the_target_is_left_alone(client, data, tmp_path, there):
    data.mkdir()
    target = data / VERSION
    if there == "a file":
        target.write_text("mine")
    elif there == "a folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path)
    with pytest.raises(CacheError, match="remove it"):
        client().release(VERSION, data)
    assert target.lstat()


def test_a_file_of_the_cache_that_changed_is_fetched_again_and_that_is_told(client, data, watch):
    found = client().release(VERSION, data)
    changed = found / "LICENSE"  # the same file as in the cache
    changed.chmod(0o644)
    changed.write_bytes(SHARED[::-1])
    client().release(VERSION, data)
    assert changed.read_bytes() == SHARED
    assert any("had changed and was thrown away" in note for note in watch.notes)


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_link_in_the_cache_is_refused(client, data, tmp_path, which):
    found = client().release(VERSION, data)
    (found / "LICENSE").unlink()
    kept = _kept(data, SHARED)
    place = kept if which == "file" else kept.parent
    place.rename(tmp_path / "aside")
    place.symlink_to(tmp_path / "aside")
    with pytest.raises(CacheError, match="link"):
        client().release(VERSION, data)


def _kept(data, content):
    name = hashlib.sha256(content).hexdigest()
    return data / "cache" / "objects" / name[:2] / name
