import re

import pytest

from claimbook.dataset import Dataset
from claimbook.rules.catalogue import BY_CODE, RULES
from claimbook_build.report.rule_page import page
from example_project import REPOSITORY

CODE = re.compile("R[0-9]{3}")
FAMILIES = {
    "R0": "reading",
    "R1": "shape",
    "R2": "identity and reference",
    "R3": "time",
    "R4": "figures",
    "R5": "attribution",
    "R6": "sources and evidence",
    "R7": "geography",
    "R8": "release",
    "R9": "the check itself",
}


def emitted():
    for package in ("schema/claimbook", "build/claimbook_build"):
        for path in sorted((REPOSITORY / package).rglob("*.py")):
            yield from re.findall('"(R[0-9]{3})"', path.read_text("utf-8"))


def test_codes_are_unique_and_sorted():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert all(CODE.fullmatch(code) and code[:2] in FAMILIES for code in codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_plainly(rule):
    assert rule.title[0].isupper()
    assert rule.title.endswith(".")
    assert rule.why[0].isupper()
    assert rule.why.endswith(".")
    assert rule.help
    assert not rule.help.endswith(".")


def test_rules_without_an_example_are_those_that_no_text_can_show():
    names = ("example", "file_example", "release_example", "text_example")
    bare = [r.code for r in RULES if not any(getattr(r, name) for name in names)]
    assert bare == ["R999"]


def test_every_code_that_is_emitted_is_in_the_catalogue():
    codes = set(emitted())
    assert {"R001", "R002", "R103", "R106", "R900"} <= codes
    assert codes <= set(BY_CODE)


def test_a_module_is_named_by_its_code_and_holds_it():
    for path in (REPOSITORY / "schema/claimbook/rules").glob("r[0-9]*.py"):
        assert f'code="{path.stem[:4].upper()}"' in path.read_text("utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_explains_a_rule(rule):
    text = page(rule)
    assert text.startswith(f"# {rule.code}: {rule.title}\n")
    assert rule.why in text
    assert rule.help in text
    assert text.isprintable() or text.replace("\n", "").isprintable()
    assert ("waive:" in text) == rule.waivable or rule.code == "R900"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_where_there_is_nothing_there_is_nothing_wrong(rule):
    missing = {"R108", "R203"}  # the code lists, and the list of identifiers
    assert bool(list(rule.check(Dataset(())))) == (rule.code in missing)
