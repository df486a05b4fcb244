import hashlib
import json
import os
import random
from pathlib import Path

import pytest

from claimbook.release.connect import connect
from claimbook.release.open import ReleaseError, newest_release, open_release, open_stage
from claimbook.release.sandbox import run_query
from release.conftest import FIGURES, VERSION, write_sample


def test_a_whole_release_opens(folder: Path) -> None:
    release = open_release(folder)
    assert release.root == folder.resolve()
    assert release.manifest.release == "2026.11.0"
    assert release.file(release.manifest.table("figures")).is_file()


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ReleaseError) as caught:
        open_release(folder)
    return caught.value.problems


@pytest.mark.parametrize("name", ["documents.parquet", "README.md", "view_of.sql"])
def test_one_flipped_bit_is_noticed(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    where = random.Random(name).randrange(len(data))
    data[where] ^= 1 << where % 8
    (folder / name).chmod(0o644)
    (folder / name).write_bytes(data)
    (problem,) = problems(folder)
    assert problem.startswith(f"{name}: its SHA-256")


def test_all_faults_at_once(folder: Path) -> None:
    (folder / "README.md").unlink()
    (folder / "LICENSE").write_text("longer than it was\n")
    (folder / "extra.parquet").write_bytes(b"")
    (folder / "View_Evil.SQL").write_text("")
    names = [problem.split(":")[0] for problem in problems(folder)]
    assert sorted(names) == ["LICENSE", "README.md", "View_Evil.SQL", "extra.parquet"]


def test_other_strangers_are_left_alone(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "SHA256SUMS").write_text("")
    open_release(folder)


@pytest.mark.parametrize("name", ["figures.parquet", "LICENSE", "manifest.json"])
def test_links_are_refused(folder: Path, name: str) -> None:
    aside = folder.parent / "aside"
    (folder / name).rename(aside)
    (folder / name).symlink_to(aside)
    assert problems(folder) == (f"{name}: not a regular file but a symbolic link",)


@pytest.mark.parametrize("name", ["figures.parquet", "LICENSE", "manifest.json"])
def test_pipes_are_refused_without_waiting(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert problems(folder) == (f"{name}: not a regular file",)


def test_a_linked_folder_is_refused(folder: Path) -> None:
    link = folder.parent / "2026.12.0"
    link.symlink_to(folder, target_is_directory=True)
    assert problems(link) == ("not a folder",)


def test_the_folder_must_be_named_after_the_version(folder: Path) -> None:
    other = folder.rename(folder.parent / "2026.12.0")
    assert "the folder's name" in problems(other)[0]
    assert open_stage(other).manifest.release == "2026.11.0"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("rows",), 3, "2 rows, the manifest says 3"),
        (("columns", 0, "name"), "id", "columns"),
        (("columns", 1, "type"), "TIMESTAMP", "columns"),
    ],
)
def test_a_manifest_that_lies_about_a_table(
    folder: Path, path: tuple[str | int, ...], value: object, said: str
) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    place = manifest["tables"][0]
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    if "name" in path:
        manifest["tables"][0] |= {"primary_key": [], "sort_order": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (problem,) = problems(folder)
    assert said in problem


def test_a_file_that_is_no_parquet(folder: Path) -> None:
    data = b"PAR1 but not really PAR1"
    (folder / "documents.parquet").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    sha256 = hashlib.sha256(data).hexdigest()
    manifest["tables"][0] |= {"bytes": len(data), "sha256": sha256}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (problem,) = problems(folder)
    assert problem.startswith("documents.parquet: ")


def test_a_column_whose_name_is_no_text(folder: Path) -> None:
    data = (folder / "documents.parquet").read_bytes().replace(b"doc_id", b"doc_\xff\xfe")
    (folder / "documents.parquet").chmod(0o644)
    (folder / "documents.parquet").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["tables"][0] |= {"sha256": hashlib.sha256(data).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (problem,) = problems(folder)
    assert problem.startswith("documents.parquet: ")


@pytest.mark.parametrize("above", ["best=5", "doc_id=doc_z", "more=7", "data [x]", "d*", "what?"])
def test_the_names_of_folders_above_say_nothing_of_the_rows(tmp_path: Path, above: str) -> None:
    for beside in ("data x", "dx", "whatx"):  # what such a name would fit, were it a pattern
        write_sample(tmp_path / beside / VERSION, {})
    release = open_release(write_sample(tmp_path / above / VERSION))
    asked = f"FROM figures SELECT {', '.join(FIGURES.schema.names)}"
    with connect(release) as connection:
        found = connection.execute("FROM figures").fetchall()
        assert len(connection.execute("FROM column_meanings()").fetchall()) > len(found[0])
    assert [*zip(*FIGURES.to_pydict().values(), strict=True)] == found
    assert [*run_query(release, asked).rows] == found


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("x")])
def test_no_release_at_all(tmp_path: Path, make: object) -> None:
    place = tmp_path / "2026.1.0"
    make(place)  # type: ignore[operator]
    problems(place)
    empty = tmp_path / "2026.2.0"
    empty.mkdir()
    assert problems(empty) == ("manifest.json: No such file or directory",)


def test_the_newest_by_number(tmp_path: Path) -> None:
    for name in ("2026.9.12", "2026.11.0", "2026.11.2", "2025.12.30", "2026.011.9", "notes"):
        (tmp_path / name).mkdir()
    (tmp_path / "2027.1.0").symlink_to(tmp_path / "2026.9.12")
    (tmp_path / "2028.1.0").write_text("a file")
    assert newest_release(tmp_path) == tmp_path / "2026.11.2"


def test_no_newest(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release"):
        newest_release(tmp_path)
    with pytest.raises(ReleaseError, match="No such file"):
        newest_release(tmp_path / "nowhere")
