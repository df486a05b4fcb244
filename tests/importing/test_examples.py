import json

import pytest

from claimbook.records.files import MachineClaim
from claimbook_build.check.run import check
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.importing.mapping_file import read_mapping
from example_project import REPOSITORY
from importing.examples import NAMES, SHIPPED, TABLES, examined, lines, project, told

BETWEEN_COPIES = {"decrease", "leap", "copied-row", "missing-day", "missing-number", "wrong-day"}
SHOWN_ELSEWHERE = {
    *("quoted-number", "text-for-number", "unparsed-wording"),
    *("unknown-column", "missing-column", "absent-column", "other-table"),
}
NEVER_IN_CSV = {"wrong-type"}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return project(tmp_path_factory.mktemp("examples") / "project")


@pytest.fixture(scope="module")
def examinations(root):
    return {name: examined(root, name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_mapping_that_is_shipped_names_records_of_the_dataset(name):
    found = read_mapping(SHIPPED / f"{name}.yaml", REPOSITORY)
    assert found.diagnostics == ()
    assert found.mapping.id == name


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_exactly_these_defects(examinations, name):
    wanted = (TABLES / f"{name}.defects").read_text("utf-8").splitlines()
    assert told(examinations[name][1]) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_other_rows_become_exactly_these_claims(examinations, name, golden):
    months = lines(examinations[name][0])
    golden(f"importing/{name}.jsonl", "".join(line for month in months.values() for line in month))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_and_every_number_is_accounted_for(examinations, name):
    readings, examination = examinations[name]
    tally = examination.tally
    assert tally.complete
    assert tally.rows == len(readings) + tally.blank + tally.unread
    assert tally.figures == sum(
        len(reading.claim.get("figures", ())) for reading in readings if reading.claim
    )
    assert tally.numbers == sum(reading.numbers for reading in readings)


@pytest.mark.parametrize("name", NAMES)
def test_whoever_reads_a_claim_has_it_whole(examinations, name):
    for month in lines(examinations[name][0]).values():
        for line in month:
            assert MachineClaim.model_validate_json(line).evidence


def test_together_they_hold_what_tables_are_known_to_hold(examinations):
    shown = {f.defect for _, examination in examinations.values() for f in examination.findings}
    assert DEFECTS.keys() - shown == BETWEEN_COPIES | SHOWN_ELSEWHERE | NEVER_IN_CSV


@pytest.mark.slow
def test_what_is_made_of_them_passes_every_check(root, examinations):
    for name, (readings, _) in examinations.items():
        for month, made in lines(readings).items():
            path = root / f"dataset/machine/{name}/{month}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            unique = {json.loads(line)["id"]: line for line in reversed(made)}
            path.write_text("".join(unique[key] for key in sorted(unique)), "utf-8")
    found = check(root)
    assert [(f.code, f.place.path, f.message) for f in found.diagnostics] == []
