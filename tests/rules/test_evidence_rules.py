import pytest

from example_project import EXAMPLE

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
SPANS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.spans.jsonl"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
DOCUMENT = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"
LOSSES = "dataset/statements/2019/doc_gs-losses-table.yaml"
TABLE = "seeds/documents/doc_gs-losses-table.yaml"


@pytest.mark.parametrize(
    ("locator", "code"),
    [
        ("533-99999", "R601"),
        ("585-533", "R601"),
        ("533-533", "R601"),
        ("0533-585", "R601"),
        ("533", "R601"),
        ("doc_other:533-585", "R204"),
        ("533-584", "R607"),
    ],
)
def test_a_span_is_one_of_its_document(broken, locator, code):
    found = broken(code, (AG, "evidence: [533-585]", f'evidence: ["{locator}"]'))
    assert [f.place.line for f in found if f.place.path == AG] == [9]


def test_a_line_that_no_record_gives_is_found_where_it_stands(broken):
    found = broken("R607", (AG, "evidence: [533-585]", "evidence: [689-742]"))
    places = [(f.place.path.rpartition("/")[2], f.place.line) for f in found]
    assert sorted(places) == [
        ("doc_vd-2019-05-10-army-group.spans.jsonl", 5),
        ("doc_vd-2019-05-10-army-group.yaml", 9),
    ]


def test_a_dates_words_have_their_line(broken):
    added = "happened_wording: May 10\nday_part: morning"
    assert not broken("R607", (BARRAGE, "happened_wording: May 10", added))
    said = (AG, "speech_act: announces", "speech_act: announces\n    said_at_wording: May 10")
    assert [f.place.line for f in broken("R607", said)] == [6]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (AG, "wording: only 47", "wording: only 48"),
        (AG, "as_of_wording: 11 a.m. local time on May 10", "as_of_wording: 11 a.m. on May 10"),
        (BARRAGE, "happened_wording: May 10", "happened_wording: 10 May"),
        (DOCUMENT, "form a shared army group", "found a shared army group"),
        (DOCUMENT, "published_wording: May 10, 2019 4:05", "published_wording: May 10, 2019 4:15"),
    ],
)
def test_words_are_those_that_were_anchored(broken, path, old, new):
    assert [f.place.path for f in broken("R609", (path, old, new))] == [path]


def test_a_wording_stands_in_one_span(broken, root):
    lines = (root / SPANS).read_text("utf-8").split("\n")
    number = next(line for line in lines if '"number_start": 1034' in line)
    bare = number.replace('"number_start": 1034, "number_end": 1036, ', "")
    bare = bare[: bare.index('"number_sha256"')] + bare[bare.index('"span_sha256"') :]
    found = broken("R609", (SPANS, number, bare))
    assert [f.message for f in found] == [
        "the wording stands in 0 of the figure's spans, not in one"
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("at: 988-990", "either"),
        ("at: 400-402, reason: date", "out of order"),
        ("at: 988-990, record: clm_ag-dranets-jobs", "has no span that holds 988-990"),
    ],
)
def test_a_token_has_one_account(broken, new, said):
    found = broken("R608", (DOCUMENT, "at: 988-990, record: fig_ag-missiles-fired", new))
    assert [said in f.message for f in found] == [True]


def test_a_token_outside_the_text_is_found(broken):
    assert broken("R608", (DOCUMENT, "length: 2238", "length: 1000"))


def test_the_number_of_a_figure_is_in_the_coverage(broken):
    found = broken("R608", (DOCUMENT, "  - {at: 1034-1036, record: fig_ag-missiles-fired}\n", ""))
    assert [(f.severity, f.message) for f in found] == [
        ("error", "the number at 1034-1036 is not in the coverage of its document")
    ]


def test_a_document_whose_coverage_is_not_begun_is_a_warning(broken):
    text = (EXAMPLE / DOCUMENT).read_text()
    coverage = text[text.index("coverage:\n") :]
    found = broken("R608", (DOCUMENT, coverage, ""))
    assert {f.severity for f in found} == {"warning"}


def spans_with(change):
    lines = (EXAMPLE / SPANS).read_text("utf-8").splitlines()
    return {SPANS: "".join(f"{line}\n" for line in change(lines))}


def test_a_line_that_stands_twice_is_shown_with_the_first(broken):
    [found] = broken("R607", **spans_with(lambda lines: [*lines, lines[4]]))
    assert found.message == "the line of this span stands twice"
    assert (found.place.path, found.place.line, found.place.column) == (SPANS, 19, 1)
    assert [(r.message, r.place.path, r.place.line, r.place.column) for r in found.related] == [
        ("first said here", SPANS, 5, 1)
    ]


@pytest.mark.parametrize(("end", "bad"), [(2237, False), (2238, False), (2239, True)])
def test_a_span_may_end_with_its_document(broken, end, bad):
    found = broken("R601", (AG, "evidence: [533-585]", f"evidence: [533-{end}]"))
    assert len(found) == bad
    assert all(f"ends at {end}, the document at 2238" in f.message for f in found)


