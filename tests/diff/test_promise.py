import pytest

from claimbook.release.connect import ViewError
from claimbook.release.diff.compare import compare
from claimbook.release.diff.promise import contract_of
from claimbook.release.diff.session import session
from diff.made import Made, make

VIEW = "CREATE VIEW tall AS SELECT k, n FROM t;\nCREATE MACRO twice(a) AS a * 2;\n"
COLUMNS = {"k": "VARCHAR", "tags": "VARCHAR[]", "n": "BIGINT"}


def table(**more):
    return Made(COLUMNS, ("k",), [("a", ["x"], 1)], **more)


def codes(*pairs):
    return Made({"vocabulary": "VARCHAR", "code": "VARCHAR"}, ("vocabulary", "code"), list(pairs))


def contract(release):
    with session(release, release) as connection:
        return contract_of(connection, release)


def rules(old, new):
    with compare(old, new) as found:
        return [(c.rule, c.table, c.column, c.level) for c in found.schema.changes]


def test_what_a_release_promises(tmp_path):
    facts = {"n": {"unit": "metre", "references": ["x"], "vocabulary": "v"}}
    made = table(ids={"tags": 4, "n": 7}, required=("k",), facts=facts, grain="One thing.")
    promised = contract(make(tmp_path, "2026.1.0", {"t": made}, views={"view_tall.sql": VIEW}))
    assert sorted(each.name for each in promised.tables) == ["t", "tall", "twice"]
    found, macro, view = (
        next(each for each in promised.tables if each.name == name)
        for name in ("t", "twice", "tall")
    )
    assert (found.grain, found.primary_key, found.names()) == ("One thing.", ("k",), (*COLUMNS,))
    assert [(c.nullable, c.field_id) for c in found.columns] == [
        (False, None),
        (True, 4),
        (True, 7),
    ]
    last = found.columns[-1]
    assert (last.unit, last.vocabulary, last.references) == ("metre", "v", ("x",))
    assert [(c.name, c.type) for c in view.columns] == [("k", "VARCHAR"), ("n", "BIGINT")]
    assert (macro.kind, macro.names()) == ("macro", ("a",))
    assert promised.definitions[0].file == "view_tall.sql"


@pytest.mark.parametrize("text", ["not JSON", "{}", "[1, {}]", '[{"name": 1}]', "[" * 100_000])
def test_metadata_of_another_writer_promises_nothing(tmp_path, text):
    made = table(facts={"n": {"unit": "metre"}})
    made.described = text
    promised = contract(make(tmp_path, "2026.1.0", {"t": made}))
    assert {column.unit for column in promised.table("t").columns} == {None}


def test_lists_of_codes_are_open_or_closed(tmp_path):
    old = make(tmp_path, "2026.1.0", {"codes": codes(("medium", "a"), ("stance", "denies"))})
    pairs = (("medium", "a"), ("medium", "b"), ("stance", "doubts"))
    new = make(tmp_path, "2026.2.0", {"codes": codes(*pairs)})
    assert rules(old, new) == [
        ("code_removed", "stance", "denies", "major"),
        ("code_added", "stance", "doubts", "major"),
        ("code_added", "medium", "b", "minor"),
    ]


def test_views_and_macros_are_promised_too(tmp_path):
    old = make(tmp_path, "2026.1.0", {"t": table()}, views={"view_tall.sql": VIEW})
    text = "CREATE VIEW tall AS SELECT k FROM t;\nCREATE MACRO twice(a, b) AS a * b;\n"
    new = make(tmp_path, "2026.2.0", {"t": table()}, views={"view_tall.sql": text})
    assert rules(old, new) == [
        ("column_removed", "tall", "n", "major"),
        ("parameters_changed", "twice", None, "major"),
        ("definition_changed", "view_tall.sql", None, "patch"),
    ]


def test_a_view_that_cannot_be_made_is_a_broken_release(tmp_path):
    old = make(tmp_path, "2026.1.0", {"t": table()})
    views = {"view_x.sql": "CREATE VIEW x AS FROM nowhere;"}
    new = make(tmp_path, "2026.2.0", {"t": table()}, views=views)
    with pytest.raises(ViewError), compare(old, new):
        pass


def test_the_declared_version_is_held_against_the_changes(tmp_path):
    smaller = Made({"k": "VARCHAR"}, ("k",), [("a",)])
    old = make(tmp_path, "2026.1.0", {"t": table()})
    new = make(tmp_path, "2026.2.0", {"t": smaller}, schema_version="1.4.0")
    with compare(old, new) as found:
        schema = found.schema
        assert (schema.level, schema.least, schema.suffices) == ("major", "2.0.0", False)
        assert not found.equal


def test_the_engine_reads_nothing_but_the_two_releases(tmp_path):
    import duckdb

    old, new = (make(tmp_path, f"2026.{n}.0", {"t": table()}) for n in (1, 2))
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with session(old, new) as connection:
        for sql in (f"FROM '{tmp_path}/secret.csv'", f"COPY (SELECT 1) TO '{tmp_path}/x.csv'"):
            with pytest.raises(duckdb.PermissionException):
                connection.execute(sql)
        with pytest.raises(duckdb.Error, match="locked"):
            connection.execute("SET memory_limit = '99GB'")
