from datetime import UTC, datetime

import pytest

from claimbook.release.remote.signature import Keys, sign

# The worked example "GET Object" of the Amazon S3 API reference, "Signature Calculations for the
# Authorization Header", with its published keys and its published result.
KEYS = Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None, "us-east-1")
HOST = "examplebucket.s3.amazonaws.com"
NOW = datetime(2013, 5, 24, tzinfo=UTC)
SIGNATURE = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"


def test_the_published_example_gives_the_published_signature():
    headers = sign(KEYS, HOST, "/test.txt", NOW, {"range": "bytes=0-9"})
    assert headers["Authorization"] == (
        "AWS4-HMAC-SHA256 "
        "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
        f"Signature={SIGNATURE}"
    )
    assert headers["x-amz-date"] == "20130524T000000Z"


@pytest.mark.parametrize(
    "changed",
    [
        {"host": "other"},
        {"path": "/other"},
        {"now": datetime(2013, 5, 24, 0, 0, 1, tzinfo=UTC)},
        {"extra": {}},
        {"keys": Keys(KEYS.access_key, "other", None, "us-east-1")},
        {"keys": Keys(KEYS.access_key, KEYS.secret, "token", "us-east-1")},
        {"keys": Keys(KEYS.access_key, KEYS.secret, None, "eu-west-1")},
    ],
)
def test_everything_that_matters_is_signed(changed):
    asked = {"keys": KEYS, "host": HOST, "path": "/test.txt", "now": NOW}
    asked |= {"extra": {"range": "bytes=0-9"}} | changed
    assert SIGNATURE not in sign(**asked)["Authorization"]


def test_keys_do_not_show_their_secrets():
    shown = repr(Keys("public", "hidden", "token", "region"))
    assert "public" in shown
    assert "hidden" not in shown
    assert "token='" not in shown
