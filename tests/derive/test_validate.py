import csv
from pathlib import Path

import polars as pl
import pytest

from claimbook.columns import Column, Table
from claimbook.derive.arrow import arrow_schema
from claimbook.derive.pandera import FrameError, validate_table
from claimbook.derive.portable import check_condition
from claimbook.derive.tables import tables
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.row import ROW_RULES, row_rules
from derive.frames import MOST, arrow, frame

ROLES = tables()["event_participants"]
GOOD = {"event": "evt_a", "actor": "act_a", "role": "attacker"}
ROW_CASES = [(table, rule) for table in tables().values() for rule in row_rules(table)]


@pytest.mark.parametrize("name", tables())
def test_an_empty_table_is_right(name):
    assert validate_table(arrow_schema(tables()[name]).empty_table(), tables()[name]) == ()


@pytest.mark.parametrize("make", [frame, arrow])
def test_polars_and_arrow_are_both_taken(make):
    assert validate_table(make(ROLES, [GOOD]), ROLES) == ()
    problems = validate_table(make(ROLES, [GOOD, GOOD | {"role": "Їжак"}]), ROLES)
    assert [(p.check, p.code, p.keys, p.count) for p in problems] == [
        ("role|pattern", "R103", (("evt_a", "act_a", "Їжак"),), 1)
    ]


def test_all_problems_come_at_once_with_the_first_keys():
    rows = [GOOD, *({**GOOD, "role": None, "actor": f"x{n}"} for n in range(9)), GOOD]
    problems = {p.check: p for p in validate_table(frame(ROLES, rows), ROLES, most_keys=2)}
    assert set(problems) == {"primary_key", "actor|pattern", "role|not_null"}
    assert problems["actor|pattern"].keys == (("evt_a", "x0", None), ("evt_a", "x1", None))
    assert problems["actor|pattern"].count == 9
    assert problems["primary_key"].column is None
    assert problems["primary_key"].code == "R201"
    assert problems["primary_key"].count == 2
    assert problems["role|not_null"].message == "`role` is null"


@pytest.mark.parametrize(
    ("data", "checks"),
    [
        (pl.DataFrame({"event": ["evt_a"], "actor": ["act_a"]}), ["role|missing"]),
        (
            pl.DataFrame({"event": ["evt_a"], "actor": ["act_a"], "role": [1]}),
            ["role|type"],
        ),
        (
            pl.DataFrame({"event": ["e"], "actor": ["a"], "role": ["r"], "more": ["m"]}),
            ["more|unknown"],
        ),
        (
            pl.DataFrame({"actor": ["a"], "event": ["e"], "role": ["r"]}),
            ["actor|order"],
        ),
        (
            pl.DataFrame(GOOD).with_columns(pl.col("role").cast(pl.Categorical)),
            ["role|type"],
        ),
    ],
)
def test_the_table_itself_may_be_wrong(data, checks):
    problems = validate_table(data, ROLES)
    assert [problem.check for problem in problems] == checks
    assert {(problem.keys, problem.count) for problem in problems} == {((), 0)}


@pytest.mark.parametrize("unit", ["ns", "ms"])
def test_instants_are_in_microseconds(unit):
    data = frame(tables()["events"], []).with_columns(pl.col("t_min_utc").cast(pl.Datetime(unit)))
    assert [p.check for p in validate_table(data, tables()["events"])] == ["t_min_utc|type"]


@pytest.mark.parametrize("data", [pl.LazyFrame(GOOD), GOOD, None, [GOOD]])
def test_what_is_no_table_in_memory_is_refused(data):
    with pytest.raises(FrameError):
        validate_table(data, ROLES)


def test_the_environment_cannot_switch_checks_off(monkeypatch):
    from pandera.config import config_context

    bad = frame(ROLES, [GOOD | {"role": "Їжак"}])
    with config_context(validation_enabled=False):
        assert validate_table(bad, ROLES)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_are_finite_even_where_null_may_not_stand(number):
    columns = (
        Column("row", "BIGINT", "Number.", nullable=False),
        Column("share", "DOUBLE", "Share.", nullable=False),
    )
    table = Table("t", "A share.", columns, ("row",), ("row",))
    problems = validate_table(frame(table, [{"row": MOST, "share": number}]), table)
    assert [(p.check, p.keys) for p in problems] == [("share|finite", ((MOST,),))]


# --- the rules of rows -------------------------------------------------------------------------
def test_row_rules_are_cases_of_rules_and_of_tables_that_exist():
    assert set(ROW_RULES) <= set(tables())
    assert {rule.code for _, rule in ROW_CASES} <= set(BY_CODE)


def test_row_rules_are_portable_and_have_names_of_their_own():
    for table, rule in ROW_CASES:
        check_condition(rule.condition, {column.name for column in table.columns})
    addresses = [(table.name, rule.address) for table, rule in ROW_CASES]
    assert len(set(addresses)) == len(addresses)


def broken(table: str, row: dict[str, object]) -> set[str]:
    found = validate_table(frame(tables()[table], [row]), tables()[table])
    rules = {rule.address for rule in row_rules(tables()[table])}
    return {problem.check for problem in found} & rules


