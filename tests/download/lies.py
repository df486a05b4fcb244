"""Every way in which a server does not send what it should."""

import gzip
import time

from download.server import Handler, honest, part, span, tag


def empty(handler: Handler, _: bytes) -> None:
    handler.head(200, Content_Length=0)


def flipped(handler: Handler, data: bytes) -> None:
    changed = bytearray(data)
    changed[len(data) // 2] ^= 1
    honest(handler, bytes(changed))


def shorter(handler: Handler, data: bytes) -> None:
    honest(handler, data[:-1])


def longer(handler: Handler, data: bytes) -> None:
    honest(handler, data + b"x")


def truncated(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=len(data), ETag=tag(data))
    handler.raw(data[: len(data) // 2])


def unannounced_short(handler: Handler, data: bytes) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + data[:-1])


def unannounced_long(handler: Handler, data: bytes) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + data + b"x")


def endless(handler: Handler, data: bytes) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + data)
    while True:
        handler.wfile.write(b"x" * 65536)


def endless_chunks(handler: Handler, data: bytes) -> None:
    handler.head(200, Transfer_Encoding="chunked")
    handler.close_connection = True
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_trailers(handler: Handler, data: bytes) -> None:
    handler.head(200, Transfer_Encoding="chunked")
    handler.close_connection = True
    handler.wfile.write(b"%x\r\n%b\r\n0\r\n" % (len(data), data))
    while True:
        handler.wfile.write(b"X-More: yes\r\n" * 5000)


def crumbs(handler: Handler, data: bytes) -> None:
    handler.head(200, Transfer_Encoding="chunked")
    handler.close_connection = True
    extension = b"x" * 30_000
    for byte in data:
        handler.wfile.write(b"1;%b\r\n%c\r\n" % (extension, byte))


def endless_head(handler: Handler, _: bytes) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: " + b"y" * 60_000 + b"\r\n")


def endless_patience(handler: Handler, _: bytes) -> None:
    handler.close_connection = True
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def long_status_line(handler: Handler, _: bytes) -> None:
    handler.raw(b"HTTP/1.1 200 " + b"O" * 100_000)


def no_http(handler: Handler, _: bytes) -> None:
    handler.raw(b"SSH-2.0-OpenSSH_9.2p1\r\n")


def nothing(handler: Handler, _: bytes) -> None:
    handler.raw(b"")


def silent(handler: Handler, _: bytes) -> None:
    handler.close_connection = True
    handler.server.site.released.wait(5)


def silent_body(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=len(data))
    handler.wfile.write(data[:10])
    silent(handler, data)


def dripping_head(handler: Handler, _: bytes) -> None:
    handler.close_connection = True
    _drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 10_000)


def dripping_body(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=len(data))
    handler.close_connection = True
    _drip(handler, data)


def dripping_chunks(handler: Handler, data: bytes) -> None:
    handler.head(200, Transfer_Encoding="chunked")
    handler.close_connection = True
    _drip(handler, b"".join(b"1\r\n%c\r\n" % byte for byte in data[:10_000]))


def _drip(handler: Handler, data: bytes) -> None:
    for position in range(len(data)):
        if handler.server.site.released.wait(0.02):
            return
        handler.wfile.write(data[position : position + 1])
        time.sleep(0)


def zipped(handler: Handler, data: bytes) -> None:
    packed = gzip.compress(data, 1)
    handler.head(200, Content_Length=len(packed), Content_Encoding="gzip")
    handler.wfile.write(packed)


def zipped_unsaid(handler: Handler, data: bytes) -> None:
    honest(handler, gzip.compress(data, 1))


def zipped_on_the_way(handler: Handler, data: bytes) -> None:
    handler.head(200, Transfer_Encoding="gzip, chunked")
    handler.raw(b"")


def two_lengths(handler: Handler, data: bytes) -> None:
    head = f"Content-Length: {len(data)}\r\nContent-Length: {len(data) - 1}\r\n"
    handler.raw(b"HTTP/1.1 200 OK\r\n" + head.encode() + b"\r\n" + data)


def length_and_chunks(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=len(data), Transfer_Encoding="chunked")
    handler.raw(b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data))


def negative_length(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=-1)
    handler.raw(data)


def huge_length(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=10**15)
    handler.raw(data)


def unasked_part(handler: Handler, data: bytes) -> None:
    told = f"bytes 0-{len(data) - 1}/{len(data)}"
    handler.head(206, Content_Length=len(data), Content_Range=told)
    handler.wfile.write(data)


def no_content(handler: Handler, _: bytes) -> None:
    handler.head(204)


