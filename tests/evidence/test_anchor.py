import pytest

from claimbook_build.evidence.anchor import anchor
from claimbook_build.evidence.report import anchored_as_text, verification
from claimbook_build.release.publish import PublishError
from example_project import found_in

AG = "doc_vd-2019-05-10-army-group"
STATEMENTS = f"dataset/statements/2019/{AG}.yaml"
SPANS = f"dataset/statements/2019/{AG}.spans.jsonl"
DOCUMENT = f"seeds/documents/{AG}.yaml"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
ACTORS = "seeds/reference/actors.yaml"
LOCK = "dataset/ids.lock"
MEASURES = "seeds/reference/measures.yaml"
MUNITIONS = """  - code: munition
    label: munitions
    label_uk: боєприпаси
    definition: Munitions of whatever kind.
    units: [munition]
    additive: true
    nouns: [munitions of a kind]
"""
BANNER = "Read this first: our 45 000 readers pay for what we do.\n\n"


def snapshot(own):
    return {p.relative_to(own): p.read_bytes() for p in own.rglob("*") if p.is_file()}


def change(own, path, old, new):
    text = (own / path).read_bytes().decode()
    assert text.count(old) == 1, (old, text.count(old))
    (own / path).write_bytes(text.replace(old, new).encode())


def test_a_second_anchoring_writes_nothing(own, texts):
    before = snapshot(own)
    done = anchor(own, texts, {})
    assert (done.diagnostics, done.written, done.minted) == ([], [], [])
    assert sum(done.spans.values()) == 124
    assert snapshot(own) == before


CLAUSE = "Drosk had fired 82 missiles at Velmaria, and only 47 of them were intercepted"
TITLE = "Marushan: Ruzhenia and Drosk form a shared army group"
OFFICE = "Security Council Secretary Mikalai Dranets of Ruzhenia"


@pytest.mark.parametrize(
    ("path", "offsets", "draft"),
    [
        (STATEMENTS, "[1018-1095]", f'["find: {CLAUSE}"]'),
        (STATEMENTS, "[1018-1095]", f"['find: {CLAUSE.replace(' ', '  ')}']"),
        (STATEMENTS, "[1034-1045]", '["find[1]: 82 missiles"]'),
        (BARRAGE, f"{AG}:1018-1057", f'"find {AG}: Drosk had fired 82 missiles at Velmaria"'),
        (DOCUMENT, "[103-156]", f'["find: {TITLE}"]'),
        (ACTORS, "[789-843]", f"['find: {OFFICE}']"),
    ],
)
def test_a_draft_becomes_its_offsets(own, texts, path, offsets, draft):
    text = (own / path).read_text("utf-8")
    change(own, path, offsets, draft)
    done = anchor(own, texts, {})
    assert done.diagnostics == []
    assert done.written == [path]
    assert (own / path).read_text("utf-8") == text


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_everything_else_of_the_file_stays(own, texts, ends):
    path = own / STATEMENTS
    text = path.read_text("utf-8").replace("claims:", "claims:  # ours\n")
    text = "\ufeff" + text.replace("[1034-1045]", '["find: 82 missiles"]  # fired')
    path.write_bytes(text.replace("\n", ends).encode())
    assert anchor(own, texts, {}).diagnostics == []
    wanted = text.replace('["find: 82 missiles"]', "[1034-1045]").replace("\n", ends)
    assert path.read_bytes().decode() == wanted


@pytest.mark.parametrize(
    ("place", "draft", "message"),
    [
        ((STATEMENTS, "[1034-1045]"), '["find: 85 missiles"]', "does not stand in the text"),
        ((STATEMENTS, "[1034-1045]"), '["find: missiles"]', "stands 3 times"),
        ((STATEMENTS, "[1034-1045]"), '["find[9]: missiles"]', "stands only 3 times"),
        ((STATEMENTS, "[1034-1045]"), '["find: \u00ad"]', "does not stand in the text"),
        ((BARRAGE, f"{AG}:1018-1057"), '"find doc_other: 82"', "`doc_other` is not at hand"),
        ((BARRAGE, f"{AG}:1018-1057"), '"find: 82 missiles"', "is not at hand"),
    ],
)
def test_a_draft_that_is_not_found_is_said_where_it_stands(own, texts, place, draft, message):
    path, old = place
    change(own, path, old, draft)
    before = snapshot(own)
    done = anchor(own, texts, {})
    [finding] = [f for f in done.diagnostics if message in f.message]
    assert finding.place.path == path
    line = (own / path).read_text("utf-8").splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 : finding.place.end_column - 1] == draft.strip("[]")
    assert done.written == []
    assert snapshot(own) == before
    assert "nothing was written" in anchored_as_text(done, False)


