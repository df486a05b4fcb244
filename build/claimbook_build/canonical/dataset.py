"""The canonical form of a dataset: worked out for every file first, written all at once or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.canonical.form import canonical
from claimbook_build.canonical.order import Models
from claimbook_build.canonical.quick_line import is_canonical
from claimbook_build.check.asked import is_asked, not_there
from claimbook_build.check.collect import paths_below
from claimbook_build.check.layout import shelf_of
from claimbook_build.read.file import MOST_BYTES_LINES, open_file, read_file
from claimbook_build.read.strict_json import bounded_lines


@dataclass
class Formatted:
    """What a formatting came to.

    Attributes:
        before: The bytes of the files that were not in canonical form, by path.
        after: Their canonical bytes, by path.
        paths: Every file that was looked at, and has a canonical form.
        diagnostics: Why files could not be read; they are left alone.
        sources: The text of those files, for excerpts.
    """

    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)


def formatted(root: Path, paths: Iterable[str] = ()) -> Formatted:
    """Work out the canonical form of a dataset's files; write nothing.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        paths: Files or folders relative to the root; none means all.

    Raises:
        FormError: A canonical form would say something else than its file: a fault of ours.
    """
    done = Formatted()
    chosen = tuple(paths)
    below = list(paths_below(root))
    done.diagnostics += not_there(chosen, below)
    for path in below:
        if is_asked(path, chosen):
            _look_at(done, root, path)
    return done


def _look_at(done: Formatted, root: Path, path: str) -> None:
    shelf = shelf_of(path)
    if shelf is None or shelf.form in {"csv", "prose"}:
        return
    if shelf.form == "jsonl" and _size(root / path) > MOST_BYTES_LINES:
        done.diagnostics += _large(root, path, (shelf.model,) if shelf.model else ())
        done.paths.append(path)
        return
    data = read_file(path, root)
    result = (
        (data,) if isinstance(data, Diagnostic) else canonical(data, path, shelf.form, shelf.model)
    )
    done.paths.append(path)
    if isinstance(result, tuple):
        done.diagnostics += result
        if isinstance(data, bytes):
            done.sources[path] = data.decode("utf-8", "replace").removeprefix("\ufeff")
    elif result != data and isinstance(data, bytes):
        done.before[path], done.after[path] = data, result


def _size(file: Path) -> int:
    try:
        return file.lstat().st_size
    except OSError:
        return 0


def _large(root: Path, path: str, models: Models) -> Iterator[Diagnostic]:
    """Yield the first line that is not canonical of a file too large to be written anew here."""
    opened = open_file(path, root)
    if isinstance(opened, Diagnostic):
        yield opened
        return
    with opened as stream:
        for number, line in enumerate(bounded_lines(stream), start=1):
            if not is_canonical(line.removesuffix(b"\n"), models):
                place = Place(path, number, 1, number, 2)
                message = f"not canonical, in a file of more than {MOST_BYTES_LINES} bytes"
                help_ = "write the file anew with the tool that made it, or split it"
                yield Diagnostic(place, "R001", "error", message, help_)
                return
