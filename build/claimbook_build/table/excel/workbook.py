"""A workbook: its sheets, the texts its cells share, and which formats show dates."""

import posixpath
from dataclasses import dataclass

from claimbook_build.table.excel.archive import Archive
from claimbook_build.table.excel.markup import Markup, hear
from claimbook_build.table.excel.serial import shows_date
from claimbook_build.table.fault import TableError
from claimbook_build.table.limits import MOST_SHARED

_ODS = "content.xml"
_BINARY = "xl/workbook.bin"
_MOST_SHEETS = 1_000
_MOST_STYLES = 70_000  # Excel allows 65,490


@dataclass(frozen=True, slots=True)
class Link:
    """What a part refers to."""

    kind: str
    target: str
    external: bool


class Workbook:
    """What the cells of one sheet are read with."""

    def __init__(self, archive: Archive, sheet: str | None) -> None:
        self._archive = archive
        book = self._book_part()
        self._folder = posixpath.dirname(book)
        outline = _Outline(archive)
        hear(archive, book, outline)
        links = self._links(book)
        self.since_1904 = outline.since_1904
        self.sheet, part = self._choose(outline.sheets, sheet)
        self.part = self._target(links.get(part), "worksheet")
        self.strings: list[str] = []
        self.dates: list[bool] = []
        for link in links.values():
            if link.kind == "sharedStrings":
                strings = _Strings(archive)
                hear(archive, self._target(link, link.kind), strings)
                self.strings = strings.all
            elif link.kind == "styles":
                styles = _Styles(archive)
                hear(archive, self._target(link, link.kind), styles)
                self.dates = [shows_date(n, styles.codes.get(n)) for n in styles.cells]

    def _book_part(self) -> str:
        archive = self._archive
        if _BINARY in archive:
            raise archive.fault("a binary workbook (.xlsb)", "save it as .xlsx or .csv", "R002")
        if _ODS in archive:
            message = "a sheet of OpenDocument (.ods)"
            raise archive.fault(message, "save it as .xlsx or .csv", "R002")
        if "_rels/.rels" not in archive:
            raise archive.fault("an archive, and no workbook", "look where it came from", "R002")
        for link in self._links("").values():
            if link.kind == "officeDocument":
                return posixpath.normpath(link.target).lstrip("/")
        raise archive.fault("a document of Office, and no workbook", code="R002")

    def _links(self, part: str) -> dict[str, Link]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found = _Links(self._archive)
        hear(self._archive, rels, found)
        return found.all

    def _target(self, link: Link | None, kind: str) -> str:
        if link is None or link.kind != kind or link.external:
            raise self._archive.fault(f"the workbook does not hold the {kind} that it names")
        if link.target.startswith("/"):
            return posixpath.normpath(link.target).lstrip("/")
        return posixpath.normpath(posixpath.join(self._folder, link.target))

    def _choose(self, sheets: dict[str, str], wanted: str | None) -> tuple[str, str]:
        names = ", ".join(f"`{name}`" for name in list(sheets)[:10])
        if wanted is not None and wanted in sheets:
            return wanted, sheets[wanted]
        if wanted is not None:
            raise self._missing("the workbook has no sheet of that name", names)
        if len(sheets) != 1:
            raise self._missing(f"the workbook has {len(sheets)} sheets", names)
        return next(iter(sheets.items()))

    def _missing(self, message: str, names: str) -> TableError:
        return self._archive.fault(message, f"name one of {names}" if names else None)


class _Links(Markup):
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.all: dict[str, Link] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        external = attributes.get("TargetMode") == "External"
        link = Link(kind, attributes.get("Target", ""), external)
        if self.all.setdefault(attributes.get("Id", ""), link) is not link:
            raise self._archive.fault("two references of a workbook have one name")
        if len(self.all) > _MOST_STYLES:
            raise self._archive.fault("more references than a workbook has")


class _Outline(Markup):
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.sheets: dict[str, str] = {}
        self.since_1904 = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            title = attributes.get("name", "")
            part = next((v for k, v in attributes.items() if k.endswith(" id")), "")
            if self.sheets.setdefault(title, part) is not part or len(self.sheets) > _MOST_SHEETS:
                raise self._archive.fault("two sheets of one name, or far too many")


class _Styles(Markup):
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.codes: dict[int, str] = {}
        self.cells: list[int] = []
        self._of_cells = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get("numFmtId", "")
        known = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
        if name == "numFmt":
            self.codes[known] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            self.cells.append(known)
        if max(len(self.codes), len(self.cells)) > _MOST_STYLES:
            raise self._archive.fault("more formats than a workbook has")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._of_cells = False


class _Strings(Markup):
    """The shared texts: those of `t` in `si`, without the readings (`rPh`) of Japanese."""

    own = frozenset({"si", "t"})

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.all: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._aside = 0
        self._inside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside += 1
        elif name == "t" and not self._aside:
            self._inside = True

    def text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)
            self._size += len(text)
            self._check_size()

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._aside -= 1
        elif name == "si":
            self.all.append("".join(self._parts))
            self._size += 64  # what an empty text takes
            self._check_size()

    def _check_size(self) -> None:
        if self._size > MOST_SHARED:
            raise self._archive.fault(f"shared texts of more than {MOST_SHARED} characters")
