"""A session of pytest that collects the tests once and runs them against mutant after mutant."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from _pytest.doctest import DoctestItem
from _pytest.runner import runtestprotocol

from mutants.areas import AT_IMPORT, Area
from mutants.related import related
from mutants.source import Mutant
from mutants.trial import Verdict, caches, original, tried
from mutants.watch import Watch, lines_of

_EXAMPLES = 100
_PATIENCE = 3
"""A mutant may take this many times what its tests took while they were watched, which is slow."""
_LONGEST = 30  # seconds, and whatever its tests took


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one mutant, and which test noticed it."""

    mutant: Mutant
    verdict: Verdict
    test: str

    @property
    def missed(self) -> bool:
        """Whether no test noticed it, or none even ran its line."""
        return self.verdict in {"survived", "untested"}


class Session:
    """The plugin: its loop takes the place of pytest's own.

    Attributes:
        results: One for every mutant tried.
    """

    def __init__(self, mutants: Sequence[Mutant], show: bool) -> None:
        self.results: list[Result] = []
        self._mutants = mutants
        self._show = show
        self._ran: dict[tuple[str, int], list[pytest.Item]] = {}
        self._seconds: dict[pytest.Item, float] = {}
        self._noticed: dict[pytest.Item, int] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Try the same few examples in every run, and shrink none."""
        from hypothesis import Phase, settings  # pytest wants to import it before we do

        few = {"max_examples": _EXAMPLES, "phases": (Phase.explicit, Phase.generate)}
        same = {"derandomize": True, "database": None, "deadline": None}
        settings.register_profile("mutants", **few, **same)
        settings.load_profile("mutants")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the tests that are for no module of these mutants."""
        modules = {mutant.module for mutant in self._mutants}
        wanted = {test for module in modules for test in related(module, items)}
        items[:] = [item for item in items if item in wanted]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test once, then those that can notice a mutant, mutant by mutant."""
        self._run_all(session.items)
        tests = sorted(session.items, key=self._cost)  # as they will run, not as they stand
        verdict, test = tried(None, tests, _PATIENCE * sum(self._seconds.values()))
        if verdict != "survived":
            raise pytest.UsageError(f"{verdict} without a mutant: {test}")
        for mutant in self._mutants:
            result = self._result(mutant)
            self.results.append(result)
            if self._show:
                sys.__stderr__.write(f"{result.verdict} {mutant.name} {result.test}\n")
        return True

    def _run_all(self, items: Sequence[pytest.Item]) -> None:
        watch = Watch(frozenset(original(mutant).__code__.co_filename for mutant in self._mutants))
        remembering = caches()
        for at, item in enumerate(items):
            for function in remembering:
                function.cache_clear()
            following = items[(at + 1) % len(items)]  # never none: fixtures of the session stay
            began, names = time.process_time(), dict(_names(item))
            with watch.watching() as lines:
                reports = runtestprotocol(item, nextitem=following, log=False)
            failed = [report for report in reports if report.failed]
            if failed:
                raise pytest.UsageError(
                    f"{item.nodeid} fails without mutants:\n{failed[0].longrepr}"
                )
            for function in remembering:
                function.cache_clear()
            _names(item).update(names)  # a doctest forgets them, and cannot run twice without
            self._seconds[item] = time.process_time() - began
            for line in lines:
                self._ran.setdefault(line, []).append(item)

    def _result(self, mutant: Mutant) -> Result:
        tests = self._tests(mutant)
        if not tests:
            return Result(mutant, "untested", "")
        usual = sum(self._seconds[test] for test in tests)
        seconds = min(_PATIENCE * usual + 1, usual + _LONGEST)
        verdict, test = tried(mutant, tests, seconds, self._other(tests[-1]))
        if test is not None:
            self._noticed[test] = self._noticed.get(test, 0) + 1
        return Result(mutant, verdict, test.nodeid if test else "")

    def _other(self, test: pytest.Item) -> pytest.Item | None:
        return next((other for other in self._seconds if other is not test), None)

    def _tests(self, mutant: Mutant) -> list[pytest.Item]:
        """Return the tests that run the line of a mutant, the likeliest to notice it first."""
        code = original(mutant).__code__
        own = lines_of(code)
        lines = {line for line in range(mutant.first, mutant.last + 1) if line in own}
        found = {t for line in lines or own for t in self._ran.get((code.co_filename, line), ())}
        return sorted(related(mutant.module, found), key=self._cost)

    def _cost(self, test: pytest.Item) -> tuple[float, str]:
        return self._seconds[test] / (1 + self._noticed.get(test, 0)), test.nodeid


def _names(item: pytest.Item) -> dict[str, object]:
    return item.dtest.globs if isinstance(item, DoctestItem) else {}


def run(area: Area, mutants: Sequence[Mutant], *, show: bool = False) -> list[Result]:
    """Try mutants of an area on the area's tests; tell each verdict on stderr if asked."""
    session = Session([m for m in mutants if f"{m.module}.{m.function}" not in AT_IMPORT], show)
    options = ["-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
    with tempfile.TemporaryDirectory() as folder:
        status = pytest.main(
            [*options, f"--basetemp={folder}/tests", *area.tests], plugins=[session]
        )
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(f"pytest ended with {int(status)}")
    return session.results
