"""`python -m faults [TRIAL ...]`: a fault at every changing call of the commands that write.

Prints a line of JSON for each fault after which something was wrong, and one for each trial.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from faults.order import rests_on_air
from faults.scenes import TRIALS, staged
from faults.supervisor import Call
from faults.sweep import KINDS, Point, Scene, points, sample, sweep

ALL = "kill,EIO,ENOSPC,full,EDQUOT,EROFS,EINTR,term,int,hup"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("trials", nargs="*", help=f"of {', '.join(TRIALS)}; all by default")
    parser.add_argument("--kinds", default=ALL, help=f"of {', '.join(KINDS)}; {ALL} by default")
    parser.add_argument("--sample", type=int, default=0, help="so many calls, of every sort")
    parser.add_argument("--whole", action="store_true", help="a new interpreter for each run")
    asked = parser.parse_args()
    wrong = 0
    for name in asked.trials or TRIALS:
        # each in a process of its own: what one has loaded and remembered is nobody else's
        process = multiprocessing.get_context("fork").Process(target=_trial, args=(name, asked))
        process.start()
        process.join()
        wrong += process.exitcode != 0
    return min(wrong, 1)


def _trial(name: str, asked: argparse.Namespace) -> None:
    count = 0
    kinds = asked.kinds.split(",")
    with (
        tempfile.TemporaryDirectory() as folder,
        staged(Path(folder), name, whole=asked.whole) as (scene, calls),
    ):
        chosen = sample(calls, kinds, asked.sample) if asked.sample else points(calls, kinds)
        for found in _found(scene, calls, chosen):
            sys.stdout.write(json.dumps({"trial": name, "calls": len(calls), **found}) + "\n")
            sys.stdout.flush()
            count += "wrong" in found
    sys.exit(min(count, 1))


def _found(scene: Scene, calls: list[Call], chosen: list[Point]) -> Iterator[dict[str, Any]]:
    if wrong := rests_on_air(calls, str(scene.durable), str(scene.place.said / "stdout")):
        yield {"kind": "order", "wrong": wrong}
    yield from sweep(scene, chosen)


if __name__ == "__main__":
    sys.exit(main())
