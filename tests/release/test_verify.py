import errno
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import claimbook
from claimbook.release import fault, inspection, logical
from claimbook.release.digest import DigestError, digest_of_columns, file_digest
from claimbook.release.fault import FaultError
from claimbook.release.open import ReleaseError
from claimbook.release.sums import write_sums
from claimbook.release.verify import verify
from release.conftest import VIEWS


def faults(folder: Path, **options: Any) -> tuple[FaultError, ...]:
    with pytest.raises(ReleaseError) as caught:
        verify(folder, **options)
    return caught.value.faults


def write(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    write(path, bytes(data))


def link(path: Path) -> None:
    aside = path.parent.parent / "aside"
    path.rename(aside)
    path.symlink_to(aside)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def misdescribe(path: Path) -> None:
    data = b"PAR1 but not really PAR1"
    write(path, data)
    manifest = json.loads((path.parent / "manifest.json").read_bytes())
    (entry,) = [entry for entry in manifest["tables"] if entry["file"] == path.name]
    entry |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (path.parent / "manifest.json").write_text(json.dumps(manifest))


def test_a_whole_release_is_told_by_its_manifest(folder: Path) -> None:
    found = verify(folder)
    data = (folder / "manifest.json").read_bytes()
    lengths = [path.stat().st_size for path in folder.iterdir()]
    assert found.release == "2026.11.0"
    assert found.manifest_sha256 == hashlib.sha256(data).hexdigest()
    assert (found.files, found.bytes) == (len(lengths), sum(lengths) - len(data))
    assert verify(str(folder), manifest_sha256=found.manifest_sha256.upper()) == found


CASES: list[tuple[str, Callable[[Path], object], type[FaultError]]] = [
    ("README.md", Path.unlink, fault.MissingFileError),
    ("figures.parquet", Path.unlink, fault.MissingFileError),
    ("figures.parquet", link, fault.LinkedFileError),
    ("LICENSE", pipe, fault.SpecialFileError),
    ("LICENSE", lambda path: write(path, b"longer than it was"), fault.SizeError),
    ("figures.parquet", lambda path: write(path, b""), fault.SizeError),
    ("figures.parquet", flip, fault.ChecksumError),
    ("view_of.sql", flip, fault.ChecksumError),
    ("figures.parquet", misdescribe, fault.ContentError),
    ("notes.txt", Path.touch, fault.UnlistedFileError),
    (".DS_Store", Path.touch, fault.UnlistedFileError),
    ("extra.parquet", Path.touch, fault.UnlistedFileError),
    ("more", Path.mkdir, fault.SpecialFileError),
    ("shortcut", lambda path: path.symlink_to("/etc/passwd"), fault.LinkedFileError),
    ("nowhere", lambda path: path.symlink_to("nothing"), fault.LinkedFileError),
    ("queue", os.mkfifo, fault.SpecialFileError),
    ("manifest.json", Path.unlink, fault.MissingFileError),
    ("manifest.json", link, fault.LinkedFileError),
    ("manifest.json", pipe, fault.SpecialFileError),
    ("manifest.json", lambda path: write(path, b"{}"), fault.ManifestFileError),
    ("manifest.json", lambda path: write(path, b"[" * 9999), fault.ManifestFileError),
    ("manifest.json", lambda path: write(path, b" " * (2**22 + 1)), fault.SizeError),
]


@pytest.mark.parametrize(("name", "damage", "kind"), CASES)
def test_a_fault_has_its_own_error(
    folder: Path, name: str, damage: Callable[[Path], object], kind: type[FaultError]
) -> None:
    damage(folder / name)
    (found,) = faults(folder)
    assert type(found) is kind
    assert found.file == name
    assert str(found).startswith(f"{name}: ")
    assert isinstance(found, claimbook.ClaimbookError)


def test_every_kind_has_a_name_of_its_own() -> None:
    kinds = FaultError.__subclasses__()
    assert len({each.kind for each in kinds} - {FaultError.kind}) == len(kinds)


def test_all_faults_at_once(folder: Path) -> None:
    (folder / "README.md").unlink()
    flip(folder / "LICENSE")
    (folder / "notes.txt").touch()
    found = faults(folder.rename(folder.parent / "2026.12.0"))
    assert [each.kind for each in found] == ["missing", "checksum", "unlisted", "folder"]


@pytest.mark.parametrize(
    "make", [lambda path: None, Path.touch, lambda path: path.symlink_to("2026.11.0")]
)
def test_no_folder_at_all(folder: Path, make: Callable[[Path], object]) -> None:
    place = folder.parent / "2026.12.0"
    make(place)
    (found,) = faults(place)
    assert isinstance(found, fault.FolderError)
    assert found.file is None


@pytest.mark.parametrize("wanted", ["", "0" * 64, "no hash"])
def test_another_manifest_than_the_one_asked_for(folder: Path, wanted: str) -> None:
    (found,) = faults(folder, manifest_sha256=wanted)
    assert isinstance(found, fault.ManifestFileError)


def test_sums_that_agree_are_no_stranger(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    digests = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names]
    lines = [f"{digest}  {name}\n" for digest, name in zip(digests, names, strict=True)]
    (folder / "SHA256SUMS").write_text("".join(lines))
    verify(folder)
    lines[1] = lines[1].replace(lines[1][0], "f" if lines[1][0] != "f" else "e", 1)
    lines.append("something else\n")
    (folder / "SHA256SUMS").write_text("".join(lines))
    assert [str(each) for each in faults(folder)] == [
        f"SHA256SUMS: line {number} is not what the manifest says" for number in (2, len(lines))
    ]


def test_sums_must_cover_everything(folder: Path) -> None:
    found = verify(folder).manifest
    digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    whole = write_sums(found, digest).splitlines(keepends=True)
    for lines, problem in (
        (whole, None),
        (whole[1:], "SHA256SUMS: does not list LICENSE"),
        ([*whole, whole[0]], f"SHA256SUMS: line {len(whole) + 1} is not what the manifest says"),
    ):
        (folder / "SHA256SUMS").write_bytes(b"".join(lines))
        if problem:
            assert [str(each) for each in faults(folder)] == [problem]
        else:
            verify(folder)


def test_sums_that_are_a_link(folder: Path) -> None:
    (folder / "SHA256SUMS").symlink_to("/dev/zero")
    (found,) = faults(folder)
    assert isinstance(found, fault.LinkedFileError)


@pytest.mark.parametrize("name", ["\x1b[31m", "new\nline", "\udcff", "a" * 255])
def test_awkward_names_of_strangers(folder: Path, name: str) -> None:
    (folder / os.fsdecode(os.fsencode(name))).touch()
    (found,) = faults(folder)
    assert isinstance(found, fault.UnlistedFileError)


FILES = ("documents.parquet", "figures.parquet", "README.md", "LICENSE", *VIEWS)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("place", [0, 0.3, 0.999])
@pytest.mark.parametrize("bit", [1, 128])
def test_a_bit_that_rots_is_found_wherever_it_is(
    folder: Path, name: str, place: float, bit: int
) -> None:
    data = bytearray((folder / name).read_bytes())
    data[int(place * len(data))] ^= bit
    write(folder / name, bytes(data))
    (found,) = faults(folder)
    assert (type(found), found.file) == (fault.ChecksumError, name)


def test_files_that_changed_places(folder: Path) -> None:
    (folder / "documents.parquet").rename(folder / "aside")
    (folder / "figures.parquet").rename(folder / "documents.parquet")
    (folder / "aside").rename(folder / "figures.parquet")
    found = faults(folder)
    assert [each.file for each in found] == ["documents.parquet", "figures.parquet"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("file", "../figures.parquet"),
        ("file", "/etc/passwd"),
        ("file", "README.md"),
        ("sha256", "0" * 64),
        ("bytes", 0),
        ("bytes", 2**53 - 1),
        ("rows", 4),
    ],
)
def test_a_manifest_that_lies(folder: Path, key: str, value: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["tables"][1][key] = value
    write(folder / "manifest.json", json.dumps(manifest).encode())
    (found,) = faults(folder)
    assert found.file in {"manifest.json", "figures.parquet"}


def test_a_manifest_of_another_release(folder: Path) -> None:
    text = (folder / "manifest.json").read_text().replace('"2026.11.0"', '"2026.10.0"')
    write(folder / "manifest.json", text.encode())
    (found,) = faults(folder)
    assert isinstance(found, fault.FolderError)
    assert "release 2026.10.0, the folder's name not" in str(found)


def test_what_the_system_keeps_closed() -> None:
    found = inspection._unread("LICENSE", PermissionError(errno.EACCES, "Permission denied"))
    assert isinstance(found, fault.UnreadableFileError)
    assert str(found) == "LICENSE: Permission denied"


def rewritten(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for table in manifest["tables"]:
        columns = [(column["name"], column["type"]) for column in table["columns"]]
        found = file_digest(folder / table["file"], columns)
        table["logical_digest"] = found.digest
        for column in table["columns"]:
            column["digest"] = found.columns[column["name"]]
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_logical_digests_are_computed_anew_when_asked_for(folder: Path) -> None:
    assert (verify(folder).digests, verify(folder, logical=True).digests) == (0, 0)
    rewritten(folder, lambda manifest: None)
    assert (verify(folder).digests, verify(folder, logical=True).digests) == (0, 2)
    assert claimbook.load(path=folder).verify(logical=True).digests == 2


def test_a_logical_digest_of_something_else(folder: Path) -> None:
    def change(manifest: dict[str, Any]) -> None:
        documents, figures = manifest["tables"]
        documents["logical_digest"] = "0" * 64
        columns = {column["name"]: column for column in figures["columns"]}
        columns["best"]["digest"] = columns["share"]["digest"]
        known = {name: column["digest"] for name, column in columns.items()}
        types = [(name, column["type"]) for name, column in columns.items()]
        figures["logical_digest"] = digest_of_columns(types, known)

    rewritten(folder, change)
    verify(folder)
    first, second = faults(folder, logical=True)
    assert str(first).endswith("its logical digest is not that of its columns' digests")
    assert str(second).startswith("figures.parquet: column best: its logical digest is ")
    assert {type(first), type(second)} == {fault.ContentError}


def test_logical_digests_need_pyarrow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logical, "find_spec", lambda name: None)
    with pytest.raises(DigestError, match="pip install pyarrow"):
        verify(folder, logical=True)
