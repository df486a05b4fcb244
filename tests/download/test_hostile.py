import time

import pytest

from claimbook.release.remote.refusal import DownloadError, IntegrityError, NetworkError
from download import lies
from download.samples import HASTY, QUICK, VERSION, contents
from download.server import honest, serving

TABLE, MANIFEST, INDEX = "figures.parquet", "manifest.json", "releases.json"

WRONG_FILE = [
    (lies.flipped, IntegrityError, "another SHA-256"),
    (lies.shorter, IntegrityError, "bytes long by its server's word"),
    (lies.longer, IntegrityError, "more than the"),
    (lies.empty, IntegrityError, "0 bytes long"),
    (lies.unannounced_short, NetworkError, "cut short"),
    (lies.unannounced_long, IntegrityError, "longer"),
    (lies.zipped_unsaid, IntegrityError, "bytes long by its server's word"),
    (lies.error_page, IntegrityError, "more than the"),
]
WRONG_ANSWER = [
    (lies.truncated, NetworkError, "cut short"),
    (lies.endless, IntegrityError, "longer"),
    (lies.endless_chunks, IntegrityError, "longer|without end"),
    (lies.endless_head, DownloadError, "without end|no proper answer"),
    (lies.endless_patience, IntegrityError, "without end"),
    (lies.long_status_line, DownloadError, "without end|no proper answer"),
    (lies.no_http, NetworkError, "no proper answer"),
    (lies.nothing, NetworkError, "closed the connection"),
    (lies.zipped, IntegrityError, "compressed"),
    (lies.zipped_on_the_way, IntegrityError, "transfer coding"),
    (lies.two_lengths, IntegrityError, "Content-Length"),
    (lies.length_and_chunks, IntegrityError, "two different things"),
    (lies.negative_length, IntegrityError, "Content-Length"),
    (lies.huge_length, IntegrityError, "more than the"),
    (lies.unasked_part, IntegrityError, "a part that was not asked for"),
    (lies.no_content, NetworkError, "status 204"),
]
SLOW = [
    (lies.silent, NetworkError, "no answer in time|too slow"),
    (lies.silent_body, NetworkError, "no answer in time|too slow"),
    (lies.dripping_head, NetworkError, "too slow|no answer in time"),
    (lies.dripping_body, NetworkError, "too slow|no answer in time"),
    (lies.dripping_chunks, NetworkError, "too slow|no answer in time"),
]
STATUSES = [
    (lies.status(401), NetworkError, "status 401"),
    (lies.status(403), NetworkError, "is not open to us"),
    (lies.status(404), NetworkError, "is not there"),
    (lies.status(410), NetworkError, "is not there any more"),
    (lies.status(500), NetworkError, "status 500"),
    (lies.status(503, Retry_After=100_000), NetworkError, "status 503"),
    (lies.status(429, Retry_After="-1"), NetworkError, "status 429"),
    (lies.status(304), NetworkError, "status 304"),
]
REDIRECTS = [
    (lies.to("http://localhost:{port}{path}"), IntegrityError, "redirects to localhost"),
    (lies.to("http://127.0.0.2:{port}{path}"), IntegrityError, "redirects to 127.0.0.2"),
    (lies.to("//evil.example/x"), IntegrityError, "redirects to evil.example"),
    (lies.to("http://user:pass@127.0.0.1:{port}{path}"), IntegrityError, "another kind"),
    (lies.to("file:///etc/passwd"), IntegrityError, "another kind"),
    (lies.to("ftp://127.0.0.1/x"), IntegrityError, "another kind"),
    (lies.to("s3://bucket/x"), IntegrityError, "another kind"),
    (lies.to("http://[::1/x"), IntegrityError, "no address"),
    (lies.to("http://127.0.0.1:99999/x"), IntegrityError, "no address"),
    (lies.to(""), IntegrityError, "no address"),
    (lies.to("/x\ty"), IntegrityError, "no address"),
    (lies.to("{path}"), IntegrityError, "more than 5 redirects"),
]