@pytest.mark.parametrize(
    ("table", "row", "rules"),
    [
        ("claim_claimants", {"actor": "act_a"}, set()),
        ("claim_claimants", {}, {"R103|actor_or_unnamed"}),
        (
            "claim_claimants",
            {"actor": "act_a", "unnamed": "official"},
            {"R103|actor_or_unnamed"},
        ),
        ("claim_claimants", {"actor": "act_a", "unnamed_of": "act_b"}, {"R103|unnamed_of"}),
        ("chain_hops", {"document": "doc_a"}, set()),
        ("chain_hops", {"unseen": True}, set()),
        ("chain_hops", {}, {"R503|document_or_unseen"}),
        ("chain_hops", {"unseen": False}, {"R503|document_or_unseen"}),
        ("chain_hops", {"document": "doc_a", "unseen": True}, {"R503|document_or_unseen"}),
        ("claims", {"speech_act": "silent"}, set()),
        ("claims", {"speech_act": "asserts"}, {"R506|proposition"}),
        ("claims", {"speech_act": "accuses", "proposition": "x"}, {"R506|accused"}),
        ("places", {"latitude": 50.0}, {"R701|latitude_with_longitude"}),
        ("places", {"latitude": 0.0, "longitude": -0.0}, {"R701|atlantic"}),
        ("places", {"latitude": 0.0, "longitude": 30.5}, set()),
        ("document_numbers", {"span_start": 7, "span_end": 9, "reason": "date"}, set()),
        (
            "document_numbers",
            {"span_start": 9, "span_end": 9, "reason": "date", "record": "fig_a"},
            {"R601|span_start_to_span_end", "R608|record_or_reason"},
        ),
        ("evidence", {"selector": "text"}, {"R601|text"}),
        ("evidence", {"selector": "cell", "row_key": "1", "column_name": "c"}, set()),
        ("evidence", {"selector": "cell", "row_key": "1"}, {"R601|cell"}),
        (
            "evidence",
            {"selector": "cell", "row_key": "1", "column_name": "c", "span_sha256": "0" * 64},
            {"R601|cell"},
        ),
        ("documents", {"kind": "page"}, {"R601|text_or_table"}),
        ("documents", {"kind": "dataset"}, set()),
        (
            "documents",
            {"kind": "dataset", "length": 5},
            {"R601|text_sha256_with_length"},
        ),
        ("documents", {"url_basis": "not_printed"}, set()),
        ("documents", {"url_basis": "inferred"}, {"R307|url_basis_because"}),
        ("documents", {"url_basis_because": "x"}, {"R307|url_basis_because"}),
        ("documents", {"url": "https://a", "url_basis": "not_printed"}, {"R307|url_basis"}),
        ("documents", {"published": "2022"}, {"R303|published_with_published_precision"}),
    ],
)
def test_row_rules_find_what_they_should(table, row, rules):
    assert broken(table, row) == rules


WORDINGS = Path(__file__).parents[1] / "values" / "wording_cases.csv"
_TYPED = ("nominal", "low", "low_exclusive", "best", "high", "high_exclusive")


def test_every_wording_the_grammar_reads_fits_the_rules_of_rows():
    from claimbook.values.wording import parse_wording

    with WORDINGS.open(encoding="utf-8", newline="") as lines:
        wordings = [case["wording"] for case in csv.DictReader(lines)]
    rows = [
        {"id": f"fig_{n}", "qualifier": read.qualifier, **{k: getattr(read, k) for k in _TYPED}}
        for n, read in enumerate(map(parse_wording, wordings))
    ]
    found = validate_table(frame(tables()["figures"], _as_floats(rows)), tables()["figures"])
    assert [p for p in found if p.code in {"R401", "R403"} or "finite" in p.check] == []


def _as_floats(rows):
    return [{k: float(v) if type(v) is int else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"qualifier": "exact", "nominal": 4.0, "low": 4.0, "best": 4.0, "high": 5.0}, "exact"),
        ({"qualifier": "about", "nominal": 60.0, "best": 60.0, "low": 50.0}, "about"),
        ({"qualifier": "at_least", "low": 8.0, "low_exclusive": True}, "at_least"),
        ({"qualifier": "more_than", "low": 8.0, "low_exclusive": False}, "more_than"),
        ({"qualifier": "up_to", "high": 8.0, "high_exclusive": True}, "up_to"),
        ({"qualifier": "almost", "high": 8.0, "high_exclusive": False}, "almost"),
        ({"qualifier": "fewer_than", "low": 8.0, "low_exclusive": True}, "fewer_than"),
        ({"qualifier": "range", "low": 5.0, "low_exclusive": False}, "range"),
        ({"qualifier": "magnitude", "nominal": 1000.0}, "magnitude"),
        (
            {"qualifier": "none_stated", "nominal": 0.0, "low": 0.0, "best": 0.0, "high": 0.0},
            "none_stated",
        ),
        ({"qualifier": "at_least", "low": 8.0}, "low_with_low_exclusive"),
    ],
)
def test_bounds_that_no_wording_of_the_qualifier_gives(row, rule):
    assert f"R403|{rule}" in broken("figures", row)
