import pytest

from claimbook.dataset import Dataset
from claimbook.entry import Minted
from claimbook_build.check.collect import collect
from claimbook_build.release.lineage import refuse_forgotten, refuse_other_line
from claimbook_build.release.previous import LIST, PreviousError
from history.chain import VERSIONS, manifest_sha256

pytestmark = pytest.mark.slow

OTHER = "0f" * 32


@pytest.fixture
def refused(chain, tmp_path):
    """Return what is said of a list: the hashes of three releases, changed."""

    def said(change):
        hashes = {release.manifest.release: manifest_sha256(release) for release in chain[:3]}
        lines = [
            f"  - {{release: {version}, manifest_sha256: {digest}, schema_version: {schema}}}\n"
            for version, digest, schema in change([(*each, "1.0.0") for each in hashes.items()])
        ]
        (tmp_path / "dataset").mkdir(exist_ok=True)
        (tmp_path / LIST).write_text(f"releases:\n{''.join(lines)}", "utf-8")
        found = collect(tmp_path, VERSIONS[3])
        assert not found.diagnostics
        refuse_other_line(found.dataset, found.sources, chain[2])

    return said


def test_the_line_of_releases_as_they_were_published(refused):
    refused(lambda known: known)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda known: [("2026.8.0", OTHER, "1.0.0"), *known],
            f"{LIST}:2:5: 2026.8.0 was not published: delete it",
        ),
        (
            lambda known: known[1:],
            f"{LIST}:2:5: {VERSIONS[0]} is missing here: write `- {{release: {VERSIONS[0]}, ",
        ),
        (
            lambda known: [known[0], (VERSIONS[1], OTHER, "1.0.0"), known[2]],
            f"{LIST}:3:5: the manifest_sha256 of {VERSIONS[1]}: write `",
        ),
        (
            lambda known: [(*known[0][:2], "0.9.0"), *known[1:]],
            f"{LIST}:2:5: the schema_version of {VERSIONS[0]}: write `1.0.0`",
        ),
    ],
)
def test_a_line_that_is_forged(refused, chain, change, said):
    with pytest.raises(PreviousError) as error:
        refused(change)
    first, *faults = str(error.value).splitlines()
    assert f"by the table `releases` of {VERSIONS[2]}" in first
    assert len(faults) == 1
    assert faults[0].startswith(f"  {said}")
    if "manifest_sha256" in said and "missing" not in said:
        assert faults[0].endswith(f"`{manifest_sha256(chain[1])}`")


def test_a_release_that_only_the_lock_remembers(chain):
    minted = [("itm_a", VERSIONS[1]), ("itm_b", VERSIONS[2]), ("itm_c", ""), ("itm_d", "x")]
    lines = tuple(Minted(key, at, release) for at, (key, release) in enumerate(minted, 1))
    dataset = Dataset((), lines)
    refuse_forgotten(dataset, VERSIONS[3], chain[2])
    refuse_forgotten(dataset, VERSIONS[1], None)
    for previous, known in ((None, "no release"), (chain[1], f"none after {VERSIONS[1]}")):
        with pytest.raises(PreviousError) as error:
            refuse_forgotten(dataset, VERSIONS[3], previous)
        said = f"dataset/ids.lock:2: `itm_b` is of release {VERSIONS[2]}, and {LIST} lists {known}:"
        assert str(error.value).startswith(said)
