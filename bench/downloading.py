"""Download a release from this machine: bench/downloading.py DIST [--rounds 3] [--kills 40].

DIST is a folder of releases with its index. `claimbook download` finds the newest there, fetches its
files and hashes them on the way; beside it one `curl` for all the files and `sha256sum -c`. Time on the
clock, and user and system time of the clients, without the server's; the least of rounds in turn. Then
a download is killed after some bytes, drawn evenly from all that there are, and started again: the files
must come out the same, and what had come is not sent twice. Run it with PYTHONPATH=tests.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from claimbook.release.open import open_release
from download.server import Handler, Site, part, serving, span, tag
from run import OURS


def run(command: list[str], place: Path) -> tuple[float, float]:
    """Run a command in a folder of its own; return seconds on the clock and of the processor."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, env=_home(place))
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed with {process.returncode}")
    return took, used.ru_utime + used.ru_stime


def _home(place: Path) -> dict[str, str]:
    return os.environ | {"CLAIMBOOK_DATA_DIR": str(place / "data")}


def ours(site: Site) -> list[str]:
    """Return our command."""
    return [str(OURS), "download", "--from", site.address]


def compare(site: Site, release: Path, place: Path, rounds: int) -> None:
    """Download in turn, and print how long each took."""
    names = sorted(path.name for path in release.iterdir())
    addresses = " ".join(f"{site.address}/{release.name}/{name}" for name in names)
    peer = f"curl -sSf --remote-name-all {addresses} && sha256sum --quiet -c SHA256SUMS"
    ways = {"claimbook download": ours(site), "curl, sha256sum": ["sh", "-c", peer]}
    least = {way: [float("inf")] * 2 for way in ways}
    for _ in range(rounds):
        for way, command in ways.items():
            least[way] = [*map(min, least[way], run(command, place))]
    clock, spent = least["curl, sha256sum"]
    for way, (took, used) in least.items():
        print(f"| {way} | {took:.2f} s ({took / clock:.2f}) | {used:.2f} s ({used / spent:.2f}) |")


def killed(site: Site, release: Path, place: Path, after: int) -> int:
    """Kill a download after some bytes, go on with it, and return how many bytes were sent in all."""
    left, stopped = [after], threading.Event()

    def counted(handler: Handler, data: bytes) -> None:
        if handler.headers.get("Range") or left[0] >= len(data):
            left[0] -= len(data)
            return _whole(handler, data)
        handler.head(200, Content_Length=len(data), ETag=tag(data))
        handler.wfile.write(data[: left[0]])
        site.sent += left[0]
        stopped.set()
        handler.server.site.released.wait(5)
        return None

    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    site.sent = 0
    site.lie("", counted)
    with subprocess.Popen(
        ours(site), cwd=place, stdout=subprocess.DEVNULL, env=_home(place)
    ) as child:
        while not stopped.wait(0.05) and child.poll() is None:
            pass
        time.sleep(0.1)  # until what was sent has arrived, mostly
        child.send_signal(signal.SIGKILL)
    site.lies.clear()
    subprocess.run(ours(site), cwd=place, check=True, stdout=subprocess.DEVNULL, env=_home(place))
    entries = open_release(release).manifest.entries()
    found = place / "data" / release.name
    assert all((found / e.file).read_bytes() == (release / e.file).read_bytes() for e in entries)
    return site.sent


def _whole(handler: Handler, data: bytes) -> None:
    asked = span(handler, data)
    if asked:
        return part(handler, data, *asked)
    handler.head(200, Content_Length=len(data), ETag=tag(data))
    handler.wfile.write(data)
    handler.server.site.sent += len(data)
    return None


def main() -> None:
    """Serve, compare, kill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=40)
    given = parser.parse_args()
    release = max(path.parent for path in given.dist.glob("*/manifest.json"))
    size = sum(entry.bytes for entry in open_release(release).manifest.entries())
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, serving(given.dist) as site:
        compare(site, release, Path(folder) / "place", given.rounds)
        sent = [
            killed(site, release, Path(folder) / "place", draw.randrange(size))
            for _ in range(given.kills)
        ]
    if sent:
        print(f"{len(sent)} times killed and gone on: {max(sent) / size:.3f} of the bytes sent")


if __name__ == "__main__":
    main()
