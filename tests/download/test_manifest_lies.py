import hashlib
import json

import pytest

from claimbook.release.remote.refusal import DownloadError, IntegrityError
from claimbook_build.release.index import update_index
from download.samples import VERSION, contents, manifest_text


def _say(dist, change, **entry):
    """Let manifest and index tell the same lie, with hashes that hold."""
    value = json.loads(manifest_text(VERSION, contents(VERSION)))
    change(value)
    data = json.dumps(value).encode()
    (dist / VERSION / "manifest.json").write_bytes(data)
    index = json.loads((dist / "releases.json").read_bytes())
    index["releases"][0] |= {
        "manifest_sha256": hashlib.sha256(data).hexdigest(),
        "manifest_bytes": len(data),
        **entry,
    }
    (dist / "releases.json").write_text(json.dumps(index))


NAMES = [
    "../evil.md",
    "/etc/passwd",
    "a/b.md",
    "a\\b.md",
    "..",
    ".hidden.md",
    "C:x.md",
    "CON",
    "a.exe",
    "view.sql\n",
    "readme.md ",
    "figures.parquet",
    "manifest.json",
    "Ａ.md",
    "a\u202e.md",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_manifest_with_a_strange_name_is_refused(client, dist, data, name):
    _say(dist, lambda value: value["files"][0].update(file=name))
    with pytest.raises(IntegrityError, match="manifest"):
        client().release(VERSION, data)
    assert {path.name for path in data.iterdir()} == {"cache"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda value: value.update(release="2026.10.0"), "its release is 2026.10.0"),
        (lambda value: value.update(dataset="other"), "its dataset is other"),
        (lambda value: value.update(schema_version="9.0.0"), "its schema version is 9.0.0"),
        (lambda value: value["files"].pop(), "its number of files is 2"),
        (lambda value: value["tables"][0].update(bytes=10**12), "its number of bytes"),
        (lambda value: value.update(extra=1), "Extra inputs"),
        (lambda value: value.pop("tables"), "Field required"),
    ],
)
def test_a_manifest_that_is_not_as_the_index_says_is_refused(client, dist, data, change, said):
    _say(dist, change)
    with pytest.raises(IntegrityError, match=said):
        client().release(VERSION, data)
    assert not (data / VERSION).exists()


def test_a_size_beyond_the_files_is_refused(client, dist, data):
    more = sum(map(len, contents(VERSION).values())) + 10**6
    table = len(contents(VERSION)["figures.parquet"]) + 10**6
    _say(dist, lambda value: value["tables"][0].update(bytes=table), bytes=more)
    with pytest.raises(IntegrityError, match="bytes long by its server's word"):
        client().release(VERSION, data)


def test_an_older_release_under_a_newer_name_is_refused(client, site, dist, data):
    folder = dist / VERSION
    manifest = (folder / "manifest.json").read_bytes()
    client().index()
    (folder / "manifest.json").write_bytes(manifest.replace(b'"0.1.0"', b'"0.1.1"'))
    with pytest.raises(IntegrityError, match="another SHA-256"):
        client().release(VERSION, data)


def test_a_mirror_in_the_open_is_not_asked_after_an_address_that_is_not(client, dist, site, data):
    update_index(dist, mirrors=(site.address,))
    (dist / VERSION / "LICENSE").unlink()
    with pytest.raises(DownloadError):
        client(dist.as_uri()).release(VERSION, data)
    assert site.asked == []
