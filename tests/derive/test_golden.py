import pytest

from claimbook.derive.arrow import ARROW_TYPES, arrow_schema
from claimbook.derive.export import AUTHORED, export_schemas
from claimbook.derive.pandera import describe
from claimbook.derive.sql import checks_sql, ddl, references_sql
from claimbook.derive.tables import tables


@pytest.mark.parametrize("name", export_schemas())
def test_exported_schemas(golden, name):
    golden(f"schema/{name}", export_schemas()[name])


@pytest.mark.parametrize("name", tables())
def test_pandera(golden, name):
    golden(f"pandera/{name}.txt", "\n".join(describe(tables()[name])) + "\n")


@pytest.mark.parametrize("name", tables())
def test_sql(golden, name):
    table = tables()[name]
    queries = {**checks_sql(table), **references_sql(table)}
    checks = "\n".join(f"\n-- {check}\n{query};" for check, query in queries.items())
    golden(f"sql/{name}.sql", f"{ddl(table)}{checks}\n")


def test_arrow(golden):
    lines = []
    for table in tables().values():
        lines += [table.name, *(f"  {field}" for field in arrow_schema(table)), ""]
    golden("arrow/tables.txt", "\n".join(lines))


@pytest.mark.parametrize("table", tables().values(), ids=list(tables()))
def test_arrow_types_by_name_are_those_of_the_schema(table):
    named = [ARROW_TYPES[c.type] for c in table.columns]
    assert [str(field.type).removesuffix("[day]") for field in arrow_schema(table)] == named


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("schema", set(export_schemas())),
        ("pandera", {f"{name}.txt" for name in tables()}),
        ("sql", {f"{name}.sql" for name in tables()}),
        ("arrow", {"tables.txt"}),
    ],
)
def test_no_golden_file_is_left_over(golden, folder, names):
    golden.only(folder, names)


def test_further_files_are_exported_with_the_rest():
    files = export_schemas({"diagnostics.schema.json": "{}\n"})
    assert files["diagnostics.schema.json"] == "{}\n"
    assert len(files) == len(AUTHORED) + 3
