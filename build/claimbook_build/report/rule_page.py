"""A rule as a page: what `claimbook explain` prints."""

from claimbook.rules.rule import Rule

_SEVERITY = {
    "error": "an error: a check fails",
    "warning": "a warning: a check fails only with --fail-on warning",
    "info": "a remark: a check never fails",
}


def page(rule: Rule) -> str:
    """Return the page of a rule as plain text that is also Markdown."""
    parts = [
        f"# {rule.code}: {rule.title}",
        f"Severity: {_SEVERITY[rule.severity]}. Scope: {rule.scope}.",
        f"Why: {rule.why}",
        f"Repair: {rule.help}.",
    ]
    if rule.waivable:
        waiver = f"waive: [{{rule: {rule.code}, because: ...}}]"
        parts.append(f"A record may waive it with a reason: `{waiver}`")
    if rule.example is not None:
        parts += [
            f"Good, in {rule.example.path}:\n\n{_block(rule.example.good)}",
            f"Bad:\n\n{_block(rule.example.bad)}",
        ]
    return "\n\n".join(parts) + "\n"


def _block(text: str) -> str:
    shown = text.strip("\n") or "(nothing)"
    escaped = shown.encode("ascii", "backslashreplace").decode("ascii")
    return "\n".join(f"    {line}" for line in escaped.split("\n"))
