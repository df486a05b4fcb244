import signal
import subprocess
import sys

import pytest

LOADED = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from claimbook_build.cli.start import main
signal.signal(signal.SIGINT, getattr(signal, sys.argv.pop()))
main()
"""


@pytest.mark.parametrize(
    ("handler", "code", "said"),
    [("default_int_handler", -signal.SIGINT, b""), ("SIG_IGN", 0, b"claimbook 0")],
)
def test_an_early_interrupt_is_no_traceback(handler, code, said):
    command = [sys.executable, "-c", LOADED, "--version", handler]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    assert done.stdout.startswith(said)
