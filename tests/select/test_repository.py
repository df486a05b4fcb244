import os
import shutil
import subprocess

import pytest

from claimbook_build.select.change import Base, changed_files
from claimbook_build.select.repository import Repository, RevisionError
from git_project import GitProject, git

ITEMS = "seeds/reference/items.yaml"
LINKS = "dataset/links.yaml"
NAMES = (
    "two\nlines.yaml",
    "::error::pwn.yaml",
    "-rf.yaml",
    "--output=x.yaml",
    'it\'s "quoted" `id` $(id).yaml',
    "Київ.yaml",
    "tab\there.yaml",
    ":(exclude)x.yaml",
    "*.yaml",
    os.fsdecode(b"\xff\xfe.yaml"),
)


def changed(root, revision="main"):
    repository = Repository(root)
    return changed_files(root, Base(repository, repository.merge_base(revision)))


def test_nothing_changed(project):
    assert changed(project.root) == frozenset()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("way", ["untracked", "staged", "committed"])
def test_a_name_is_only_a_name(project, name, way):
    path = f"dataset/events/2019/{name}"
    project.write(path, "id: evt_x\n")
    if way == "staged":
        project.git("add", "--all")
    elif way == "committed":
        project.git("switch", "--quiet", "-c", "topic")
        project.commit()
    assert changed(project.root) == {path}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_of_the_base_is_only_a_name(project, name):
    path = f"dataset/events/2019/{name}"
    project.write(path, "id: evt_x\n")
    project.commit()
    assert changed(project.root) == frozenset()
    project.write(path, "id: evt_y\n")
    assert changed(project.root) == {path}
    (project.root / path).unlink()
    assert changed(project.root) == {path}


def test_a_rename_is_a_deletion_and_an_addition(project):
    project.git("mv", LINKS, "dataset/linked.yaml")
    assert changed(project.root) == {LINKS, "dataset/linked.yaml"}


def test_a_mode_and_a_kind_are_changes(project):
    (project.root / LINKS).chmod(0o755)
    assert changed(project.root) == {LINKS}
    (project.root / LINKS).unlink()
    (project.root / LINKS).symlink_to("/etc/passwd")
    assert changed(project.root) == {LINKS}
    project.commit()
    assert changed(project.root, "HEAD") == frozenset()


def test_what_git_ignores_is_read_and_so_it_counts(project):
    project.write(".gitignore", "*.jsonl\n")
    project.write("dataset/reviews/2019-05.jsonl", "{}\n")
    assert changed(project.root) == {"dataset/reviews/2019-05.jsonl"}


def test_a_file_that_was_only_touched_is_unchanged(project):
    os.utime(project.root / LINKS, (1, 1))
    assert changed(project.root) == frozenset()


def test_files_outside_the_dataset_do_not_count(project):
    project.write("schema/x.py", "pass\n")
    project.write("README.md", "new\n")
    assert changed(project.root) == frozenset()


def test_a_repository_inside_counts_with_all_it_holds(project):
    inner = project.root / "dataset/events/2020"
    inner.mkdir()
    git("init", "--quiet", inner, cwd=inner)
    project.write("dataset/events/2020/evt_x.yaml", "id: evt_x\n")
    assert "dataset/events/2020/evt_x.yaml" in changed(project.root)


def test_the_base_is_where_the_branches_parted(project):
    project.git("switch", "--quiet", "-c", "topic")
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    project.commit()
    project.git("switch", "--quiet", "main")
    project.write(LINKS, project.text(LINKS) + "# theirs\n")
    project.commit()
    project.git("switch", "--quiet", "topic")
    assert changed(project.root) == {ITEMS}
    project.git("merge", "--quiet", "--no-edit", "main")
    assert changed(project.root) == {ITEMS}


def test_a_worktree_compares_its_own_files(project, tmp_path):
    project.git("worktree", "add", "--quiet", "-b", "topic", tmp_path / "tree")
    tree = GitProject(tmp_path / "tree")
    tree.write(ITEMS, tree.text(ITEMS) + "# mine\n")
    assert changed(tree.root) == {ITEMS}
    assert changed(project.root) == frozenset()


