import pytest

from example_project import assemble, changed, found_in
from rules.told import Told


@pytest.fixture(scope="session")
def _told(request):
    told = Told(update=request.config.getoption("--update-goldens"))
    yield told
    told.write()


@pytest.fixture(autouse=True)
def told(request, _told):
    """Hold the findings that a test asked for to what was told before, word for word."""
    _told.begin()
    yield _told.findings
    _told.end(request.path.stem, request.node.name)


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("rules") / "project")


@pytest.fixture(scope="session")
def broken(root, _told):
    """Return a function that makes changes and returns what the rule of a code then finds."""
    return finder(root, _told, whole=False)


@pytest.fixture(scope="session")
def broken_whole(root, _told):
    """Return the same, with machine-made claims in memory among the others."""
    return finder(root, _told, whole=True)


def finder(root, told, *, whole):
    def find(code, *changes, release=None, **files):
        overlay = {}
        for path, old, new in changes:
            if path in overlay:
                text = overlay[path].decode()
                assert text.count(old) == 1, (old, text.count(old))
                overlay[path] = text.replace(old, new).encode()
            else:
                overlay |= changed(root, path, old, new)
        overlay |= {path: text.encode() for path, text in files.items()}
        found = found_in(root, overlay, release, whole=whole)
        own = [finding for finding in found if finding.code == code]
        told.findings.extend(own)
        return own

    return find
