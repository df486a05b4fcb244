"""Header and tag rows among what has the wrong shape (R107): one finding a row."""

from collections.abc import Iterable, Iterator

from claimbook.diagnostic import Diagnostic
from claimbook.rules.r107_header import MESSAGE, RULE, is_header
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence


def headers_first(node: Node, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Say of each header row that it is one, and nothing else about it.

    Args:
        node: What has the wrong shape.
        findings: What is wrong with it.
    """
    rows = list(_headers(node))
    if not rows:
        return tuple(findings)
    held = {line for row in rows for line in range(row.place.line, row.place.end_line + 1)}
    said = [Diagnostic(row.place, RULE.code, RULE.severity, MESSAGE, RULE.help) for row in rows]
    return (*said, *(found for found in findings if found.place.line not in held))


def _headers(node: Node) -> Iterator[Mapping]:
    ahead = [node]
    while ahead:
        found = ahead.pop()
        if isinstance(found, Sequence):
            ahead.extend(reversed(found.items))
        elif isinstance(found, Mapping):
            if is_header(_texts(found)):
                yield found
            else:
                ahead.extend(value for _, value in reversed(found.entries))


def _texts(row: Mapping) -> Iterator[tuple[str, object]]:
    """Yield the single values of a row, those that stand in a list of one as well."""
    for key, value in row.entries:
        only = value.items[0] if isinstance(value, Sequence) and len(value.items) == 1 else value
        if isinstance(only, Scalar):
            yield key.text, only.value