def _name(case):
    return getattr(case, "__name__", None)


def _refused(client, site, data, case, where, *, patience=QUICK):
    lie, kind, said = case
    site.lie(where, lie)
    begun = time.monotonic()
    with pytest.raises(kind, match=said) as caught:
        client(patience=patience).release(VERSION, data)
    assert time.monotonic() - begun < 5
    assert site.address in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 4
    left = [] if not data.exists() else [path.name for path in data.iterdir()]
    assert left in ([], ["cache"])
    if kind is IntegrityError:
        assert list((data / "cache").glob("partial/*")) == []


ALL = [*WRONG_FILE, *WRONG_ANSWER, *STATUSES, *REDIRECTS]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case[0].__name__)
def test_a_lie_about_a_table_is_refused_and_nothing_is_in_place(client, site, data, case):
    _refused(client, site, data, case, TABLE)


@pytest.mark.parametrize(
    "case", [*WRONG_FILE[:4], *WRONG_ANSWER], ids=lambda case: case[0].__name__
)
def test_a_lie_about_the_manifest_is_refused(client, site, data, case):
    lie, kind, said = case
    _refused(client, site, data, (lie, DownloadError if kind else kind, said), MANIFEST)


@pytest.mark.parametrize("case", [*WRONG_ANSWER, *REDIRECTS], ids=lambda case: case[0].__name__)
def test_a_lie_about_the_index_is_refused(client, site, data, case):
    _refused(client, site, data, case, INDEX)


@pytest.mark.parametrize("where", [TABLE, MANIFEST, INDEX])
@pytest.mark.parametrize("case", SLOW, ids=lambda case: case[0].__name__)
def test_a_server_that_drips_is_given_up(client, site, data, case, where):
    _refused(client, site, data, case, where, patience=HASTY)


@pytest.mark.parametrize("lie", [lies.endless_trailers, lies.crumbs], ids=_name)
def test_more_framing_than_content_is_refused(client, site, data, lie):
    site.lie(TABLE, lie)
    with pytest.raises(DownloadError):
        client().release(VERSION, data)


def test_a_server_that_recovers_is_asked_again(client, site, data):
    site.lie(TABLE, lies.status(503, Retry_After=0), honest, always=False)
    site.lie(MANIFEST, lies.truncated, honest, always=False)
    site.lie(INDEX, lies.nothing, honest, always=False)
    assert client().release(VERSION, data).name == VERSION


def test_a_redirect_on_the_same_server_is_followed(client, site, data):
    site.lie(TABLE, lies.to("{path}?at=other"), always=False)
    assert client().release(VERSION, data).name == VERSION


def test_a_redirect_to_a_server_that_was_named_is_followed(client, site, dist, data):
    with serving(dist) as other:
        site.lie(TABLE, lies.to(f"http://127.0.0.1:{other.port}{{path}}"))
        with pytest.raises(IntegrityError, match="allow it by name"):
            client().release(VERSION, data)
        named = client(hosts=frozenset({f"127.0.0.1:{other.port}"}))
        assert named.release(VERSION, data).name == VERSION
        assert other.paths() == [f"/data/{VERSION}/{TABLE}"]


def test_a_region_that_is_none_is_not_repeated(client, site, data):
    site.lie(INDEX, lies.status(301, x_amz_bucket_region="eu\x1b[31m"))
    with pytest.raises(NetworkError, match=r"set AWS_REGION$"):
        client().release(VERSION, data)


def test_the_largest_file_may_come_in_chunks(client, site, data):
    def chunked(handler, whole):
        handler.head(200, Transfer_Encoding="chunked")
        for start in range(0, len(whole), 100_000):
            block = whole[start : start + 100_000]
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(block), block))
        handler.wfile.write(b"0\r\n\r\n")

    for name in (TABLE, MANIFEST, INDEX):
        site.lie(name, chunked)
    found = client().release(VERSION, data)
    assert (found / TABLE).read_bytes() == contents(VERSION)[TABLE]
