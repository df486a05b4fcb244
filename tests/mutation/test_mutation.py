"""A sample of all mutants; docs/mutation.md says how to run the whole."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from claimbook_build.project import find_project
from example_project import REPOSITORY, TEXTS, assemble
from mutation import floors
from mutation.__main__ import own_files
from mutation.classes import STRICT, class_of
from mutation.runner import Runner
from mutation.scalars import read_all, targets
from mutation.whole import Result, judge, sample

SIZES = {"check": 2, "example": 4}
"""How many scalars of each field are sampled; each has up to three mutants."""
ALWAYS = {"check": 6, "example": 40}
"""The same of fields that must be caught always."""
PARTS = 8
UNKNOWABLE = {
    ("documents", "raw_sha256"): "the same text may come in other bytes",
}
"""Fields that should always be caught and are not. One that is, is taken out: the test says so."""

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("untraced")]


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    example = assemble(tmp_path_factory.mktemp("mutation") / "project")
    return {
        "check": SimpleNamespace(root=REPOSITORY, texts=None, only=("",)),
        "example": SimpleNamespace(root=example, texts=Path(TEXTS), only=own_files(example)),
    }


def sampled(project, run, part):
    """Judge a sample of every eighth field of a dataset."""
    files = {p: data for p, data in read_all(project.root).items() if p.startswith(project.only)}
    found = [target for path, data in files.items() for target in targets(path, data)]
    names = sorted({(target.table, target.field) for target in found})[part::PARTS]
    strict = {name for name in names if class_of(*name) in STRICT}
    chosen = sample((t for t in found if (t.table, t.field) in strict), ALWAYS[run])
    rest = (t for t in found if (t.table, t.field) in {*names} - strict)
    chosen += sample(rest, SIZES[run])
    result = Result()
    release, lines = find_project(REPOSITORY).release, run != "check"
    with Runner(project.root, release, project.texts, lines=lines) as runner:
        for target in chosen:
            judge(runner, target, files[target.path], result)
    assert set(result.table) == set(names)
    return result


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("run", SIZES)
def test_mutants_are_caught_as_they_were(projects, run, part):
    result = sampled(projects[run], run, part)
    low = floors.too_low(result.table, run, sample=True)
    assert not low, [*low, *result.missed]


def test_what_must_always_be_caught_has_no_floor_below_all():
    low = {name for run in ("example", "texts") for name in floors.read(run)}
    assert {name for name in low if class_of(*name) in STRICT} == set(UNKNOWABLE)
    needing_no_text = {"wording", "bound", "id", "reference"}
    checked = {name for name in floors.read("check") if class_of(*name) in needing_no_text}
    assert checked <= set(UNKNOWABLE)
