import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.web_address import WebAddressError, check_web_address

LONGEST = ".".join(["a" * 63] * 3) + "." + "b" * 58 + ".ua"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://kyivindependent.com/news", "kyivindependent.com"),
        ("http://www.mil.gov.ua", "www.mil.gov.ua"),
        ("https://web.archive.org/web/2022/https://t.me/s/a@b", "web.archive.org"),
        ("https://t.me/s/kpszsu/41?single#top", "t.me"),
        ("https://A.EXAMPLE.ORG:8443/", "a.example.org"),
        ("https://xn--e1aybc.xn--j1amh/", "xn--e1aybc.xn--j1amh"),
        ("https://8.8.8.8/x", "8.8.8.8"),
        ("https://[2001:4860:4860::8888]:443/x", "[2001:4860:4860::8888]"),
        ("https://a-b.co?q=@", "a-b.co"),
        ("https://a-b.co:65535/", "a-b.co"),
        ("https://a-b.co:1/", "a-b.co"),
        ("https://w.wikipedia.org/", "w.wikipedia.org"),
        (f"https://{LONGEST}/", LONGEST),
    ],
)
def test_addresses_of_the_public_web_are_taken(text, host):
    assert check_web_address(text) == host


def refusals():
    with (
        Path(__file__).with_name("web_address_refusals.csv").open(newline="", encoding="utf-8") as f
    ):
        for row in csv.DictReader(f):
            yield row["address"], int(row["position"]), row["message"]


@pytest.mark.parametrize(("text", "position", "message"), tuple(refusals()))
def test_others_are_refused_with_the_reason(text, position, message):
    with pytest.raises(WebAddressError) as caught:
        check_web_address(text)
    assert (caught.value.position, str(caught.value)) == (position, message)


def test_a_secret_is_not_said_again():
    with pytest.raises(WebAddressError) as caught:
        check_web_address("https://me:hunter2@kyivindependent.com/")
    assert "hunter2" not in str(caught.value)


@given(st.text())
def test_any_text_is_taken_or_refused(text):
    try:
        host = check_web_address("https://" + text)
    except WebAddressError:
        return
    assert host.isascii()


@given(st.from_regex("[a-z]{1,9}([.-][a-z0-9]{1,9}){0,4}", fullmatch=True))
def test_a_host_is_the_same_in_capitals(host):
    def verdict(text):
        try:
            return check_web_address(f"https://{text}/")
        except WebAddressError as error:
            return str(error)

    assert verdict(host) == verdict(host.upper())
