from pathlib import Path

import pytest

from claimbook_build.check.collect import collect
from claimbook_build.check.run import check, judge
from claimbook_build.evidence.report import verification
from claimbook_build.project import find_project
from example_project import TEXTS, assemble
from mutation.mutants import KINDS, mutants, number, value_of
from mutation.runner import Runner
from mutation.scalars import VOCABULARIES, read_all, targets

pytestmark = pytest.mark.usefixtures("untraced")

YAML = b"""# a comment
name: 'Ky\xc3\xafv'
share: 49.80  # trailing
codes: [a1, "b", 7]
long: >-
  one two
  three
"""
CSV = b'code,name,seal\nBO,"Bolivia, State of",0a\nUA,Ukraine,1b\n'
LOCK = b"act_one 2026.1.0\nact_two\n"
JSONL = b'{"record": "fig_one", "span_start": 4}\n{"record": "fig_two", "span_start": 40}\n'


def texts_of(path, data):
    text = data.decode()
    return [text[target.start : target.end] for target in targets(path, data)]


@pytest.mark.parametrize(
    ("path", "data", "wanted"),
    [
        (
            "seeds/documents/doc_x.yaml",
            YAML,
            ["Kyïv", "49.80", "a1", "b", "7", "  one two\n  three\n"],
        ),
        (
            "seeds/reference/codes/iso_3166_1.csv",
            CSV,
            ["BO", "Bolivia, State of", "0a", "UA", "Ukraine", "1b"],
        ),
        ("dataset/ids.lock", LOCK, ["act_one", "2026.1.0", "act_two"]),
        ("dataset/statements/2019/doc_x.spans.jsonl", JSONL, ["fig_one", "4", "fig_two", "40"]),
    ],
)
def test_every_scalar_is_found(path, data, wanted):
    assert texts_of(path, data) == wanted


@pytest.mark.parametrize(
    ("path", "loc", "name"),
    [
        ("seeds/documents/doc_x.yaml", "coverage: [{at: 1-2}]", ("documents", "coverage[].at")),
        ("seeds/reference/actors.yaml", "actors: [{id: act_x}]", ("actors", "id")),
        (
            f"{VOCABULARIES}/sex.yaml",
            "vocabulary: sex",
            ("vocabularies", "vocabulary"),
        ),
        (f"{VOCABULARIES}/sex.yaml", "codes: [{code: men}]", ("codes", "code")),
        ("dataset/statements/2019/doc_x.yaml", "document: doc_x", ("statements", "document")),
        ("dataset/statements/2019/doc_x.yaml", "claims: [{id: clm_x}]", ("claims", "id")),
        (
            "dataset/statements/2019/doc_x.yaml",
            "claims: [{chain: [{actor: act_x}]}]",
            ("claims", "chain[].actor"),
        ),
        (
            "dataset/statements/2019/doc_x.yaml",
            "claims: [{figures: [{evidence: [1-2]}]}]",
            ("figures", "evidence[]"),
        ),
        ("dataset/links.yaml", "links: [{id: lnk_x}]", ("links", "id")),
        ("dataset/events/2019/evt_x.yaml", "id: evt_x", ("events", "id")),
    ],
)
def test_fields_have_the_name_of_their_record_type(path, loc, name):
    (target,) = targets(path, loc.encode())
    assert (target.table, target.field) == name


@pytest.mark.parametrize(
    ("path", "data"), [("seeds/documents/doc_x.yaml", YAML), ("dataset/ids.lock", LOCK)]
)
def test_a_mutant_says_something_else_and_changes_nothing_else(path, data):
    for target in targets(path, data):
        before, after = data.decode()[: target.start], data.decode()[target.end :]
        for mutant in mutants(target, data, everywhere=True):
            text = mutant.data.decode()
            assert text.startswith(before)
            assert text.endswith(after)
            assert value_of(path, mutant.data) != value_of(path, data)


def test_mutants_of_a_scalar_are_of_three_kinds_and_always_the_same():
    found = list(targets("dataset/ids.lock", LOCK))
    kinds = [[mutant.kind for mutant in mutants(target, LOCK)] for target in found]
    assert kinds == [list(KINDS)] * 3
    assert [m.data for m in mutants(found[0], LOCK)] == [m.data for m in mutants(found[0], LOCK)]


def test_a_nought_that_says_nothing_is_not_dropped():
    share = list(targets("seeds/documents/doc_x.yaml", YAML))[1]
    dropped = [m.data for m in mutants(share, YAML, everywhere=True) if m.kind == "dropped"]
    assert YAML.replace(b"49.80", b"49.8") not in dropped


def findings_without_memory(root, release, mutant):
    collection = collect(root, release, {mutant.target.path: mutant.data})
    return {
        (d.place.line, d.code, d.message) for d in (*collection.diagnostics, *judge(collection))
    }


@pytest.mark.slow
def test_the_quick_check_finds_what_the_plain_one_finds(tmp_path):
    root = assemble(tmp_path / "project")
    release = find_project(root).release
    files = read_all(root)
    every = [target for path, data in files.items() for target in targets(path, data)]
    chosen = sorted(every, key=lambda target: number(target.address, target.line))[:15]
    made = [m for target in chosen for m in mutants(target, files[target.path])]
    plain = [findings_without_memory(root, release, mutant) for mutant in made]
    with Runner(root, release) as runner:
        for mutant, wanted in zip(made, plain, strict=True):
            collection = runner.collect(mutant)
            found = (*collection.diagnostics, *judge(collection))
            assert {(d.place.line, d.code, d.message) for d in found} == wanted
    assert any(plain)


@pytest.mark.slow
def test_the_unchanged_dataset_gives_what_check_and_verification_give(tmp_path):
    root = assemble(tmp_path / "project")
    release = find_project(root).release
    verdict = check(root, release=release)
    verified = verification(root, Path(TEXTS), {}, release)
    wanted = {d for d in (*verdict.diagnostics, *verified.diagnostics) if d.severity != "info"}
    with Runner(root, release, Path(TEXTS)) as runner:
        assert len(runner.known) >= len(wanted)
        found = [d for d in runner.findings(runner.collect()) if d.severity != "info"]
    assert set(found) == wanted