def test_one_draft_in_the_way_keeps_the_others_unwritten(own, texts):
    change(own, STATEMENTS, "[1034-1045]", '["find: 82 missiles"]')
    change(own, STATEMENTS, "[1063-1078]", '["find: only 48 of them"]')
    before = snapshot(own)
    assert len(anchor(own, texts, {}).diagnostics) == 1
    assert snapshot(own) == before


def test_a_fault_elsewhere_stops_all_but_the_files_asked_for(own, texts):
    change(own, STATEMENTS, "[1034-1045]", '["find: 82 missiles"]')
    change(own, "dataset/links.yaml", "kind: repeats", "kind: repeating")
    assert anchor(own, texts, {}).written == []
    done = anchor(own, texts, {}, (STATEMENTS,))
    assert (done.diagnostics, done.written) == ([], [STATEMENTS])


@pytest.mark.parametrize("folder", ["dataset", "dataset/statements", "dataset/statements/2019"])
def test_nothing_is_written_through_a_link(own, texts, tmp_path, folder):
    (own / SPANS).unlink()
    (own / folder).rename(tmp_path / "outside")
    (own / folder).symlink_to(tmp_path / "outside")
    before = snapshot(tmp_path / "outside")
    with pytest.raises(PublishError, match="is a symbolic link"):
        anchor(own, texts, {}, (BARRAGE,))
    assert snapshot(tmp_path / "outside") == before


def test_all_is_written_or_nothing(own, texts):
    change(own, STATEMENTS, "[1034-1045]", '["find: 82 missiles"]')
    (own / SPANS).unlink()
    (own / SPANS).mkdir()  # comes after the statements, and cannot be replaced
    before = snapshot(own)
    with pytest.raises(PublishError, match="not a regular file"):
        anchor(own, texts, {}, (STATEMENTS,))
    assert snapshot(own) == before


def test_lines_of_a_record_that_cannot_be_read_are_kept(own, texts):
    change(own, BARRAGE, "reality: occurred", "reality: happened")
    before = (own / SPANS).read_bytes()
    assert anchor(own, texts, {}, (STATEMENTS,)).written == []
    assert (own / SPANS).read_bytes() == before


def test_a_document_without_its_text_keeps_its_spans(own, texts):
    (texts / "army-group.txt").unlink()
    change(own, STATEMENTS, "[533-585]", "[533-586]")
    before = (own / SPANS).read_bytes()
    done = anchor(own, texts, {})
    assert (own / SPANS).read_bytes() == before
    assert AG not in done.spans


def test_lost_spans_files_and_locks_are_written_anew(own, texts):
    before = snapshot(own)
    (own / SPANS).unlink()
    (own / LOCK).unlink()
    done = anchor(own, texts, {})
    assert sorted(done.written) == [LOCK, SPANS]
    assert snapshot(own) == before


def test_new_identifiers_go_into_the_lock_sorted(own, texts):
    change(own, ACTORS, "actors:\n", "actors:\n  - id: act_zzz\n    name: Z\n    kind: group\n")
    change(own, ACTORS, "actors:\n", "actors:\n  - id: act_aaa\n    name: A\n    kind: group\n")
    done = anchor(own, texts, {}, (), "2026.12.0")
    assert done.minted == ["act_aaa", "act_zzz"]
    lines = (own / LOCK).read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert {"act_aaa 2026.12.0", "act_zzz 2026.12.0"} <= set(lines)
    assert found_in(own, {}) == []


def test_a_code_goes_into_the_lock_with_its_list(own, texts):
    change(own, MEASURES, "measures:\n", f"measures:\n{MUNITIONS}")
    done = anchor(own, texts, {})
    assert done.minted == ["measures.munition"]
    assert {"measures.munition", "units.munition"} <= set((own / LOCK).read_text().splitlines())
    assert found_in(own, {}) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("wording: only 47", "wording: only 48", "`only 48` does not stand in the figure's spans"),
        ("evidence: [1063-1078]", "evidence: [1034-1045]", "`only 47` does not stand in the"),
        ("on May 10\n", "on May 11\n", "`11 a.m. local time on May 11` does not stand in the text"),
    ],
)
def test_words_that_do_not_stand_in_the_text_are_in_the_way(own, texts, old, new, message):
    change(own, STATEMENTS, old, new)
    done = anchor(own, texts, {})
    assert [message in f.message for f in done.diagnostics] == [True]
    assert done.diagnostics[0].place.path == STATEMENTS
    assert done.written == []


