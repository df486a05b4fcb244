import pytest

from example_project import assemble, changed, found_in


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("rules") / "project")


@pytest.fixture(scope="session")
def broken(root):
    """Return a function that makes changes and returns what the rule of a code then finds."""
    return finder(root, whole=False)


@pytest.fixture(scope="session")
def broken_whole(root):
    """Return the same, with machine-made claims in memory among the others."""
    return finder(root, whole=True)


def finder(root, *, whole):
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
        return [finding for finding in found if finding.code == code]

    return find
