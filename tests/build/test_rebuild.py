import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

import claimbook
from built_project import VERSION, project
from claimbook.release.manifest import read_manifest, write_manifest
from claimbook.release.open import Release, open_release
from claimbook.release.pieces import PIECES_NAME
from claimbook_build.cli.rebuilding import as_data, as_text
from claimbook_build.project import find_project
from claimbook_build.release.build import build
from claimbook_build.release.checkout import CheckoutError, check_out
from claimbook_build.release.comparing import by_bytes, by_digests, by_meaning
from claimbook_build.release.file_entry import file_entry
from claimbook_build.release.previous import Places
from claimbook_build.release.rebuild import (
    RebuildError,
    compared,
    other_code,
    other_tools,
    rebuild,
)
from claimbook_build.select.repository import Repository, RevisionError
from claimbook_build.standards.views_file import NAME
from claimbook_build.standards.write import TEXTS
from git_project import git, initialised


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Return a release that another one follows, and the project it is of."""
    root = project(tmp_path_factory.mktemp("rebuild") / "project", "2026.10.1")
    return build(find_project(root), tmp_path_factory.mktemp("before")).folder


@pytest.fixture(scope="module")
def repository(before, tmp_path_factory):
    known = sha256((before / "manifest.json").read_bytes()).hexdigest()
    repository = initialised(project(tmp_path_factory.mktemp("rebuild") / "project"))
    listed = f"{{release: 2026.10.1, manifest_sha256: {known}, schema_version: 1.0.0}}"
    repository.write("dataset/releases.yaml", f"releases:\n  - {listed}\n")
    event = "dataset/events/2019/evt_strike-on-mykovar.yaml"
    repository.change(event, "kills people", "kills and wounds people")
    repository.commit("changed")
    return repository


@pytest.fixture(scope="module")
def published(before, repository, tmp_path_factory):
    dist = tmp_path_factory.mktemp("dist")
    built = build(find_project(repository.root), dist, places=Places(dist, before))
    assert not built.verdict.count("error"), built.verdict.diagnostics
    assert built.manifest.commit == repository.git("rev-parse", "HEAD")
    return open_release(built.folder)


@pytest.fixture
def copy(published, tmp_path):
    """Return a copy whose files may be changed."""
    folder = tmp_path / "dist" / VERSION
    shutil.copytree(published.root, folder)
    for path in folder.iterdir():
        path.chmod(0o644)
    (folder / "SHA256SUMS").unlink()
    return folder


def described_anew(folder, change=lambda manifest: None):
    """Make the manifest say what the files are, and whatever else; return the release."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for entry in (*manifest["tables"], *manifest["files"]):
        data = (folder / entry["file"]).read_bytes()
        entry |= {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    change(manifest)
    known = read_manifest(json.dumps(manifest).encode())
    (folder / "manifest.json").write_bytes(write_manifest(known))
    return open_release(folder)


def followed(release):
    """Make what is made of the manifest follow from it."""
    made = {*TEXTS, NAME}
    files = tuple(entry for entry in release.manifest.files if entry.file not in made)
    told = release.manifest.model_copy(update={"files": files})
    for name, text in TEXTS.items():
        (release.root / name).write_text(text(told), "utf-8")
    return described_anew(release.root)


def rewrite(folder, table, what):
    """Write a table anew, by another writer."""
    path = folder / f"{table}.parquet"
    aside = path.with_suffix(".new")
    with duckdb.connect() as connection:
        connection.sql(f"COPY (SELECT {what} FROM '{path}') TO '{aside}' (FORMAT parquet)")
    aside.replace(path)


@pytest.mark.slow
def test_a_release_is_what_its_commit_gives(published, before, repository, run, tmp_path):
    repository.write("dataset/links.yaml", "broken: [")  # the work tree does not matter
    repository.write("pyproject.toml", "")
    places = ("--repository", repository.root, "--previous", before)
    code, out, err = run("verify", published.root, "--rebuild", *places, "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["rebuilt"] == {
        "commit": published.manifest.commit,
        "same": "bytes",
        "others": [],
        "same_code": True,
        "bytes_differ": [],
        "not_compared": [],
        "differences": [],
    }


def test_of_other_tools_tables_are_held_to_what_they_say(copy, published):
    rewrite(copy, "figures", "*")
    older = described_anew(copy, lambda manifest: manifest["toolchain"].update(pyarrow="1.0"))
    older = followed(older)
    others = tuple(other_tools(older.manifest))
    found = compared(older, published, older.manifest.commit, others, same_code=True)
    told = as_text(found).splitlines()
    assert told[0].endswith(", with other code or tools:")
    assert told[1].startswith("  pyarrow 1.0 then, ")
    files = "croissant.json, datapackage.json, dcat.jsonld, figures.parquet, manifest.json"
    assert told[2] == f"  and every table says the same, in other bytes: {files}"
    assert told[3].endswith(", and all that no tool decides")
    assert len(told) == 4
    assert (as_data(found)["same"], as_data(found)["differences"]) == ("digests", [])


def test_with_other_tools_nothing_need_differ(copy, published):
    older = described_anew(copy, lambda manifest: manifest.update(toolchain={}))
    others = other_tools(older.manifest)
    assert [each.split(" ")[0] for each in others] == ["duckdb", "pyarrow", "tzdata"]
    assert all(" of an unknown version then, " in each for each in others)
    assert other_tools(published.manifest) == []
    told = as_text(compared(published, published, "0" * 40, ("another",), same_code=False))
    told = told.splitlines()
    files = len(published.manifest.entries()) + 1
    assert told[1:] == ["  another", f"  and every byte of {files} files is the same"]


def older(manifest):
    """Let a manifest choose how it is compared: it says what made the release."""
    manifest["toolchain"]["pyarrow"] = "1.0"
    manifest["code_version"] = "9.9.9"


FORGED = {
    "licence": (lambda manifest: manifest.update(licence="CC0-1.0"), "`licence` is CC-BY-4.0, not"),
    "previous": (lambda manifest: manifest.update(previous=None), "`previous` is "),
    "schema": (lambda manifest: manifest.update(schema_version="9.0.0"), "`schema_version` is "),
    "date": (lambda manifest: manifest.update(commit_date="2020-01-01T00:00:00Z"), "`commit_date`"),
    "key": (lambda manifest: manifest["tables"][0].update(primary_key=[]), "`primary_key` of "),
    "digest": (
        lambda manifest: manifest["tables"][0].update(logical_digest="0" * 64),
        "`logical_digest` of ",
    ),
    "number": (
        lambda manifest: manifest["tables"][0]["columns"][0].update(field_id=99),
        "another `field_id` of ",
    ),
}


@pytest.mark.parametrize("same_code", [True, False])
@pytest.mark.parametrize(("forge", "said"), FORGED.values(), ids=FORGED)
def test_a_manifest_does_not_choose_what_it_is_held_to(published, forge, said, same_code):
    data = published.manifest.model_dump(mode="json")
    older(data)
    forge(data)
    forged = Release(published.root, read_manifest(json.dumps(data).encode()))
    others = tuple(other_tools(forged.manifest))
    found = compared(forged, published, "0" * 40, others, same_code=same_code)
    told = [each.message for each in found.differences if each.file == "manifest.json"]
    assert told[0].startswith(said)
    assert as_data(found)["same"] is None


ALTERED = {
    "view_best_figure.sql": "other bytes",
    "README.md": "other bytes",
    "LICENSE": "other bytes",
    "datapackage.json": "does not follow from the manifest",
    "CITATION.cff": "does not follow from the manifest",
}


@pytest.mark.parametrize(("name", "said"), ALTERED.items(), ids=ALTERED)
def test_what_no_tool_decides_is_the_same_or_another_release(copy, published, name, said):
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    forged = described_anew(copy, older)
    others = tuple(other_tools(forged.manifest))
    found = compared(forged, published, "0" * 40, others, same_code=True)
    assert [str(each) for each in found.differences] == [f"{name}: {said}"]
    unknown = compared(forged, published, "0" * 40, others, same_code=False)
    assert (unknown.differences, unknown.not_compared) == ((), (name,))
    assert as_text(unknown).endswith(f"  not compared: {name}\n")


def test_pieces_follow_from_the_tables_that_they_lie_beside(copy, published):
    (copy / PIECES_NAME).write_bytes(b"{}")
    files = (*published.manifest.files, file_entry(copy / PIECES_NAME))
    forged = Release(copy, published.manifest.model_copy(update={"files": files}))
    found = map(str, by_meaning(forged, published, same_code=True))
    assert "pieces.json: does not follow from the tables" in found


def test_descriptions_are_of_the_code(published):
    data = published.manifest.model_dump(mode="json")
    data["tables"][0]["columns"][0]["description"] = "Another one."
    forged = Release(published.root, read_manifest(json.dumps(data).encode()))
    (found,) = by_meaning(forged, published, same_code=True)[:1]
    assert "another `description`" in str(found)
    assert by_meaning(forged, published, same_code=False) == ()


@pytest.mark.slow
def test_a_commit_that_is_made_while_files_are_read_is_not_theirs(repository, before, tmp_path):
    repository.git("stash", "--include-untracked")
    places = Places(tmp_path, before)
    made = iter([lambda: repository.commit("meanwhile")])

    def step(_):
        next(made, str)()

    try:
        built = build(find_project(repository.root), tmp_path / "dist", step, places)
        assert (built.manifest.commit, built.manifest.commit_date) == (None, None)
    finally:
        repository.git("stash", "pop")


@pytest.mark.slow
def test_without_the_release_before_nothing_is_said(copy, repository, run):
    code, out, err = run("verify", copy, "--rebuild", "--repository", repository.root)
    assert (code, out) == (2, "")
    assert err.startswith("the release before, 2026.10.1 ")
    place = ("--repository", repository.root, "--previous", copy / "nowhere")
    code, out, _ = run("verify", copy, "--rebuild", *place, "--format", "json")
    found = json.loads(out)
    assert (code, found["whole"], found["rebuilt"]["same"]) == (2, True, None)
    assert found["rebuilt"]["cannot"].startswith("the release before, 2026.10.1 ")


def test_without_room_nothing_is_said(published, before, repository, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(RebuildError, match="nowhere"):
        rebuild(published, repository.root, Places(tmp_path, before))


@pytest.mark.slow
def test_a_release_of_something_else(copy, before, repository, run):
    rewrite(copy, "figures", "* REPLACE (wording || '0' AS wording)")
    (copy / "README.md").write_text("nothing\n")
    described_anew(copy, lambda manifest: manifest.update(licence="CC0-1.0"))
    shutil.copytree(before, copy.parent / before.name)  # found beside it
    code, out, err = run("verify", copy, "--rebuild", "--repository", repository.root)
    assert (code, err) == (4, "not what its commit gives: 3 differences\n")
    assert out.splitlines()[-3:] == [
        "README.md: other bytes",
        "figures.parquet: other bytes for the same values",  # its manifest says so, and lies
        "manifest.json: `licence` is CC-BY-4.0, not CC0-1.0",
    ]


def test_differences_are_named_by_column(copy, published):
    rewrite(copy, "figures", "* REPLACE (wording || '0' AS wording)")
    altered = described_anew(copy)
    (found,) = by_digests(altered, published)
    assert (found.file, found.table, found.column) == ("figures.parquet", "figures", "wording")
    assert str(found) == "figures.parquet (column wording): other values"
    assert by_digests(published, published) == by_bytes(published, published) == ()


def test_differences_of_columns_tables_and_files(copy, published):
    def change(manifest):
        tables = {table["name"]: table for table in manifest["tables"]}
        columns = {column["name"]: column for column in tables["places"]["columns"]}
        columns["id"]["digest"] = "0" * 64
        columns["name"]["description"] = "Another one."
        columns["kind"]["name"] = "sort"
        columns["latitude"]["type"] = "BIGINT"
        tables["places"]["rows"] += 1000
        for name in ("places", "links"):
            tables[name]["sha256"] = "0" * 64
        manifest["tables"].remove(tables["items"])
        del manifest["files"][-1]

    data = json.loads((copy / "manifest.json").read_bytes())
    change(data)
    other = replace(published, manifest=read_manifest(json.dumps(data).encode()))
    last = published.manifest.files[-1].file
    rows = {table.name: table.rows for table in published.manifest.tables}["places"]
    assert [str(each) for each in by_bytes(other, published)] == [
        "items.parquet: was not published",
        f"{last}: was not published",
        "links.parquet: other bytes for the same values",
        f"places.parquet: {rows:,} rows, {rows + 1000:,} were published",
        "places.parquet (column id): other values",
        "places.parquet (column name): another description or number",
        "places.parquet (column sort): is not in the table built again",
        "places.parquet (column latitude): of type DOUBLE, not BIGINT",
        "places.parquet (column kind): was not published",
    ]
    assert "items.parquet: is not in the release built again" in map(
        str, by_bytes(published, other)
    )


def test_a_manifest_in_another_form(copy, published):
    text = (copy / "manifest.json").read_text("utf-8")
    (copy / "manifest.json").write_text(text.replace("  ", ""), "utf-8")
    (found,) = by_bytes(open_release(copy), published)
    assert str(found) == "manifest.json: says the same in other bytes"


def altered(published, **fields):
    return Release(published.root, published.manifest.model_copy(update=fields))


def test_what_cannot_be_built_again(published, repository, tmp_path):
    with pytest.raises(RebuildError, match="names no commit"):
        rebuild(altered(published, commit=None), repository.root)
    with pytest.raises(RebuildError, match=r"another release than 2027\.1\.0: 2026\.11\.0"):
        rebuild(altered(published, release="2027.1.0"), repository.root)
    with pytest.raises(RevisionError, match="there is no revision"):
        rebuild(altered(published, commit="0" * 40), repository.root)
    with pytest.raises(RevisionError, match="--rebuild needs a git repository"):
        rebuild(published, tmp_path)
    empty = initialised(tmp_path).git("rev-parse", "HEAD")
    with pytest.raises(RebuildError, match="holds no dataset"):
        rebuild(altered(published, commit=empty), tmp_path)


def test_a_commit_that_does_not_pass(published, repository):
    repository.git("stash", "--include-untracked")
    repository.write("dataset/links.yaml", "broken: [")
    commit = repository.commit("broken")
    with pytest.raises(RebuildError, match="does not pass the check"):
        rebuild(altered(published, commit=commit), repository.root)


@pytest.fixture
def objects(tmp_path):
    return initialised(tmp_path)


def committed(objects, entries):
    """Commit a tree of any names below `seeds`; what git itself would never make."""
    blob = objects.git("hash-object", "-w", "--stdin", input=b"x\n")
    lines = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name in entries)
    inner = objects.git("hash-object", "-w", "--literally", "-t", "tree", "--stdin", input=lines)
    tree = objects.git("mktree", input=f"040000 tree {inner}\tseeds\n".encode())
    return objects.git("commit-tree", tree, "-m", "x")


def test_the_code_that_is_installed_is_held_to_that_of_the_commit(objects):
    repository = Repository(objects.root)
    assert other_code(repository, objects.commit()) == []  # a repository of data alone
    installed = Path(claimbook.__file__).parent
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(installed, objects.root / "schema/claimbook", ignore=skip)
    assert other_code(repository, objects.commit()) == []
    objects.write("schema/claimbook/errors.py", "")
    objects.write("schema/claimbook/added.py", "")
    (objects.root / "schema/claimbook/columns.py").unlink()
    said = "the installed code is not that of the commit: 3 files differ"
    assert other_code(repository, objects.commit()) == [said]


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        (b"100644", b".."),
        (b"100644", b"."),
        (b"100644", b"../../evil.yaml"),
        (b"100644", b"/evil.yaml"),
        (b"100644", b".git"),
        (b"100644", b".GIT/config"),
        (b"120000", b"link.yaml"),
        (b"160000", b"module"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(objects, tmp_path, mode, name):
    commit = committed(objects, [(b"100644", b"a.yaml"), (mode, name)])
    target = tmp_path / "out"
    with pytest.raises(CheckoutError, match="the commit holds "):
        check_out(Repository(objects.root), commit, ("seeds",), target)
    assert not target.exists()


def test_two_files_of_one_name_are_refused(objects, tmp_path):
    commit = committed(objects, [(b"100644", b"a.yaml"), (b"100755", b"a.yaml")])
    files = Repository(objects.root).files(commit, ("seeds",))
    assert list(files) == ["seeds/a.yaml"]


def test_files_come_out_as_they_were_committed(objects, tmp_path, monkeypatch):
    monkeypatch.setattr("claimbook_build.release.checkout.MOST_HELD", 7)
    marked = tmp_path / "marked"
    objects.git("config", "filter.x.smudge", f"touch {marked}")
    hook = objects.root / ".git/hooks/post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {marked}\n")
    hook.chmod(0o755)
    contents = {
        "seeds/a.yaml": b"a\r\nb\n$Id$\n",
        "seeds/deep/er/b.yaml": b"",
        "seeds/\xd0\xb6 \n\"x'.yaml": b"long enough to be alone",
        "seeds/-rf": b"1",
        "dataset/c.jsonl": b"\0\xff",
    }
    attributes = b"* text=auto eol=crlf ident filter=x export-subst\nseeds/a.yaml export-ignore\n"
    for path, data in (contents | {".gitattributes": attributes}).items():
        objects.write(path, data)
    commit = objects.commit()
    marked.unlink(missing_ok=True)
    for path in contents:
        (objects.root / path).unlink()
    stored = {
        path: git("cat-file", "blob", f"{commit}:{path}", cwd=objects.root) for path in contents
    }
    out = tmp_path / "out"
    assert check_out(Repository(objects.root), commit, ("seeds", "dataset"), out) == len(contents)
    found = {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }
    assert found.keys() == contents.keys()
    assert {
        path: data.decode("utf-8", "surrogateescape").strip() for path, data in found.items()
    } == stored
    assert {path.stat().st_mode & 0o777 for path in out.rglob("*.yaml")} == {0o600}
    assert not marked.exists()
