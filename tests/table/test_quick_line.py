import csv

from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.read.strict_json import iter_jsonl
from claimbook_build.table.delimited import DELIMITERS
from claimbook_build.table.json_lines import Objects
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.options import Options
from claimbook_build.table.quick_line import QuickLine
from claimbook_build.table.table import open_table

CELLS = st.text('ab1 "\t,;#\u00e9e\u0301\u200b\r\0ї', max_size=4)


@given(
    cells=st.lists(CELLS, min_size=1, max_size=3),
    by=st.sampled_from(DELIMITERS),
    end=st.sampled_from(["\n", "\r\n", ""]),
)
def test_what_is_parted_quickly_is_parted_alike_and_without_a_finding(
    tmp_path_factory, cells, by, end
):
    line = by.join(cells) + end
    quick = QuickLine(("x", "y"), by).values(line)
    if quick is None:
        return
    (values,) = csv.reader([line], delimiter=by, strict=True)
    assert tuple(values) == quick
    path = tmp_path_factory.mktemp("lines") / "a.csv"
    path.write_text(f"x{by}y\n{line}", encoding="utf-8", newline="")
    with open_table(str(path), Options(delimiter=by)) as table:
        rows = list(table)
    assert not table.diagnostics
    assert [row.values for row in rows] == [quick]


SPACE = st.text(" \n\t", max_size=3)


@given(
    around=st.tuples(SPACE, SPACE),
    inside=SPACE,
    word=st.text("aї", max_size=3),
    shift=st.integers(0, 5),
)
def test_an_object_stands_where_the_strict_reader_says(around, inside, word, shift):
    before, behind = around
    text = f'{before}{{{inside}"a": "{word}"{inside}}}{behind}'
    row = Objects(Ledger("a.json")).row(text.encode(), 7, shift)
    path, line, column, end_line, end = next(iter_jsonl((text.encode(),), "a.json", 7)).root.span
    moved = (column + shift * (line == 7), end + shift * (end_line == 7))
    assert row.site.span() == (path, line, moved[0], end_line, moved[1])
