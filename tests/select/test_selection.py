import shutil

import pytest

from claimbook.rules.catalogue import RULES
from claimbook_build.check.run import check
from claimbook_build.select.selection import check_against
from lines.claims import PATH as MACHINE
from lines.claims import SHORT, written

EXAMPLES = [rule for rule in RULES if rule.example is not None]
AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
DIGEST = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
DIGEST_DOCUMENT = "seeds/documents/doc_digest-2019-05-14.yaml"
LINKS = "dataset/links.yaml"
SPANS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.spans.jsonl"
DOCUMENT = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"
ITEMS = "seeds/reference/items.yaml"
ACTORS = "seeds/reference/actors.yaml"
PLACES = "seeds/reference/places.yaml"
LOCK = "dataset/ids.lock"
DOLNASK = "dataset/events/2019/evt_bodies-found-in-dolnask.yaml"
EVENT = "dataset/events/2019/evt_shared-army-group.yaml"


def sameness(finding):
    return finding.place, finding.code, finding.message


def select(project, revision="HEAD", paths=(), release=None):
    return check_against(project.root, revision, paths, release)


def shown(selection):
    return {(finding.place.path, finding.code) for finding in selection.verdict.diagnostics}


def test_nothing_changed_nothing_looked_at(project):
    selection = select(project)
    total = len(check(project.root).paths)
    assert str(selection) == f"checked 0 changed files and 0 that refer to them, of {total}"
    assert selection.verdict.paths == ()
    assert selection.verdict.diagnostics == ()


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_every_finding_that_a_change_brings_is_shown(project, rule):
    example = rule.example
    project.change(example.path, example.good, example.bad)
    everything = {sameness(finding) for finding in check(project.root).diagnostics}
    selection = select(project)
    assert {sameness(finding) for finding in selection.verdict.diagnostics} == everything
    assert selection.elsewhere == 0


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_a_fault_that_was_there_blames_nobody_else(project, rule):
    example = rule.example
    project.change(example.path, example.good, example.bad)
    project.commit()
    there = {finding.place.path for finding in check(project.root).diagnostics}
    quiet = next(path for path in ("dataset/README.md", "seeds/README.md") if path not in there)
    project.write(quiet, "# New\n")
    selection = select(project)
    assert selection.verdict.diagnostics == ()
    assert selection.elsewhere == len(check(project.root).diagnostics)


@pytest.mark.parametrize("path", sorted({rule.example.path for rule in EXAMPLES}))
def test_a_deleted_file_brings_no_finding_that_is_not_shown(project, path):
    (project.root / path).unlink()
    selection = select(project)
    everything = {sameness(finding) for finding in check(project.root).diagnostics}
    assert {sameness(finding) for finding in selection.verdict.diagnostics} == everything


def test_who_names_a_deleted_record_is_reported_on(project):
    text = project.text(ITEMS)
    start = text.index("  - id: itm_missile\n")
    project.write(ITEMS, text[:start] + text[text.index("  - id:", start + 5) :])
    selection = select(project)
    assert (AG, "R204") in shown(selection)
    assert (LOCK, "R203") in shown(selection)
    assert AG in selection.verdict.paths


def test_a_fault_in_a_record_that_refers_is_shown_though_it_was_there(project):
    project.change(DOLNASK, "place_precision: 4", "place_precision: 1")
    project.commit()
    project.change(
        PLACES, "id: plc_dolnask-province\n", "id: plc_dolnask-province\n    note: Big\n"
    )
    selection = select(project)
    assert shown(selection) == {(DOLNASK, "R702")}
    assert selection.elsewhere == 0


def test_only_the_record_that_refers_is_reported_on(project):
    project.change(AG, "phase: begun", "phase: ended")
    project.change(AG, "only 47", "only 97")
    project.commit()
    before = {finding.code for finding in check(project.root).diagnostics}
    assert before >= {"R402", "R609"}
    project.change(EVENT, "id: evt_shared-army-group\n", "id: evt_shared-army-group\nnote: New\n")
    selection = select(project)
    assert not {code for _, code in shown(selection)} & {"R402", "R609"}
    assert selection.referring >= 1
    assert "elsewhere, there before and not shown" in str(selection)


def test_a_changed_document_asks_for_its_figures(project):
    project.change(AG, "only 47", "only 97")
    project.commit()
    project.change(DOCUMENT, "status: live", "status: changed")
    assert (AG, "R402") in shown(select(project))


def test_a_finding_that_points_at_a_changed_file_is_shown_though_it_was_there(project):
    twin = "dataset/events/2020/evt_shared-army-group.yaml"
    project.write(twin, project.text(EVENT))
    project.commit()
    project.write(EVENT, project.text(EVENT) + "# ours\n")
    assert (twin, "R201") in shown(select(project))
    assert select(project).referring == 0


def test_a_comment_and_an_order_change_no_record(project):
    text = project.text(ITEMS)
    head, first, *rest = text.split("  - id:")
    project.write(ITEMS, "# ours\n" + "  - id:".join([head, *rest, first]))
    selection = select(project)
    assert (selection.changed, selection.referring) == (1, 0)


