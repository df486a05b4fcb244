import pytest

from claimbook.rules.catalogue import RULES
from example_project import changed, found_in

EXAMPLES = [rule for rule in RULES if rule.example is not None]
ALSO = {
    "R201": {"R203", "R206"},
    "R202": {"R203", "R306", "R607"},
    "R204": {"R505"},
    "R205": {"R505"},
    "R207": {"R204", "R505"},
    "R208": {"R203"},
    "R304": {"R303"},
    "R305": {"R303"},
    "R401": {"R403"},
    "R402": {"R609"},
    "R404": {"R203", "R607"},
    "R504": {"R607"},
    "R601": {"R607"},
    "R605": {"R104"},
}
"""Codes that an example cannot help to give beside its own."""


def test_the_example_dataset_has_no_findings(root):
    assert found_in(root, {}) == []


FILES = [rule for rule in RULES if rule.file_example is not None]


@pytest.mark.parametrize("rule", FILES, ids=lambda rule: rule.code)
def test_the_bad_file_gives_the_code_and_the_good_one_nothing(root, told, rule):
    example = rule.file_example
    assert found_in(root, {example.good_path: example.good.encode()}) == []
    found = found_in(root, {example.bad_path: example.bad.encode()})
    told.extend(found)
    kinds = {(f.code, f.severity, f.place.path, f.place.line) for f in found}
    assert kinds == {(rule.code, rule.severity, example.found_in or example.bad_path, 1)}


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_the_bad_text_gives_the_code_in_its_place(root, told, rule):
    example = rule.example
    overlay = changed(root, example.path, example.good, example.bad)
    text = (root / example.path).read_text("utf-8")
    first = text[: text.index(example.good)].count("\n") + 1
    lines = range(first, first + example.bad.count("\n") + 1)
    found = found_in(root, overlay)
    own = [finding for finding in found if finding.code == rule.code]
    told.extend(own)
    assert any(f.place.path == example.path and f.place.line in lines for f in own)
    assert {finding.severity for finding in own} == {rule.severity}
    assert {finding.code for finding in found} - {rule.code} == ALSO.get(rule.code, set())
