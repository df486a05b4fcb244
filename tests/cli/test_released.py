import json
import shutil

import pytest

import claimbook
from built_project import VERSION


@pytest.fixture
def here(released, tmp_path, monkeypatch):
    """Return a project of one's own with a release in its dist/, in which commands run."""
    root = shutil.copytree(released, tmp_path / "project")
    monkeypatch.chdir(root)
    return root


def test_a_whole_release(here, run):
    code, out, err = run("verify")
    found = claimbook.verify(here / "dist" / VERSION)
    assert (code, err) == (0, "")
    assert out == (
        f"{VERSION}: {found.files} files, {found.bytes:,} bytes, all as the manifest says\n"
        f"manifest.json: SHA-256 {found.manifest_sha256}\n"
        "no signature: nothing here says who published it\n"
    )
    assert run("verify", f"dist/{VERSION}", "--manifest-sha256", found.manifest_sha256)[0] == 0


def test_a_whole_release_as_json(here, run):
    code, out, err = run("verify", f"dist/{VERSION}", "--format", "json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["release"], found["whole"], found["faults"]) == (VERSION, True, [])
    keys = {"release", "whole", "files", "bytes", "manifest_sha256", "signature", "faults"}
    assert found.keys() == keys | {"digests"}
    assert found["signature"]["state"] == "none"


def test_logical_digests_when_asked_for(here, run):
    code, out, err = run("verify", "--logical")
    tables = len(claimbook.load(path=here / "dist" / VERSION).tables)
    assert (code, err) == (0, "")
    assert out.endswith(f"\n{tables} tables: logical digests as the manifest says\n")


def test_without_a_commit_nothing_is_built_again(here, run):
    code, out, err = run("verify", "--rebuild")
    assert (code, out) == (2, "")
    assert err == "the release names no commit, so it cannot be built again\n"


def damage(folder):
    (folder / "figures.parquet").chmod(0o644)
    with (folder / "figures.parquet").open("ab") as file:
        file.write(b"x")
    (folder / "\x1b[31mnotes\u202e").touch()
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to("dictionary.md")


def test_every_fault_is_told(here, run):
    damage(here / "dist" / VERSION)
    code, out, err = run("verify")
    assert (code, err) == (4, "not whole: 3 faults\n")
    lines = sorted(out.splitlines())
    assert lines[0].startswith("README.md: not a regular file but a symbolic link")
    assert lines[1] == "\\x1b[31mnotes\\u202e: not in the manifest"
    assert lines[2].startswith("figures.parquet: ")
    assert lines[2].endswith(f"the manifest says {int(lines[2].split()[1]) - 1}")


def test_every_fault_is_told_as_json(here, run):
    damage(here / "dist" / VERSION)
    code, out, err = run("verify", "--format", "json")
    found = json.loads(out)
    assert (code, err, found["whole"], out.isascii()) == (4, "", False, True)
    assert {(each["kind"], each["file"]) for each in found["faults"]} == {
        ("link", "README.md"),
        ("size", "figures.parquet"),
        ("unlisted", "\x1b[31mnotes\u202e"),
    }


@pytest.mark.parametrize("arguments", [(f"dist/{VERSION}/README.md",), ("dist",)])
def test_what_is_no_release(here, run, arguments):
    code, out, err = run("verify", *arguments)
    assert (code, err) == (4, "not whole: 1 fault\n")
    assert out.count("\n") == 1


def test_a_name_of_nothing_and_the_manifest_s_own(run, here):
    code, out, err = run("verify", "nowhere")
    assert (code, out) == (2, "")
    assert "no folder" in err
    assert run("verify", f"dist/{VERSION}/manifest.json")[0] == 0


def test_another_manifest_than_the_one_asked_for(here, run):
    code, out, _ = run("verify", "--manifest-sha256", "0" * 64)
    assert code == 4
    assert out.startswith("manifest.json: its SHA-256 is ")


def test_no_release_here(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    for command in ("verify", "cite"):
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert "name one with" in err


@pytest.mark.parametrize("style", ["text", "apa", "bibtex", "csl-json", "cff"])
def test_the_command_cites_as_the_library_does(here, run, style):
    code, out, err = run("cite", "--format", style, "--release", f"dist/{VERSION}")
    assert (code, err) == (0, "")
    assert out == claimbook.load(VERSION).cite(style) + "\n"


def test_a_release_that_is_not_whole_is_not_cited(here, run):
    damage(here / "dist" / VERSION)
    assert run("cite")[:2] == (4, "")
