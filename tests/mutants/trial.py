"""Putting one mutant in the place of its function and running the tests that can notice it."""

from __future__ import annotations

import functools
import gc
import importlib
import os
import resource
import signal
from collections.abc import Callable, Sequence
from textwrap import indent
from types import FunctionType
from typing import Any, Literal

import pytest
from _pytest.runner import runtestprotocol

from mutants.source import Mutant

Verdict = Literal["killed", "survived", "timeout", "untested"]

_MEMORY = 4 * 2**30
_Pair = tuple[pytest.Item, pytest.Item | None]
_PASSED, _FAILED, _UNFIT = 0, 1, 3


class UnfitError(Exception):
    """A mutant cannot be put in the place of its function: a fault of ours, and no verdict."""


def original(mutant: Mutant) -> FunctionType:
    """Return the function that a mutant takes the place of, below its decorators."""
    found: Any = importlib.import_module(mutant.module)
    for name in mutant.function.split("."):
        found = vars(found)[name]
    if isinstance(found, property):
        found = found.fget
    found = getattr(found, "__func__", found)
    found = getattr(found, "__wrapped__", found)
    if not isinstance(found, FunctionType):
        raise TypeError(f"{mutant.name} is no plain function")
    return found


def put_in_place(mutant: Mutant) -> None:
    """Exchange the code of a function for that of its mutant, wherever it was imported to."""
    function = original(mutant)
    if function.__code__.co_freevars:
        _put_into_class(mutant, function)
        return
    space: dict[str, Any] = {}
    exec(compile(mutant.code, f"<{mutant.name}>", "exec"), function.__globals__, space)
    made = space[function.__name__]
    made = getattr(made, "__func__", made)
    function.__code__ = made.__code__
    function.__defaults__, function.__kwdefaults__ = made.__defaults__, made.__kwdefaults__


def _put_into_class(mutant: Mutant, function: FunctionType) -> None:
    """Do the same to a method that asks for `super`: its code is tied to its class."""
    owner = getattr(importlib.import_module(mutant.module), mutant.function.split(".")[0])
    space: dict[str, Any] = {}
    code = f"def tied(__class__):\n{indent(mutant.code, ' ')}\n return {function.__name__}"
    exec(compile(code, f"<{mutant.name}>", "exec"), function.__globals__, space)
    setattr(owner, function.__name__, space["tied"](owner))


def caches() -> list[Any]:
    """Return our functions that remember: what they hold was reckoned without the mutant."""
    found = (o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper))
    return [o for o in found if o.__module__.startswith("claimbook")]


def tried(
    mutant: Mutant | None,
    tests: Sequence[pytest.Item],
    seconds: float,
    other: pytest.Item | None = None,
) -> tuple[Verdict, pytest.Item | None]:
    """Run tests against a mutant, in a child process, until one fails.

    Args:
        mutant: The mutant; none to see whether the tests pass without one.
        tests: The tests, in the order in which they are to run.
        seconds: How much time of a processor they may take.
        other: A test that would come next, so that the last one is torn down, for a fixture may
            judge then, and what the whole session shares is not.

    Returns:
        The verdict, and the test that failed.

    Raises:
        UnfitError: The mutant cannot be put in place.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _limit(seconds)
        following = (*tests[1:], other)
        pairs = list(zip(tests, following, strict=True))
        os._exit(_status(mutant, pairs, lambda at: os.write(writing, at.to_bytes(4, "big"))))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    last = tests[int.from_bytes(told[-4:], "big")] if told else None
    if code == _UNFIT:
        raise UnfitError(mutant.name if mutant else "")
    if code == _PASSED:
        return "survived", None
    return ("timeout" if code in {-signal.SIGXCPU, -signal.SIGKILL} else "killed"), last


def _limit(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    soft = int(spent + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + 2))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _status(mutant: Mutant | None, pairs: Sequence[_Pair], tell: Callable[[int], object]) -> int:
    try:
        if mutant is not None:
            put_in_place(mutant)
    except Exception:  # noqa: BLE001 - whatever it is, the parent says it
        return _UNFIT
    try:
        return _FAILED if _any_fails(pairs, tell) else _PASSED
    except BaseException:  # noqa: BLE001 - a mutant may raise SystemExit or KeyboardInterrupt
        return _FAILED


def _any_fails(pairs: Sequence[_Pair], tell: Callable[[int], object]) -> bool:
    for at, (test, following) in enumerate(pairs):
        tell(at)
        reports = runtestprotocol(test, nextitem=following, log=False)
        if any(report.failed for report in reports):
            return True
    return False
