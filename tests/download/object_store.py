"""A real object store on this machine: SeaweedFS, with a public and a private bucket.

It is written by others, in another language, and checks signatures by its own reckoning. Nothing
of it listens but on the loopback interface, and it reports to nobody.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READER = {"AWS_ACCESS_KEY_ID": "AKREADER", "AWS_SECRET_ACCESS_KEY": "secret+of/the=reader"}
IDENTITIES = {
    "identities": [
        {
            "name": "reader",
            "credentials": [
                {
                    "accessKey": READER["AWS_ACCESS_KEY_ID"],
                    "secretKey": READER["AWS_SECRET_ACCESS_KEY"],
                }
            ],
            "actions": ["Read:private"],
        },
        {"name": "anonymous", "actions": ["Read:public"]},
    ]
}
PARTS = ("s3", "master", "volume", "filer")
LONGEST = 60.0  # seconds to start in, on a machine that does much else


@dataclass(frozen=True)
class Store:
    """A running store.

    Attributes:
        s3: Port where it speaks S3.
        filer: Port where files are put into it.
    """

    s3: int
    filer: int

    @property
    def environ(self) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.s3}"}

    def put(self, name: str, data: bytes) -> None:
        """Put a file into a bucket, by another door than the one that is tested."""
        address = f"http://127.0.0.1:{self.filer}/buckets/{name}"
        request = urllib.request.Request(address, data=data, method="PUT")
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 201

    def upload(self, bucket: str, folder: Path) -> None:
        """Put all files below a folder into a bucket."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.put(f"{bucket}/data/{path.relative_to(folder).as_posix()}", path.read_bytes())


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _command(folder: Path, ports: list[int]) -> list[str]:
    (folder / "identities.json").write_text(json.dumps(IDENTITIES))
    (folder / "master.toml").write_text("[master.volume_growth]\ncopy_1 = 1\n")
    names = (f"{part}.port{more}" for part in PARTS for more in ("", ".grpc"))
    return [
        str(Path(sys.executable).with_name("weed")),
        *("server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3"),
        *("-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=100"),
        *(f"-s3.config={folder / 'identities.json'}", "-s3.iam=false"),
        *(f"-{part}.localSocket={folder / part}.sock" for part in ("s3", "filer")),
        *(f"-{name}={port}" for name, port in zip(names, ports, strict=True)),
    ]


@contextmanager
def object_store(folder: Path) -> Iterator[Store]:
    """Start a store that keeps its files in a folder."""
    ports = _free_ports(2 * len(PARTS))
    store = Store(ports[0], ports[6])
    log = folder / "log.txt"
    command = _command(folder, ports)
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, cwd=folder) as process,
    ):
        try:
            _wait_for(store, process)
            yield store
        except TimeoutError:
            raise TimeoutError(log.read_text("utf-8", "replace")[-2000:]) from None
        finally:
            process.kill()
            process.wait()
            for part, port in zip(PARTS, ports[1::2], strict=True):  # where no option puts them
                Path(f"/tmp/seaweedfs-{part}-grpc-{port}.sock").unlink(missing_ok=True)


def _wait_for(store: Store, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and process.poll() is None:
        try:
            store.put("public/ready", b"ready")
            with urllib.request.urlopen(f"http://127.0.0.1:{store.s3}/public/ready") as answer:
                assert answer.read() == b"ready"
        except (OSError, AssertionError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError
