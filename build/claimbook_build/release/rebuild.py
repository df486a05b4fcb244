"""Building a published release again from its commit, to see whether it is what the commit gives.

The commit's files are taken from a repository and built with the code that is installed. Of the
same code, tools and release before, every byte must be the same. Where tools are others than they
were, or the manifest says so, the bytes of tables may differ, and they are held to what they say:
to their logical digests. All that no tool decides must still be the same. Where the code is another
one, views are held to those of the commit's own code, and prose may differ.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
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
from claimbook_build.release.committed_views import compare_views
from claimbook_build.release.comparing import Difference, by_bytes, by_meaning, unjudged
from claimbook_build.release.lock import stopping_calmly
from claimbook_build.release.previous import Places, PreviousError
from claimbook_build.release.publish import PublishError
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
        differences: What is wrong: those in bytes, or, with other code or tools, those that these
            do not explain.
        same_code: Whether the code is the same, so that tools alone may explain any.
        views: Files of views that were held to those of the commit, where the code is another.
    """

    release: str
    commit: str
    files: int
    others: tuple[str, ...]
    bytes_differ: tuple[Difference, ...]
    differences: tuple[Difference, ...]
    same_code: bool
    views: frozenset[str] = frozenset()

    @property
    def not_compared(self) -> tuple[str, ...]:
        """The files of other bytes in which nothing was compared."""
        found = unjudged(self.bytes_differ, same_code=self.same_code) if self.others else ()
        return tuple(file for file in found if file not in self.views)


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
        RebuildError: It names no commit; the commit declares another release, or does not pass
            the check; the release before cannot be had; there is no room for temporary files.
        RevisionError: The commit is not in the repository, or there is none.
        CheckoutError: The commit holds what no dataset may hold.
    """
    commit = published.manifest.commit
    if commit is None:
        raise RebuildError("the release names no commit, so it cannot be built again")
    known = Repository(repository, "--rebuild")
    known.commit(commit)
    with stopping_calmly(), _room() as folder:
        root = folder / "project"
        step("checkout")
        with _here():
            root.mkdir()
            check_out(known, commit, TOPS, root)
        project = _project(root, published.manifest.release)
        out, of = folder / "dist", commit_named(repository, commit)
        with _here():
            built = build(project, out, step, places or Places(published.root.parent), of)
        if built.folder is None:
            said = [
                found.message for found in built.verdict.diagnostics if found.severity == "error"
            ]
            number = len(said)
            raise RebuildError(f"its commit does not pass the check ({number} errors): {said[0]}")
        step("compare")
        code = other_code(known, commit)
        others = (*other_tools(published.manifest), *code)
        same = not code and (
            _holds_code(known, commit) or published.manifest.code_version == version("claimbook")
        )
        found = compared(published, open_release(built.folder), commit, others, same_code=same)
        return found if same else _with_views(found, published, known)


@contextmanager
def _here() -> Iterator[None]:
    """Tell what this computer lacks apart from what is wrong with the release."""
    try:
        yield
    except (PreviousError, PublishError) as error:
        raise RebuildError(str(error)) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise RebuildError(f"{where}{error.strerror or error}") from None


@contextmanager
def _room() -> Iterator[Path]:
    """Yield a folder for temporary files, or tell that there is none."""
    with ExitStack() as stack:
        with _here():
            folder = stack.enter_context(scratch())
        yield folder


def _project(root: Path, release: str) -> Project:
    if not any((root / top).is_dir() for top in TOPS):
        raise RebuildError("its commit holds no dataset in that folder of the repository")
    project = find_project(root)
    if project.release != release:
        declared = project.release or "none"
        raise RebuildError(f"its commit declares another release than {release}: {declared}")
    return project


def compared(
    published: Release, rebuilt: Release, commit: str, others: tuple[str, ...], *, same_code: bool
) -> Rebuilt:
    """Return what building a release again came to, once it is built.

    Args:
        published: The release.
        rebuilt: The release that was built again.
        commit: The commit that both are of.
        others: What of code and tools is not what it was, in words.
        same_code: Whether it is tools alone.
    """
    differ = by_bytes(published, rebuilt)
    wrong = by_meaning(published, rebuilt, same_code=same_code) if differ and others else differ
    files = len(published.manifest.entries()) + 1
    return Rebuilt(published.manifest.release, commit, files, others, differ, wrong, same_code)


def _with_views(found: Rebuilt, published: Release, known: Repository) -> Rebuilt:
    """Add what differs between the views of a release and those of its commit's own code."""
    names = tuple(entry.file for entry in published.manifest.views())
    views, wrong = compare_views(known, found.commit, published.root, names)
    return replace(found, views=views, differences=(*found.differences, *wrong))


def other_tools(manifest: Manifest) -> list[str]:
    """Tell which tools are installed in other versions than those by which a release was made."""
    then = {"claimbook": manifest.code_version, **manifest.toolchain}
    here = {"claimbook": version("claimbook"), **toolchain()}
    return [
        f"{name} {then.get(name, 'of an unknown version')} then, {here.get(name, 'none')} here"
        for name in sorted(then.keys() | here.keys())
        if then.get(name) != here.get(name)
    ]


def _holds_code(repository: Repository, commit: str) -> bool:
    return any(repository.files(commit, (top,)) for top in _CODE)


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
