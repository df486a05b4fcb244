"""`claimbook verify --rebuild`: its options, and how it is told what came of building again."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.report.show import show

if TYPE_CHECKING:
    from claimbook.release.verify import Verified
    from claimbook_build.release.rebuild import Rebuilt

Logical = Annotated[
    bool,
    typer.Option(
        "--logical", help="Compute the logical digest of every table anew, too; needs pyarrow."
    ),
]
Rebuild = Annotated[
    bool,
    typer.Option("--rebuild", help="Build it again from its commit, and compare every byte."),
]
FromRepository = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="The project in a clone that holds the commit; here by default."
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="For --rebuild: the release before; looked for where it may be."
    ),
]

_TABLES = (
    "what tables say, and the manifest but for tools, sizes, hashes, descriptions and other files"
)
_FILES = (
    "what tables say, the manifest but for tools, sizes and hashes, and all that no tool decides"
)


def built_again(
    place: Path, found: "Verified", repository: Path | None, previous: Path | None
) -> "Rebuilt":
    """Build a release again that has been verified, and compare.

    Raises:
        ClaimbookError: It cannot be built again here.
    """
    from claimbook.release.data_folder import data_folder
    from claimbook.release.open import Release
    from claimbook_build.cli.progress import progress
    from claimbook_build.cli.publishing import need_extra
    from claimbook_build.project import find_project
    from claimbook_build.release.previous import Places, address_of
    from claimbook_build.release.rebuild import rebuild

    need_extra()
    project = find_project(Path.cwd() / (repository or ".")).root
    published = Release(place.resolve(), found.manifest)
    places = Places(published.root.parent, previous, data_folder(), address_of(project))
    with progress("building again") as step:
        return rebuild(published, project, places, step)


def as_text(found: "Rebuilt") -> str:
    """Return in words what building again came to."""
    head = f"{found.release}: built again from commit {found.commit[:12]}"
    others = "".join(f"  {each}\n" for each in found.others)
    head += f", with other code or tools:\n{others}  and " if others else ": "
    if found.differences:
        lines = "".join(f"{show(str(each), limit=1000)}\n" for each in found.differences)
        return f"{head}it is another one\n{lines}"
    if not found.bytes_differ:
        return f"{head}every byte of {found.files:,} files is the same\n"
    files = ", ".join(dict.fromkeys(each.file for each in found.bytes_differ))
    told = f"{head}every table says the same, in other bytes: {show(files, limit=1000)}\n"
    views = ", and views with those of the commit" if found.views else ""
    told += f"  compared: {_FILES if found.same_code else _TABLES}{views}\n"
    if found.not_compared:
        told += f"  not compared: {show(', '.join(found.not_compared), limit=1000)}\n"
    return told


def as_data(found: "Rebuilt") -> dict[str, object]:
    """Return the same for programs."""
    same = None if found.differences else "digests" if found.bytes_differ else "bytes"
    return {
        "commit": found.commit,
        "same": same,
        "others": list(found.others),
        "same_code": found.same_code,
        "bytes_differ": list(dict.fromkeys(each.file for each in found.bytes_differ)),
        "not_compared": list(found.not_compared),
        "differences": [asdict(each) for each in found.differences],
    }
