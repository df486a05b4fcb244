import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
SKIPPING = """
import pytest

def test_skipped():
    pytest.skip("no such machine")

@pytest.mark.xfail(reason="known", strict=True)
def test_expected():
    assert False
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "ci", "code"),
    [
        (SKIPPING, "true", 1),
        (SKIPPING, "", 0),
        ("import pytest\npytest.importorskip('no_such_module')\n", "true", 2),
    ],
)
def test_skips_fail_where_ci_is_true(tmp_path, module, ci, code):
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_one.py").write_text(module)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, tmp_path],
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert ("does not allow" in done.stdout) == (ci == "true")
