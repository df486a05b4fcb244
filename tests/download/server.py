"""A web server on this machine: an honest one with ranges, and one that answers as it is told."""

import re
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[["Handler", bytes], None]


@dataclass
class Site:
    """What a server offers, how it answers, and what it was asked.

    Attributes:
        root: Its folder.
        lies: How it answers instead of honestly, by what the path must end with; popped from the
            list, so that after the last lie it is honest again, unless that is kept.
        asked: Path and headers of every request.
        sent: Bytes of files that were sent honestly.
    """

    root: Path
    lies: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: int = 0
    port: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/data"

    def lie(self, name: str, *answers: Answer, always: bool = True) -> None:
        self.lies[name] = [*answers, *([answers[-1]] * 99 if always else [])]

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def answer(self, path: str) -> Answer:
        for end, answers in self.lies.items():
            if path.endswith(end) and answers:
                return answers.pop(0)
        return honest


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        place = site.root / path.removeprefix("/data/")
        data = place.read_bytes() if place.is_file() else b""
        answer = site.answer(self.path) if data else missing
        try:
            answer(self, data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def head(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def raw(self, text: bytes) -> None:
        """Send bytes as they are, and close."""
        self.close_connection = True
        self.wfile.write(text)
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, *_: object) -> None:
        pass


def tag(data: bytes) -> str:
    return f'"{zlib.crc32(data):08x}-{len(data)}"'


def missing(handler: Handler, _: bytes) -> None:
    handler.head(404, Content_Length=0)


def span(handler: Handler, data: bytes) -> tuple[int, int] | None:
    """Return the offsets of what is asked for, first and behind the last; None for the whole."""
    asked = re.fullmatch("bytes=([0-9]+)-([0-9]*)", handler.headers.get("Range", ""))
    if asked is None or handler.headers.get("If-Range", tag(data)) != tag(data):
        return None
    return int(asked[1]), min(len(data), int(asked[2]) + 1) if asked[2] else len(data)


def honest(handler: Handler, data: bytes) -> None:
    if handler.headers.get("If-Match", tag(data)) != tag(data):
        handler.head(412, Content_Length=0, ETag=tag(data))
        return
    asked = span(handler, data)
    if asked is None:
        handler.head(200, Content_Length=len(data), ETag=tag(data))
        handler.wfile.write(data)
        handler.server.site.sent += len(data)
        return
    start, stop = asked
    if start >= len(data):
        handler.head(416, Content_Length=0, Content_Range=f"bytes */{len(data)}")
        return
    part(handler, data, start, stop)


def part(handler: Handler, data: bytes, start: int, stop: int) -> None:
    told = f"bytes {start}-{stop - 1}/{len(data)}"
    handler.head(206, Content_Length=stop - start, Content_Range=told, ETag=tag(data))
    handler.wfile.write(data[start:stop])
    handler.server.site.sent += stop - start


@contextmanager
def serving(root: Path, certificate: Path | None = None) -> Iterator[Site]:
    """Serve a folder below /data on a free port of this machine, encrypted or not."""
    site = Site(root)
    with _Server(("127.0.0.1", 0), Handler) as server:
        server.site = site
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.released.set()
            server.shutdown()
            thread.join()