TWICE = (AG, "id: clm_ag-marushan-army-group", "id: clm_ag-dranets-jobs")
LATER = "evidence: [1018-1095]"


def test_a_record_that_stands_twice_hides_no_other(broken):
    assert len(broken("R601", TWICE, (AG, LATER, "evidence: [1018-9095]"))) == 1
    assert not broken("R601", TWICE, (AG, "evidence: [533-585]", "evidence: [533-9585]"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("evidence: [533-585]", "evidence: [533-586]"),
        ("phase: begun", "phase: begun\n    said_at_wording: May 10"),
    ],
)
@pytest.mark.parametrize("unsure", ["twice", "unproven"])
def test_lines_are_not_missed_where_nobody_knows_which_there_are(broken, old, new, unsure):
    changed = (AG, old, new)
    assert [f.place.path for f in broken("R607", changed) if f.place.path == AG] == [AG]
    if unsure == "twice":
        found = broken("R607", changed, TWICE)
    else:
        found = broken("R607", changed, **spans_with(lambda lines: ["{", *lines]))
    assert [f for f in found if f.place.path == AG] == []


@pytest.mark.parametrize(
    ("locator", "code"),
    [
        ("0-4", "R601"),
        ("2019-05-12#war:ships", "R601"),
        ("2019-05-12#war%73hips", "R601"),
        ("2019-05-12#", "R601"),
        ("doc_gs-losses-table:0-4", "R601"),
        ("doc_vd-2019-05-10-army-group:2019-05-12#warships", "R601"),
        ("doc_nothing:2019-05-12#warships", "R204"),
        ("doc_gs-losses-table:2019-05-12#warships", None),
        ("12|Київ#warships", None),
    ],
)
def test_the_evidence_of_a_table_is_a_cell(broken, locator, code):
    old = "        evidence: [2019-05-12#warships]"
    found = broken(code or "R601", (LOSSES, old, f"        evidence: ['{locator}']"))
    assert [f.place.line for f in found] == ([18] if code else [])


def test_a_text_has_no_cells(broken):
    found = broken("R601", (AG, "evidence: [533-585]", "evidence: ['2019-05-12#warships']"))
    assert [f.message for f in found] == [
        "a cell, but `doc_vd-2019-05-10-army-group` is a text and no table"
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "missing"),
    [
        (DOCUMENT, "normalization: n2/1\n", "", ["normalization"]),
        (DOCUMENT, "length: 2238\n", "", ["length"]),
        (TABLE, "kind: dataset", "kind: page", ["text_sha256", "normalization", "length"]),
        (TABLE, "flags: ", "length: 5\nflags: ", ["text_sha256", "normalization"]),
    ],
)
def test_of_a_text_all_is_known_or_it_is_a_table(broken, path, old, new, missing):
    found = broken("R601", (path, old, new))
    names = [f.message.partition(" is missing")[0].strip("`") for f in found]
    assert [name for name in names if "cell" not in name] == missing


@pytest.mark.parametrize(
    ("code", "new"),
    [
        ("R608", "coverage:\n  - {at: 0-4, reason: date}\nnote: Key"),
        ("R601", "coverage:\n  - {at: '1#a', reason: date}\nnote: Key"),
        ("R601", "title_evidence: [0-4]\nnote: Key"),
        ("R601", "title_evidence: ['1#a']\nnote: Key"),
    ],
)
def test_nothing_of_a_table_is_told_by_offsets(broken, code, new):
    assert len(broken(code, (TABLE, "note: Key", new))) == 1


def test_a_dates_words_in_a_table_have_no_line(broken):
    said = "speech_act: asserts\n    said_at: '2019-05-13'\n    said_at_wording: '13.05'"
    old = "    proposition: Drosk has lost so many soldiers and ships by 13 May"
    changes = (LOSSES, f"speech_act: asserts\n{old}", f"{said}\n{old}")
    assert broken("R607", changes) == []


def test_a_cell_has_no_line(broken):
    line = (
        '{"record": "fig_lt-warships-may-12", "field": "evidence", "document": '
        '"doc_gs-losses-table", "selector": "cell", "row_key": "2019-05-12", '
        '"column_name": "warships"}'
    )
    found = broken("R607", **spans_with(lambda lines: [*lines, line]))
    assert [f.message for f in found] == ["a cell has no line in a spans file"]


def test_an_answer_in_the_same_cells_is_a_reading(broken):
    answer = "responds_to: [{claim: clm_lt-losses-may-12, stance: confirms}]\n    evidence: "
    cells = "[2019-05-13#warships, 2019-05-13#losses%3A people]"
    same = cells.replace("-13", "-12")
    assert len(broken("R504", (LOSSES, f"evidence: {cells}", f"{answer}{same}"))) == 1
    assert broken("R504", (LOSSES, f"evidence: {cells}", f"{answer}{cells}")) == []
