"""An audit for people at a terminal: the verdict, each defect with places, then the counts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice

from claimbook.diagnostic import Severity
from claimbook_build.importing.audit.audit import Audit, DefectFacts, Example, ReadingFacts
from claimbook_build.report.audit import words
from claimbook_build.report.show import break_commands, show, width

MOST = 5
"""Places of one kind that are shown."""

_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "info": "36"}
_LIMIT = 500
_PRINTED = 120
_RELATED = 2
_COUNTED = frozenset({0})


def report(audit: Audit, *, color: bool = False) -> Iterator[str]:
    """Yield the report, a line a piece.

    Args:
        audit: The audit.
        color: Whether to colour with ANSI escapes.
    """
    lines = chain(_head(audit), _defects(audit, color), _reading(audit, color), _tail(audit))
    for line in lines:
        yield f"{break_commands(line.rstrip())}\n"


def _head(audit: Audit) -> Iterator[str]:
    since = " since the older version" if audit.since else ""
    yield f"{show(audit.table.path)}: {words.verdict(audit.verdict)}{since}"
    yield ""
    pairs = [*words.facts(audit), ("rows", words.rows(audit)), ("numbers", words.numbers(audit))]
    for name, said in pairs:
        yield f"  {name:<8}  {show(said, _LIMIT)}"


# --- what is wrong -------------------------------------------------------------------------------
def _defects(audit: Audit, color: bool) -> Iterator[str]:
    found = words.gravest_first(audit)
    if found:
        yield from ("", "Defects", "")
        head = ("count", "severity", "rule", "defect", "what must be so")
        lines = [(f"{k.count:,}", k.severity, k.code, k.name, k.title) for k in found]
        yield from _aligned([head, *lines], _COUNTED)
    for kind in found:
        yield from ("", *_defect(kind, color))
    unsaid = [f"{name}: {show(said, 2000)}" for name, said in words.unsaid(audit)]
    yield from ("", *unsaid) if unsaid else ()


def _defect(kind: DefectFacts, color: bool) -> Iterator[str]:
    head = _paint(f"{kind.severity}[{kind.code}]", kind.severity, color)
    columns = ", ".join(_columns(kind))
    yield f"{head}: {kind.name}: {kind.count:,}" + (f"  ({columns})" if columns else "")
    helps = {example.help for example in kind.examples}
    for example in kind.examples[:MOST]:
        yield from _example(example, own_help=len(helps) > 1)
    yield from _more(kind.count)
    if kind.count > MOST and kind.printed:
        texts = (f"`{show(text, 60)}` {n:,}" for text, n in islice(kind.printed.items(), MOST))
        yield f"  = most often: {', '.join(texts)}"
    if len(helps) == 1:
        yield f"  = help: {show(next(iter(helps)), _LIMIT)}"
    yield f"  = see:  claimbook explain {kind.code}"


def _columns(kind: DefectFacts) -> Iterator[str]:
    for name, count in islice(kind.columns.items(), MOST):
        yield f"{show(name, 80)} {count:,}"
    if len(kind.columns) > MOST:
        yield f"and {len(kind.columns) - MOST:,} more"


def _example(example: Example, *, own_help: bool) -> Iterator[str]:
    where = ", ".join(show(part) for part in words.whereabouts(example))
    yield f"  --> {show(words.place(example.place))}  {where}"
    yield f"      {show(example.message, _LIMIT)}"
    if example.printed is not None and example.printed not in example.message:
        yield f"      printed: {show(example.printed, _PRINTED)}"
    for other in example.related[:_RELATED]:
        yield f"      note: {show(other.message, _LIMIT)}: {show(words.place(other.place))}"
    if own_help:
        yield f"      help: {show(example.help, _LIMIT)}"


def _more(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"  and {count - MOST:,} more"


def _reading(audit: Audit, color: bool) -> Iterator[str]:
    if audit.reading:
        yield from ("", "What kept it from being read, or came out in reading")
    for kind in audit.reading:
        yield from ("", *_obstacles(kind, color))


def _obstacles(kind: ReadingFacts, color: bool) -> Iterator[str]:
    head = _paint(f"{kind.severity}[{kind.code}]", kind.severity, color)
    yield f"{head}: {kind.name}: {kind.count:,}  ({kind.title})"
    for found in kind.examples[:MOST]:
        yield f"  --> {show(words.place(found.place))}"
        yield f"      {show(found.message, _LIMIT)}"
        if found.help:
            yield f"      help: {show(found.help, _LIMIT)}"
    yield from _more(kind.count)


# --- what was counted ----------------------------------------------------------------------------
def _tail(audit: Audit) -> Iterator[str]:
    if audit.columns:
        yield from ("", "Columns", "")
        lines = [tuple(show(cell, 80) for cell in words.column(of)) for of in audit.columns]
        yield from _aligned([words.COLUMN_HEADS, *lines], words.NUMERIC)
    ignored = [of for of in audit.columns if of.ignored]
    if ignored:
        yield ""
        yield from (
            f"  {show(of.name, 80)} is not read: {show(of.ignored or '', _LIMIT)}" for of in ignored
        )
    if audit.waived:
        yield from ("", "Waived", "")
        head = ("count", "rule", "defect", "because")
        excuses = [(f"{e.count:,}", e.code, e.name, show(e.because, _LIMIT)) for e in audit.waived]
        yield from _aligned([head, *excuses], _COUNTED)


def _aligned(lines: Sequence[Iterable[str]], numbers: Collection[int]) -> Iterator[str]:
    """Yield lines of cells under each other; what is a number is pushed to the right."""
    table = [tuple(line) for line in lines]
    widths = [max(map(width, cells)) for cells in zip(*table, strict=True)]
    for line in table:
        padded = []
        for at, cell in enumerate(line):
            room = " " * (widths[at] - width(cell))
            padded.append(room + cell if at in numbers else cell + room)
        yield f"  {'  '.join(padded)}".rstrip()


def _paint(text: str, severity: Severity, color: bool) -> str:
    return f"\x1b[1;{_COLOURS[severity]}m{text}\x1b[0m" if color else text
