from collections import Counter
from pathlib import Path

import pytest

import claimbook.derive.field_ids
from claimbook.derive.field_ids import GONE, FieldIdError, field_ids, listed, read_field_ids
from claimbook.derive.tables import tables
from claimbook_build.build.flat import figures_flat_table

LIST = Path(claimbook.derive.field_ids.__file__).with_name("field_ids.txt")
PUBLISHED = {table.name: table for table in (*tables().values(), figures_flat_table())}


@pytest.fixture(scope="module", autouse=True)
def _added(request):
    if request.config.getoption("--update-goldens"):
        LIST.write_text(grown(LIST.read_text("utf-8")), "utf-8", newline="\n")
        listed.cache_clear()


def grown(text):
    """Return the list with a number for every column that has none, behind those of its table."""
    lines = text.splitlines()
    for table in PUBLISHED.values():
        known = [
            names[0] for (owner, _), names in read_field_ids(text).items() if owner == table.name
        ]
        places = [at for at, line in enumerate(lines) if line.startswith(f"{table.name} ")]
        number = len(places)
        new = [name for name in wanted(table) if name not in known]
        added = [f"{table.name} {number + at} {name}" for at, name in enumerate(new, 1)]
        if places:
            lines[places[-1] + 1 : places[-1] + 1] = added
        else:
            lines += ["", *added]
    return "".join(f"{line}\n" for line in lines)


def wanted(table):
    return [
        name
        for column in table.columns
        for name in (column.name, *([f"{column.name}.element"] if column.type[-1] == "]" else []))
    ]


@pytest.mark.parametrize("table", PUBLISHED.values(), ids=PUBLISHED)
def test_every_column_has_a_number(table):
    assert set(field_ids(table.name)) == set(wanted(table))


def test_no_line_was_taken_out():
    count = Counter(owner for owner, _ in listed())
    assert list(listed()) == [(owner, n) for owner in count for n in range(1, count[owner] + 1)]


def test_no_name_stands_for_two_columns():
    used = Counter((key[0], name) for key, names in listed().items() for name in names)
    assert {name for (_, name), times in used.items() if times > 1} <= {GONE}
    assert all(GONE not in names[1:] for names in listed().values())


@pytest.mark.parametrize("start", ["figures_flat ", "codes "])
def test_a_new_column_goes_behind_and_nothing_else_changes(start):
    text = LIST.read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(start)]
    assert len(kept) < len(text.splitlines())
    assert grown(text) == text
    assert read_field_ids(grown("\n".join(kept))) == listed()


@pytest.mark.parametrize(
    "line", ["claims 1", "claims id 1", "claims", "claims -1 id", "a 1 b\na 1 c"]
)
def test_lines_that_are_none(line):
    with pytest.raises(FieldIdError, match="no `table number name`"):
        read_field_ids(line)
