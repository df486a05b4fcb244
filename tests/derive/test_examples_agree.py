"""Every rule's good and bad example, through every engine that can judge the rows it makes."""

import pytest

from claimbook.derive.tables import tables
from claimbook.rules.catalogue import RULES
from claimbook_build.build.rows import rows
from claimbook_build.check.collect import collect
from derive.frames import frame
from derive.test_engines_agree import by_duckdb, by_pandera
from example_project import assemble, changed

pytestmark = pytest.mark.slow
EXAMPLES = {rule.code: rule.example for rule in RULES if rule.example is not None}
RELEASE = "2026.11.0"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("example") / "project")


def judged(made, known):
    """Return what both engines find, which must be the same, in the tables that differ."""
    checks = []
    for name in (name for name in tables() if made[name] != known.get(name)):
        table, data = tables()[name], frame(tables()[name], made[name])
        found = by_pandera(table, data)
        assert found == by_duckdb(table, data), name
        checks += [f"{name}: {check}" for check in found]
    return sorted(checks)


def test_no_engine_finds_a_fault_in_the_good_examples(root):
    assert judged(rows(collect(root, RELEASE).dataset), {}) == []


def test_engines_judge_the_bad_examples_alike(root, golden):
    good, lines = rows(collect(root, RELEASE).dataset), []
    for code, example in EXAMPLES.items():
        overlay = changed(root, example.path, example.good, example.bad)
        found = judged(rows(collect(root, RELEASE, overlay).dataset), good)
        lines += [f"{code}\n", *(f"  {check}\n" for check in found)]
    golden("derive/examples.txt", "".join(lines))
