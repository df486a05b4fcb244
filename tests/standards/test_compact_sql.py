import duckdb
import pytest

from claimbook_build.standards.compact_sql import compact, squeezed

ASKED = "CREATE MACRO {name}(x, y := 1) AS TABLE\nWITH {more}asked AS (\n  SELECT x AS a, y AS b\n)"


@pytest.mark.parametrize(
    ("sql", "less"),
    [
        ("SELECT  1 ;\n", "SELECT 1"),
        ("-- a 'quoted' remark\nSELECT 1 -- one\n,  2", "SELECT 1\n, 2"),
        ("SELECT '-- no  remark', \"a  b\"", "SELECT '-- no  remark', \"a  b\""),
        ("SELECT 'it''s -- it' - -1", "SELECT 'it''s -- it' - -1"),
    ],
)
def test_only_remarks_and_indents_go(sql, less):
    assert squeezed(sql) == less


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW v AS\nSELECT 'a''b' AS x, 4 / 2 AS \"y z\" -- two\n;",
        ASKED.format(name="v", more="") + "\nSELECT a + b AS x FROM asked;",
        ASKED.format(name="v", more="") + ",\nz AS (SELECT a + 1 AS c FROM asked)\nFROM z, asked",
        ASKED.format(name="v", more="RECURSIVE ")
        + ",\nz AS (SELECT a AS c FROM asked UNION SELECT c + 1 FROM z WHERE c < 5)\nFROM z",
    ],
)
def test_a_text_answers_as_its_tree_does(sql):
    made = compact(sql)
    assert any("FROM query(" in statement for statement in made)
    call = "v(2, y := 3)" if "MACRO v(x" in sql else "v"
    with duckdb.connect() as one, duckdb.connect() as other:
        one.execute(sql)
        for statement in made:
            other.execute(statement)
        wanted = one.execute(f"FROM {call} ORDER BY ALL").fetchall()
        assert wanted
        assert other.execute(f"FROM {call} ORDER BY ALL").fetchall() == wanted


@pytest.mark.parametrize(
    "sql",
    [
        ASKED.format(name="v", more="") + "\nSELECT a + x AS c FROM asked",
        ASKED.format(name="v", more="") + '\nSELECT a + "x" AS c FROM asked',
        ASKED.format(name="v", more="") + "\nSELECT a + X AS c FROM asked",
        "CREATE MACRO v(x) AS TABLE\nSELECT x AS c",
        "CREATE MACRO v(x) AS x + 1",
        "CREATE VIEW v AS SELECT $$-- text$$ AS c",
        "CREATE VIEW v AS SELECT 1 /* '-- */ AS c",
        r"CREATE VIEW v AS SELECT E'\' -- ' AS c",
        ASKED.format(name="v", more="")[:-1],
    ],
)
def test_what_a_text_could_not_say_stays_a_tree(sql):
    assert not any("query(" in statement for statement in compact(sql))
