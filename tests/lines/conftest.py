import pytest

from claimbook_build.check.collect import collect
from claimbook_build.lines.explain import Explainer
from claimbook_build.lines.gate import Gate
from example_project import assemble

RELEASE = "2026.11.0"


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("lines") / "project")


@pytest.fixture(scope="session")
def hand(root):
    return collect(root, RELEASE)


@pytest.fixture(scope="session")
def explainer(hand):
    return Explainer(hand)


@pytest.fixture(scope="session")
def gate(hand, explainer):
    return Gate(explainer, hand.dataset)


@pytest.fixture
def found(root):
    """Return a function: what is found in files of machine-made claims, on either path."""

    def find(files, *, quick=True):
        from claimbook_build.lines.machine import machine_findings

        collection = collect(root, RELEASE, files)
        return list(machine_findings(collection, quick=quick))

    return find


@pytest.fixture
def own(tmp_path):
    """A project that a test may change on disk."""
    return assemble(tmp_path / "project")
