"""What is tried: every command that writes, in a place where it has something to write."""

import contextlib
import io
import os
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from built_project import VERSION
from claimbook.records.files import MACHINE_FOLDER
from example_project import TEXTS
from faults.place import Place, forked, started, warm
from faults.supervisor import Call, Fault, run
from faults.sweep import NOTHING, Scene, rehearsed
from importing import shells
from machine_files import files

_STATEMENTS = "dataset/statements/2019/doc_vd-2019-05-10-army-group"
_HEAVY = ("claimbook_build.build.streamed", "duckdb", "pandera.polars", "pyarrow.parquet")
_ACTORS = "seeds/reference/actors.yaml"
_CACHE = re.compile(
    "data(/cache(/(objects|partial|seen)(/[0-9a-f]+(/([0-9a-f]+|releases\\.json))?([.]from)?)?)?)?"
)
_SCRATCH = re.compile("tmp/claimbook-scratch-[^/]+(/.+)?")
"""What a command leaves that is not allowed to delete: the next one does it."""


class Trial(NamedTuple):
    """A command that writes.

    Attributes:
        arguments: The command.
        prepare: What makes the place such that there is something to write.
        unit: As of `Scene`; each file by default.
        kept: As of `Scene`.
        durable: As of `Scene`, in the place.
        again: Whether it is done before, for an older commit.
        once: As of `Scene`.
    """

    arguments: tuple[str, ...]
    prepare: Callable[[Place], None]
    unit: Callable[[str], str] = str
    kept: re.Pattern[str] = NOTHING
    durable: str = ""
    again: bool = False
    once: bool = False


def _build(place: Place) -> None:
    assert run(started("build"), Fault(), place.enter).code == 0, place.words()


def _unprepared(place: Place) -> None:
    """Have no release declared: the first thing that `release` does is to write of it."""
    (place.project / "pyproject.toml").write_text("[tool.claimbook]\n", "utf-8")
    place.commit()


def _prepared(place: Place) -> None:
    _unprepared(place)
    assert run(started("release", VERSION), Fault(), place.enter).code == 0, place.words()
    place.commit()


def _machine(place: Place) -> None:
    for path, data in files().items():
        (place.project / path).parent.mkdir(parents=True, exist_ok=True)
        (place.project / path).write_bytes(data)
    _build(place)
    place.commit()


def _imported(place: Place) -> None:
    """Have an earlier version of a table in the dataset: the later one revises a row."""
    shells.furnish(place.project)
    assert run(started(*_import(shells.FIRST)), Fault(), place.enter).code == 0, place.words()
    place.commit()


def _import(document: str) -> tuple[str, ...]:
    named = ("--mapping", "seeds/mappings/shells.yaml", "--document", document)
    return ("import", f"{document}.csv", *named)


def _release(path: str) -> str:
    """A release is one thing, the index beside it another."""
    return "release" if "/2026.11.0/" in path else path


def _table(path: str) -> str:
    return "tables" if path.startswith("tables/") else path


def _nothing(_: Place) -> None: ...


def _draft(place: Place) -> None:
    _replace(place, f"{_STATEMENTS}.yaml", "[1034-1045]", '["find: 82 missiles"]')
    (place.project / f"{_STATEMENTS}.spans.jsonl").unlink()


def _misspelt(place: Place) -> None:
    _replace(place, f"{_STATEMENTS}.yaml", "medium: situation_report", "mediun: situation_report")


def _untidy(place: Place) -> None:
    for path in (f"{_STATEMENTS}.yaml", _ACTORS):
        file = place.project / path
        file.write_text(file.read_text("utf-8").replace(": ", ":   "), "utf-8")


def _listed(place: Place) -> None:
    _build(place)
    assert run(started("index", "dist"), Fault(), place.enter).code == 0, place.words()


def _replace(place: Place, path: str, old: str, new: str) -> None:
    file = place.project / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    file.write_text(text.replace(old, new), "utf-8")


TRIALS = {
    "build": Trial(("build",), _nothing, _release, again=True),
    "prepare": Trial(("release", VERSION), _unprepared, once=True),
    "release": Trial(("release", VERSION), _prepared, _release),
    "machine": Trial(("build",), _machine, _release, durable="project"),
    "first": Trial(("build",), _nothing, _release),
    "csv": Trial(("export", "csv", "--out", "../tables"), _build, _table),
    "duckdb": Trial(("export", "duckdb", "--out", "../views.duckdb"), _build),
    "schema-org": Trial(("export", "schema-org", "--out", "../dataset.json"), _build),
    "index": Trial(("index", "dist", "--mirror", "https://example.org/data"), _build),
    "download": Trial(
        ("download", "--from", "dist", "--to", "../here"),
        _listed,
        unit=_release,
        kept=_CACHE,
        durable="here",
    ),
    "format": Trial(("format",), _untidy),
    "fix": Trial(("check", "--fix"), _misspelt),
    "anchor": Trial(("anchor", "--texts", str(TEXTS)), _draft),
    "import": Trial(_import(shells.THIRD), _imported, kept=_SCRATCH, durable="project"),
    "report": Trial(("check", "--output-file", "../report.txt"), _nothing),
    "schemas": Trial(("schema", "export", "../schemas"), _nothing),
}


@contextlib.contextmanager
def staged(root: Path, name: str, *, whole: bool = False) -> Iterator[tuple[Scene, list[Call]]]:
    """Yield a trial's scene and the calls of its command, in a new place.

    Args:
        root: An empty folder.
        name: The trial.
        whole: Whether each run has an interpreter of its own; else they are forks of this one.
    """
    trial = TRIALS[name]
    place = Place(root)
    os.environ["CLAIMBOOK_DATA_DIR"] = str(place.work / "data")
    trial.prepare(place)
    place.keep()
    work = started(*trial.arguments) if whole else _warmed(place, trial.arguments)
    if trial.again:
        assert run(work, Fault(), place.enter).code == 0, place.words()
        place.commit()
    durable = place.work / trial.durable
    more = {"unit": trial.unit, "kept": trial.kept, "durable": durable, "once": trial.once}
    yield rehearsed(place, work, **more)


def _warmed(place: Place, arguments: tuple[str, ...]) -> Callable[[], int]:
    """Run the command in this process, so that its forks find everything loaded; undo it."""
    os.chdir(place.project)
    work = forked(*arguments)
    if arguments[0] == "release" or (place.project / MACHINE_FOLDER).exists():
        for name in _HEAVY:
            import_module(name)
        return work  # what polars has started would not live on in a fork
    if arguments[0] == "build":
        warm("check", "_sources")
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        code = work()
    assert code == 0, out.getvalue()
    place.reset()
    return work
