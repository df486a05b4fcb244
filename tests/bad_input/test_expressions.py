import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections import deque
from functools import partial
from itertools import product
from re import _constants as sre  # the parser of the standard library, as it is
from re import _parser as parser

import pytest

import claimbook
import claimbook_build

pytestmark = pytest.mark.usefixtures("untraced")

LENGTH = 20_000


def _modules():
    for package in (claimbook, claimbook_build):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and "sandbox_child" not in found.name:
                yield importlib.import_module(found.name)


def _patterns(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _patterns(inner)
    elif isinstance(value, list | tuple | frozenset | set):
        for inner in value:
            yield from _patterns(inner)
    elif isinstance(getattr(value, "pattern", None), re.Pattern):
        yield value.pattern


MODULES = tuple(_modules())
EXPRESSIONS = {
    pattern.pattern: pattern
    for module in MODULES
    for value in list(vars(module).values())
    for pattern in _patterns(value)
}


def _characters(tree):  # noqa: C901  a case a kind of node
    """Yield a character of every class of a pattern."""
    for kind, argument in tree:
        if kind is sre.LITERAL:
            yield chr(argument)
        elif kind is sre.NOT_LITERAL:
            yield "a" if argument != ord("a") else "b"
        elif kind is sre.IN:
            yield from _characters([one for one in argument if one[0] is not sre.NEGATE])
        elif kind is sre.RANGE:
            yield chr(argument[0])
        elif kind in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            yield from _characters(argument[2])
        elif kind is sre.SUBPATTERN:
            yield from _characters(argument[3])
        elif kind is sre.BRANCH:
            for branch in argument[1]:
                yield from _characters(branch)
        elif kind in {sre.ASSERT, sre.ASSERT_NOT}:
            yield from _characters(argument[1])


def _attacks(pattern):
    tree = parser.parse(pattern.pattern, pattern.flags)
    own = list(dict.fromkeys(_characters(tree)))[:12]
    if isinstance(pattern.pattern, bytes):
        own = [one for one in own if ord(one) < 256]
    stems = own + ["".join(pair) for pair in product(own[:4], repeat=2)]
    for stem in stems:
        for begin, end in product(["", *own[:2]], ["", "\x01"]):
            text = begin + stem * (LENGTH // len(stem)) + end
            yield text.encode("latin-1") if isinstance(pattern.pattern, bytes) else text


def test_there_are_expressions():
    assert len(EXPRESSIONS) > 40


RUNNING = {
    "search": lambda pattern, text: pattern.search(text),
    "finditer": lambda pattern, text: deque(pattern.finditer(text), maxlen=0),
    "findall": lambda pattern, text: pattern.findall(text),
    "sub": lambda pattern, text: pattern.sub(text[:0], text),
    "subn": lambda pattern, text: pattern.subn(text[:0], text),
    "split": lambda pattern, text: pattern.split(text),
}
"""The ways to look for an expression anywhere in a text: each may begin anew at every place."""


def _called():
    """Yield every expression, and how some module of ours looks for it in running text."""
    for module in MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Attribute) and node.attr in RUNNING:
                owner = node.value
                found = vars(module).get(owner.id) if isinstance(owner, ast.Name) else None
                if isinstance(found, re.Pattern):
                    yield found.pattern, node.attr


CALLED = sorted(set(_called()), key=ascii)


def _hold(pattern, name, action):
    for text in _attacks(pattern):
        began = time.process_time()
        action(text)
        assert time.process_time() - began < 0.1, (name, text[:40])


def test_there_are_expressions_that_are_looked_for_in_running_text():
    assert len(CALLED) > 20
    assert len({name for _, name in CALLED}) > 3


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda value: ascii(value)[:50])
def test_an_expression_takes_time_in_step_with_the_text(expression):
    pattern = EXPRESSIONS[expression]
    _hold(pattern, "fullmatch", pattern.fullmatch)
    _hold(pattern, "match", pattern.match)


@pytest.mark.parametrize(
    ("expression", "name"), CALLED, ids=lambda value: ascii(value).strip("'")[:50]
)
def test_an_expression_is_found_in_time_in_step_with_the_text(expression, name):
    pattern = EXPRESSIONS[expression]
    _hold(pattern, name, partial(RUNNING[name], pattern))
