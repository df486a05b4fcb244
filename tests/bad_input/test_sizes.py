import resource
import subprocess
import sys
import time

import pytest

from bad_input.sizes import MADE
from bad_input.verdict import assert_harmless, check, reports
from claimbook_build.report.formats import Format

pytestmark = pytest.mark.usefixtures("untraced")

SECONDS = 2
PATIENCE = 2  # processor time of a busy machine over that of a quiet one
MEMORY = 512 * 2**20
"""Bytes that a reader may take for a file of a megabyte, the interpreter included."""

START = "from claimbook_build.cli.app import main; main()"


@pytest.mark.parametrize("name", MADE)
def test_a_file_made_to_take_time_takes_none(project, name):
    path, make = MADE[name]
    data = make().encode()
    for _ in range(2):  # the better of two: others may be at work on the machine
        began = time.process_time()
        found, collection = check(project, path, data)
        text = reports(found, collection, (Format.text,))[Format.text]
        taken = time.process_time() - began
        if taken < SECONDS:
            break
    assert taken < PATIENCE * SECONDS
    assert_harmless(Format.text, text)
    assert len(text) < 2**20
    own = [finding for finding in found if finding.place.path == path]
    assert any(finding.severity == "error" for finding in own)
    for format_, report in reports(own[:100], collection).items():
        assert_harmless(format_, report)


_LARGEST = (
    *("open lists", "unknown keys", "numbers where records are meant", "empty records"),
    *("a lock of nonsense", "rows of one cell", "numbers of JSON", "unknown keys of JSON"),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", _LARGEST)
def test_memory_is_bounded(own, name):
    path, make = MADE[name]
    (own / path).write_bytes(make().encode())
    done = limited(own, "check", "--format", "json")
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr


def limited(cwd, *arguments, memory=MEMORY, **more):
    """Run the command where it gets no more memory than that, and no more than ten seconds."""

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        cwd=cwd,
        preexec_fn=limit,
        capture_output=True,
        check=False,
        timeout=60,
        **more,
    )
