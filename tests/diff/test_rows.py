from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook.release.diff import rows as told
from claimbook.release.diff.change import plain
from claimbook.release.diff.compare import DiffError, compare
from diff.made import Made, make

COLUMNS = {
    "k": "VARCHAR",
    "n": "BIGINT",
    "x": "DOUBLE",
    "yes": "BOOLEAN",
    "day": "DATE",
    "at_utc": "TIMESTAMP",
    "tags": "VARCHAR[]",
    "text": "VARCHAR",
}
NAMES = list(COLUMNS)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=3)
MOMENTS = [datetime.fromisoformat(t) for t in ("2022-10-10T09:30", "2022-01-01T00:00:00.000001")]
CELLS = (
    st.none() | st.integers(-3, 3),
    st.none() | st.sampled_from([0.0, 0.5, -1.25, 1e300]),
    st.none() | st.booleans(),
    st.none() | st.sampled_from([date(2022, 10, 10), date(1, 1, 1), date(9999, 12, 31)]),
    st.none() | st.sampled_from(MOMENTS),
    st.none() | st.lists(st.none() | TEXT, max_size=2),
    st.none() | TEXT,
)
ROWS = st.dictionaries(st.sampled_from([None, "a", "b", "", "null", "ї"]), st.tuples(*CELLS))
LISTS = st.lists(st.tuples(st.sampled_from([None, "a", "b"]), *CELLS), max_size=6)
PROPERTY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def pair(tmp_path_factory):
    def made(old, new, **more):
        root = tmp_path_factory.mktemp("pair")
        before = make(root, "2026.11.0", {"t": old} if isinstance(old, Made) else old)
        after = make(root, "2026.12.0", {"t": new} if isinstance(new, Made) else new, **more)
        return before, after

    return made


def table(rows, key=("k",), columns=COLUMNS, **more):
    return Made(columns, key, rows, **more)


def listed(rows):
    return [dict(zip(NAMES, map(plain, row), strict=True)) for row in rows]


def applied(rows, changes):
    """Return rows by key after the changes, each of which must fit."""
    found = {row["k"]: row for row in listed(rows)}
    for change in changes:
        key = change.key["k"]
        if change.how == "removed":
            assert found.pop(key) == {"k": key, **change.row}
        elif change.how == "added":
            assert key not in found
            found[key] = {"k": key, **change.row}
        else:
            for cell in change.cells:
                assert found[key][cell.column] == cell.old
                found[key] = {**found[key], cell.column: cell.new}
    return found


@pytest.mark.slow
@PROPERTY
@given(old=ROWS, new=ROWS)
def test_changes_applied_to_the_old_rows_give_the_new_ones(pair, old, new):
    before, after = ([(key, *rest) for key, rest in side.items()] for side in (old, new))
    with compare(*pair(table(before), table(after))) as found:
        (difference,) = found.tables
        changes = list(found.rows("t"))
        assert difference.note is None
        assert applied(before, changes) == {row["k"]: row for row in listed(after)}
        counts = Counter(change.how for change in changes)
        assert counts["added"] == difference.added
        assert counts["removed"] == difference.removed
        assert counts["changed"] == difference.changed
        cells = Counter(cell.column for change in changes for cell in change.cells)
        assert cells == Counter(difference.cells)
        assert found.equal == (old == new)


@pytest.mark.slow
@PROPERTY
@given(old=LISTS, new=LISTS)
def test_rows_without_a_key_are_told_as_often_as_they_are_there(pair, old, new):
    with compare(*pair(table(old, ()), table(new, ()))) as found:
        changes = list(found.rows("t"))
    rows = Counter(map(repr, listed(old)))
    rows.subtract(repr(dict(c.row)) for c in changes if c.how == "removed")
    rows.update(repr(dict(c.row)) for c in changes if c.how == "added")
    assert min(rows.values(), default=0) >= 0
    assert +rows == Counter(map(repr, listed(new)))


@pytest.mark.slow
@PROPERTY
@given(old=LISTS, new=LISTS)
def test_keys_that_are_not_unique_make_no_false_change(pair, old, new):
    with compare(*pair(table(old), table(new))) as found:
        (difference,) = found.tables
        assert found.equal == (Counter(map(repr, old)) == Counter(map(repr, new)))
        told_apart = difference.added - difference.removed
        assert told_apart == len(new) - len(old)


def test_counting_by_hash_finds_the_same_numbers(pair):
    old = [(key, *[None] * 7) for key in "abc"]
    releases = pair(table(old), table([*old[1:], ("d", *[None] * 7), ("a", 1, *[None] * 6)]))
    with compare(*releases) as exact, compare(*releases, by_hash=True) as hashed:
        numbers = [[(t.added, t.removed, t.changed) for t in c.tables] for c in (exact, hashed)]
    assert numbers == [[(1, 0, 1)]] * 2


def test_rows_that_were_only_counted_cannot_be_told(pair):
    refused = pytest.raises(DiffError, match="only counted")
    with compare(*pair(table([]), table([])), by_hash=True) as found, refused:
        list(found.rows("t"))


SMALL = {"k": "VARCHAR", "a": "BIGINT"}


