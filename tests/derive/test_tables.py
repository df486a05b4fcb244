from typing import Annotated, ClassVar, get_args

import duckdb
import pytest
from pydantic import Field

from claimbook.columns import ColumnType
from claimbook.derive.column import column, field_columns
from claimbook.derive.portable import DerivationError, check_condition, check_pattern
from claimbook.derive.tables import column_name, tables
from claimbook.records.record import Record, Strict
from claimbook.records.registry import RECORDS

# The tables of the record model and the columns by which it is known.
WANTED = {
    "documents": "id kind title publisher time_zone url archive_url published published_utc "
    "published_date published_precision retrieved_at_utc language translated_from media_type "
    "licence quotation_limit_chars raw_sha256 text_sha256 normalization length status replaced_by",
    "document_flags": "document flag",
    "document_derivations": "document origin relation unseen basis",
    "document_numbers": "document span_start span_end record reason",
    "actors": "id name kind part_of country wikidata",
    "places": "id name kind iso3166_2 katottg geonames pcode wikidata latitude longitude radius_m "
    "part_of",
    "items": "id name kind_of wikidata",
    "measures": "code label definition additive aggregation",
    "measure_units": "measure unit",
    "measure_nouns": "measure noun",
    "measure_verbs": "measure verb",
    "measure_wholes": "measure whole",
    "units": "code label definition",
    "unit_nouns": "unit noun",
    "series": "code label definition cadence counts_from",
    "series_breaks": "series position first_day kind measure item into_item because",
    "labels": "record language text kind",
    "roles": "actor role organisation period document",
    "events": "id kind mode reality happened t_min_utc t_max_utc place place_precision part_of "
    "summary",
    "event_participants": "event actor role",
    "claims": "id document claimant_as speech_act accused proposition phase polarity said_at "
    "said_at_utc medium attribution hedge region origin status",
    "claim_claimants": "claim position actor unnamed unnamed_of",
    "claim_about": "claim position event",
    "claim_stances": "claim position responds_to stance unseen basis",
    "chain_hops": "claim position actor document relation count independence unseen",
    "figures": "id claim event measure unit item affected population counting share_of_measure "
    "share_of_place share_of_as_of sex age_class place of_which wording qualifier nominal low "
    "low_exclusive best high high_exclusive aggregation period period_start period_end as_of "
    "as_of_utc as_of_date as_of_precision status",
    "evidence": "record document selector span_start span_end number_start number_end span_sha256 "
    "prefix_sha256 suffix_sha256 row_key column_name",
    "links": "id subject object unseen kind asserted_by asserted_at",
    "reviews": "id record decision reviewer decided_at reason reliability credibility",
    "review_changes": "review field old new",
    "retired": "record reason replaced_by in_release",
    "codes": "vocabulary code label_en label_uk definition since deprecated_in",
    "releases": "release manifest_sha256 schema_version",
    "changes": "table_name row_key release change field old new record reason changelog_id",
    "keys": "table_name row_key row_digest first_release last_changed_release",
}
# Keywords of MERGE in Spark, and names that other engines keep for themselves.
KEYWORDS = {"source", "target", "matched", "end", "from", "to"}

COLUMNS = [(table, found) for table in tables().values() for found in table.columns]


def test_every_table_of_the_record_model_is_there_and_no_other():
    assert set(tables()) == set(WANTED)


@pytest.mark.parametrize("name", WANTED)
def test_columns_of_the_record_model_are_there(name):
    assert set(WANTED[name].split()) <= {found.name for found in tables()[name].columns}


def test_every_column_has_a_description_and_a_type_that_all_readers_know():
    assert [found.name for _, found in COLUMNS if not found.description.strip()] == []
    assert {found.type for _, found in COLUMNS} <= set(get_args(ColumnType))


def test_instants_and_only_they_end_in_utc():
    assert {found.type for _, found in COLUMNS if found.name.endswith("_utc")} == {"TIMESTAMP"}
    assert all(found.name.endswith("_utc") for _, found in COLUMNS if found.type == "TIMESTAMP")


