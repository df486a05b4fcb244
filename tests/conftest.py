"""What all tests share: golden files, and no test left out where it counts."""

import difflib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

WHOLE = {
    *(
        "bad_input",
        "bench",
        "build",
        "canonical",
        "check",
        "cli",
        "diff",
        "docs",
        "download",
        "evidence",
    ),
    *("example", "fuzzing", "lines", "mutation", "readers", "repair", "rules", "select", "sql"),
    *("faults", "standards", "views", "workflow"),
}
"""Folders whose tests check or build whole datasets, or start servers: `--fast` leaves them out."""

settings.register_profile("fast", max_examples=10, deadline=None)
settings.register_profile("usual", max_examples=40)
settings.register_profile("thorough", max_examples=1000, deadline=None)


def pytest_addoption(parser):
    parser.addoption(
        "--fast",
        action="store_true",
        help="leave out slow tests and whole datasets, and try fewer examples a property",
    )
    parser.addoption(
        "--thorough", action="store_true", help="try many more examples a property; takes hours"
    )
    parser.addoption(
        "--update-goldens", action="store_true", help="write tests/golden anew instead of comparing"
    )


SURROUNDINGS = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR", "FORCE_COLOR")
"""What changes how commands write: tests say it themselves, wherever they run."""


def pytest_configure(config):
    for name in SURROUNDINGS:
        os.environ.pop(name, None)
    chosen = [name for name in ("fast", "thorough") if config.getoption(f"--{name}")]
    settings.load_profile(chosen[0] if chosen else "usual")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--fast"):
        config.hook.pytest_deselected(items=[item for item in items if _takes_long(item)])
        items[:] = [item for item in items if not _takes_long(item)]


def _takes_long(item):
    whole = item.path.parent.name in WHOLE and "tests" in item.path.parts
    return whole or item.get_closest_marker("slow") is not None


class Golden:
    """Files of tests/golden: what is derived now must be what they hold, or they are written."""

    def __init__(self, update: bool) -> None:
        self._update = update

    def __call__(self, name: str, text: str) -> None:
        path = GOLDEN / name
        if self._update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != wanted:
            pytest.fail(_difference(name, wanted, text), pytrace=False)

    def only(self, folder: str, names: set[str]) -> None:
        """Hold a folder to these files: one that is left over is checked by nothing."""
        left = {path for path in (GOLDEN / folder).glob("*") if path.name not in names}
        if self._update:
            for path in left:
                path.unlink()
        elif left:
            pytest.fail(f"no test writes {sorted(map(str, left))}", pytrace=False)


@pytest.fixture
def untraced():
    """Leave coverage out: its tracer takes more time than the code it watches.

    For measurements, and for modules that try the same code thousands of times: what they cover,
    others cover too. (pytest-cov's own mark `no_cover` starts the tracer anew.)
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.fixture
def golden(request) -> Golden:
    return Golden(request.config.getoption("--update-goldens"))


def _difference(name: str, wanted: str, found: str) -> str:
    lines = difflib.unified_diff(
        wanted.splitlines(), found.splitlines(), f"golden/{name}", "derived now", lineterm="", n=2
    )
    return "\n".join((*lines, "", "if this is meant: make goldens, and commit the difference"))


def pytest_report_teststatus(report):
    """Print no dot a test where CI=true, but the name of one that fails, as soon as it does.

    Logs are kept in part, and failures are what counts.
    """
    if os.environ.get("CI") != "true":
        return None
    if report.passed and report.when == "call":
        return "passed", "", "PASSED"
    if report.failed:
        kind = "failed" if report.when == "call" else "error"
        return kind, f"{kind}: {report.nodeid}\n", kind.upper()
    return None


# --- a test that is skipped proves nothing: where CI=true, it fails ----------------------------
@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    del item, call
    report = yield
    return _no_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    del collector
    report = yield
    return _no_skip(report)


def _no_skip(report):
    expected_to_fail = hasattr(report, "wasxfail")
    if report.skipped and not expected_to_fail and os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI=true does not allow: {reason}"
    return report


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and returns exit code, stdout and stderr."""
    from claimbook_build.cli.app import app
    from claimbook_build.cli.exits import guarded

    def command(*arguments):
        code = guarded(lambda **options: app([*map(str, arguments)], **options))
        return code, *capsys.readouterr()

    return command
