"""A mapping file read and checked: within a project by every rule, elsewhere by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic, in_order
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.mapping.mapping import TableForm
from claimbook.rules import r110_mapping
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import check, diagnostic
from claimbook_build.check.shape import shape
from claimbook_build.read.file import read_file
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.table.options import Options

_FOLDER = "seeds/mappings/"


@dataclass(frozen=True, slots=True)
class MappingFile:
    """What became of a mapping file.

    Attributes:
        mapping: The mapping; None where an error is among the diagnostics.
        dataset: The records that it may name; none outside a project.
        diagnostics: What is wrong with it, in order.
        sources: Its text by its path, for excerpts.
        path: What diagnostics call it.
        given: How a table is read, where whoever reads it says it; None: as the mapping says.
    """

    mapping: TableMapping | None
    dataset: Dataset
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    path: str = ""
    given: Options | None = None

    @property
    def options(self) -> Options:
        """How a table is read.

        Raises:
            OptionsError: The mapping says it in a way in which none can be.
        """
        return self.given or options_of(self.mapping.table if self.mapping else None)


def read_mapping(path: Path, root: Path | None) -> MappingFile:
    """Read a mapping file. Whatever it holds, nothing is raised.

    Args:
        path: The file, which may lie anywhere.
        root: The folder above `seeds/` and `dataset/` whose records it names; None: no project.
            Then no reference is looked up.
    """
    shown = str(path)
    data = read_file(path.name, path.parent)
    if isinstance(data, Diagnostic):
        found = replace(data, place=replace(data.place, path=shown))
        return MappingFile(None, Dataset(()), (found,), {}, shown)
    return _alone(data, shown) if root is None else _within(data, path, root)


def options_of(form: TableForm | None) -> Options:
    """Return how a mapping says that its table is read.

    Raises:
        OptionsError: In a way in which none can be.
    """
    if form is None:
        return Options()
    return Options(
        form.format, form.delimiter, form.encoding, form.columns, form.skip or 0, form.sheet
    )


def _alone(data: bytes, path: str) -> MappingFile:
    """Judge a mapping by itself."""
    reading = read_yaml(data, path)
    if reading.root is None or reading.failed:
        return MappingFile(None, Dataset(()), reading.diagnostics, {path: _text(data)}, path)
    found = shape(TableMapping, reading.root)
    if not isinstance(found, TableMapping):
        every = in_order([*reading.diagnostics, *found])
        return MappingFile(None, Dataset(()), tuple(every), {path: _text(data)}, path)
    entry = Entry("mappings", found.id, found, path, ())
    dataset = Dataset((entry,))
    collection = Collection(
        Path(path).parent, dataset, roots={path: reading.root}, sources={path: _text(data)}
    )
    rule = r110_mapping.RULE
    faults = [diagnostic(collection, rule.code, finding) for finding in rule.check(dataset)]
    every = in_order([*reading.diagnostics, *faults])
    failed = any(finding.severity == "error" for finding in every)
    known = None if failed else found
    return MappingFile(known, dataset, tuple(every), {path: _text(data)}, path)


def _within(data: bytes, path: Path, root: Path) -> MappingFile:
    """Judge a mapping as a file of the project, wherever it lies."""
    place = f"{_FOLDER}{path.stem}.yaml"
    verdict = check(root, (place,), overlay={place: data}, machine=lambda *_: iter(()))
    findings = tuple(_renamed(verdict.diagnostics, place, str(path)))
    failed = any(finding.severity == "error" for finding in findings)
    records = (entry.record for entry in verdict.dataset.table("mappings") if entry.path == place)
    mapping = None if failed else next(records, None)
    sources = {**verdict.sources, str(path): _text(data)}
    known = mapping if isinstance(mapping, TableMapping) else None
    return MappingFile(known, verdict.dataset, findings, sources, str(path))


def _renamed(findings: tuple[Diagnostic, ...], place: str, path: str) -> Iterator[Diagnostic]:
    """Yield findings with the path that the user gave."""
    for finding in findings:
        where = finding.place
        yield replace(finding, place=replace(where, path=path)) if where.path == place else finding


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