def test_keys_are_columns_and_key_of_one_column_is_never_null():
    for table in tables().values():
        assert set(table.primary_key) <= set(table.sort_order)
        if len(table.primary_key) == 1:
            key = table.column(table.primary_key[0])
            assert not key.nullable
            assert key.references == ()


def test_references_name_tables_with_a_key_of_one_column():
    for _, found in COLUMNS:
        for name in found.references:
            assert len(tables()[name].primary_key) == 1


def test_no_name_is_a_keyword():
    reserved = set(KEYWORDS)
    with duckdb.connect() as connection:
        for (word,) in connection.execute(
            "SELECT keyword_name FROM duckdb_keywords()"
            " WHERE keyword_category IN ('reserved', 'type_function')"
        ).fetchall():
            reserved.add(word)
    names = {found.name for _, found in COLUMNS} | set(tables())
    assert names & reserved == set()


@pytest.mark.parametrize("name", WANTED)
def test_every_name_works_unquoted(name):
    columns = [found.name for found in tables()[name].columns]
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c} VARCHAR' for c in columns)})")
        for found in columns:
            query = f"SELECT {found} FROM {name} WHERE {found} = '' GROUP BY {found}"
            assert connection.execute(f"{query} ORDER BY {found}").fetchall() == []


def test_the_remarks_of_all_records_come_last():
    for model in RECORDS:
        if issubclass(model, Record):
            last = [column.name for column in tables()[model.TABLE.table].columns[-3:]]
            assert last == ["note", "embargo_until", "recorded_in"]


@pytest.mark.parametrize("name", ["documents", "claims", "figures", "events"])
def test_closed_lists_give_their_codes_to_derived_columns_too(name):
    assert all(
        found.closed
        for found in tables()[name].columns
        if found.name.endswith(("_basis", "_precision")) and found.vocabulary
    )


def test_renamed_columns():
    assert column_name("claim_stances", "claim") == "responds_to"
    assert column_name("claims", "id") == "id"


class Odd(Strict):
    unanchored: Annotated[str, Field(pattern="a", description="x")]
    whole: Annotated[str, Field(pattern="^[a-z]+$", max_length=3, description="x")]
    open_limit: Annotated[int, Field(gt=0, description="x")]
    limits: Annotated[int | None, Field(ge=1, le=6, description="x; null: y.")] = None
    mixed: Annotated[int | str, Field(description="x")]
    table: ClassVar[str] = "odd"


@pytest.mark.parametrize("name", ["unanchored", "open_limit", "mixed"])
def test_declarations_that_cannot_be_published(name):
    with pytest.raises(DerivationError, match=name):
        list(field_columns(name, Odd.model_fields[name]))


def test_limits_and_patterns_are_read_from_annotations():
    whole = column("whole", Odd.model_fields["whole"])
    assert (whole.pattern, whole.max_length, whole.nullable) == ("[a-z]+", 3, False)
    limits = column("limits", Odd.model_fields["limits"])
    assert (limits.minimum, limits.maximum, limits.nullable) == (1, 6, True)


@pytest.mark.parametrize(
    "pattern",
    [r"\d", "a.b", "a$", "^a", "(?=a)b", "(?i)a", "a{1,1001}", "[a", "a|b", "a*", r"[\w]", ""],
)
def test_patterns_that_engines_read_differently(pattern):
    with pytest.raises(DerivationError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["[^a-c]x", "(a|b)+", "(?:a|b){2}", "https?://[!-~]+", "a{2,}", "n2/1", "[.]+"]
)
def test_patterns_that_all_engines_read_alike(pattern):
    check_pattern(pattern)


@pytest.mark.parametrize(
    "condition",
    [
        "a / b = 1",
        "a + b = 1",
        "CAST(a AS INT) = 1",
        "length(a) = 1",
        "a IS TRUE",
        "a = 'x\\n'",
        "a = 'it''s'",
        "a || b = 'x'",
        "stranger = 1",
        "a = 1; DROP TABLE b",
        "a = 1 -- b",
        'a = "b"',
        "a LIKE 'x'",
        "a BETWEEN 1 AND 2",
        "a = 1e5",
    ],
)
def test_conditions_that_engines_read_differently(condition):
    with pytest.raises(DerivationError):
        check_condition(condition, {"a", "b"})