def error_page(handler: Handler, data: bytes) -> None:
    honest(handler, b"<html>Sign in to this network</html>" + b" " * len(data))


def to(location: str):
    """Return a lie that redirects, anywhere."""

    def redirected(handler: Handler, _: bytes) -> None:
        where = location.format(port=handler.server.site.port, path=handler.path)
        handler.head(302, Location=where, Content_Length=0)

    redirected.__name__ = f"to_{location}"
    return redirected


def status(number: int, **headers: object):
    """Return a lie that says that there is nothing."""

    def refused(handler: Handler, _: bytes) -> None:
        handler.head(number, Content_Length=0, **headers)

    refused.__name__ = f"status_{number}"
    return refused


# --- when the rest of a file is asked for -------------------------------------------------------
def ignores_ranges(handler: Handler, data: bytes) -> None:
    handler.head(200, Content_Length=len(data), ETag=tag(data))
    handler.wfile.write(data)


def ranged(first: int = 0, last: int = 0, total: int = 0, cut: int = 0):
    """Return a lie whose Content-Range, or whose length, is off by so much."""

    def shifted(handler: Handler, data: bytes) -> None:
        start, stop = span(handler, data)
        told = f"bytes {start + first}-{stop - 1 + last}/{len(data) + total}"
        length = stop - start - cut
        handler.head(206, Content_Length=length, Content_Range=told, ETag=tag(data))
        handler.raw(data[start : start + length])

    shifted.__name__ = f"ranged_{first}_{last}_{total}_{cut}"
    return shifted


def rangeless_part(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    handler.head(206, Content_Length=stop - start)
    handler.wfile.write(data[start:stop])


def unknown_total(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    handler.head(206, Content_Length=stop - start, Content_Range=f"bytes {start}-{stop - 1}/*")
    handler.wfile.write(data[start:stop])


def several_parts(handler: Handler, data: bytes) -> None:
    body = b"--x\r\nContent-Range: bytes 0-1/2\r\n\r\nab\r\n--x--"
    handler.head(206, Content_Length=len(body), Content_Type="multipart/byteranges; boundary=x")
    handler.wfile.write(body)


def _zeros(handler: Handler, data: bytes, edition: str) -> None:
    start, stop = span(handler, data)
    told = f"bytes {start}-{stop - 1}/{len(data)}"
    handler.head(206, Content_Length=stop - start, Content_Range=told, ETag=edition)
    handler.wfile.write(b"\0" * (stop - start))


def other_edition(handler: Handler, data: bytes) -> None:
    """Send the rest of another edition, If-Range or not."""
    _zeros(handler, data, '"other"')


def silent_other_edition(handler: Handler, data: bytes) -> None:
    """Send the rest of another edition as that of the one that was asked for."""
    _zeros(handler, data, tag(data))


# --- when a part of a file is asked for ---------------------------------------------------------
def a_bit_of_a_part(handler: Handler, data: bytes) -> None:
    """Send what was asked for, of the edition that was meant, but for one bit."""
    start, stop = span(handler, data)
    changed = bytearray(data[start:stop])
    changed[len(changed) // 2] ^= 1
    _part(handler, data, stop - start, bytes(changed), tag(data))


def _part(handler: Handler, data: bytes, length: int | None, sent: bytes, edition: str) -> None:
    start, stop = span(handler, data)
    told = {"Content_Range": f"bytes {start}-{stop - 1}/{len(data)}"}
    told |= {"ETag": edition} if edition else {}
    told |= {"Content_Length": length} if length is not None else {"Connection": "close"}
    handler.head(206, **told)
    handler.raw(sent)


def nameless_part(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    _part(handler, data, stop - start, data[start:stop], "")


def weak_part(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    _part(handler, data, stop - start, data[start:stop], f"W/{tag(data)}")


def cut_part(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    _part(handler, data, stop - start, data[start : stop - 1], tag(data))


def cut_part_unsaid(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    _part(handler, data, None, data[start : stop - 1], tag(data))


def long_part_unsaid(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    _part(handler, data, None, data[start:stop] + b"x", tag(data))


def endless_part(handler: Handler, data: bytes) -> None:
    start, stop = span(handler, data)
    _part(handler, data, None, data[start:stop], tag(data))
    while True:
        handler.wfile.write(b"x" * 65536)


def longer_part(handler: Handler, data: bytes) -> None:
    """Send one byte more than was asked for, and say so."""
    start, stop = span(handler, data)
    part(handler, data, start - 1, stop)


def deaf_part(handler: Handler, data: bytes) -> None:
    """Send a part whatever edition is asked for."""
    part(handler, data, *span(handler, data))
