"""An audit as one page that can be sent or published: no script, no request, nothing to install.

Its style is the only thing that its policy allows, by its hash.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath

from claimbook_build.importing.audit.audit import Audit, DefectFacts, Example, ReadingFacts
from claimbook_build.report.audit import words
from claimbook_build.report.audit.markup import Head, bar, code, pairs, table, text
from claimbook_build.report.findings import plural
from claimbook_build.report.surface import in_xml

_MOST = 20
"""Columns that are named with a defect, and places."""

_OVERVIEW = (
    Head("defect", "name"),
    Head("count", "n"),
    Head("severity"),
    Head("rule"),
    Head("what must be so"),
    Head("where in the table"),
)
_EXAMPLES = (
    Head("row", "n"),
    Head("key", "name"),
    Head("column", "name"),
    Head("printed"),
    Head("what is wrong"),
    Head("line:column", "place"),
)


def report(audit: Audit) -> Iterator[str]:
    """Yield the page, line by line."""
    yield from (f"{line}\n" for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    yield from _top(audit)
    yield "<main>"
    yield from _facts(audit)
    yield from _overview(audit)
    for kind in words.gravest_first(audit):
        yield from _defect(kind, audit.table.path)
    yield from _reading(audit)
    yield from _columns(audit)
    yield from _waived(audit)
    yield "</main>"
    yield "</body>"
    yield "</html>"


@cache
def style() -> str:
    """Return the style of the page."""
    return (files(__package__) / "page.css").read_text("utf-8")


def policy() -> str:
    """Return what the page allows itself: its own style, and nothing else."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _top(audit: Audit) -> Iterator[str]:
    name = in_xml(PurePath(audit.table.path).name)
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>Audit of {name}</title>"
    yield f"<style>{style()}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#defects">To the defects</a>'
    yield "<header>"
    yield f"<h1>Audit of {text(PurePath(audit.table.path).name)}</h1>"
    yield f'<p class="verdict {_gravest(audit)}">{_verdict(audit)}</p>'
    yield "</header>"


def _gravest(audit: Audit) -> str:
    found = audit.verdict
    if found.errors:
        return "error"
    return "warning" if found.warnings else "sound"


def _verdict(audit: Audit) -> str:
    since = " that the older version has not" if audit.since else ""
    return f"{words.verdict(audit.verdict)}{since}"


def _facts(audit: Audit) -> Iterator[str]:
    yield '<section aria-labelledby="facts">'
    yield '<h2 id="facts">What was read</h2>'
    found = [
        (name, code(said) if name == "SHA-256" else text(said)) for name, said in words.facts(audit)
    ]
    found += [("rows", words.rows(audit)), ("numbers", words.numbers(audit))]
    yield from pairs(found)
    yield "</section>"


# --- what is wrong -------------------------------------------------------------------------------
def _overview(audit: Audit) -> Iterator[str]:
    yield '<section aria-labelledby="defects">'
    yield '<h2 id="defects">Defects</h2>'
    found = words.gravest_first(audit)
    if found:
        rows = f"from row 1 on the left to row {audit.table.rows:,} on the right"
        caption = f"Every kind of defect that was found; the bars run {rows}"
        yield from table("defect-counts", caption, _OVERVIEW, map(_counted, found))
    else:
        yield "<p>No row and no cell has a defect of these kinds.</p>"
    for name, said in words.unsaid(audit):
        yield f'<p class="soft">{name.capitalize()}: {said}.</p>'
    yield "</section>"


def _counted(kind: DefectFacts) -> tuple[str, ...]:
    return (
        f'<a href="#defect-{kind.name}">{kind.name}</a>',
        f"{kind.count:,}",
        f'<span class="{kind.severity}">{kind.severity}</span>',
        kind.code,
        in_xml(kind.title),
        bar(kind.spread, kind.severity) if kind.spread else "",
    )


