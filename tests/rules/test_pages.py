import json

import pytest

from claimbook.rules.catalogue import BY_CODE, RULES
from claimbook_build.check.collect import collect
from claimbook_build.read.node import locate
from claimbook_build.report import rule_page
from claimbook_build.report.rule_page import page
from claimbook_build.report.show import show
from example_project import REPOSITORY, text_of

RECORDS = REPOSITORY / "build/claimbook_build/report" / rule_page.RECORDS
EXAMPLES = [rule for rule in RULES if rule.example is not None]


@pytest.fixture(scope="module")
def records(root):
    """Return the lines of the record around every example, by the code of its rule."""
    found = collect(root)
    places = {}
    for entry in found.dataset.entries:
        tree = found.tree(entry.path)
        if tree is not None:
            place = locate(tree, entry.loc)
            places.setdefault(entry.path, []).append((place.line, place.end_line))
    return {
        rule.code: around(text_of(root, rule.example.path), rule.example.good, places, rule)
        for rule in EXAMPLES
    }


def around(text, good, places, rule):
    lines = text.split("\n")
    first = text[: text.index(good)].count("\n") + 1
    last = first + good.rstrip("\n").count("\n")
    spans = [
        (start, end)
        for start, end in places.get(rule.example.path, ())
        if start <= first and last <= end
    ]
    start, end = min(spans, key=lambda span: span[1] - span[0], default=(first, last))
    return [line.removesuffix("\r") for line in lines[start - 1 : end]]


def test_the_records_on_the_pages_are_those_of_the_example(records, request):
    text = json.dumps(records, indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-goldens"):
        RECORDS.write_text(text, "utf-8")
    assert RECORDS.read_text("utf-8") == text, "if this is meant: make goldens"


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_a_page_shows_the_example_in_its_record(records, rule):
    good, bad = page(rule).split("\n\nBad:\n\n")
    for text, block in ((rule.example.good, good), (rule.example.bad, bad)):
        wanted = {show(line.strip()) for line in text.split("\n")}
        marked = [line[6:].strip() for line in block.split("\n") if line.startswith("    > ")]
        assert all(any(part in line for part in wanted) for line in marked)
    assert "    > " in good + bad
    assert records[rule.code][0].strip() in good


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("R401", "      - id: fig_dg-mykovar-toll"),
        ("R402", "      - id: fig_ag-missiles-stopped"),
        ("R403", "        measure: killed"),
    ],
)
def test_a_page_tells_which_record_the_example_is_of(code, shown):
    text = page(BY_CODE[code])
    assert text.count(shown.strip()) == 2


def test_a_long_record_is_cut_around_the_example():
    text = page(BY_CODE["R608"])
    assert "\n      ...\n" in text
    assert all(len(block.split("\n")) < 2 * rule_page.MOST for block in text.split("\n\n"))
