import json

import pytest

from claimbook.rules.catalogue import RULES
from claimbook_build.evidence.report import as_json, as_text, verification
from claimbook_build.evidence.texts import TextsError

AG, PR = "doc_vd-2019-05-10-army-group", "doc_vd-2019-05-09-pressure"
DIGEST, TABLE = "doc_digest-2019-05-14", "doc_gs-losses-table"
TABLES = (TABLE, "doc_fleet-table-later-edition", "doc_fleet-table-may-13")
BANNER = "Read this first: our readers pay for what we do.\n\n"


def states(report, document):
    found = [one.state for one in report.checked if one.line.document == document]
    return {state: found.count(state) for state in set(found)}


def said(report, code):
    return [
        (finding.severity, finding.message)
        for finding in report.diagnostics
        if finding.code == code and finding.severity != "info"
    ]


def test_every_span_of_the_example_is_in_place(root, texts):
    report = verification(root, texts, {}, None)
    spans = [one for one in report.checked if one.line.document not in TABLES]
    assert {one.state for one in spans} == {"in_place"}
    assert sorted(f.record for f in report.diagnostics) == sorted(TABLES)
    assert not report.failed
    assert {path.name for path in report.matched.unmatched} == {
        "channel-roundup.txt",
        "evening-briefing.txt",
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b" ", b"\xc2\xa0"),
        lambda data: data.replace(b" ", b" \n  "),
        lambda data: data.replace(b'"', b"\xe2\x80\x9d"),
        lambda data: b"\n\n" + data + b"\n \n",
    ],
)
def test_another_form_of_the_same_text_loses_nothing(root, texts, change):
    path = texts / "army-group.txt"
    path.write_bytes(change(path.read_bytes()))
    report = verification(root, texts, {}, None)
    assert set(states(report, AG)) == {"in_place"}
    assert not report.failed
    assert [f.severity for f in report.diagnostics if f.record not in TABLES] == ["info"]


@pytest.mark.parametrize("rule", [r for r in RULES if r.text_example], ids=lambda r: r.code)
def test_the_bad_text_gives_the_code_and_the_good_one_nothing(root, texts, alter, rule):
    example = rule.text_example
    data = (texts / example.name).read_text("utf-8")
    assert data.count(example.good) == 1
    assert not said(verification(root, texts, {}, None), rule.code)
    alter(example.name.removesuffix(".txt"), example.good, example.bad)
    found = [f for f in verification(root, texts, {}, None).diagnostics if f.code == rule.code]
    own = {f.severity for f in found if f.place.path == example.found_in}
    assert rule.severity in own


def test_a_renamed_file_is_known_by_its_fingerprint(root, texts):
    (texts / "army-group.txt").rename(texts / "0.html")
    assert set(states(verification(root, texts, {}, None), AG)) == {"in_place"}


def test_a_banner_on_top_moves_every_span(root, texts):
    path = texts / "army-group.txt"
    path.write_bytes(BANNER.encode() + path.read_bytes())
    report = verification(root, texts, {}, None)
    assert set(states(report, AG)) == {"moved"}
    assert not report.failed
    shift = len(BANNER) - 1
    assert {one.start - one.line.span_start for one in report.checked if one.state == "moved"} == {
        shift
    }
    assert ("warning", "R602") in {(f.severity, f.code) for f in report.diagnostics}


def test_a_new_feed_at_the_foot_moves_nothing(root, texts, alter):
    alter("army-group", "It expires in 24 hours.", "Another feed.")
    report = verification(root, texts, {}, None)
    assert set(states(report, AG)) == {"in_place"}
    assert any("another one" in message for _, message in said(report, "R602"))


def test_a_changed_digit_loses_its_spans_and_no_others(root, texts, alter):
    alter("army-group", "had fired 82 missiles", "had fired 83 missiles")
    report = verification(root, texts, {}, None)
    found = states(report, AG)
    assert found["lost"] == 3
    assert report.failed
    lost = {one.line.record for one in report.checked if one.state == "lost"}
    assert lost == {
        "clm_ag-zalushan-barrage",
        "fig_ag-missiles-fired",
        "evt_barrage-on-velmaria-2019-05-10",
    }


def test_words_that_stand_twice_are_ambiguous(root, texts, alter):
    words = "Kursholt had blamed the Velmarian secret service"
    path = alter("army-group", "82 missiles", "many missiles")
    again = b" It was 82 missiles. It was 82 missiles. " * 2
    path.write_bytes(path.read_bytes().replace(words.encode(), words.encode() + again))
    report = verification(root, texts, {}, None)
    state = {one.line.record: one.state for one in report.checked if one.line.field == "evidence"}
    assert state["fig_ag-missiles-fired"] == "ambiguous"
    assert report.failed


