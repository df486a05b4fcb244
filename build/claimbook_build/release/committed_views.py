"""The views of a release beside those of its commit: SQL is published as it stands in the code.

Where the installed code is another one than the commit's, it cannot say what a view should be. The
commit can: its files are compared byte for byte, and none of them is run.
"""

from pathlib import Path

from claimbook_build.release.comparing import Difference
from claimbook_build.select.repository import Repository
from claimbook_build.views.files import published_name

FOLDER = "build/claimbook_build/views"
"""Where the views stand in a repository that holds claimbook's code."""


def compare_views(
    known: Repository, commit: str, folder: Path, published: tuple[str, ...]
) -> tuple[frozenset[str], tuple[Difference, ...]]:
    """Compare the views of a release with those of its commit.

    Args:
        known: The repository.
        commit: The commit that the release is of.
        folder: The release's folder.
        published: The names of its view files.

    Returns:
        The files that were compared, none where the commit holds no code; and what differs.

    Raises:
        RevisionError: The commit is not in the repository.
    """
    held = {Path(path).name: blob for path, blob in known.files(commit, (FOLDER,)).items()}
    views = {name: held[file] for file in sorted(held) if (name := published_name(file))}
    if not views:
        return frozenset(), ()
    sizes = dict(zip(views, known.sizes(views.values()), strict=True))
    found = []
    for name in dict.fromkeys((*views, *published)):
        if name not in views:
            said = "its commit has no such view"
        elif name not in published:
            said = "a view of its commit, and was not published"
        elif not views[name].is_at(folder / name, sizes[name]):
            said = "is not the view of its commit"
        else:
            continue
        found.append(Difference(name, None, None, said))
    return frozenset((*views, *published)), tuple(found)
