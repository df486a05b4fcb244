import os
import subprocess
import sys
import tempfile

import pytest

from claimbook_build.release.scratch import scratch

KILLED = """
import os, signal
from claimbook_build.release.scratch import scratch
with scratch() as folder:
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_it_goes_with_the_block(temporary):
    with scratch() as folder:
        (folder / "deep").mkdir()
        assert folder.parent == temporary
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_is_removed_and_what_is_in_use_stays(temporary):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    (left,) = temporary.iterdir()
    (temporary / "claimbook-scratch-link").symlink_to(left)
    with scratch() as used:
        assert not left.exists()
        with scratch() as other:
            assert {path.name for path in temporary.iterdir()} == {
                *(used.name, other.name, "claimbook-scratch-link")
            }
