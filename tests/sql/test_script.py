import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.shell.completion import Completer
from claimbook_build.shell.definition import definitions
from claimbook_build.shell.script import is_blank, split

PIECES = st.lists(
    st.sampled_from(
        [";", "'", "''", '"', "--", "\n", "/*", "*/", "$$", "$a$", "E'", "\\", "x", " "]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "statements", "rest"),
    [
        ("", (), ""),
        ("select 1", (), "select 1"),
        ("select 1;", ("select 1",), ""),
        ("a; b;c", ("a", " b"), "c"),
        (";; ;\n;", (), ""),
        ("select ';';", ("select ';'",), ""),
        ("select 'it''s; so';", ("select 'it''s; so'",), ""),
        ("select 'open;", (), "select 'open;"),
        ('select ";" as "a;";', ('select ";" as "a;"',), ""),
        ("select 1 -- ; no\n;x", ("select 1 -- ; no\n",), "x"),
        ("select 1 -- ; no", (), "select 1 -- ; no"),
        ("/* ; */ a;", ("/* ; */ a",), ""),
        ("/* /* ; */ ; */ a;", ("/* /* ; */ ; */ a",), ""),
        ("/* open ;", (), "/* open ;"),
        ("$$;$$;", ("$$;$$",), ""),
        ("$a$;$$;$a$;", ("$a$;$$;$a$",), ""),
        ("$1; x", ("$1",), " x"),
        (r"e'\';';", (r"e'\';'",), ""),
        (r"E'\\';x", (r"E'\\'",), "x"),
        (r"'\';x", (r"'\'",), "x"),
        ("date'2022-01-01';", ("date'2022-01-01'",), ""),
    ],
)
def test_statements_end_where_they_end(text, statements, rest):
    assert split(text) == (statements, rest)


@given(PIECES)
def test_nothing_is_lost(text):
    statements, rest = split(text)
    assert text.endswith(rest)
    assert sum(map(len, statements)) + len(rest) <= len(text)
    assert all(statement in text for statement in statements)


@given(PIECES, PIECES)
def test_a_statement_that_ended_stays_as_it_was(first, more):
    statements, rest = split(first)
    again, _ = split(first + more)
    if not rest.endswith(("-", "/", "$", "E", "*", "a")):  # what comes next may join them
        assert again[: len(statements)] == statements


@given(PIECES)
def test_what_is_blank_holds_no_statement(text):
    if is_blank(text):
        assert split(text)[0] == ()
        assert "x" not in text.replace("/*", "").split("--")[0] or "/*" in text


def test_definitions_have_their_own_comments():
    text = (
        "-- a: first.\n-- key: x\nCREATE VIEW a AS SELECT ';';\n\n"
        "-- b(c): second; third\nCREATE OR REPLACE MACRO b(c, d := NULL) AS TABLE\nSELECT 1;\n"
        "COMMENT ON VIEW a IS 'A.';\n"
    )
    made = definitions({"view_a.sql": text})
    assert list(made) == ["a", "b"]
    assert (made["a"].in_short, made["a"].arguments) == ("First.", "")
    assert (made["b"].in_short, made["b"].arguments) == ("Second; third", "(c, d := NULL)")
    assert made["a"].sql == "CREATE VIEW a AS SELECT ';';"


COMPLETER = Completer(
    {"figures": ["best", "status"], "documents": ["id", "best_of"]},
    ["best_figure"],
    ["csv", "json"],
)


@pytest.mark.parametrize(
    ("statement", "word", "found"),
    [
        ("from fig", "fig", ("figures",)),
        ("FROM FIG", "FIG", ("figures",)),
        ("from figures select b", "b", ("best", "best_figure(", "between", "by", "best_of")),
        ("select d.i from documents as d", "d.i", ("d.id",)),
        ("select documents.b from documents", "documents.b", ("documents.best_of",)),
        ("select nothing.b", "nothing.b", ()),
        (".sch", ".sch", (".schema",)),
        (".schema d", "d", ("documents",)),
        (".explain b", "b", ("best_figure",)),
        (".mode j", "j", ("json",)),
        ("zzz", "zzz", ()),
    ],
)
def test_words_go_on(statement, word, found):
    assert COMPLETER.complete(statement, word) == found
