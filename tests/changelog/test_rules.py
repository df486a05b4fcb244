"""R801 to R803 on releases that were built: one example dataset, and one build for each change."""

from dataclasses import replace

import pytest

from claimbook.release.diff.compare import compare
from claimbook.release.open import open_stage
from claimbook.rules.catalogue import RULES
from claimbook_build.changelog.fragments import read_fragments
from claimbook_build.check.collect import collect
from claimbook_build.check.run import judge, judge_by
from claimbook_build.project import release_in
from claimbook_build.release.build import Made, write
from claimbook_build.release.commit import Commit
from claimbook_build.release.declaration import NAME, declared_at
from claimbook_build.release.succession import succession
from example_project import assemble, changed

EXAMPLES = [rule for rule in RULES if rule.release_example is not None]
CASES = [(rule, which) for rule in EXAMPLES for which in ("good", "bad")]
FIRST, SECOND = "2026.11.0", "2026.12.0"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("succession") / "project")


@pytest.fixture(scope="module")
def built(root, tmp_path_factory):
    """Return a function that builds the example with some files changed, each only once."""
    known = {}

    def build(overlay, version, previous=None):
        key = (tuple(sorted(overlay.items())), version)
        if key not in known:
            stage = tmp_path_factory.mktemp("stage")
            dataset = collect(root, version, overlay).dataset
            write(Made(version, dataset, root, previous), Commit(), stage, lambda _: None)
            known[key] = open_stage(stage)
        return known[key]

    return build


@pytest.fixture(scope="module")
def judged(root, built):
    """Return a function that judges the release after the example, and what it says in a file."""

    def judge_next(rule, overlay, path, text):
        declared = text.encode() if path == NAME else f'release = "{SECOND}"\n'.encode()
        release = release_in(declared, NAME) or SECOND
        said = {} if path == NAME else {path: text.encode()}
        collection = collect(root, SECOND, overlay | said)
        before = built({}, FIRST)
        with compare(before, built(overlay, SECOND, before)) as found:
            facts = succession(found, read_fragments(collection.dataset), declared_at(declared))
            facts = replace(facts, release=release)
            collection.dataset = replace(collection.dataset, succession=facts)
            own = list(judge_by(rule, collection, set()))
            collection.dataset = replace(collection.dataset, succession=None)
            return own, collection

    return judge_next


@pytest.mark.parametrize(("rule", "which"), CASES, ids=lambda case: getattr(case, "code", case))
def test_the_good_entry_gives_nothing_and_the_bad_one_the_code(root, judged, rule, which):
    example = rule.release_example
    overlay = changed(root, example.path, example.before, example.after)
    found, collection = judged(rule, overlay, example.said_in, getattr(example, which))
    assert [finding.code for finding in found] == ([] if which == "good" else [rule.code])
    place = example.path if rule.code == "R803" else NAME
    assert {finding.place.path for finding in found} <= {place}
    assert not collection.diagnostics
    assert list(judge(collection)) == []


def test_a_value_that_changed_is_shown_where_it_stands(root, judged):
    rule = next(rule for rule in EXAMPLES if rule.code == "R803")
    example = rule.release_example
    overlay = changed(root, example.path, example.before, example.after)
    (found,), _ = judged(rule, overlay, example.said_in, example.bad)
    assert (found.place.line, found.place.column) == (7, 18)
    assert found.record == "evt_liberation-of-settlements-2019-04"
    assert found.message.endswith("`place_precision` was 6 in 2026.11.0 and is 7")
