"""Which tests speak of a rule: those that name its code."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterable
from functools import cache

import pytest

_RULE = re.compile(r"\.rules\.r[0-9]{3}_")
_OWN = re.compile(r'code="(R[0-9]{3})"')
_CODE = re.compile(r"\bR[0-9]{3}\b")
_OF_ALL = "test_the_example_dataset_has_no_findings"


def related(module: str, tests: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Keep of some tests those of a rule's codes; all when the module is no rule.

    A test is of the codes in its name; else of those in its text; else of those in its file.
    """
    if not _RULE.search(module):
        return list(tests)
    own = _own_codes(module)
    return [test for test in tests if own & _codes(test) or _is_of_all(test, module)]


def _is_of_all(test: pytest.Item, module: str) -> bool:
    """Tell whether a test is of every rule, or an example in the module itself."""
    return test.name == _OF_ALL or test.name.startswith(f"{module}.")


@cache
def _own_codes(module: str) -> frozenset[str]:
    return frozenset(_OWN.findall(inspect.getsource(importlib.import_module(module))))


@cache
def _codes(test: pytest.Item) -> frozenset[str]:
    in_name = frozenset(_CODE.findall(test.name))
    if in_name or not isinstance(test, pytest.Function):
        return in_name
    in_text = frozenset(_CODE.findall(inspect.getsource(test.function)))
    return in_text or frozenset(_CODE.findall(inspect.getsource(test.module)))
