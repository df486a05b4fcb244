import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.remote.address import parse_address
from claimbook.release.remote.bucket import bucket_source
from claimbook.release.remote.connection import Origin
from claimbook.release.remote.patience import Pace, Patience
from claimbook.release.remote.redirect import follow
from claimbook.release.remote.refusal import AddressError, IntegrityError, NetworkError


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG:443/a/b/", "https://example.org/a/b"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("s3://some-bucket", "s3://some-bucket"),
        ("s3://some.bucket/a/b/", "s3://some.bucket/a/b"),
        ("file:///a%20b", "file:///a%20b"),
        ("/a b", "file:///a%20b"),
    ],
)
def test_an_address_has_one_form(text, canonical):
    assert str(parse_address(text)) == canonical
    assert parse_address(canonical) == parse_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://user:password@example.org",
        "https://user@example.org",
        "https://example.org/?version=1",
        "https://example.org/?",
        "https://example.org/#top",
        "https://example.org/../x",
        "https://example.org/%2e%2e/x",
        "https://example.org/a%2F..%2Fb",
        "https://example.org/a b",
        "https://example.org/ї",
        "https://exa mple.org",
        "https://example.org:99999",
        "https://example.org:0",
        "https://example.org:",
        "https://[::1",
        "https://-example.org",
        "https://example.org/x\r\nHost: evil.example",
        "https://example.org/\x1b[31m",
        "file://server/share",
        "file:///x?y",
        "s3://B",
        "s3://Bucket_Name/x",
        "s3://bucket:80/x",
        "s3://bucket/../other",
        "https://example.org/" + "x" * 3000,
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(AddressError):
        parse_address(text)


@given(st.text(max_size=40), st.sampled_from(["", "https://", "s3://", "file:", "http:"]))
def test_any_text_is_an_address_or_a_clean_error(text, scheme):
    try:
        found = parse_address(scheme + text)
    except AddressError:
        return
    assert parse_address(str(found)) == found


OPEN, CLOSED = Origin("http", "a.example", None), Origin("https", "a.example", None)


@pytest.mark.parametrize(
    ("origin", "location"),
    [
        (CLOSED, "http://a.example/x"),
        (CLOSED, "//b.example/x"),
        (CLOSED, "https://a.example:8443/x"),
        (CLOSED, "https://a.example.evil/x"),
        (CLOSED, "https://b.example@evil/x"),
        (CLOSED, "https:/\\evil/x"),
        (OPEN, "data:text/plain,x"),
        (OPEN, "http://a.example/x y"),
        (OPEN, "http://a.example/\r\nX: y"),
    ],
)
def test_a_redirect_to_where_we_do_not_go_is_refused(origin, location):
    with pytest.raises(IntegrityError):
        follow(origin, "/d/f", location, frozenset({"b.example@evil"}))


@pytest.mark.parametrize(
    ("origin", "location", "target"),
    [
        (OPEN, "https://b.example/x", (Origin("https", "b.example", None), "/x")),
        (OPEN, "http://a.example:80/x?y=1", (OPEN, "/x?y=1")),
        (CLOSED, "g", (CLOSED, "/d/g")),
        (CLOSED, "https://a.example", (CLOSED, "/")),
    ],
)
def test_a_redirect_to_where_we_may_go_is_followed(origin, location, target):
    assert follow(origin, "/d/f", location, frozenset({"b.example"})) == target


def test_a_redirect_from_http_to_https_of_the_same_server_is_followed():
    assert follow(OPEN, "/f", "https://a.example/f", frozenset()) == (CLOSED, "/f")


@pytest.mark.parametrize(
    ("address", "environ", "over_http"),
    [
        ("s3://bucket/a=b+c", {}, "https://bucket.s3.us-east-1.amazonaws.com/a%3Db%2Bc"),
        (
            "s3://bucket",
            {"AWS_DEFAULT_REGION": "eu-north-1", "AWS_REGION": "eu-west-1"},
            "https://bucket.s3.eu-west-1.amazonaws.com",
        ),
        ("s3://my.bucket/a", {}, "https://s3.us-east-1.amazonaws.com/my.bucket/a"),
        (
            "s3://bucket/a",
            {"AWS_ENDPOINT_URL": "http://x", "AWS_ENDPOINT_URL_S3": "https://store.example:9000/"},
            "https://store.example:9000/bucket/a",
        ),
    ],
)
def test_a_bucket_is_asked_over_http(address, environ, over_http):
    from claimbook.release.remote import bucket

    region = environ.get("AWS_REGION", "us-east-1")
    endpoint = environ.get("AWS_ENDPOINT_URL_S3")
    found = bucket._over_http(parse_address(address), region, endpoint)
    assert str(found) == over_http
    assert bucket_source(parse_address(address), Patience(), environ)._origin.host == found.host


@pytest.mark.parametrize(
    "environ",
    [
        {"AWS_ACCESS_KEY_ID": "x"},
        {"AWS_SECRET_ACCESS_KEY": "x"},
        {"AWS_ACCESS_KEY_ID": "x\r\nHost: y", "AWS_SECRET_ACCESS_KEY": "x"},
        {"AWS_REGION": "x/y"},
        {"AWS_ENDPOINT_URL_S3": "file:///x"},
        {"AWS_ENDPOINT_URL_S3": "https://user:secret@example.org"},
    ],
)
def test_an_environment_of_no_use_is_refused_without_its_secrets(environ):
    with pytest.raises(AddressError) as caught:
        bucket_source(parse_address("s3://bucket"), Patience(), environ)
    assert "secret" not in str(caught.value)


def test_the_pace_counts_time_and_bytes():
    now = [0.0]
    pace = Pace(Patience(window=10, least=100), clock=lambda: now[0])
    pace.expect(1000)
    now[0] = 9.0
    assert pace.seconds() == 1.0
    pace.count(99)
    now[0] = 10.0
    with pytest.raises(NetworkError, match="too slow: under 100 bytes in 10 s"):
        pace.seconds()
    pace.count(1)
    assert pace.seconds() == 10.0
    pace.count(200_000)
    with pytest.raises(IntegrityError, match="without end"):
        pace.seconds()


def test_pauses_double_and_have_an_end():
    patience = Patience(pause=1, longest_pause=5)
    assert [patience.pause_before(tries, None) for tries in (1, 2, 3, 4)] == [1, 2, 4, 5]
    assert patience.pause_before(1, 3.0) == 3
    assert patience.pause_before(1, 1e9) == 5