def test_a_dataset_deep_in_a_repository_has_its_own_paths(committed, tmp_path):
    whole = tmp_path / "whole"
    shutil.copytree(committed, whole / "some/where", ignore=shutil.ignore_patterns(".git"))
    shutil.copytree(committed, whole, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
    git("init", "--quiet", "--initial-branch=main", whole, cwd=whole)
    outer, inner = GitProject(whole), GitProject(whole / "some/where")
    outer.commit()
    outer.write(LINKS, "links: []\n")
    inner.write(ITEMS, "items: []\n")
    assert changed(outer.root) == {LINKS}
    assert changed(inner.root) == {ITEMS}


def test_nothing_is_written(project):
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*")}
    assert changed(project.root) == {ITEMS}
    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*")} == before


def test_the_contents_of_the_base_are_exact(project):
    data = b"a\0b\r\n\xff\n\nblob 3\n"
    project.write("dataset/README.md", data)
    project.write("dataset/events/README.md", b"")
    project.commit()
    base = Repository(project.root)
    files = base.files("HEAD", ("dataset/README.md", "dataset/events/README.md"))
    assert base.contents([*files.values(), *files.values()]) == [data, b"", data, b""]


# --- nothing to compare with ------------------------------------------------------------------
@pytest.mark.parametrize(
    "revision",
    [
        "nope",
        "origin/main",
        "-x",
        "--help",
        "--output=/tmp/x",
        "HEAD:seeds",
        "HEAD^{tree}",
        "0" * 40,
    ],
)
def test_an_unknown_revision_is_said(project, revision):
    with pytest.raises(RevisionError, match=r"there is no revision (?s:.*)git fetch origin NAME"):
        changed(project.root, revision)


@pytest.mark.parametrize("revision", ["", "a\0b"])
def test_no_revision_is_said(project, revision):
    with pytest.raises(RevisionError, match="needs the name of a revision"):
        changed(project.root, revision)


def test_a_repository_without_commits_is_said(project):
    shutil.rmtree(project.root / ".git")
    project.git("init", "--quiet")
    with pytest.raises(RevisionError, match=r"HEAD.*\nmake a first commit"):
        changed(project.root, "HEAD")


def test_no_repository_is_said(project):
    shutil.rmtree(project.root / ".git")
    with pytest.raises(RevisionError, match=r"needs a git repository .* not a git repository"):
        changed(project.root)


def test_no_git_is_said(project, monkeypatch):
    monkeypatch.setenv("PATH", str(project.root))
    with pytest.raises(RevisionError, match="--base needs git, which does not start: No such"):
        changed(project.root)


def test_histories_without_a_common_commit_are_said(project):
    project.git("switch", "--quiet", "--orphan", "other")
    project.write("dataset/README.md", "x\n")
    project.commit()
    with pytest.raises(RevisionError, match="no common history here\nname a revision"):
        changed(project.root)


def test_a_shallow_clone_says_how_to_deepen_it(project, tmp_path):
    project.git("switch", "--quiet", "-c", "topic")
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    project.commit()
    project.git("switch", "--quiet", "main")
    project.commit()
    clone = tmp_path / "clone"
    address = project.root.as_uri()
    git("clone", "--quiet", "--depth=1", "--branch=topic", address, clone, cwd=tmp_path)
    with pytest.raises(RevisionError, match=r"no revision `origin/main`.*\n.*--unshallow"):
        changed(clone, "origin/main")
    git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main", cwd=clone)
    with pytest.raises(RevisionError, match=r"no common history here\n.*--unshallow"):
        changed(clone, "origin/main")
    git("fetch", "--quiet", "--unshallow", "origin", cwd=clone)
    assert changed(clone, "origin/main") == {ITEMS}


# --- what a repository could run --------------------------------------------------------------
@pytest.fixture
def mark(tmp_path):
    """A program that leaves a mark when it is run, and where."""
    program, marked = tmp_path / "program", tmp_path / "marked"
    program.write_text(f'#!/bin/sh\ntouch "{marked}"\ncat 2>/dev/null\n', "utf-8")
    program.chmod(0o755)
    return program, marked


SETTINGS = ("core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv")


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_a_configuration_names_is_not_run(project, mark, setting):
    program, marked = mark
    project.git("config", setting, program)
    project.write(".gitattributes", "* diff=evil\n")
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    assert changed(project.root) == {ITEMS}
    assert not marked.exists()


def test_hooks_are_not_run(project, mark):
    program, marked = mark
    for name in ("post-index-change", "reference-transaction", "pre-auto-gc"):
        shutil.copy(program, project.root / ".git/hooks" / name)
    os.utime(project.root / LINKS, (1, 1))
    assert changed(project.root) == frozenset()
    assert not marked.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_EXTERNAL_DIFF", "PROGRAM"),
        ("GIT_CONFIG_PARAMETERS", "'core.fsmonitor=PROGRAM'"),
        ("GIT_DIR", "/nonexistent"),
        ("GIT_INDEX_FILE", "/nonexistent/index"),
        ("GIT_WORK_TREE", "/"),
        ("GIT_EXEC_PATH", "/nonexistent"),
        ("GIT_TRACE", "/nonexistent/x"),
        ("GIT_PREFIX", "dataset/"),
    ],
)
def test_gits_own_variables_are_not_handed_on(project, mark, monkeypatch, name, value):
    program, marked = mark
    monkeypatch.setenv(name, value.replace("PROGRAM", str(program)))
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    assert changed(project.root) == {ITEMS}
    assert not marked.exists()


def test_a_repository_that_a_tree_brings_along_is_not_entered(project, mark):
    program, marked = mark
    bare = project.root / "dataset"
    git("init", "--quiet", "--bare", bare, cwd=project.root)
    git("config", "core.fsmonitor", program, cwd=bare)
    git("config", "core.bare", "false", cwd=bare)
    git("config", "core.worktree", project.root, cwd=bare)
    with pytest.raises(RevisionError, match="needs a git repository"):
        Repository(bare)
    assert not marked.exists()


def test_a_partial_clone_fetches_nothing(project, mark, tmp_path):
    program, marked = mark
    project.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    address = project.root.as_uri()
    git("clone", "--quiet", "--filter=blob:none", "--no-checkout", address, clone, cwd=tmp_path)
    git("config", "remote.origin.uploadpack", program, cwd=clone)
    repository = Repository(clone)
    [blob] = repository.files(repository.merge_base("origin/main"), [LINKS]).values()
    with pytest.raises(RevisionError, match=r"missing|failed"):
        repository.contents([blob])
    assert not marked.exists()


def test_the_guards_are_needed(project, mark):
    program, marked = mark
    project.git("config", "core.fsmonitor", program)
    subprocess.run(["git", "status"], cwd=project.root, capture_output=True, check=False)
    assert marked.exists()
