"""The rule's last word on every finding: whether there is a repair, and which."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from claimbook.diagnostic import Diagnostic
from claimbook.rules.catalogue import BY_CODE


def with_fixes(
    findings: Iterable[Diagnostic], sources: Callable[[str], str | None]
) -> Iterator[Diagnostic]:
    """Yield findings with the repair that their rule allows, or with none.

    Args:
        findings: The findings, with what their finders propose.
        sources: The text of a file, or None when it has none.
    """

    @cache
    def lines(path: str) -> tuple[str, ...]:
        return tuple((sources(path) or "").split("\n"))

    for finding in findings:
        if finding.fix is None:
            yield finding
            continue
        rule = BY_CODE[finding.code]
        fix = rule.fix(finding, lines(finding.place.path)) if rule.fix else None
        yield finding if fix == finding.fix else replace(finding, fix=fix)
