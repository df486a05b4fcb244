import json

import pytest

from claimbook.release.verify import verify
from example_project import REPOSITORY
from git_project import git
from signature.notary import Instance, by_key, written
from workflow.play import RUN, Host

pytestmark = pytest.mark.slow

WORKFLOW = REPOSITORY / ".github/workflows/release.yml"
TAG = "2026.11.0"
BUNDLE = "manifest.json.sigstore.json"
ISSUER = "https://token.actions.githubusercontent.com"
OTHER = "https://host.example/somebody/claimbook/.github/workflows/check.yml"
SIGNER = "https://host.example/somebody/claimbook/.github/workflows/release.yml"


@pytest.fixture(scope="module")
def instance():
    return Instance()


@pytest.fixture(scope="module")
def tagging(main, instance, tmp_path_factory):
    """Return a code host of which main is tagged, first too early, and where `build` has run."""
    folder = tmp_path_factory.mktemp("tagging")
    host = Host(folder, main)
    root = folder / "trusted_root.json"
    root.write_bytes(instance.trusted_root())
    start = "from claimbook.release import signature_identity as s"
    host.trust(f"{start}; s._PUBLIC_ROOT = ({str(root)!r},); {RUN}")
    git("tag", TAG, "main", cwd=host.bare)
    host.unprepared = host.run(WORKFLOW, "build", TAG)
    tree = folder / "work-build"  # where `claimbook release` has prepared what it missed
    git("add", "CHANGELOG.md", "dataset", cwd=tree)
    git("commit", "--quiet", "-m", "prepared", cwd=tree)
    git("push", "--quiet", "origin", "HEAD:main", cwd=tree)
    git("tag", "--force", "--annotate", "-m", "Data", TAG, "main", cwd=host.bare)
    done = host.run(WORKFLOW, "build", TAG)
    assert done.code == 0, done.log
    return host


@pytest.fixture
def host_of_tag(tagging, instance):
    """Return that code host, with what attests there and with what was built."""
    kept = dict(tagging.artifacts)
    tagging.notary = lambda manifest: attested(instance, manifest)
    yield tagging
    tagging.artifacts = kept


def attested(instance, manifest, signer=f"{SIGNER}@refs/tags/{TAG}"):
    how = {"identity": signer, "issuer": ISSUER}
    return written(instance.by_identity(manifest, TAG, "provenance", **how))


def test_a_tag_becomes_a_draft_of_what_was_attested(host_of_tag, tmp_path):
    host = host_of_tag
    jobs = [host.run(WORKFLOW, name, TAG) for name in ("attest", "verify", "publish")]
    assert [job.code for job in jobs] == [0, 0, 0], "".join(job.log for job in jobs)
    assert f"attested by {SIGNER}@refs/tags/{TAG} (issuer {ISSUER}, log index 1" in jobs[1].log
    arguments, token = json.loads(host.asked.read_text("utf-8"))
    assert token == "token"
    assert arguments[:3] == ["release", "create", TAG]
    assert {"--draft", "--verify-tag"} <= set(arguments)
    offered = {name.removeprefix("release/") for name in arguments if name.startswith("release/")}
    assert offered == {*host.artifacts["release"], BUNDLE}
    folder = tmp_path / TAG
    folder.mkdir()
    for name, data in (host.artifacts["release"] | host.artifacts["bundle"]).items():
        (folder / name).write_bytes(data)
    commit = git("rev-parse", "refs/heads/main", cwd=host.bare)
    assert verify(folder).manifest.commit == commit


def tag(host, head, name=TAG, branch="main"):
    head.git("push", "--quiet", "--force", host.bare, f"HEAD:refs/heads/{branch}")
    git("tag", name, branch, cwd=host.bare)
    return host.run(WORKFLOW, "build", name)


def test_a_tag_that_is_not_the_declared_release(host, head):
    done = tag(host, head, "2026.12.0")
    assert done.code == 1
    assert "what pyproject.toml declares, 2026.11.0" in done.log


def test_a_tag_at_a_commit_that_is_not_prepared(tagging):
    assert tagging.unprepared.code == 1
    assert "does not hold all that the release needs" in tagging.unprepared.log


def test_a_tag_beside_the_main_branch(host, head):
    head.write("dataset/other.txt", "x\n")
    head.commit("not reviewed")
    done = tag(host, head, branch="topic")
    assert done.code == 1
    assert "the tag is not on the main branch" in done.log


def test_data_with_a_fault_become_no_release(host, head):
    path = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
    head.change(path, "only 47", "only 97")
    head.commit("a fault")
    assert tag(host, head).code == 1
    assert "release" not in host.artifacts


OTHERS = {
    "another workflow": lambda ours, manifest: attested(ours, manifest, f"{OTHER}@refs/heads/x"),
    "another tag": lambda ours, manifest: attested(ours, manifest, f"{SIGNER}@refs/tags/2026.1.0"),
    "another manifest": lambda ours, _manifest: attested(ours, b"{}"),
    "a key": lambda ours, manifest: written(by_key(ours.log, manifest)),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_this_workflow_did_not_attest_is_not_offered(host_of_tag, instance, other):
    host_of_tag.notary = lambda manifest: other(instance, manifest)
    assert host_of_tag.run(WORKFLOW, "attest", TAG).code == 0
    done = host_of_tag.run(WORKFLOW, "verify", TAG)
    assert done.code == 4, done.log
    assert f"{BUNDLE}: " in done.log


def test_an_artifact_that_was_changed_on_its_way_is_not_offered(host_of_tag):
    host_of_tag.run(WORKFLOW, "attest", TAG)
    changed = host_of_tag.artifacts["release"] | {"figures.parquet": b"x"}
    host_of_tag.artifacts["release"] = changed
    assert host_of_tag.run(WORKFLOW, "verify", TAG).code == 4