def _defect(kind: DefectFacts, path: str) -> Iterator[str]:
    yield f'<section aria-labelledby="defect-{kind.name}">'
    severity = f'<span class="{kind.severity}">{kind.severity} {kind.code}</span>'
    yield f'<h3 id="defect-{kind.name}">{kind.name}: {kind.count:,} ({severity})</h3>'
    yield f"<p>{in_xml(kind.title)}</p>"
    columns = [f"{text(name, 80)} ({count:,})" for name, count in kind.columns.items()]
    if len(columns) > 1:
        more = f" and {len(columns) - _MOST:,} more" if len(columns) > _MOST else ""
        yield f"<p>In the columns {', '.join(columns[:_MOST])}{more}.</p>"
    if kind.printed:
        often = [f"{code(printed, 80)} ({count:,})" for printed, count in kind.printed.items()]
        yield f"<p>Printed most often: {', '.join(often)}.</p>"
    examples = kind.examples[:_MOST]
    helps = {example.help for example in examples}
    if len(helps) == 1:
        yield f"<p>How to repair it: {text(next(iter(helps)))}</p>"
    shown = len(examples)
    which = "All places" if shown == kind.count else f"The first {shown} of {kind.count:,} places"
    lines = (_example(example, path, own_help=len(helps) > 1) for example in examples)
    yield from table(f"places-{kind.name}", which, _EXAMPLES, lines)
    yield "</section>"


def _example(example: Example, path: str, *, own_help: bool) -> tuple[str, ...]:
    printed = "" if example.printed is None else code(example.printed)
    place = code(words.place(example.place, path))
    sheet = f"<br>{code(example.sheet)}" if example.sheet else ""
    more = [
        f"{text(other.message)}: {code(words.place(other.place, path))}"
        for other in example.related
    ]
    more += [text(example.help)] if own_help else []
    beside = "".join(f'<br><span class="soft">{said}</span>' for said in more)
    return (
        f"{example.row:,}" if example.row else "table",
        text(example.key or ""),
        text(example.column or ""),
        printed,
        f"{text(example.message)}{beside}",
        f"{place}{sheet}",
    )


def _reading(audit: Audit) -> Iterator[str]:
    if not audit.reading:
        return
    yield '<section aria-labelledby="reading">'
    yield '<h2 id="reading">What kept it from being read, or came out in reading</h2>'
    for number, kind in enumerate(audit.reading):
        yield from _obstacles(f"reading-{number}", kind)
    yield "</section>"


def _obstacles(name: str, kind: ReadingFacts) -> Iterator[str]:
    caption = (
        f'<span class="{kind.severity}">{kind.severity} {kind.code}</span>: {kind.name}, '
        f"{plural(kind.count, 'time')}: {in_xml(kind.title)}"
    )
    heads = (Head("place", "place"), Head("what is wrong"), Head("how to repair it"))
    lines = (
        (code(words.place(found.place)), text(found.message), text(found.help or ""))
        for found in kind.examples[:_MOST]
    )
    yield from table(name, caption, heads, lines)


# --- what was counted ----------------------------------------------------------------------------
def _columns(audit: Audit) -> Iterator[str]:
    if not audit.columns:
        return
    yield '<section aria-labelledby="columns">'
    yield '<h2 id="columns">Columns</h2>'
    heads = [
        Head(name, "n" if at in words.NUMERIC else "") for at, name in enumerate(words.COLUMN_HEADS)
    ]
    lines = (tuple(text(cell, 80) for cell in words.column(of)) for of in audit.columns)
    yield from table("column-counts", "What the cells of each column came to", heads, lines)
    ignored = [(text(of.name, 80), text(of.ignored)) for of in audit.columns if of.ignored]
    if ignored:
        yield "<h3>Columns that are not read</h3>"
        yield from pairs(ignored)
    yield "</section>"


def _waived(audit: Audit) -> Iterator[str]:
    if not audit.waived:
        return
    yield '<section aria-labelledby="waived">'
    yield '<h2 id="waived">Waived</h2>'
    heads = (Head("defect", "name"), Head("count", "n"), Head("rule"), Head("because"))
    lines = ((e.name, f"{e.count:,}", e.code, text(e.because)) for e in audit.waived)
    yield from table("waivers", "What the mapping lets pass, and why", heads, lines)
    yield "</section>"
