"""Which tests speak of a rule: those that name its code."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from functools import cache

import pytest

_RULE = re.compile(r"\.rules\.r([0-9]{3})_")
_CODE = re.compile(r"\bR[0-9]{3}\b")
_OF_ALL = "test_the_example_dataset_has_no_findings"


def related(module: str, tests: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Keep of some tests those of a rule's code; all when the module is no rule.

    A test is of the codes in its name; else of those in its text; else of those in its file.
    """
    rule = _RULE.search(module)
    if rule is None:
        return list(tests)
    code = f"R{rule.group(1)}"
    return [test for test in tests if code in _codes(test) or test.name == _OF_ALL]


@cache
def _codes(test: pytest.Item) -> frozenset[str]:
    in_name = frozenset(_CODE.findall(test.name))
    if in_name or not isinstance(test, pytest.Function):
        return in_name
    in_text = frozenset(_CODE.findall(inspect.getsource(test.function)))
    return in_text or frozenset(_CODE.findall(inspect.getsource(test.module)))
