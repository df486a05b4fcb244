import json
from pathlib import Path

import pytest

from claimbook.release.diff.bump import RULES, demanded, schema_changes, suffices
from claimbook.release.diff.contract import Contract, ContractError, read_contract

FIXTURES = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "rules").glob("*.json"))
}
each = pytest.mark.parametrize("fixture", FIXTURES.values(), ids=FIXTURES)


def contract(value):
    return read_contract(json.dumps(value).encode())


def changes(fixture):
    return schema_changes(contract(fixture["old"]), contract(fixture["new"]))


@each
def test_a_rule_notices_its_change_and_no_other_does(fixture):
    (found,) = changes(fixture)
    assert (found.rule, found.level) == (fixture["rule"], fixture["level"])
    assert (found.table, found.column) == (fixture["table"], fixture["column"])


@each
def test_a_version_that_is_high_enough_passes_and_a_lower_one_fails(fixture):
    old, level = contract(fixture["old"]).version, demanded(changes(fixture))
    assert suffices(old, fixture["passes"], level)
    assert not suffices(old, fixture["fails"], level)


@each
def test_what_did_not_change_is_no_change(fixture):
    for side in ("old", "new"):
        assert schema_changes(contract(fixture[side]), contract(fixture[side])) == ()


def test_every_rule_has_a_fixture():
    assert {fixture["rule"] for fixture in FIXTURES.values()} == RULES.keys()


def test_the_gravest_change_comes_first_and_decides():
    old, new = ({"name": "t", "columns": columns} for columns in ([A, B], [B, C]))
    found = schema_changes(*(contract({"version": "1.0.0", "tables": [t]}) for t in (old, new)))
    assert [change.rule for change in found] == ["column_removed", "column_added_nullable"]
    assert demanded(found) == "major"


A, B, C = ({"name": name, "type": "VARCHAR"} for name in "abc")


def test_no_change_demands_nothing():
    assert demanded(()) is None
    assert suffices("1.2.3", "1.2.3", None)
    assert not suffices("1.2.3", "1.2.2", None)


def test_a_view_that_lacks_a_column_keeps_no_old_name():
    fixture = json.loads(json.dumps(FIXTURES["column_renamed-kept"]))
    for side in ("old", "new"):
        fixture[side]["tables"][1]["columns"].pop()
    (found,) = changes(fixture)
    assert found.level == "major"


@pytest.mark.parametrize("ids", [(1, 2), (1, None), (None, None)])
def test_columns_of_one_name_are_one_unless_their_field_ids_differ(ids):
    old, new = (
        {"version": "1.0.0", "tables": [{"name": "t", "columns": [{**A, "field_id": key}]}]}
        for key in ids
    )
    rules = [change.rule for change in schema_changes(contract(old), contract(new))]
    assert rules == (["column_removed", "column_added_nullable"] if None not in ids else [])


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"version": 1}', b"\xff"])
def test_what_is_no_contract_is_refused(data):
    with pytest.raises(ContractError):
        read_contract(data)


def test_a_contract_comes_back_from_its_json():
    one = contract(FIXTURES["code_added-open"]["old"])
    assert Contract.model_validate_json(one.model_dump_json()) == one
