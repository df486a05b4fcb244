import json

import pytest

from claimbook.release.remote.memory import gone_back
from claimbook.release.remote.refusal import CacheError, RollbackError
from claimbook_build.release.index import Verdict, update_index
from download.samples import NEXT, VERSION, forget_version, make_release

THIRD = "2026.11.2"


@pytest.fixture
def dist(dist):
    make_release(dist, NEXT)
    update_index(dist)
    return dist


def test_an_index_that_has_lost_its_newest_release_is_refused(client, dist, data):
    client().index()
    forget_version(dist, NEXT)
    with pytest.raises(RollbackError, match=f"newest release is {VERSION}; before, it was {NEXT}"):
        client().index()
    with pytest.raises(RollbackError):
        client().release(VERSION, data)
    assert not (data / VERSION).exists()


def test_an_index_that_has_lost_an_older_release_is_refused(client, dist):
    client().index()
    forget_version(dist, VERSION)
    with pytest.raises(RollbackError, match=f"release {VERSION} is no longer listed"):
        client().index()


def test_a_release_that_became_another_is_refused(client, dist):
    client().index()
    manifest = dist / VERSION / "manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    update_index(dist)
    with pytest.raises(RollbackError, match=f"release {VERSION} has another manifest"):
        client().index()


def test_a_withdrawal_that_is_taken_back_is_refused(client, dist):
    before = (dist / "releases.json").read_bytes()
    update_index(dist, [Verdict(VERSION, "withdrawn", "it names a witness")])
    client().index()
    (dist / "releases.json").write_bytes(before)
    with pytest.raises(RollbackError, match=f"release {VERSION} is current again"):
        client().index()


def test_another_dataset_is_refused(client, dist):
    client().index()
    index = json.loads((dist / "releases.json").read_bytes()) | {"dataset": "other"}
    (dist / "releases.json").write_text(json.dumps(index))
    with pytest.raises(RollbackError, match="dataset other; before, it was of sample"):
        client().index()


def test_an_older_index_is_accepted_on_demand_and_remembered(client, dist):
    client().index()
    forget_version(dist, NEXT)
    assert client(even_older=True).index().newest().version == VERSION
    assert client().index().newest().version == VERSION


def test_more_releases_and_new_verdicts_are_progress(client, dist):
    seen = client().index()
    make_release(dist, THIRD)
    update_index(dist, [Verdict(VERSION, "superseded", "x", NEXT)])
    now = client().index()
    assert now.newest().version == THIRD
    assert gone_back(seen, now) is None
    assert gone_back(now, seen) is not None


def test_each_address_has_a_memory_of_its_own(client, dist):
    client().index()
    forget_version(dist, NEXT)
    assert client(dist.as_uri()).index().newest().version == VERSION


@pytest.mark.parametrize("content", ["", "{}", "\x00"])
def test_a_memory_that_cannot_be_read_is_not_taken_for_none(client, dist, data, content):
    client().index()
    (place,) = (data / "cache" / "seen").glob("*/releases.json")
    place.write_text(content)
    with pytest.raises(CacheError, match="if you trust it, remove"):
        client().index()
    place.unlink()
    assert client().index().newest().version == NEXT
