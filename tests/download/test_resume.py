import hashlib
import os
import signal
import subprocess
import sys
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook.release.remote.fetch import fetch_release
from claimbook.release.remote.refusal import CacheError, IntegrityError, NetworkError
from claimbook_build.release.index import update_index
from download import lies
from download.samples import LARGE, NEXT, VERSION, contents, files_of, make_dist, make_release
from download.server import honest, serving, tag

TABLE = contents(VERSION)["figures.parquet"]
SHA = hashlib.sha256(TABLE).hexdigest()
NAME = "figures.parquet"


def _begun(data, site, size, edition=None, content=TABLE):
    """Leave the beginning of a file behind, as a killed download does."""
    folder = data / "cache" / "partial"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SHA).write_bytes(content[:size])
    (folder / f"{SHA}.from").write_text(f"{site.address}\n{edition or tag(TABLE)}")


def _ranges(site):
    return [headers.get("Range") for path, headers in site.asked if path.endswith(NAME)]


@pytest.mark.parametrize("size", [1, 65_536, len(LARGE) // 2, len(TABLE) - 1])
def test_the_rest_is_asked_for_and_no_more(client, site, data, watch, size):
    _begun(data, site, size)
    found = client().release(VERSION, data)
    assert files_of(found) == files_of(site.root / VERSION)
    assert _ranges(site) == [f"bytes={size}-"]
    asked = next(headers for path, headers in site.asked if path.endswith(NAME))
    assert asked["If-Range"] == tag(TABLE)
    assert watch.here == watch.planned


def test_a_file_that_was_whole_is_not_asked_for(client, site, data):
    _begun(data, site, len(TABLE))
    client().release(VERSION, data)
    assert _ranges(site) == []


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return make_dist(tmp_path_factory.mktemp("published") / "dist")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(size=st.integers(0, len(TABLE)))
def test_any_beginning_is_resumed(tmp_path_factory, published, size):
    data = tmp_path_factory.mktemp("any") / "data"
    part = data / "cache" / "partial" / SHA
    part.parent.mkdir(parents=True)
    part.write_bytes(TABLE[:size])
    found = fetch_release(VERSION, str(published), data, cache=data / "cache")
    assert files_of(found) == files_of(published / VERSION)


@pytest.mark.parametrize(
    "lie",
    [
        lies.ignores_ranges,
        lies.ranged(first=1),
        lies.ranged(first=-1),
        lies.ranged(last=1),
        lies.ranged(last=-1),
        lies.ranged(total=1),
        lies.ranged(cut=1),
        lies.rangeless_part,
        lies.unknown_total,
        lies.several_parts,
        lies.other_edition,
        lies.silent_other_edition,
        lies.status(412),
        lies.status(416),
        lies.truncated,
    ],
    ids=lambda lie: lie.__name__,
)
def test_a_lie_about_a_part_costs_the_part_and_no_more(client, site, data, lie):
    _begun(data, site, 70_000)
    site.lie(NAME, lie, honest, always=False)
    found = client().release(VERSION, data)
    assert (found / NAME).read_bytes() == TABLE


@pytest.mark.parametrize("size", [1, 300_000])
def test_a_beginning_with_wrong_bytes_is_thrown_away(client, site, data, size):
    _begun(data, site, size, content=b"\xff" * len(TABLE))
    found = client().release(VERSION, data)
    assert (found / NAME).read_bytes() == TABLE
    assert _ranges(site) == [f"bytes={size}-", None]


def test_a_beginning_that_is_too_long_is_thrown_away(client, site, data):
    _begun(data, site, len(TABLE) + 5, content=TABLE + b"12345")
    assert (client().release(VERSION, data) / NAME).read_bytes() == TABLE


def test_a_file_that_keeps_changing_is_refused(client, site, data):
    _begun(data, site, 70_000)
    site.lie(NAME, lies.flipped)
    with pytest.raises(IntegrityError, match="another SHA-256"):
        client().release(VERSION, data)
    assert list((data / "cache" / "partial").iterdir()) == []


def test_a_truncated_file_is_completed_by_the_next_try(client, site, data):
    site.lie(NAME, lies.truncated, honest, always=False)
    client().release(VERSION, data)
    assert _ranges(site) == [None, f"bytes={len(TABLE) // 2}-"]


def test_what_came_before_a_failure_is_kept_for_the_next_download(client, site, data):
    site.lie(NAME, lies.truncated, lies.status(404), always=False)
    with pytest.raises(NetworkError):
        client().release(VERSION, data)
    assert not (data / VERSION).exists()
    client().release(VERSION, data)
    assert _ranges(site)[-1] == f"bytes={len(TABLE) // 2}-"


def test_another_source_continues_where_the_first_stopped(client, site, dist, data, watch):
    with serving(dist) as mirror:
        update_index(dist, mirrors=(mirror.address,))
        site.lie(NAME, lies.truncated)
        found = client().release(VERSION, data)
        assert files_of(found) == files_of(dist / VERSION)
        assert mirror.asked[0][1]["Range"] == f"bytes={len(TABLE) // 2}-"
        assert "If-Range" not in mirror.asked[0][1]
    assert any(f"going on with {mirror.address}" in note for note in watch.notes)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "second name"])
