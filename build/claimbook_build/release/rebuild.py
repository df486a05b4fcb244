"""Building a published release again from its commit, to see whether it is what the commit gives.

The commit's files are taken from a repository and built with the code that is installed. Of the
same code, tools and release before, every byte must be the same. Where code or tools are others
than they were, bytes may differ, and tables are held to what they say: to their logical digests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import claimbook.errors
import claimbook_build.project
from claimbook.errors import ClaimbookError
from claimbook.release.manifest import Manifest
from claimbook.release.open import Release, open_release
from claimbook_build.project import Project, find_project
from claimbook_build.release.build import build
from claimbook_build.release.checkout import check_out
from claimbook_build.release.commit import commit_named
from claimbook_build.release.comparing import Difference, by_bytes, by_digests
from claimbook_build.release.lock import stopping_calmly
from claimbook_build.release.previous import Places
from claimbook_build.release.scratch import scratch
from claimbook_build.release.toolchain import toolchain
from claimbook_build.select.repository import Blob, Repository

TOPS = ("seeds", "dataset", "pyproject.toml")
"""What of a commit a build reads, beside the code."""

_CODE = {
    "schema/claimbook": Path(claimbook.errors.__file__).parent,
    "build/claimbook_build": Path(claimbook_build.project.__file__).parent,
}
"""Where the code stands in a repository, and where it is installed."""


class RebuildError(ClaimbookError):
    """The release cannot be built again here, so that nothing can be said of it."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What building a release again came to.

    Attributes:
        release: Its version.
        commit: The commit that it was built from.
        files: How many files were compared, the manifest among them.
        others: What of code and tools is not what it was, in words; empty when all is.
        bytes_differ: Every difference in bytes.
        differences: What is wrong: those in bytes, or, with other code or tools, those in what
            tables say.
    """

    release: str
    commit: str
    files: int
    others: tuple[str, ...]
    bytes_differ: tuple[Difference, ...]
    differences: tuple[Difference, ...]


def rebuild(
    published: Release,
    repository: Path,
    places: Places | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> Rebuilt:
    """Build a release again from its commit and compare it.

    Args:
        published: The release, opened.
        repository: The project's folder in a clone that holds the commit.
        places: Where the release before it may be; beside the published one by default.
        step: Called with what is being done, for a progress bar.

    Raises:
        RebuildError: It names no commit, the commit declares another release, or does not pass
            the check.
        RevisionError: The commit is not in the repository, or there is none.
        CheckoutError: The commit holds what no dataset may hold.
        PreviousError: The release before cannot be had.
    """
    commit = published.manifest.commit
    if commit is None:
        raise RebuildError("the release names no commit, so it cannot be built again")
    known = Repository(repository, "--rebuild")
    known.commit(commit)
    with stopping_calmly(), scratch() as folder:
        root = folder / "project"
        root.mkdir()
        step("checkout")
        check_out(known, commit, TOPS, root)
        project = _project(root, published.manifest.release)
        out, of = folder / "dist", commit_named(repository, commit)
        built = build(project, out, step, places or Places(published.root.parent), of)
        if built.folder is None:
            said = [
                found.message for found in built.verdict.diagnostics if found.severity == "error"
            ]
            number = len(said)
            raise RebuildError(f"its commit does not pass the check ({number} errors): {said[0]}")
        step("compare")
        others = (*other_tools(published.manifest), *other_code(known, commit))
        return compared(published, open_release(built.folder), commit, others)


def _project(root: Path, release: str) -> Project:
    if not any((root / top).is_dir() for top in TOPS):
        raise RebuildError("its commit holds no dataset in that folder of the repository")
    project = find_project(root)
    if project.release != release:
        declared = project.release or "none"
        raise RebuildError(f"its commit declares another release than {release}: {declared}")
    return project


def compared(published: Release, rebuilt: Release, commit: str, others: tuple[str, ...]) -> Rebuilt:
    """Return what building a release again came to, once it is built.

    Args:
        published: The release.
        rebuilt: The release that was built again.
        commit: The commit that both are of.
        others: What of code and tools is not what it was, in words.
    """
    differ = by_bytes(published, rebuilt)
    wrong = by_digests(published, rebuilt) if differ and others else differ
    files = len(published.manifest.entries()) + 1
    return Rebuilt(published.manifest.release, commit, files, others, differ, wrong)


def other_tools(manifest: Manifest) -> list[str]:
    """Tell which tools are installed in other versions than those by which a release was made."""
    then = {"claimbook": manifest.code_version, **manifest.toolchain}
    here = {"claimbook": version("claimbook"), **toolchain()}
    return [
        f"{name} {then.get(name, 'of an unknown version')} then, {here.get(name, 'none')} here"
        for name in sorted(then.keys() | here.keys())
        if then.get(name) != here.get(name)
    ]


def other_code(repository: Repository, commit: str) -> list[str]:
    """Tell whether the installed code is another one than the commit holds, if it holds any."""
    different = 0
    for top, folder in _CODE.items():
        files = repository.files(commit, (top,))
        if not files:
            continue
        paths = [folder / path.removeprefix(f"{top}/") for path in files]
        sizes = repository.sizes(files.values())
        same = map(Blob.is_at, files.values(), paths, sizes)
        different += sum(not each for each in same)
        different += len(set(folder.rglob("*.py")) - set(paths))
    number = "1 file differs" if different == 1 else f"{different} files differ"
    return [f"the installed code is not that of the commit: {number}"] if different else []
