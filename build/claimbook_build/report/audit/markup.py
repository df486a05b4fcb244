"""Pieces of a page: tables, lists and bars, in which every foreign text is escaped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimbook.diagnostic import Severity
from claimbook_build.importing.audit.audit import Spread
from claimbook_build.report.findings import plural
from claimbook_build.report.surface import in_xml

BAR_HEIGHT = 16
BAR_STEP = 3
"""Height of a bar and width of a stretch of rows in it, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of a page's table.

    Attributes:
        text: What it says, in words of ours.
        kind: The class of its cells: `n` for numbers, `place`, `name`, or nothing.
    """

    text: str
    kind: str = ""


def text(foreign: str, limit: int = 500) -> str:
    """Return foreign text kept apart from the direction of writing around it.

    >>> text("a<b>")
    '<bdi>a&lt;b&gt;</bdi>'
    """
    return f"<bdi>{in_xml(foreign, limit)}</bdi>"


def code(foreign: str, limit: int = 300) -> str:
    """Return foreign text letter by letter, as it is printed.

    >>> code("<script>")
    '<code>&lt;script&gt;</code>'
    """
    return f"<code>{in_xml(foreign, limit)}</code>"


def table(
    name: str, caption: str, heads: Sequence[Head], lines: Iterable[Sequence[str]]
) -> Iterator[str]:
    """Yield a table whose first column names its rows, and which can be scrolled by keyboard.

    Args:
        name: Its name in the page, unique.
        caption: What it shows, as HTML.
        heads: The heads of its columns.
        lines: The cells of each row, as HTML.
    """
    yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0"><table>'
    yield f'<caption id="{name}">{caption}</caption>'
    cells = (f'<th scope="col"{_kind(head.kind)}>{head.text}</th>' for head in heads)
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for first, *rest in lines:
        found = [f'<th scope="row"{_kind(heads[0].kind)}>{first}</th>']
        found += [
            f"<td{_kind(h.kind)}>{cell}</td>" for h, cell in zip(heads[1:], rest, strict=True)
        ]
        yield f"<tr>{''.join(found)}</tr>"
    yield "</tbody></table></div>"


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def pairs(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a list of names and what is said of each; both are HTML."""
    yield "<dl>"
    for name, said in items:
        yield f"<dt>{name}</dt><dd>{said}</dd>"
    yield "</dl>"


def bar(spread: Spread, severity: Severity) -> str:
    """Return where in the table something stands, as a picture that says it in words too."""
    most = max(spread.counts)
    marks = []
    for at, count in enumerate(spread.counts):
        if count:
            height = max(round(count / most * BAR_HEIGHT), 2)
            marks.append(
                f'<rect class="{severity}" x="{at * BAR_STEP}" y="{BAR_HEIGHT - height}" '
                f'width="{BAR_STEP}" height="{height}">'
                f"<title>{_rows(spread, at)}: {count:,}</title></rect>"
            )
    width = len(spread.counts) * BAR_STEP
    return (
        f'<svg role="img" width="{64 * BAR_STEP}" height="{BAR_HEIGHT}" '
        f'viewBox="0 0 {width} {BAR_HEIGHT}" preserveAspectRatio="none">'
        f"<title>{_told(spread)}</title>{''.join(marks)}</svg>"
    )


def _rows(spread: Spread, at: int) -> str:
    first = at * spread.rows + 1
    return (
        f"row {first:,}" if spread.rows == 1 else f"rows {first:,} to {first + spread.rows - 1:,}"
    )


def _told(spread: Spread) -> str:
    held = [at for at, count in enumerate(spread.counts) if count]
    first = held[0] * spread.rows + 1
    last = (held[-1] + 1) * spread.rows
    stretches = plural(len(spread.counts), "stretch").replace("stretchs", "stretches")
    return (
        f"{sum(spread.counts):,} between rows {first:,} and {last:,}, "
        f"in {len(held):,} of {stretches} of the table"
    )