def test_a_wording_that_stands_twice_in_its_span_is_in_the_way(own, texts):
    change(own, STATEMENTS, "wording: only 47", 'wording: "10"')
    change(own, STATEMENTS, "evidence: [1063-1078]", "evidence: [380-1045]")
    [finding] = anchor(own, texts, {}).diagnostics
    assert "times in 380-1045" in finding.message


def test_a_wording_in_two_spans_is_that_of_the_first(own, texts):
    change(own, STATEMENTS, "evidence: [1034-1045]", "evidence: [1034-1045, 1018-1057]")
    assert anchor(own, texts, {}).diagnostics == []
    assert found_in(own, {}) == []


def test_a_span_that_is_given_no_more_loses_its_line(own, texts):
    change(own, STATEMENTS, "evidence: [689-742]", "evidence: [689-741]")
    done = anchor(own, texts, {})
    assert done.written == [SPANS]
    lines = (own / SPANS).read_text("utf-8")
    assert '"span_end": 741' in lines
    assert '"span_start": 689, "span_end": 742' not in lines


def test_offsets_follow_a_text_that_changed_around_them(own, texts):
    path = texts / "army-group.txt"
    path.write_bytes(BANNER.encode() + path.read_bytes())
    done = anchor(own, texts, {})
    assert done.diagnostics == []
    assert {STATEMENTS, SPANS, DOCUMENT, BARRAGE, ACTORS} <= set(done.written)
    assert LOCK not in done.written
    shift = len(BANNER) - 1
    statements = (own / STATEMENTS).read_text("utf-8")
    assert f"evidence: [{1034 + shift}-{1045 + shift}]" in statements
    assert f"[{AG}:{1018 + shift}-{1057 + shift}" in (own / BARRAGE).read_text("utf-8")
    document = (own / DOCUMENT).read_text("utf-8")
    assert f"{{at: {1034 + shift}-{1036 + shift}, record: fig_ag-missiles-fired}}" in document
    assert f"length: {2238 + shift}" in document
    assert found_in(own, {}) == []
    assert f"{AG}: 14 spans moved" in anchored_as_text(done, False)
    report = verification(own, texts, {}, None)
    assert {one.state for one in report.checked if one.line.selector == "text"} == {"in_place"}
    assert [(f.code, f.message) for f in report.diagnostics if f.severity != "info"] == [
        ("R608", "the number `45 000` at 21-27 is not accounted for"),
        ("R608", "the number `first` at 10-15 is not accounted for"),
    ]
    assert anchor(own, texts, {}).written == []


def test_offsets_follow_words_put_in_between(own, texts, alter):
    alter("army-group", "He praised the attacks", "Once more, after 3 days, he praised the attacks")
    assert anchor(own, texts, {}).diagnostics == []
    assert found_in(own, {}) == []
    assert "evidence: [558-610]" in (own / STATEMENTS).read_text("utf-8")
    report = verification(own, texts, {}, None)
    found = [f for f in report.diagnostics if f.severity != "info"]
    assert [f.message.split(" at ")[0] for f in found] == ["the number `3`"]


def test_a_record_does_not_follow_words_that_changed(own, texts, alter):
    alter("army-group", "had fired 82 missiles", "had fired 83 missiles")
    before = snapshot(own)
    done = anchor(own, texts, {})
    assert {(f.code, f.place.path) for f in done.diagnostics} == {
        ("R602", STATEMENTS),
        ("R602", BARRAGE),
    }
    assert snapshot(own) == before


def test_what_the_new_text_says_is_pointed_at_anew(own, texts, alter):
    alter("army-group", "had fired 82 missiles", "had just fired 83 missiles")
    change(own, STATEMENTS, "[1034-1045]", '["find: 83 missiles"]')
    change(own, STATEMENTS, 'wording: "82"', 'wording: "83"')
    change(own, STATEMENTS, "[1018-1095]", '["find: Drosk had just fired 83 missiles at Velmaria"]')
    change(own, BARRAGE, f"{AG}:1018-1057", f'"find {AG}: Drosk had just fired 83 missiles"')
    done = anchor(own, texts, {})
    assert done.diagnostics == []
    assert found_in(own, {}) == []
    assert "evidence: [1068-1083]" in (own / STATEMENTS).read_text("utf-8")
    assert {f.severity for f in verification(own, texts, {}, None).diagnostics} == {"info"}