def test_without_its_text_a_span_is_not_checkable_and_never_fine(root, texts):
    (texts / "army-group.txt").unlink()
    report = verification(root, texts, {}, None)
    assert set(states(report, AG)) == {"not_checkable"}
    assert not report.failed
    found = [f for f in report.diagnostics if f.record not in TABLES]
    assert [(f.severity, f.record) for f in found] == [("info", AG)]
    assert "not checkable" in found[0].message
    row = next(line for line in as_text(report, False).splitlines() if line.startswith(AG))
    assert row.split() == [AG, "0", "0", "0", "0", "18"]


def test_a_file_may_be_named_for_a_document(root, texts):
    path = texts / "army-group.txt"
    path.write_text("Nothing of it is left.", "utf-8")
    assert set(states(verification(root, texts, {}, None), AG)) == {"not_checkable"}
    named = verification(root, texts, {AG: path}, None)
    assert set(states(named, AG)) == {"lost"}


@pytest.mark.parametrize(
    ("key", "name", "message"),
    [
        (
            "doc_vd-2019-05-10-army-grup",
            "army-group.txt",
            "did you mean `doc_vd-2019-05-10-army-gr",
        ),
        (AG, "nothing.txt", "not a regular file"),
    ],
)
def test_what_is_named_must_be_there(root, texts, key, name, message):
    with pytest.raises(TextsError, match=message):
        verification(root, texts, {key: texts / name}, None)


def test_a_folder_of_texts_must_be_there(root, tmp_path):
    with pytest.raises(TextsError, match="there is no folder"):
        verification(root, tmp_path / "nowhere", {}, None)


def test_what_is_no_text_is_said(root, texts):
    (texts / "odd.txt").write_bytes(b"\xff\xfe\x00")
    report = verification(root, texts, {}, None)
    assert [path.name for path, _ in report.matched.unreadable] == ["odd.txt"]
    assert "odd.txt" in as_text(report, False)


def change(own, path, old, new):
    text = (own / path).read_text("utf-8")
    assert text.count(old) == 1
    (own / path).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{at: 1014-1016, record", "{at: 1014-1015, record", "no number stands at 1014-1015"),
        ("{at: 1014-1016, record", "{at: 1014-1015, record", "`10` at 1014-1016 is not accounted"),
        ("  - {at: 1034-1036, record: fig_ag-missiles-fired}\n", "", "`82` at 1034-1036 is not"),
    ],
)
def test_coverage_is_that_of_the_text(own, texts, old, new, message):
    change(own, f"seeds/documents/{AG}.yaml", old, new)
    report = verification(own, texts, {}, None)
    assert report.failed
    assert any(message in words for _, words in said(report, "R608"))


def test_a_wrong_length_beside_a_right_fingerprint_is_an_error(own, texts):
    change(own, f"seeds/documents/{AG}.yaml", "length: 2238", "length: 2239")
    assert ("error", "the text at hand has 2238 characters") in said(
        verification(own, texts, {}, None), "R602"
    )


def test_a_spans_file_that_is_out_of_step_is_never_fine(own, texts):
    (own / f"dataset/statements/2019/{AG}.spans.jsonl").unlink()
    report = verification(own, texts, {}, None)
    assert report.failed
    assert said(report, "R607")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"number_start": 1034, "number_end": 1036', '"number_start": 1037, "number_end": 1039',
         "the wording of `fig_ag-missiles-fired` does not stand at 1037-1039"),
        ('"number_start": 1034, "number_end": 1036', '"number_start": 14, "number_end": 16',
         "the wording of `fig_ag-missiles-fired` does not stand at 14-16"),
    ],
)  # fmt: skip
def test_a_wording_stands_at_its_offsets(own, texts, old, new, message):
    change(own, f"dataset/statements/2019/{AG}.spans.jsonl", old, new)
    assert ("error", message) in said(verification(own, texts, {}, None), "R602")


def test_json_counts_and_lists(root, texts):
    (texts / "digest-2019-05-14.txt").unlink()
    body = json.loads(as_json(verification(root, texts, {}, None)))
    assert body["counts"]["not_checkable"] == 46 + 8 + 13
    assert sum(body["counts"].values()) == len(body["spans"])
    assert AG in body["documents"]
    assert DIGEST not in body["documents"]
    assert {row["severity"] for row in body["diagnostics"]} == {"info"}


def test_cells_are_counted_and_never_fine(root, texts):
    report = verification(root, texts, {}, None)
    assert states(report, TABLE) == {"not_checkable": 8}
    [found] = [f for f in report.diagnostics if f.record == TABLE]
    assert (found.severity, found.message) == (
        "info",
        "a table: 8 cells are not checkable from a text",
    )
    cells = [row for row in json.loads(as_json(report))["spans"] if row["document"] == TABLE]
    assert {
        ("fig_lt-people-next-day", "evidence", "2019-05-13", "losses: people", "not_checkable")
    } < {
        tuple(row[name] for name in ("record", "field", "row_key", "column_name", "state"))
        for row in cells
    }
    assert {row["span_start"] for row in cells} == {None}


def test_no_text_is_that_of_a_table(root, texts):
    with pytest.raises(TextsError, match="is a table: it has no text"):
        verification(root, texts, {TABLE: texts / "army-group.txt"}, None)
