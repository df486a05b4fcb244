import pytest

from claimbook.values.host import WELL_KNOWN, bare_host, is_slip, well_known


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("kyivindependent.com", "kyivindependant.com", True),
        ("kyivindependent.com", "kyivindependen.com", True),
        ("kyivindependent.com", "kyivindepednent.com", True),
        ("kyivindependent.com", "kyivindependent.co", True),
        ("kyivindependent.com", "kyivindependent.cm", True),
        ("media.velmaria.com", "medias.velmaria.com", False),
        ("medium.velmaria.com", "mediums.velmaria.com", True),
        ("velmar.com", "velmor.com", True),
        ("velma.com", "velmo.com", False),
        ("velmar.com", "velma.com", False),
        ("velmar.com", "velmar.co", True),
        ("velma.com", "velma.co", False),
        ("velmaria.com", "melmaria.com", False),
        ("velmaria.com", "velmaria.com", False),
        ("velmaria.com", "velmoira.com", False),
        ("velmaria.com", "velmarai.co", False),
        ("velmaria.com", "www.velmaria.com", False),
        ("velmaria.de", "velmaria.dk", False),
        ("velmaria.com", "velmaria.dom", False),
        ("velmaria.com", "velmaria.org", False),
        ("velmaria1.com", "velmaria2.com", False),
        ("velmaria1.com", "velmaria.com", False),
        ("velmaria", "velmario", False),
    ],
)
def test_a_slip_is_one_edit_in_one_long_part(one, other, slip):
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("archive.org", None),
        ("web.archive.org", None),
        ("web.archvie.org", "web.archive.org"),
        ("a.b.archvie.org", "a.b.archive.org"),
        ("archiv.org", "archive.org"),
        ("archve.today", "archive.today"),
        ("ghostarchve.org", "ghostarchive.org"),
        ("twiter.com", "twitter.com"),
        ("nottwitter.com", None),
        ("archive.org.ua", None),
        ("org", None),
        ("", None),
    ],
)
def test_a_well_known_host_is_offered(host, meant):
    assert well_known(host) == meant


@pytest.mark.parametrize("host", WELL_KNOWN)
def test_a_well_known_host_is_a_slip_for_no_other(host):
    assert well_known(host) is None
    assert well_known(f"m.{host}") is None


def test_www_says_nothing():
    assert [bare_host(h) for h in ("www.a.org", "wwwa.org", "a.www.org")] == [
        "a.org",
        "wwwa.org",
        "a.www.org",
    ]
