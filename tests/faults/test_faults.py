import json
import os
import subprocess
import sys

import pytest

from faults.calls import AUDIT, MACHINE
from faults.order import rests_on_air
from faults.supervisor import Call

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or MACHINE not in AUDIT, reason="only Linux lets calls be watched so"
)


def ran(*arguments):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("trials", "most"),
    [(("build",), 10), (("report", "format", "anchor"), 6)],
)
def test_a_fault_at_calls_of_every_sort(trials, most):
    *found, last = ran("-m", "faults", *trials, "--sample", str(most))
    assert [line for line in (*found, last) if "wrong" in line] == []
    assert [line["trial"] for line in (*found, last)] == [*trials]
    assert sum(last["tried"].values()) == min(most, last["calls"])


NAIVE = """
import json, sys, tempfile
from collections import Counter
from pathlib import Path
from faults.order import rests_on_air
from faults.place import Place
from faults.sweep import attempt, rehearsed

def naive():
    target = Path("../table.txt")
    with target.open("w") as file:
        file.write("new")
    try:
        target.with_name("index.txt").write_text("new")
    except OSError:
        pass
    return 0

with tempfile.TemporaryDirectory() as folder:
    place = Place(Path(folder))
    (place.work / "table.txt").write_text("old")
    scene, calls = rehearsed(place, naive)
    found = {f"{kind} {at}": attempt(scene, kind, at, Counter()) for at in range(1, len(calls) + 1)
             for kind in ("kill", "EIO")}
    print(json.dumps([[call.name for call in calls], found, rests_on_air(calls, folder, "")]))
"""


def test_a_naive_writer_is_found_out():
    ((calls, found, order),) = ran("-c", NAIVE)
    assert calls == ["openat", "write", "openat", "write"]
    assert found["kill 2"][0].startswith("torn: ")
    assert found["kill 1"] == []
    assert "it ended with 99" in found["EIO 2"]
    assert any(said.startswith("neither old nor new") for said in found["EIO 3"])
    assert len([said for said in order if "never flushed" in said]) == 2


MADE, WRITTEN = Call("openat", "/d/.s/a"), Call("write", "/d/.s/a")
FLUSHED = (Call("fsync", "/d/.s/a"), Call("fsync", "/d/.s"))
STAGE, TAKEN, KEPT = Call("mkdir", "/d/.s"), Call("rename", "/d/.s", "/d/r"), Call("fsync", "/d")
TOLD = Call("write", "/said")


@pytest.mark.parametrize(
    ("calls", "wrong"),
    [
        ((STAGE, MADE, WRITTEN, *FLUSHED, TAKEN, KEPT, TOLD), []),
        ((STAGE, MADE, *FLUSHED, WRITTEN, TAKEN, KEPT), ["rename before /d/.s/a was flushed"]),
        ((STAGE, MADE, WRITTEN, FLUSHED[0], TAKEN, KEPT), ["rename before /d/.s/a was flushed"]),
        ((STAGE, MADE, WRITTEN, *FLUSHED, TAKEN), ["/d/r was never flushed"]),
        ((STAGE, MADE, WRITTEN, *FLUSHED, TAKEN, TOLD, KEPT), ["told before /d/r was flushed"]),
        ((STAGE, MADE, Call("unlink", "/d/.s/a"), Call("rmdir", "/d/.s"), TOLD), []),
    ],
)
def test_what_rests_on_nothing_is_told(calls, wrong):
    assert rests_on_air(calls, "/d", "/said") == wrong