@pytest.mark.parametrize(
    ("path", "old", "new", "referring"),
    [
        ("seeds/reference/units.yaml", "code: munition\n", "code: munition\n    note: x\n", AG),
        (
            "seeds/reference/measures.yaml",
            "code: missiles_launched\n",
            "code: missiles_launched\n    note: x\n",
            AG,
        ),
        (
            "seeds/reference/vocabularies/speech_act.yaml",
            "code: announces\n",
            "code: announces\n    note: x\n",
            AG,
        ),
        ("seeds/reference/codes/languages.csv", "\nen,English", "\nen,Anglic", DOCUMENT),
        (ACTORS, "id: act_aleko-marushan\n", "id: act_aleko-marushan\n    note: x\n", AG),
        (DOCUMENT, "status: live", "status: changed", AG),
        (DOCUMENT, "status: live", "status: changed", SPANS),
        (DIGEST_DOCUMENT, "status: live", "status: changed", DOLNASK),
        (DIGEST, "id: fig_dg-mykovar-toll\n", "id: fig_dg-mykovar-tolls\n", LINKS),
    ],
)
def test_a_change_touches_all_that_use_it(project, path, old, new, referring):
    text = project.text(path)
    assert old in text
    project.write(path, text.replace(old, new, 1))
    selection = select(project)
    assert selection.changed == 1
    assert referring in selection.verdict.paths


def test_what_changed_evidence_speaks_of_is_reported_on(project):
    lines = project.text(SPANS).splitlines(keepends=True)
    project.write(SPANS, "".join(lines[:-1]))
    selection = select(project)
    assert {AG, DOCUMENT} & set(selection.verdict.paths)


def test_a_release_that_moves_back_answers_for_its_findings(project):
    project.write("pyproject.toml", '[tool.claimbook]\nrelease = "2026.11.0"\n')
    project.commit()
    selection = select(project, release="2018.1.0")
    everything = check(project.root, release="2018.1.0").diagnostics
    assert everything
    assert selection.verdict.diagnostics == everything


def test_a_release_that_stays_blames_nobody_for_its_findings(project):
    project.write("pyproject.toml", '[tool.claimbook]\nrelease = "2018.1.0"\n')
    project.commit()
    project.write("dataset/README.md", "# New\n")
    selection = select(project, release="2018.1.0")
    assert selection.verdict.diagnostics == ()
    assert selection.elsewhere == len(check(project.root, release="2018.1.0").diagnostics) > 0


def test_paths_narrow_what_is_shown(project):
    project.change(AG, "only 47", "only 97")
    project.change(DOLNASK, "place_precision: 4", "place_precision: 1")
    assert {path for path, _ in shown(select(project, paths=[DOLNASK]))} == {DOLNASK}
    assert select(project, paths=["dataset/events"]).verdict.paths == (DOLNASK,)
    assert shown(select(project, paths=["dataset/nothing"])) == {("dataset/nothing", "R002")}


def test_special_files_of_the_base_are_no_news(project):
    (project.root / "dataset/events/2019/evt_x.yaml").symlink_to("/etc/passwd")
    project.write("dataset/.hidden", "x")
    project.commit()
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    selection = select(project)
    assert selection.verdict.diagnostics == ()
    assert selection.elsewhere == 2


def test_a_link_in_place_of_a_record_is_found(project):
    (project.root / DOLNASK).unlink()
    (project.root / DOLNASK).symlink_to("/etc/passwd")
    assert (DOLNASK, "R002") in shown(select(project))


def test_a_folder_that_became_a_link_is_found(project):
    events = project.root / "dataset/events/2019"
    shutil.move(events, project.root / "elsewhere")
    events.symlink_to(project.root / "elsewhere")
    assert ("dataset/events/2019", "R002") in shown(select(project))


def test_a_file_that_cannot_be_read_at_the_base_makes_all_of_it_new(project):
    good = project.text(ITEMS)
    project.write(ITEMS, "items: [\n")
    project.commit()
    project.write(ITEMS, good)
    selection = select(project)
    assert AG in selection.verdict.paths
    assert selection.verdict.diagnostics == ()


def test_machine_made_claims_answer_for_what_is_new(project):
    project.write(MACHINE, written(SHORT | {"claimants": ["act_nobody"]}) + b"\n")
    assert (MACHINE, "R204") in shown(select(project))
    project.commit()
    project.write(ITEMS, project.text(ITEMS) + "# mine\n")
    selection = select(project)
    assert selection.verdict.diagnostics == ()
    assert selection.elsewhere >= 1


def test_machine_made_claims_are_told_of_what_they_name_and_is_gone(project):
    project.write(MACHINE, written(SHORT | {"claimants": ["act_morvask-banner"]}) + b"\n")
    project.commit()
    before = {sameness(finding) for finding in check(project.root).diagnostics}
    assert not any(place.path == MACHINE and code == "R204" for place, code, _ in before)
    project.change(ACTORS, "id: act_morvask-banner\n", "id: act_morvask-bannner\n")
    assert (MACHINE, "R204") in shown(select(project))
