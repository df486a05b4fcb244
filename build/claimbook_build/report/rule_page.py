"""A rule as a page: what `claimbook explain` prints."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from textwrap import dedent

from claimbook.rules.rule import Example, FileExample, ReleaseExample, Rule, TextExample
from claimbook_build.report.show import show

RECORDS = "rule_records.json"
"""The record around each example, by code: written by the tests, from the example dataset."""

MOST = 20
"""How many lines of a record are shown whole."""

AROUND = 4
"""How many lines are shown on either side of an example in a longer one."""

_FIXED = " `claimbook check --fix` does what of it is beyond doubt."

_SEVERITY = {
    "error": "an error: a check fails",
    "warning": "a warning: a check fails only with --fail-on warning",
    "info": "a remark: a check fails only with --fail-on info",
}


_FAMILIES = {
    "R0": "Files",
    "R1": "Fields and codes",
    "R2": "Identifiers and references",
    "R3": "Dates",
    "R4": "Numbers",
    "R5": "Claims and what they rest on",
    "R6": "Documents and evidence",
    "R7": "Places and states",
    "R8": "Releases, and what they change",
    "R9": "Waivers, and faults of our own",
}
"""What the rules whose codes begin alike are about."""


def listing(rules: Iterable[Rule]) -> str:
    """Return all codes with their titles, by what they are about: a line a rule."""
    lines: list[str] = []
    for family, members in groupby(rules, key=lambda rule: rule.code[:2]):
        lines += [f"{_FAMILIES[family]}", *map(_line, members), ""]
    return "\n".join([*lines, "claimbook explain CODE tells more of one.", ""])


def _line(rule: Rule) -> str:
    return f"  {rule.code}  {rule.severity:7}  {rule.title}"


def page(rule: Rule) -> str:
    """Return the page of a rule as plain text that is also Markdown."""
    parts = [
        f"# {rule.code}: {rule.title}",
        f"Severity: {_SEVERITY[rule.severity]}. Scope: {rule.scope}.",
        f"Why: {rule.why}",
        f"Repair: {rule.help}.{_FIXED if rule.fix else ''}",
    ]
    if rule.waivable:
        waiver = f"waive: [{{rule: {rule.code}, because: ...}}]"
        parts.append(f"A record may waive it with a reason: `{waiver}`")
    if rule.example is not None:
        parts += _examples(rule.example, _records().get(rule.code, ""))
    if rule.file_example is not None:
        parts += _files(rule.file_example)
    if rule.release_example is not None:
        parts += _succession(rule.release_example)
    if rule.text_example is not None:
        parts += _texts(rule.text_example)
    return "\n\n".join(parts) + "\n"


def _files(example: FileExample) -> list[str]:
    """Return the good and the bad file, each with the path that is part of it."""
    good, bad = example.good.split("\n"), example.bad.split("\n")
    same = 0 if good == bad else _alike(good, bad)  # the same file is bad by its path
    tail = same and _alike(good[same:][::-1], bad[same:][::-1])
    return [
        f"Good, as {example.good_path}:\n\n{_block(example.good, same, tail)}",
        f"Bad, as {example.bad_path}:\n\n{_block(example.bad, same, tail)}",
    ]


def _succession(example: ReleaseExample) -> list[str]:
    """Return a change since the release before, and what the next one has to say of it."""
    before, after = (text.removesuffix("\n") for text in (example.before, example.after))
    good, bad = example.good.split("\n"), example.bad.split("\n")
    same = _alike(good, bad)
    tail = _alike(good[same:][::-1], bad[same:][::-1])
    return [
        f"The release before, in {example.path}:\n\n{_block(before, 0, 0)}",
        f"The next release, there:\n\n{_block(after, 0, 0)}",
        f"Good, as {example.said_in}:\n\n{_block(example.good, same, tail)}",
        f"Bad:\n\n{_block(example.bad, same, tail)}",
    ]


def _texts(example: TextExample) -> list[str]:
    """Return words of a text at hand, and those in their place that the records do not know."""
    return [
        f"Good, in the text at hand, {example.name}:\n\n{_block(example.good, 0, 0)}",
        f"Bad, for spans of {example.found_in} rest on it:\n\n{_block(example.bad, 0, 0)}",
    ]


@cache
def _records() -> dict[str, str]:
    text = files(__package__).joinpath(RECORDS).read_text("utf-8")
    return {code: "\n".join([*lines, ""]) for code, lines in json.loads(text).items()}


def _examples(example: Example, record: str) -> list[str]:
    """Return the good and the bad text, each in the record in which it stands."""
    if record.count(example.good) != 1:
        record = example.good
    before, _, after = record.partition(example.good)
    good, bad = example.good.split("\n"), example.bad.split("\n")
    same = _alike(good, bad)
    head = before.count("\n") + same
    tail = after.count("\n") + _alike(good[same:][::-1], bad[same:][::-1])
    return [
        f"Good, in {example.path}:\n\n{_block(before + example.good + after, head, tail)}",
        f"Bad:\n\n{_block(before + example.bad + after, head, tail)}",
    ]


def _alike(ones: list[str], others: list[str]) -> int:
    """Return how many lines at the head of two texts are the same."""
    pairs = zip(ones, others, strict=False)
    shorter = min(len(ones), len(others))
    return next((at for at, (one, other) in enumerate(pairs) if one != other), shorter)


def _block(text: str, head: int, tail: int) -> str:
    """Return a record as an indented block, with a mark at all but its head and its tail."""
    lines = [show(line) for line in dedent(text).split("\n")]
    last = len(lines) - 1 - tail
    while lines and not lines[-1]:
        lines.pop()
    block, known = [], -1
    for at in (at for at in range(len(lines)) if _kept(at, len(lines), head, last)):
        if at != known + 1:
            block.append("      ...")
        block.append(f"    {'>' if head <= at <= last else ' '} {lines[at]}".rstrip())
        known = at
    return "\n".join([*block, *(["      ..."] if known + 1 < len(lines) else [])])


def _kept(at: int, length: int, first: int, last: int) -> bool:
    """Whether a line is shown: all of a short record, else the first and those near the text."""
    return length <= MOST or at == 0 or first - AROUND <= at <= last + AROUND
