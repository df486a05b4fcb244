import ctypes
import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimbook.release.open import Release, open_release
from release.conftest import VERSION, write_sample

SECRET = "the-secret-4711"
_ANY = 0x00000FFF & ~0x10  # every event of <sys/inotify.h> but that a file was closed unwritten
_EVENT = struct.Struct("iIII")


class Watch:
    """Tells which files of some folders were opened, read, written, made or removed."""

    def __init__(self, *folders: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self._folders = {
            libc.inotify_add_watch(self._descriptor, os.fsencode(folder), _ANY): folder
            for folder in folders
        }
        assert -1 not in {self._descriptor, *self._folders}

    def touched(self) -> set[str]:
        names = set()
        while data := self._read():
            place = 0
            while place < len(data):
                _, _, _, length = _EVENT.unpack_from(data, place)
                place += _EVENT.size
                names.add(data[place : place + length].rstrip(b"\0").decode())
                place += length
        return names - {"", VERSION}  # the folders themselves are looked at on the way

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, 65536)
        except BlockingIOError:
            return b""

    def close(self) -> None:
        os.close(self._descriptor)


@dataclass
class Arena:
    """A release, with beside it what no statement may reach."""

    release: Release
    listener: socket.socket
    watch: Watch

    @property
    def outside(self) -> Path:
        return self.release.root.parent

    def fill(self, sql: str) -> str:
        figures = self.release.file(self.release.manifest.table("figures"))
        for name, value in (
            ("secret", self.outside / "secret"),
            ("port", self.listener.getsockname()[1]),
            ("release", self.release.root),
            ("figures", figures),
            ("out", self.outside / "out"),
        ):
            sql = sql.replace("{" + name + "}", str(value))
        return sql

    def called(self) -> bool:
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture(scope="session")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    outside = tmp_path_factory.mktemp("arena")
    release = open_release(write_sample(outside / VERSION))
    (outside / "secret.csv").write_text(f"a\n{SECRET}\n")
    (outside / "secret.json").write_text(f'{{"a": "{SECRET}"}}\n')
    (outside / "secret.duckdb_extension").write_bytes(b"\x7fELF" + SECRET.encode())
    pq.write_table(pa.table({"a": [SECRET]}), outside / "secret.parquet")
    with duckdb.connect(str(outside / "secret.duckdb")) as connection:
        connection.execute(f"CREATE TABLE t AS SELECT '{SECRET}' AS a")
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    watch = Watch(outside)
    yield Arena(release, listener, watch)
    watch.close()
    listener.close()


@pytest.fixture(autouse=True)
def untouched(arena: Arena) -> Iterator[None]:
    arena.watch.touched()
    before = {path.name: path.read_bytes() for path in arena.release.root.iterdir()}
    yield
    assert arena.watch.touched() == set()
    assert not arena.called()
    assert {path.name: path.read_bytes() for path in arena.release.root.iterdir()} == before
    assert not [path for path in arena.outside.iterdir() if path.name.startswith("out")]
