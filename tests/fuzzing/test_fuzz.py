import runpy
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("atheris")

REPOSITORY = Path(__file__).parents[2]
TARGETS = ("yaml", "json", "number", "time", "evidence")
RUNS = 4000


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run_from_a_fixed_seed_finds_nothing(target, tmp_path):
    done = subprocess.run(
        [
            *(sys.executable, "-m", "fuzz", target, "-seed=20221010", f"-runs={RUNS}"),
            *("-max_len=400", "-timeout=5", "-rss_limit_mb=1024", "-verbosity=0"),
            *(f"-artifact_prefix={tmp_path}/crash-", str(tmp_path)),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_has_a_corpus_that_passes(target):
    functions = runpy.run_path(str(REPOSITORY / "fuzz/targets.py"))["TARGETS"]
    assert sorted(functions) == sorted(TARGETS)
    files = sorted((REPOSITORY / "fuzz/corpus" / target).iterdir())
    assert files
    for path in files:
        functions[target](path.read_bytes())
