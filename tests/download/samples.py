"""Folders of releases to download: manifests that hold, of files that nobody need open."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

from claimbook.release.manifest import Manifest, write_manifest
from claimbook.release.remote.patience import Patience
from claimbook_build.release.index import update_index

VERSION = "2026.11.0"
NEXT = "2026.11.1"
LARGE = bytes(range(256)) * 2048  # 512 KiB: several reads of a connection, several windows
SHARED = b"the same in every release\n"
QUICK = Patience(
    connect=5.0, window=5.0, least=64 * 1024, tries=2, pause=0.01, longest_pause=0.02, lock=30.0
)
HASTY = replace(QUICK, window=0.2, tries=1)


def contents(version: str) -> dict[str, bytes]:
    """Return the files of a release, by name."""
    own = f"release {version}\n".encode()
    return {"figures.parquet": LARGE + own, "README.md": own, "LICENSE": SHARED}


def described(name: str, data: bytes) -> dict[str, object]:
    found = {"file": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if not name.endswith(".parquet"):
        return found
    column = {"name": "figure_id", "type": "VARCHAR", "description": "Its identifier."}
    keys = {"primary_key": ["figure_id"], "sort_order": ["figure_id"]}
    return found | {"name": name.partition(".")[0], "rows": 1, "columns": [column], **keys}


def manifest_text(version: str, files: dict[str, bytes]) -> bytes:
    """Return the bytes of a manifest, whatever it lists."""
    entries = [described(name, data) for name, data in files.items()]
    value = {
        "dataset": "sample",
        "release": version,
        "schema_version": "1.0.0",
        "licence": "CC-BY-4.0",
        "code_version": "0.1.0",
        "commit": None,
        "commit_date": f"2026-11-{10 + int(version[-1])}T08:00:00Z",
        "tables": [entry for entry in entries if "rows" in entry],
        "files": [entry for entry in entries if "rows" not in entry],
    }
    return json.dumps(value).encode()


def make_release(dist: Path, version: str = VERSION) -> Path:
    """Make a release in a folder, without an index."""
    folder = dist / version
    folder.mkdir(parents=True)
    files = contents(version)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    manifest = Manifest.model_validate_json(manifest_text(version, files))
    (folder / "manifest.json").write_bytes(write_manifest(manifest))
    return folder


def make_dist(dist: Path, *versions: str) -> Path:
    """Make a folder of releases with its index."""
    for version in versions or (VERSION,):
        make_release(dist, version)
    update_index(dist)
    return dist


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def forget_version(dist: Path, version: str) -> None:
    """Take a release out of a folder and its index, as if it had never been."""
    shutil.rmtree(dist / version)
    (dist / "releases.json").unlink()
    update_index(dist)
