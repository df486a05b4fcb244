import os
import time

import pytest

from claimbook_build.release.clean import TreeError, refuse_dirty
from claimbook_build.release.commit import Commit, commit_named, commit_of, still
from git_project import GitProject, git


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds/a.yaml").write_text("a: 1\n", "utf-8")
    git("init", "--quiet", root, cwd=tmp_path)
    return GitProject(root)


def test_the_commit_of_unchanged_data(project):
    name = project.commit()
    found = commit_of(project.root)
    assert found.hash == name
    assert found.date is not None
    (project.root / "notes.txt").write_text("x", "utf-8")
    assert commit_of(project.root) == found


def test_changed_data_are_those_of_no_commit(project):
    project.commit()
    (project.root / "seeds/a.yaml").write_text("a: 2\n", "utf-8")
    assert commit_of(project.root) == Commit()


@pytest.mark.parametrize("name", ["seeds/b.yaml", "dataset/b.yaml", "pyproject.toml"])
def test_ignored_files_that_are_read_belong_to_no_commit(project, name):
    project.write(".gitignore", "b.yaml\ndist/\n")
    project.commit()
    project.write("dist/b.yaml", "")
    assert commit_of(project.root).hash
    project.write(name, "b: 1\n")
    assert commit_of(project.root) == Commit()


def test_outside_a_repository_there_is_none(tmp_path):
    assert commit_of(tmp_path) == Commit()


def test_a_repository_that_a_tree_brings_along_is_not_entered(project, tmp_path):
    marked, program = tmp_path / "marked", tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{marked}"\n', "utf-8")
    program.chmod(0o755)
    inner = project.root / "inner"
    (inner / "seeds").mkdir(parents=True)
    git("init", "--quiet", "--bare", inner, cwd=project.root)
    for name, value in (("fsmonitor", program), ("bare", "false"), ("worktree", ".")):
        git("config", f"core.{name}", value, cwd=inner)
    assert commit_of(inner) == Commit()
    assert not marked.exists()


def test_what_a_configuration_names_is_not_run(project, tmp_path):
    marked, program = tmp_path / "marked", tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{marked}"\n', "utf-8")
    program.chmod(0o755)
    name = project.commit()
    for setting in ("core.fsmonitor", "gpg.program"):
        project.git("config", setting, program)
    project.git("config", "log.showSignature", "true")
    assert commit_of(project.root).hash == name
    assert not marked.exists()


@pytest.mark.parametrize(
    "setting", ["[core]\n\texcludesFile = ~/ignored\n", "[status]\n\tshowUntrackedFiles = no\n"]
)
def test_a_new_file_is_seen_whatever_the_user_ignores(project, tmp_path, monkeypatch, setting):
    project.commit()
    (tmp_path / ".gitconfig").write_text(setting, "utf-8")
    (tmp_path / "ignored").write_text("*.yaml\n", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    project.write("seeds/b.yaml", "b: 1\n")
    assert commit_of(project.root) == Commit()


def test_a_commit_by_its_name(project):
    first, second = project.commit(), project.commit("again")
    assert commit_named(project.root, first).hash == first
    assert commit_named(project.root, "HEAD").hash == second
    assert commit_named(project.root, "--all") == commit_named(project.root, "0" * 40) == Commit()


@pytest.mark.parametrize("path", ["seeds/a.yaml", "pyproject.toml", "build/claimbook_build/x.py"])
@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_not_to_look_at_is_of_no_commit(project, flag, path):
    project.write(path, "a: 1\n")
    project.write("notes.txt", "")
    name = project.commit()
    project.git("update-index", flag, "notes.txt")
    assert commit_of(project.root).hash == name  # nothing that a build reads
    project.git("update-index", flag, path)
    project.write(path, "a: 2\n")
    assert project.git("status", "--porcelain") == ""
    assert commit_of(project.root) == Commit()
    with pytest.raises(TreeError, match=f"does not tell .*\n  notes.txt\n  {path}|  {path}\n"):
        refuse_dirty(project.root / "seeds", project.root / "dist")


@pytest.mark.slow
def test_times_are_not_believed_though_the_configuration_does(project):
    project.commit()
    path = project.root / "seeds/a.yaml"
    os.utime(path, (1, 1))
    project.git("update-index", "--refresh")
    project.git("config", "core.trustctime", "false")
    project.git("config", "core.checkStat", "minimal")
    time.sleep(1.1)  # git compares whole seconds
    path.write_text("a: 2\n", "utf-8")
    os.utime(path, (1, 1))
    assert project.git("status", "--porcelain") == ""
    assert commit_of(project.root) == Commit()
    with pytest.raises(TreeError, match=r"commit these first:\n  seeds/a\.yaml"):
        refuse_dirty(project.root, project.root / "dist")


def test_a_commit_holds_only_if_it_is_there_after_reading_too(project):
    project.commit()
    before = commit_of(project.root)
    assert still(before, project.root) == before
    project.commit("another one, of the same files")
    assert still(before, project.root) == Commit()
    assert still(Commit(), project.root) == Commit()
