"""Diagnostics for people: the line, the stretch, the repair."""

from collections import Counter
from collections.abc import Iterable, Iterator

from claimbook.diagnostic import Diagnostic, Place, in_order
from claimbook_build.report.excerpt import excerpt
from claimbook_build.report.findings import Findings, Sources, summary
from claimbook_build.report.show import show

_COLOURS: dict[str, str] = {"error": "31", "warning": "33", "info": "36", "frame": "34"}
_MESSAGE_LIMIT = 500


def report(findings: Findings) -> Iterator[str]:
    """Yield the report: a block a finding, and the count of all."""
    yield render(
        findings.diagnostics,
        findings.sources,
        color=findings.color,
        cap=findings.cap,
        files=len(findings.paths) or None,
    )


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Sources,
    *,
    color: bool = False,
    cap: int | None = None,
    files: int | None = None,
) -> str:
    """Render findings with their source lines and a closing count.

    Args:
        diagnostics: The findings, in any order.
        sources: The text of a path, or None when it cannot be shown.
        color: Whether to colour with ANSI escapes.
        cap: How many findings of one code are shown; None shows all. The count is always whole.
        files: How many files were looked at; by default, how many have findings.

    Returns:
        Text that ends with a line break. Foreign text in it has passed through `show`.
    """
    findings = in_order(list(diagnostics))
    page = _Page(sources, color)
    seen: Counter[str] = Counter()
    blocks: list[str] = []
    for finding in findings:
        seen[finding.code] += 1
        if cap is None or seen[finding.code] <= cap:
            blocks.append("\n".join(page.block(finding)) + "\n")
    if cap is not None:
        more = [f"{show(code)}: {n - cap} more not shown" for code, n in seen.items() if n > cap]
        blocks.extend(["\n".join(more) + "\n"] if more else [])
    return "\n".join([*blocks, summary(findings, files) + "\n"])


class _Page:
    """Renders blocks; keeps the lines of the files that it has shown."""

    def __init__(self, sources: Sources, color: bool) -> None:
        self._sources = sources
        self._color = color
        self._lines: dict[str, list[str] | None] = {}

    def block(self, finding: Diagnostic) -> Iterator[str]:
        head = self._paint(f"{finding.severity}[{show(finding.code)}]", finding.severity)
        yield f"{head}: {show(finding.message, _MESSAGE_LIMIT)}"
        digits = max([finding.place.line, *(other.place.line for other in finding.related)])
        gutter, equals = " " * len(str(digits)), self._paint("=", "frame")
        yield from self._snippet(finding.place, gutter, "^", finding.severity)
        for other in finding.related:
            yield f"{gutter} {equals} note: {show(other.message, _MESSAGE_LIMIT)}"
            yield from self._snippet(other.place, gutter, "-", "frame")
        if finding.help:
            yield f"{gutter} {equals} help: {show(finding.help, _MESSAGE_LIMIT)}"
        yield f"{gutter} {equals} see:  claimbook explain {show(finding.code)}"

    def _snippet(self, place: Place, gutter: str, mark: str, style: str) -> Iterator[str]:
        arrow = self._paint("-->", "frame")
        yield f"{gutter[1:]}{arrow} {show(place.path)}:{place.line}:{place.column}"
        line = self._line(place)
        if line is None:
            return
        shown = excerpt(line, place)
        bar = self._paint("|", "frame")
        number = self._paint(str(place.line).rjust(len(gutter)), "frame")
        yield f"{gutter} {bar}"
        yield f"{number} {bar} {shown.text}".rstrip()
        underline = self._paint(mark * shown.width, style)
        yield f"{gutter} {bar} {' ' * shown.indent}{underline}"

    def _line(self, place: Place) -> str | None:
        if place.path not in self._lines:
            text = self._sources(place.path)
            known = None if text is None else text.removeprefix("\ufeff").split("\n")
            self._lines[place.path] = known
        lines = self._lines[place.path]
        if lines is None or not 1 <= place.line <= len(lines):
            return None
        return lines[place.line - 1].removesuffix("\r")

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[1;{_COLOURS[style]}m{text}\x1b[0m" if self._color else text
