"""A release from its version: prepared in the repository first, built from the commit after.

Both are one command, said again until nothing is left to do. What the repository has to say of the
release (the version, the changelog, whatever waited for it) is worked out from a release that is
built for trial. While something of that is missing, it is written and the trial thrown away; once
nothing is, the same build, of a commit, is the release.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from claimbook.diagnostic import Diagnostic, in_order
from claimbook.errors import ClaimbookError
from claimbook.records.published import PublishedRelease
from claimbook.release.diff.compare import compare
from claimbook.release.fault import FaultError
from claimbook.release.index import INDEX_NAME, read_index
from claimbook.release.inspection import manifest_of
from claimbook.release.manifest import MANIFEST_NAME
from claimbook.release.open import Release, open_release, version_key
from claimbook.release.verify import verify
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.changelog.fragments import read_fragments
from claimbook_build.changelog.page import section_of, with_section
from claimbook_build.check.collect import Collection, collect
from claimbook_build.check.run import Verdict, judge_by, verdict_of
from claimbook_build.project import Project, ProjectError
from claimbook_build.release.build import Made, write
from claimbook_build.release.clean import TreeError, refuse_dirty, refuse_tagged
from claimbook_build.release.commit import Commit, commit_named, commit_of
from claimbook_build.release.declaration import NAME, declared_at
from claimbook_build.release.index import index_beside
from claimbook_build.release.lineage import refuse_forgotten, refuse_other_line
from claimbook_build.release.lock import stopping_calmly
from claimbook_build.release.notes import CHANGELOG
from claimbook_build.release.prepare import Preparation, minted, prepare, published
from claimbook_build.release.previous import Places, PreviousError, find, named, with_history
from claimbook_build.release.publish import publish, sweep_folder
from claimbook_build.release.publish_files import publish_files, sweep_records
from claimbook_build.release.rebuild import other_code
from claimbook_build.release.scratch import scratch
from claimbook_build.release.succession import succession
from claimbook_build.release.version import check_version
from claimbook_build.select.repository import Repository

RULES = ("R801", "R802", "R803")
"""The rules that compare a release with the one before it."""


class ReleasedError(ClaimbookError):
    """A release of that version exists, and is another one."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        version: The release.
        places: Where releases are put, and where the one before may be.
        unpublished: Whether what is declared or built, and not listed, was never published.
        again: Whether a release of this version that was never published may be replaced.
        dry_run: Whether nothing is to be written.
    """

    version: str
    places: Places
    unpublished: bool = False
    again: bool = False
    dry_run: bool = False


@dataclass
class Outcome:
    """What came of it.

    Attributes:
        verdict: The check, and what R801 to R803 say.
        preparation: What is missing in the repository, and was written or would be.
        section: The release's section of the changelog.
        folder: The release; None when none was built.
        commit: The commit it is of.
        manifest_sha256: SHA-256 of its manifest.
    """

    verdict: Verdict
    preparation: Preparation | None = None
    section: str = ""
    folder: Path | None = None
    commit: str | None = None
    manifest_sha256: str = ""


class _TrialError(ClaimbookError):
    """What was built is no release; it is thrown away."""


def release(project: Project, wanted: Wanted, step: Callable[[str], None]) -> Outcome:
    """Prepare a release, or build it if everything is prepared.

    Args:
        project: The project.
        wanted: What is asked for.
        step: Called with what is being done, for a progress bar.

    Raises:
        VersionError: No release can have that version.
        PreviousError: The release before cannot be had, or what the dataset tells of it is wrong.
        TreeError: The release is prepared, and the work tree, or the code, is not its commit's.
        ReleasedError: There is another release of that version.
        PublishError: Nothing could be written; everything is as it was.
    """
    with stopping_calmly(), scratch() as folder:
        if not wanted.dry_run:  # what a killed one left behind is in no commit, and no record
            sweep_folder(project.root)
            sweep_records(project.root)
        return _Cycle(project, wanted, step, folder).run()


class _Cycle:
    def __init__(
        self, project: Project, wanted: Wanted, step: Callable[[str], None], scratch: Path
    ) -> None:
        self.project, self.root, self.wanted = project, project.root, wanted
        self.step, self.scratch = step, scratch
        self.target = wanted.places.releases / wanted.version
        self.unlisted: PublishedRelease | None = None
        self.previous: Release | None = None

    def run(self) -> Outcome:
        before = commit_of(self.root)
        self.step("check")
        collection = self._prepared()
        outcome = self.outcome = Outcome(verdict_of(collection), self.preparation)
        if outcome.verdict.count("error"):
            return outcome
        if self.previous:
            refuse_other_line(collection.dataset, collection.sources, self.previous)
        ready = self._ready()
        if ready:
            refuse_dirty(self.root, self.wanted.places.releases)
        else:
            self._refuse_another("")  # as what is prepared will be
        refuse_tagged(self.root, self.wanted.version)
        commit = self._held(before) if ready else Commit()
        if commit.hash is not None:
            self._refuse_other_code(commit.hash)
        try:
            publish(
                self.target,
                lambda stage: self._fill(stage, collection, commit),
                beside=lambda: index_beside(self.target.parent),
            )
        except _TrialError:
            self._write_prepared()
            return outcome
        return self._published(outcome, commit)

    def _held(self, before: Commit) -> Commit:
        """Return the commit that the files were of before they were read, if they are still."""
        now = commit_of(self.root)
        if now.hash is None:
            raise TreeError("seeds/ or dataset/ holds files that git ignores: no commit has them")
        if now != before:
            raise TreeError("the work tree changed while it was read; say it again")
        return now

    def _prepared(self) -> Collection:
        """Read the dataset as the release needs it."""
        version = self.wanted.version
        dataset = collect(self.root, version).dataset
        listed = {record.release for _, record in dataset.each(PublishedRelease)}
        built = set() if self.wanted.unpublished else self._released()
        check_version(version, listed | built, self._day())
        unlisted = max(built - listed, key=version_key, default=None)
        if unlisted and unlisted == max(built | listed, key=version_key):
            self.previous = self._unlisted(unlisted)
            self.unlisted = published(self.previous)
        elif last := named(dataset, version):
            self.previous = find(last, self.wanted.places, self.scratch)
        elif self.wanted.places.given is not None:
            self.previous = self._given(self.wanted.places.given)
            self.unlisted = published(self.previous)
        if not self.wanted.unpublished:
            refuse_forgotten(dataset, version, self.previous)
        self.preparation = prepare(self.root, dataset, version, self.unlisted)
        minted(self.preparation, dataset, version, self.previous)
        return collect(self.root, version, self.preparation.overlay())

    def _released(self) -> set[str]:
        """Return the versions that may be published: those built here from commits, the declared.

        The one that is made is left out.
        """
        path = self.wanted.places.releases / INDEX_NAME
        entries = read_index(path.read_bytes()).releases if path.is_file() else ()
        built = {entry.version for entry in entries if entry.date}
        declared = {self.project.release} if self.project.release else set()
        return (built | declared) - {self.wanted.version}

    def _day(self) -> date | None:
        moment = commit_named(self.root, "HEAD").date
        return date.fromisoformat(moment[:10]) if moment else None

    def _given(self, folder: Path) -> Release:
        """Return the release before that nothing but `--previous` names."""
        if self.wanted.unpublished:
            said = "--previous names a release before, and --unpublished says that there was none"
            raise PreviousError(f"{said}: say one of them")
        if not (folder / MANIFEST_NAME).exists():
            said = "is no release, and the dataset names none that could lie in it"
            raise PreviousError(f"--previous: {folder} {said}: name the release's own folder")
        version = open_release(folder).manifest.release
        check_version(self.wanted.version, {version}, None)
        return self._unlisted(version)

    def _unlisted(self, version: str) -> Release:
        """Return the newest release, which the dataset does not list yet."""
        places = self.wanted.places
        folder = places.given or places.releases / version
        if places.given is not None and not (places.given / MANIFEST_NAME).exists():
            folder = places.given / version
        if not folder.is_dir():
            raise PreviousError(
                f"{version} is the release before, and is not in {folder}: name its folder with "
                "--previous DIR, or say --unpublished if it was never published"
            )
        found = open_release(folder)
        if found.manifest.release != version or found.manifest.commit is None:
            said = f"{folder}: release {found.manifest.release}"
            if found.manifest.release == version:
                said += " was built from files that are in no commit, so that it is not published"
            raise PreviousError(f"{said}, where {version} is the one before")
        return with_history(found)

    def _ready(self) -> bool:
        """Tell whether all is prepared that can be told without building."""
        said = section_of(self._page(), self.wanted.version)
        return not self.preparation.after and said is not None

    def _page(self) -> str:
        try:
            return (self.preparation.held(CHANGELOG) or b"").decode("utf-8")
        except UnicodeDecodeError:
            raise ProjectError(f"{CHANGELOG}: not UTF-8") from None

    def _fill(self, stage: Path, collection: Collection, commit: Commit) -> None:
        made = Made(self.wanted.version, collection.dataset, self.root, self.previous)
        held = self._held if commit.hash else lambda none: none
        manifest = write(made, commit, stage, self.step, held)
        self.step("compare")
        built = Release(stage.resolve(), manifest)  # which was opened and checked a moment ago
        found = self._judge(collection, built)
        page = built.root.joinpath(CHANGELOG).read_text("utf-8")
        self.outcome.section = section_of(page, manifest.release) or ""
        if found:
            self.outcome.preparation = None
            raise _TrialError("findings")
        digest = sha256((stage / MANIFEST_NAME).read_bytes()).hexdigest()
        self._refuse_another(digest)
        whole = with_section(self._page(), manifest.release, self.outcome.section)
        self.preparation.put(CHANGELOG, whole.encode())
        if self.preparation.after:
            raise _TrialError("not prepared")
        self.outcome.manifest_sha256 = digest
        if self.wanted.dry_run:
            raise _TrialError("asked for nothing more")

    def _judge(self, collection: Collection, built: Release) -> tuple[Diagnostic, ...]:
        """Return what the rules say of this release and the one before."""
        if self.previous is None:
            return ()
        verdict, text = self.outcome.verdict, self.preparation.held(NAME) or b""
        fragments = read_fragments(collection.dataset)
        with compare(self.previous, built, spill=self.scratch / "spill") as found:
            facts = succession(found, fragments, declared_at(text))
            collection.dataset = replace(collection.dataset, succession=facts)
            rules = (BY_CODE[code] for code in RULES)
            said = [each for rule in rules for each in judge_by(rule, collection, set())]
        sources = verdict.sources | {NAME: text.decode("utf-8", "replace")}
        told = in_order([*verdict.diagnostics, *said])
        self.outcome.verdict = replace(verdict, diagnostics=told, sources=sources)
        return tuple(said)

    def _refuse_other_code(self, commit: str) -> None:
        """Refuse to build by other code than the commit holds, if it holds any."""
        for said in other_code(Repository(self.root, "claimbook release"), commit):
            raise TreeError(f"{said}; install it (`pip install -e .`), and say this again")

    def _refuse_another(self, digest: str) -> None:
        """Refuse other bytes under a version that was built from a commit already.

        Args:
            digest: SHA-256 of the manifest; "" before it is known, when it is another in any case.
        """
        if self.wanted.again:
            return
        path, version = self.wanted.places.releases / INDEX_NAME, self.wanted.version
        known = set()
        if path.is_file():
            entry = read_index(path.read_bytes()).entry(version)
            known |= {entry.manifest_sha256} if entry and entry.date else set()
        try:
            manifest, found = manifest_of(self.target)
            known |= {found} if manifest.commit else set()
        except FaultError:
            pass  # there is none, or none that could be published
        if known - {digest}:
            other = min(known - {digest})
            raise ReleasedError(
                f"{version} was built already from a commit, with manifest {other[:12]}..., and "
                "would be another release now: make the next one; if that was never published, "
                "say --again"
            )

    def _write_prepared(self) -> None:
        prepared = self.outcome.preparation
        if prepared is not None and not self.wanted.dry_run:
            publish_files(prepared.changes())

    def _published(self, outcome: Outcome, commit: Commit) -> Outcome:
        outcome.folder, outcome.commit = self.target, commit.hash
        self.step("verify")
        verify(self.target, manifest_sha256=outcome.manifest_sha256)
        return outcome
