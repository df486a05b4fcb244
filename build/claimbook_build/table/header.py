"""The names of columns, and rows that are names again (R107)."""

from collections.abc import Iterable, Iterator, Sequence

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook.rules.r107_header import MESSAGE, is_header
from claimbook_build.read.findings import excerpt
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.limits import MOST_COLUMNS
from claimbook_build.table.row import Value

UNSOUND = "without a sound header no row is read"
BELOW = (
    "if the header stands further down, say how many lines to pass over: `skip` of the mapping's "
    "`table`, or --skip"
)
"""What to do where a title stands above the header."""

_LEAST = 2  # one cell that is the name of its column proves nothing


def judge_names(names: Sequence[str], places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Find columns without a name, names said twice, and far too many columns."""
    seen: dict[str, Place] = {}
    if len(names) > MOST_COLUMNS:
        message = f"{len(names)} columns where {MOST_COLUMNS} are the most"
        yield Diagnostic(places[0], "R001", "error", message)
        return
    if len(names) > _LEAST and sum(bool(name.strip()) for name in names) == 1:
        message = f"one name for {len(names)} columns, as a title has"
        yield Diagnostic(places[0], "R001", "error", message, BELOW)
        return
    for number, (name, place) in enumerate(zip(names, places, strict=True), start=1):
        if not name.strip():
            message = f"column {number} has no name in the header"
            yield Diagnostic(place, "R001", "error", message, "name it in the table")
        elif seen.setdefault(name, place) is not place:
            related = (Related(seen[name], "first said here"),)
            message = f"two columns have the name `{excerpt(name)}`"
            help_ = "name each in its own way"
            yield Diagnostic(place, "R001", "error", message, help_, related=related)


def not_a_header(place: Place, width: int, below: int) -> TableError:
    """Return the fault of a first line whose width no row has."""
    cells = "1 cell" if width == 1 else f"{width} cells"
    message = f"the header has {cells}, the rows below have {below}: it may be a title"
    return fault(place, message, BELOW)


class Header:
    """The names of a table, by which a row that repeats them is known."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._folded = [name.strip().casefold() for name in self.names]
        forms = [(n, n.lower(), n.upper(), n.title(), n.capitalize()) for n in self.names]
        self._forms = frozenset(form for group in forms for form in group)

    def repeated(self, values: Sequence[Value], place: Place) -> Diagnostic | None:
        """Return the finding of a row that is a header or a row of HXL tags, or None."""
        if not self.is_suspect(values) or not self.is_named(values):
            return None
        return Diagnostic(place, "R107", "error", MESSAGE, "delete the row")

    def is_suspect(self, values: Sequence[Value]) -> bool:
        """Whether a row is worth a look: quick, and right about those that are not."""
        return self.has_names(values) or _tagged(values)

    def has_names(self, values: Sequence[Value]) -> bool:
        """Whether any value is the name of a column, however written."""
        return not self._forms.isdisjoint(values)

    def is_named(self, values: Sequence[Value]) -> bool:
        """Whether the row's values are the names of their columns, or tags."""
        pairs = [(at, value) for at, value in enumerate(values) if value not in {None, ""}]
        same = sum(
            isinstance(value, str) and value.strip().casefold() == self._folded[at]
            for at, value in pairs
        )
        if same >= max(_LEAST, (len(pairs) + 1) // 2):
            return True
        return is_header((self.names[at], value) for at, value in pairs)


def _tagged(values: Sequence[Value]) -> bool:
    return bool([1 for value in values if type(value) is str and value[:1] == "#"])
