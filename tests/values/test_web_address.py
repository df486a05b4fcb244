import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.web_address import WebAddressError, check_web_address


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
    ],
)
def test_addresses_of_the_public_web_are_taken(text, host):
    assert check_web_address(text) == host


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not absolute"),
        ("kyivindependent.com/news", "not absolute"),
        ("//kyivindependent.com", "not absolute"),
        ("/news/41", "not absolute"),
        ("kyivindependent.com:443/news", "not absolute"),
        ("htpps://kyivindependent.com", "did you mean `https`?"),
        ("htps://kyivindependent.com", "did you mean `https`?"),
        ("hhtps://kyivindependent.com", "did you mean `https`?"),
        ("htttp://kyivindependent.com", "did you mean `http`?"),
        ("ftp://kyivindependent.com", "`https` or `http` is meant"),
        ("javascript:alert(1)", "is no scheme"),
        ("file:///etc/passwd", "is no scheme"),
        ("HTTPS://kyivindependent.com", "written `https`"),
        ("https:/kyivindependent.com", "two slashes"),
        ("https:///kyivindependent.com", "two slashes"),
        ("https://", "no host"),
        ("https://:80/", "no host"),
        ("https://user:secret@kyivindependent.com/", "password"),
        ("https://kyivindependent.com@evil.net/", "password"),
        ("https://kyiv independent.com", "a space"),
        ("https://kyivindependent.com/a b", "a space"),
        ("https://kyivindependent.com/a\n", "a space"),
        ("https://xn--p1ai.\u0440\u0444/", "U+0440"),
        ("https://kyivindependent.com:0/", "the port"),
        ("https://kyivindependent.com:65536/", "the port"),
        ("https://kyivindependent.com:/", "the port"),
        ("https://kyivindependent.com:80:80/", "no host"),
        ("https://kyivindependent", "no dot"),
        ("https://localhost:8000/", "no host of the public web"),
        ("https://wiki.intranet/", "no host of the public web"),
        ("https://printer.local/", "no host of the public web"),
        ("https://https://kyivindependent.com", "the port is no number"),
        ("https://https/kyivindependent.com", "twice"),
        ("https://kyivindependent.con/", "did you mean `.com`?"),
        ("https://novayagazeta.ogr/", "did you mean `.org`?"),
        ("https://ww.kyivindependent.com/", "did you mean `www`?"),
        ("https://wwww.kyivindependent.com/", "did you mean `www`?"),
        ("https://kyivindependent..com/", "dot"),
        ("https://kyivindependent.com./", "dot"),
        ("https://.kyivindependent.com/", "dot"),
        ("https://kyiv_independent.com/", "no part of a host name"),
        ("https://-kyiv.com/", "no part of a host name"),
        ("https://" + "a" * 64 + ".com/", "no part of a host name"),
        ("https://" + "a." * 130 + "com/", "no part of a host name"),
        ("https://kyiv.c/", "no ending"),
        ("https://kyiv.c1/", "no ending"),
        ("https://kyiv%2Ecom/", "no dot"),
        ("https://127.0.0.1/", "private or reserved"),
        ("https://10.1.2.3/", "private or reserved"),
        ("https://192.168.0.1/", "private or reserved"),
        ("https://169.254.169.254/latest", "private or reserved"),
        ("https://224.0.0.1/", "private or reserved"),
        ("https://[::1]/", "private or reserved"),
        ("https://[fe80::1]/", "private or reserved"),
        ("https://[::ffff:127.0.0.1]/", "private or reserved"),
        ("https://2130706433/", "no network address"),
        ("https://0x7f.0.0.1/", "no network address"),
        ("https://127.1/", "no network address"),
        ("https://1.2.3.0x4/", "no network address"),
        ("https://[1::2::3]/", "no network address"),
        ("https://[::1/", "no host"),
        ("https://kyiv.com\\@evil.net/", "a backslash"),
    ],
)
def test_others_are_refused_with_the_reason(text, said):
    with pytest.raises(WebAddressError, match=re.escape(said)):
        check_web_address(text)


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
