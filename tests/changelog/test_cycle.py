"""A whole life of releases, in a repository of its own, each step by the command."""

import json
import re
import shutil

import pytest

from built_project import START, claimbook, files_of, project
from claimbook.release.open import open_release
from git_project import GitProject, initialised

FIRST, SECOND = "2026.11.0", "2026.11.1"
EVENT = "dataset/events/2019/evt_liberation-of-settlements-2019-04.yaml"
ENTRY = "dataset/changelog/settlements-placed.yaml"
STATEMENTS = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
FIGURE = "fig_dg-missile-strikes"
REASON = """\
id: settlements-placed
kind: corrected
summary: The liberated settlements are placed as their document does.
reason: curation_error
records: [evt_liberation-of-settlements-2019-04, fig_dg-missile-strikes]
"""
LINK = "lnk_bullet-missiles-for-strikes"

pytestmark = pytest.mark.slow


def made(root):
    project(root)
    (root / ".gitignore").write_text("/dist/\n", "utf-8")
    (root / "CHANGELOG.md").write_text("# Changes\n\n## [Unreleased]\n\n- the code\n", "utf-8")
    return initialised(root)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Return a repository with its first release, and what the command said of both steps."""
    repo = made(tmp_path_factory.mktemp("cycle") / "project")
    prepared = claimbook("release", FIRST, cwd=repo.root)
    repo.commit(f"Data {FIRST}")
    built = claimbook("release", FIRST, cwd=repo.root)
    return repo, prepared, built


@pytest.fixture
def repo(released, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(released[0].root, root, symlinks=True)
    return GitProject(root)


def state(repo):
    """Return every file of the work tree that git knows or could know."""
    names = repo.git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    return {name: (repo.root / name).read_bytes() for name in names}


def test_the_first_release_is_prepared_and_then_built(released):
    repo, prepared, built = released
    assert prepared.returncode == 0, prepared.stderr
    assert prepared.stdout.decode().splitlines() == [
        "CHANGELOG.md",
        "dataset/changelog/casualties-read-again.yaml",
        "dataset/ids.lock",
    ]
    assert b"git commit -m 'Data 2026.11.0'" in prepared.stderr
    assert built.returncode == 0, built.stderr
    release = open_release(repo.root / "dist" / FIRST)
    assert release.manifest.commit == repo.git("rev-parse", "HEAD")
    folder, digest = built.stdout.decode().splitlines()
    assert folder == str(repo.root / "dist" / FIRST)
    index = json.loads((repo.root / "dist/releases.json").read_text("utf-8"))
    assert digest.endswith(index["releases"][0]["manifest_sha256"])
    assert f"git tag -a {FIRST} -m 'Data {FIRST}' {release.manifest.commit}\n" in (
        built.stderr.decode()
    )
    page = (release.root / "CHANGELOG.md").read_text("utf-8")
    section = page.partition("## Data")[2]
    assert repo.text("CHANGELOG.md").endswith(section)
    assert " 2026.11.0\n" in repo.text("dataset/ids.lock")


def test_a_build_of_the_same_commit_gives_the_same_bytes(released, tmp_path):
    repo = released[0]
    index = (repo.root / "dist/releases.json").read_text("utf-8")
    other = re.sub('"manifest_sha256": "[0-9a-f]+"', f'"manifest_sha256": "{"0" * 64}"', index)
    (tmp_path / "releases.json").write_text(other, "utf-8")
    built = claimbook("build", "--out", tmp_path, cwd=repo.root)
    assert built.returncode == 0
    assert f"{FIRST} is another release now" in built.stderr.decode()
    assert (tmp_path / "releases.json").read_text("utf-8") == index
    assert files_of(tmp_path / FIRST) == files_of(repo.root / "dist" / FIRST)


def second(repo):
    """Change a value with its reason, retire a link, and enter an item."""
    repo.change(EVENT, "place_precision: 6", "place_precision: 7")
    repo.write(ENTRY, REASON)
    repo.change(STATEMENTS, "wording: four\n", "wording: four\n        status: provisional\n")
    claimbook("format", cwd=repo.root)
    text = repo.text("dataset/links.yaml")
    before, _, after = text.partition(f"  - id: {LINK}\n")
    repo.write("dataset/links.yaml", before + after[after.index("  - id: ") :])
    tomb = f"retired:\n  - record: {LINK}\n    reason: It said no more than its figures\n"
    repo.write("dataset/retired.yaml", tomb)
    entry = REASON.replace("settlements-placed", "fewer-links").replace("corrected", "removed")
    entry = re.sub("records: .*", "tables: [links]", entry)
    repo.write("dataset/changelog/fewer-links.yaml", entry)
    minted = f"itm_made {FIRST}\nitm_missile {FIRST}"
    repo.change("dataset/ids.lock", f"itm_missile {FIRST}", minted)
    text = repo.text("seeds/reference/items.yaml")
    repo.write("seeds/reference/items.yaml", f"{text}  - id: itm_made\n    name: thing made\n")


def test_the_second_release_tells_what_changed_and_why(repo):
    second(repo)
    prepared = claimbook("release", SECOND, cwd=repo.root)
    assert prepared.returncode == 0, prepared.stderr
    assert f'release = "{SECOND}"' in repo.text("pyproject.toml")
    assert f"in_release: {SECOND}" in repo.text("dataset/retired.yaml")
    assert repo.text(ENTRY) == f"{REASON}in_release: {SECOND}\n"
    assert f"release: {FIRST}\n" in repo.text("dataset/releases.yaml")
    lock = repo.text("dataset/ids.lock")
    assert f"itm_made {SECOND}\n" in lock
    assert f"itm_missile {FIRST}\n" in lock
    page = repo.text("CHANGELOG.md")
    assert page.index("[Unreleased]") < page.index(SECOND) < page.index(f"## Data {FIRST}")
    assert "(`curation_error`, `settlements-placed`)" in page
    document = STATEMENTS.rpartition("/")[2].removesuffix(".yaml")
    told = f"| `{FIGURE}` | `status`: normal -> provisional | `curation_error` | `{document}` |\n"
    assert told in page
    assert "| `links` | 15 | 14 | 0 | 1 | 0 |\n" in page
    assert claimbook("format", "--check", cwd=repo.root).returncode == 0
    repo.commit(f"Data {SECOND}")
    built = claimbook("release", SECOND, cwd=repo.root)
    assert built.returncode == 0, built.stderr
    with_changes = "from changes select record, change, reason, changelog_id order by all"
    said = claimbook("query", "--format", "csv", with_changes, cwd=repo.root).stdout.decode()
    assert "evt_liberation-of-settlements-2019-04,changed,curation_error,settlements-placed" in said
    assert f"{LINK},removed,retired," in said
    pages = [(repo.root / "dist" / v / "CHANGELOG.md").read_text() for v in (FIRST, SECOND)]
    assert pages[1].endswith(pages[0].partition("## Data")[2])
    schema = json.loads((repo.root / "dist" / SECOND / "schema-diff.json").read_text("utf-8"))
    assert schema["previous"] == {"release": FIRST, "schema_version": "1.0.0"}


def edited(repo):
    repo.change(EVENT, "place_precision: 6", "place_precision: 7")
    repo.commit()


def unsaid(repo):
    """Change a value without a reason, and take more away than may go without a word."""
    edited(repo)
    path = "dataset/events/2019/evt_shared-army-group.yaml"
    repo.change(path, "  - {actor: act_drosk, role: partner}\n", "")


def without_previous(repo):
    repo.root.joinpath("dist").rename(repo.root / "elsewhere")


def typed(repo):
    """Declare the next release by hand, where nothing is left of the one before but its lock."""
    repo.change("pyproject.toml", FIRST, SECOND)
    without_previous(repo)


def forged(repo):
    listed = f"{{release: 2026.10.0, manifest_sha256: {'0f' * 32}, schema_version: 1.0.0}}"
    repo.write("dataset/releases.yaml", f"releases:\n  - {listed}\n")


def other_code(repo):
    repo.write("schema/claimbook/errors.py", "")
    repo.commit()


REFUSED = {
    "no version": (None, "2026.13.0", (), 2, "is no version of a release"),
    "a lower version": (None, "2026.10.4", (), 2, "comes before 2026.11.0"),
    "a version far ahead": (None, "2999.1.0", (), 2, "lies ahead"),
    "no reason and a shrunken table": (unsaid, SECOND, (), 1, "error[R801]"),
    "no previous release": (without_previous, SECOND, (), 4, "--previous"),
    "the release before forgotten": (typed, SECOND, (), 4, f"is of release {FIRST}, and"),
    "no release where one is named": (
        typed,
        SECOND,
        ("--previous", "elsewhere"),
        4,
        "name the release's own folder",
    ),
    "a release before that is named and denied": (
        typed,
        SECOND,
        ("--previous", f"elsewhere/{FIRST}", "--unpublished"),
        4,
        "say one of them",
    ),
    "a release before that was invented": (
        forged,
        SECOND,
        (),
        4,
        "dataset/releases.yaml:2:5: 2026.10.0 was not published: delete it",
    ),
    "other code than the commit's": (other_code, FIRST, (), 2, "not that of the commit"),
    "another release of that version": (edited, FIRST, (), 4, "was built already"),
    "errors in the dataset": (
        lambda repo: repo.change(EVENT, "kind: recapture", "kind: recaptured"),
        SECOND,
        (),
        1,
        "error[R104]",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_changes_nothing(repo, name):
    change, version, options, code, said = REFUSED[name]
    if change is not None:
        change(repo)
    before, index = state(repo), (repo.root / "dist/releases.json")
    listed = index.read_bytes() if index.exists() else None
    done = claimbook("release", version, *options, cwd=repo.root)
    assert done.returncode == code, done.stderr
    assert said in done.stderr.decode()
    assert done.stderr.count(b"error[R803]") == 2 * (said == "error[R801]")
    assert done.stdout == b""
    assert state(repo) == before
    assert (index.read_bytes() if index.exists() else None) == listed


def test_a_tree_that_is_not_its_commit_is_refused(repo):
    repo.write("notes.txt", "x")
    done = claimbook("release", FIRST, cwd=repo.root)
    assert done.returncode == 2
    assert done.stderr.decode().endswith("commit these first:\n  notes.txt\n")


def test_a_tag_at_another_commit_is_refused(repo):
    repo.git("tag", f"{FIRST}")
    repo.commit("more")
    done = claimbook("release", FIRST, cwd=repo.root)
    assert done.returncode == 2
    assert b"make the next release" in done.stderr


def test_the_release_before_may_be_named_though_the_next_is_declared(repo):
    typed(repo)
    options = ("--previous", f"elsewhere/{FIRST}", "--dry-run")
    done = claimbook("release", SECOND, *options, cwd=repo.root)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert f"+  - release: {FIRST}\n" in shown
    assert "ids.lock" not in shown


def test_a_dry_run_shows_everything_and_writes_nothing_with_the_release_before_elsewhere(repo):
    second(repo)
    without_previous(repo)
    before = state(repo)
    options = ("--previous", "elsewhere", "--dry-run")
    done = claimbook("release", SECOND, *options, cwd=repo.root)
    assert done.returncode == 0, done.stderr
    assert state(repo) == before
    shown = done.stdout.decode()
    assert f'+release = "{SECOND}"' in shown
    assert f"+## Data {SECOND}" in shown


def test_the_release_before_may_never_have_been(repo):
    done = claimbook("release", SECOND, "--unpublished", "--dry-run", cwd=repo.root)
    assert b"+The first release, of " in done.stdout


SCHEMA = """
import claimbook_build.release.assemble as a, claimbook_build.release.documents as d
import claimbook_build.views.files as v
files = v.view_files()
a.view_files = d.view_files = lambda: {k: t for k, t in files.items() if {kept}}
a.SCHEMA_VERSION = "{version}"
"""


@pytest.mark.parametrize(
    ("kept", "version", "least"),
    [
        ("k != 'view_who_said.sql'", "1.0.0", "2.0.0"),
        ("True", "1.1.0", None),
    ],
)
def test_the_schema_version_is_as_high_as_the_changes_demand(repo, kept, version, least):
    path = "seeds/reference/vocabularies/event_mode.yaml"
    code = "  - {code: kite, label_en: kite, label_uk: змій, definition: With a kite.}\n"
    repo.write(path, repo.text(path) + code)
    lock = sorted({*repo.text("dataset/ids.lock").splitlines(), f"event_mode.kite {FIRST}"})
    repo.write("dataset/ids.lock", "".join(f"{line}\n" for line in lock))
    start = SCHEMA.replace("{kept}", kept).replace("{version}", version)
    done = claimbook("release", SECOND, "--dry-run", cwd=repo.root, start=f"{start}{START}")
    said = done.stderr.decode()
    assert done.returncode == (1 if least else 0), said
    assert (f"set SCHEMA_VERSION to `{least}` or more" in said) == bool(least)
    assert said.count("error[R802]") == {"2.0.0": 2, "1.1.0": 1}.get(least, 0)
    assert ("a release of the same month" in said) == (least == "2.0.0")
    assert ("a code was added to an open list (`event_mode.kite`)" in said) == (least == "2.0.0")


def test_what_a_killed_one_left_is_removed_first_but_by_a_dry_run(repo):
    left = [f".{name}.stage-0123456789abcdef" for name in ("pyproject.toml", "ids.lock")]
    paths = [repo.root / left[0], repo.root / "dataset" / left[1]]
    for path in paths:
        path.write_text("x", "utf-8")
    dry = claimbook("release", SECOND, "--dry-run", cwd=repo.root)
    assert b"error[R002]" in dry.stderr
    assert all(path.exists() for path in paths)
    done = claimbook("release", "2026.10.0", cwd=repo.root)
    assert b"comes before" in done.stderr
    assert not any(path.exists() for path in paths)


def test_a_preparation_that_is_interrupted_leaves_nothing_half_written(repo):
    second(repo)
    before = state(repo)
    start = (
        "import os, signal, claimbook_build.release.publish_files as p; real = p.publish_file; "
        "seen = []; "
        "p.publish_file = lambda path, *a, **k: (real(path, *a, **k), seen.append(path), "
        "len(seen) == 3 and os.kill(os.getpid(), signal.SIGTERM)); "
    )
    done = claimbook("release", SECOND, cwd=repo.root, start=f"{start}{START}")
    assert done.returncode != 0
    assert state(repo) == before
