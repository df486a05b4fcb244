import re

import pytest

from claimbook_build.views.files import view_files

PUBLISHED = {
    *("figures_flat", "best_figure", "conflicts", "revisions", "interception", "claim_chain"),
    *("timeline", "who_said", "known_at", "as_published", "coverage", "safe_sum"),
}
"""The views that the record model promises."""

MACROS = {
    "best_figure": "best_figure('latest')",
    "who_said": "who_said('evt_missile-barrage-2022-10-10')",
    "known_at": "known_at('2026-01-01')",
    "as_published": "as_published('2026.11.0')",
    "safe_sum": "safe_sum('killed')",
}
_CREATE = re.compile(r"CREATE OR REPLACE (?:VIEW|MACRO) ([a-z_]+)")
_BLANK_BEFORE_COMMENT = re.compile(r"\n\n(?=-- )")


def definitions():
    """Yield the name of each view and macro, its header and its SQL."""
    for text in view_files().values():
        for part in _BLANK_BEFORE_COMMENT.split(text):
            lines = part.splitlines()
            header = [line for line in lines if line.startswith("--")]
            name = _CREATE.search(part)
            assert name, part
            yield name[1], header, part


DEFINED = list(definitions())
NAMES = [name for name, _, _ in DEFINED]


def parts_of(header):
    """Return the named parts of a header: grain, key, columns, nulls."""
    parts, last = {}, None
    for line in header[1:]:
        found = re.fullmatch(r"-- ([a-z]+):\s+(.*)", line)
        if found:
            last = found[1]
            parts[last] = found[2]
        elif line.startswith("--      ") and last:
            parts[last] += " " + line[2:].strip()
        else:
            last = None
    return parts


def from_(name):
    return MACROS.get(name, name)


def test_every_promised_view_is_there_and_once():
    assert set(NAMES) >= PUBLISHED
    assert len(NAMES) == len(set(NAMES))
    assert {f"view_{name}.sql" for name in PUBLISHED} <= set(view_files())


@pytest.mark.parametrize(("name", "header", "sql"), DEFINED, ids=NAMES)
def test_a_header_says_grain_key_columns_and_null_policy(name, header, sql):
    assert sql.startswith("-- ")
    assert re.match(rf"-- {name}(\([a-z_, ]+\))?: ", header[0])
    assert list(parts_of(header))[:4] == ["grain", "key", "columns", "nulls"]


@pytest.mark.parametrize(("file", "text"), view_files().items())
def test_sql_keeps_one_form(file, text):
    assert all(len(line) <= 100 for line in text.splitlines())
    assert "\t" not in text
    assert not re.search(r"[ ]+\n", text)
    assert text.endswith(";\n")
    assert text.isascii()


@pytest.mark.parametrize(("name", "header", "sql"), DEFINED, ids=NAMES)
def test_the_key_exists_and_is_unique(real, name, header, sql):
    key = [column.strip() for column in parts_of(header)["key"].split(",")]
    rows = real(f"FROM {from_(name)}")
    assert rows
    assert set(key) <= set(rows[0])
    seen = [tuple(str(row[column]) for column in key) for row in rows]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(("name", "header", "sql"), DEFINED, ids=NAMES)
def test_columns_that_are_null_are_named_as_such(real, name, header, sql):
    if name in {"figures_flat", "known_at", "as_published"}:
        return  # "as in figures": the tables' own dictionary says it
    nulls = parts_of(header)["nulls"]
    rows = real(f"FROM {from_(name)}")
    empty = {column for row in rows for column, value in row.items() if value is None}
    assert {column for column in empty if not re.search(rf"\b{column}\b", nulls)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_release_has_every_view(world, name):
    rows = world.ask(f"FROM {from_(name)}")
    assert len(rows) == (1 if name == "safe_sum" else 0)