def small(*rows, key=("k",), **more):
    return Made(more.pop("columns", SMALL), key, list(rows), **more)


def compared(releases):
    with compare(*releases) as found:
        return found.tables, {name: list(found.rows(name)) for name in _names(found)}


def _names(found):
    return [table.name for table in found.tables]


def test_what_changed_comes_first_then_what_came_then_what_went(pair):
    old = small(("a", 1), ("b", 1), ("z", 1))
    _, rows = compared(pair(old, small(("c", 1), ("z", 2))))
    assert [(row.how, row.record) for row in rows["t"]] == [
        ("changed", "z"),
        ("added", "c"),
        ("removed", "a"),
        ("removed", "b"),
    ]


def test_tables_that_come_and_go(pair):
    tables, rows = compared(
        pair({"a": small(("x", 1)), "t": small()}, {"t": small(), "b": small()})
    )
    assert [(t.name, t.old_rows, t.new_rows, t.added, t.removed) for t in tables] == [
        ("t", 0, 0, 0, 0),
        ("b", None, 0, 0, 0),
        ("a", 1, None, 0, 1),
    ]
    assert [(row.how, dict(row.row)) for row in rows["a"]] == [("removed", {"a": 1})]


def test_a_table_without_a_key_that_comes(pair):
    new = {"t": small(), "b": small(("x", 1), ("x", 1), key=())}
    _, rows = compared(pair({"t": small()}, new))
    assert [dict(row.row) for row in rows["b"]] == [{"k": "x", "a": 1}] * 2


def test_another_key(pair):
    (table,), rows = compared(pair(small(("x", 1)), small(("x", 2), key=("k", "a"))))
    assert table.note == told.OTHER_KEY
    assert [(row.how, dict(row.row)) for row in rows["t"]] == [
        ("added", {"k": "x", "a": 2}),
        ("removed", {"k": "x", "a": 1}),
    ]


def test_no_column_in_common(pair):
    other = Made({"y": "BIGINT"}, (), [(1,)])
    (table,), rows = compared(pair(small(("x", 1)), other))
    assert (table.note, rows["t"]) == (told.NO_COLUMNS, [])


def test_a_column_that_was_renamed_is_compared_by_its_field_id(pair):
    old = small(("x", 1), ("y", 2), ids={"k": 1, "a": 2})
    new = small(("x", 1), ("y", 3), columns={"key": "VARCHAR", "b": "BIGINT"}, key=("key",))
    new.ids = {"key": 1, "b": 2}
    _, rows = compared(pair(old, new))
    (row,) = rows["t"]
    assert (dict(row.key), [(c.column, c.old, c.new) for c in row.cells]) == (
        {"key": "y"},
        [("b", 2, 3)],
    )


@pytest.mark.parametrize(
    ("kind", "values", "changed"),
    [
        ("DOUBLE", (1.0, 2.5), [("a", 2.0, 2.5)]),
        ("VARCHAR", ("1", "two"), [("a", "2", "two")]),
        ("BOOLEAN", (None, None), [("a", "1", None), ("a", "2", None)]),
    ],
)
def test_a_column_of_another_type_is_compared_by_what_it_says(pair, kind, values, changed):
    columns = {"k": "VARCHAR", "a": kind}
    new = small(*zip("xy", values, strict=True), columns=columns)
    _, rows = compared(pair(small(("x", 1), ("y", 2)), new))
    found = [(c.column, c.old, c.new) for row in rows["t"] for c in row.cells]
    assert found == changed


def test_a_key_of_another_type(pair):
    new = small((1, 1), (2, 5), columns={"k": "BIGINT", "a": "BIGINT"})
    _, rows = compared(pair(small(("1", 1), ("2", 2)), new))
    assert [(dict(row.key), row.how) for row in rows["t"]] == [({"k": "2"}, "changed")]


def test_columns_that_come_and_go_are_told_of_whole_rows_only(pair):
    new = small(("x", 7), ("z", 8), columns={"k": "VARCHAR", "b": "BIGINT"})
    _, rows = compared(pair(small(("x", 1), ("y", 2)), new))
    assert [(row.how, row.record, dict(row.row)) for row in rows["t"]] == [
        ("added", "z", {"b": 8}),
        ("removed", "y", {"a": 2}),
    ]


def test_names_that_are_keywords(pair):
    columns = {"select": "VARCHAR", "from": "VARCHAR"}
    old, new = (Made(columns, ("select",), [("a", text)]) for text in ("x", "y"))
    _, rows = compared(pair({"table": old}, {"table": new}))
    assert [row.how for row in rows["table"]] == ["changed"]


def test_a_key_in_two_parts_of_which_one_is_null(pair):
    columns = {"a": "VARCHAR", "b": "VARCHAR", "c": "BIGINT"}
    old = Made(columns, ("a", "b"), [("x", None, 1), (None, None, 1)])
    new = Made(columns, ("a", "b"), [("x", None, 2), (None, None, 1)])
    _, rows = compared(pair(old, new))
    assert [(row.how, dict(row.key)) for row in rows["t"]] == [("changed", {"a": "x", "b": None})]
