import pytest

from claimbook_build.release.commit import Commit, commit_named, commit_of
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
