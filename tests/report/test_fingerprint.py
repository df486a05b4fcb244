import pytest

from claimbook.diagnostic import in_order
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.report.findings import Findings
from claimbook_build.report.fingerprint import fingerprints
from example_project import assemble, changed, found_in


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("fingerprints") / "project")


def marks(found):
    return {mark for _, mark in fingerprints(Findings(in_order(found)))}


@pytest.mark.parametrize("code", ["R101", "R103", "R201", "R204", "R301", "R402", "R601"])
def test_findings_keep_their_fingerprints_when_lines_move(root, code):
    example = BY_CODE[code].example
    bad = changed(root, example.path, example.good, example.bad)
    moved = {path: b"# a line more\n\n" + data for path, data in bad.items()}
    before = found_in(root, bad)
    assert any(finding.code == code for finding in before)
    assert marks(before) == marks(found_in(root, moved))