def test_a_beginning_that_is_no_file_is_refused(client, site, data, tmp_path, kind):
    _begun(data, site, 10)
    part = data / "cache" / "partial" / SHA
    aside = tmp_path / "aside"
    part.rename(aside)
    if kind == "link":
        part.symlink_to(aside)
    elif kind == "folder":
        part.mkdir()
    elif kind == "pipe":
        os.mkfifo(part)
    else:
        os.link(aside, part)
    before = aside.read_bytes()
    with pytest.raises(CacheError, match="remove it"):
        client().release(VERSION, data)
    assert aside.read_bytes() == before


def test_two_downloads_at_once_share_the_work(client, site, dist, data, tmp_path):
    make_release(dist, NEXT)
    update_index(dist)
    clients = [client() for _ in range(6)]
    failures = []

    def run(one, version):
        try:
            one.release(version, data)
        except Exception as error:  # noqa: BLE001  whatever it is, the test shows it
            failures.append(error)

    versions = [VERSION, NEXT] * 3
    threads = [
        threading.Thread(target=run, args=pair) for pair in zip(clients, versions, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for version in (VERSION, NEXT):
        assert files_of(data / version) == files_of(dist / version)
    assert len(_ranges(site)) == 2
    assert {path.name for path in data.iterdir()} == {"cache", VERSION, NEXT}


CHILD = """
import sys
from pathlib import Path
from claimbook.release.remote.fetch import fetch_release
fetch_release(None, sys.argv[1], Path(sys.argv[2]), cache=Path(sys.argv[2]) / "cache")
"""


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 65_536, 400_001, len(TABLE)])
def test_a_download_that_is_killed_goes_on_where_it_was(client, site, data, size):
    reached = threading.Event()

    def stops(handler, content):
        handler.head(200, Content_Length=len(content), ETag=tag(content))
        handler.wfile.write(content[:size])
        handler.close_connection = True
        reached.set()
        handler.server.site.released.wait(20)

    site.lie(NAME, stops, honest, always=False)
    part = data / "cache" / "partial" / SHA
    with subprocess.Popen([sys.executable, "-c", CHILD, site.address, str(data)]) as child:
        assert reached.wait(20)
        _until(lambda: _size(part) == size or (data / "cache" / "objects" / SHA[:2]).exists())
        child.send_signal(signal.SIGKILL)
    assert child.returncode in {-signal.SIGKILL, 0}
    found = client().release(VERSION, data)
    assert files_of(found) == files_of(site.root / VERSION)
    assert {path.name for path in data.iterdir()} == {"cache", VERSION}


def _size(path):
    return path.stat().st_size if path.exists() else -1


def _until(true):
    waiting = threading.Event()
    for _ in range(400):
        if true():
            return
        waiting.wait(0.01)
