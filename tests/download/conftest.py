import os

import pytest

from claimbook.release.remote.client import Client, Terms
from download.samples import QUICK, VERSION, make_dist
from download.server import serving

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION")


class Notebook:
    """Watches a download and keeps what it learns."""

    def __init__(self):
        self.notes, self.planned, self.here = [], None, 0

    def plan(self, total):
        self.planned = total

    def advance(self, number):
        self.here += number

    def note(self, text):
        self.notes.append(text)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in (*PROXIES, *map(str.upper, PROXIES), *KEYS):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_flushing(monkeypatch):
    """Hundreds of small releases need not survive a power cut."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def dist(tmp_path):
    return make_dist(tmp_path / "dist", VERSION)


@pytest.fixture
def site(dist):
    with serving(dist) as found:
        yield found


@pytest.fixture
def watch():
    return Notebook()


@pytest.fixture
def data(tmp_path):
    """Return the folder in which releases and the cache lie."""
    return tmp_path / "data"


@pytest.fixture
def client(site, data, watch):
    """Return a function that makes a client of the site, or of another address."""
    made = []

    def make(address=None, **terms):
        whole = Terms(**{"patience": QUICK, "environ": {}} | terms)
        made.append(Client(address or site.address, data / "cache", whole, watch))
        return made[-1]

    yield make
    for one in made:
        one.close()
