"""The paths that a command was asked about, and what to say of one that is not there."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from claimbook.diagnostic import Diagnostic, Place
from claimbook.values.identifier import nearest


def is_asked(path: str, chosen: Collection[str]) -> bool:
    """Whether a file is, or lies below, one of the paths asked for; none means all.

    >>> is_asked("dataset/links.yaml", ["dataset"]), is_asked("dataset/links.yaml", ["."])
    (True, True)
    >>> is_asked("dataset/links.yaml", ["data"]), is_asked("dataset/links.yaml", [])
    (False, True)
    """
    return not chosen or any(one in {path, "."} or path.startswith(f"{one}/") for one in chosen)


def not_there(chosen: Iterable[str], files: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a finding for every path asked for that is none of these files, nor holds one.

    >>> [finding.help for finding in not_there(["dataset/event"], ["dataset/events/x.yaml"])]
    ['did you mean `dataset/events`?']
    """
    for one in chosen:
        if not any(is_asked(path, (one,)) for path in files):
            near = nearest(one, {*files, *_folders(files)})
            help_ = f"did you mean `{near[0]}`?" if near else "paths are below seeds/ and dataset/"
            yield Diagnostic(Place(one), "R002", "error", "no such file in the dataset", help_)


def _folders(files: Iterable[str]) -> set[str]:
    return {str(above) for path in files for above in PurePosixPath(path).parents} - {"."}
