"""Building: a project in, a release folder out, whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree

from claimbook.dataset import Dataset
from claimbook.records.files import MACHINE_FOLDER
from claimbook.records.published import PublishedRelease
from claimbook.release.connect import connect
from claimbook.release.manifest import Manifest
from claimbook.release.open import Release, open_stage
from claimbook_build.build.flat import figures_flat, figures_flat_table
from claimbook_build.build.sources import Sources
from claimbook_build.build.tables import build_tables
from claimbook_build.changelog.fragments import read_fragments
from claimbook_build.check.run import Verdict, check
from claimbook_build.project import Project, ProjectError
from claimbook_build.release.assemble import LICENCE, SCRATCH, Contents, assemble
from claimbook_build.release.commit import Commit, commit_of, still
from claimbook_build.release.lineage import refuse_other_line
from claimbook_build.release.previous import Places, address_of, find, named
from claimbook_build.release.publish import Beside, publish
from claimbook_build.release.taken import licence_of, taken_over


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to.

    Attributes:
        verdict: The check that comes first.
        folder: The release; None when the check found errors and nothing was written.
        manifest: Its manifest; None likewise.
    """

    verdict: Verdict
    folder: Path | None = None
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a release is made of.

    Attributes:
        release: Its version.
        dataset: The records.
        root: The folder above `seeds/` and `dataset/`.
        previous: The release before; None: there was none.
    """

    release: str
    dataset: Dataset
    root: Path
    previous: Release | None = None


def build(  # noqa: PLR0913, PLR0917  all that a build may be told
    project: Project,
    out: Path,
    step: Callable[[str], None] = lambda _: None,
    places: Places | None = None,
    commit: Commit | None = None,
    beside: Beside = dict,
) -> Built:
    """Check a project and write its release to ``out/<version>``.

    Args:
        project: The project; it must declare a release.
        out: The folder of releases.
        step: Called with what is being done, for a progress bar.
        places: Where the release before may be; the folder of releases and the project's address
            by default.
        commit: The commit that the project's files are of; asked of git by default, before they
            are read and after.
        beside: Tells which files to write beside the release, as of `publish`.

    Returns:
        The verdict, and the release if the check found no error.

    Raises:
        ProjectError: No release is declared.
        PreviousError: The release before cannot be had, or tells of others than the dataset.
        BuildError: The tables contradict their schemas: a fault of the build.
        PublishError: The release could not be written; an older one is untouched.
    """
    if project.release is None:
        raise ProjectError("no release is declared: add `release = ...` to [tool.claimbook]")
    known = commit or commit_of(project.root)
    held = partial(still, root=project.root) if commit is None else _as_given
    step("check")
    verdict = check(project.root, (), project.release)
    if verdict.count("error"):
        return Built(verdict)
    target = out / project.release
    before = named(verdict.dataset, project.release)
    places = places or Places(out, address=address_of(project.root))
    manifests: list[Manifest] = []

    def fill(stage: Path) -> None:
        step("previous")
        found = _previous(verdict, before, places, stage / SCRATCH)
        made = Made(target.name, verdict.dataset, project.root, found)
        manifests.append(write(made, known, stage, step, held))

    publish(target, fill, beside=beside)
    return Built(verdict, target, manifests[0])


def _previous(
    verdict: Verdict, wanted: PublishedRelease | None, places: Places, scratch: Path
) -> Release | None:
    """Return the release before, to whose word the dataset's list of releases is held."""
    if wanted is None:
        return None
    scratch.mkdir()
    found = find(wanted, places, scratch)
    refuse_other_line(verdict.dataset, verdict.sources, found)
    return found


def _as_given(commit: Commit) -> Commit:
    return commit


def write(
    made: Made,
    commit: Commit,
    stage: Path,
    step: Callable[[str], None],
    held: Callable[[Commit], Commit] = _as_given,
) -> Manifest:
    """Write a whole release into its stage; what memory should not hold lies there meanwhile.

    Nothing is left elsewhere, then, by a process that is killed, and no other disk need have room.

    Args:
        made: What it is made of.
        commit: The commit that the files were of before they were read.
        stage: An empty folder.
        step: Called with what is being done.
        held: Called with that commit once every file is read; returns the one that the release
            names.

    Raises:
        BuildError: The tables contradict their schemas: a fault of the build.
    """
    step("tables")
    (stage / SCRATCH).mkdir(exist_ok=True)
    sources = _sources(made.dataset, made.root, stage / SCRATCH)
    reasons = read_fragments(made.dataset)
    contents = Contents(
        made.release,
        sources,
        held(commit),
        made.previous,
        reasons,
        taken=taken_over(made.dataset),
        licence=licence_of(made.dataset, LICENCE),
    )
    manifest = assemble(contents, stage, step)
    rmtree(stage / SCRATCH)
    step("verify")
    _verify(stage)
    return manifest


def _sources(dataset: Dataset, root: Path, folder: Path) -> Sources:
    """Return the rows of all tables; those of machine-made claims lie in the folder."""
    machine = (path for path in dataset.paths if path.startswith(MACHINE_FOLDER))
    if any(path.endswith(".jsonl") for path in machine):
        from claimbook_build.build.streamed import streamed

        return streamed(dataset, root, folder)
    built = build_tables(dataset)
    built[figures_flat_table().name] = figures_flat(built)
    return {name: (data,) for name, data in built.items()}


def _verify(stage: Path) -> None:
    """Open what was written as a reader would, before anybody can see it."""
    with connect(open_stage(stage)) as connection:
        connection.execute("SELECT count(*) FROM figures_flat")
