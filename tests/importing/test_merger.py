import json
import random

import pytest

from claimbook_build.canonical.dataset import formatted
from claimbook_build.importing.sorted_runs import SortedLines
from claimbook_build.importing.write.fault import WriteError
from importing.shells import (
    APRIL,
    DAYS,
    FIRST,
    LINKS,
    LOCK,
    MAPPING,
    MAY,
    SECOND,
    THIRD,
    UNDATED,
    merged,
)

MENDED = (DAYS[0], DAYS[1], ("2019-05-10", 84, 4))
SMUDGED = (DAYS[0], DAYS[1], ("2019-05-10", 82, "4?"))
LATER = (*DAYS, ("2019-05-11", 3, 2))


@pytest.fixture
def into(tmp_path, records):
    """Return a function that imports a version of the table."""
    (tmp_path / "dataset").mkdir()
    (tmp_path / LOCK).write_text("doc_x\nplc_x\n", "utf-8")

    def imported(days, document, **options):
        return merged(tmp_path, records, days, document, **options)

    return imported


def claims(root, path=MAY):
    return [json.loads(line) for line in (root / path).read_text("utf-8").splitlines()]


def held(root):
    files = (path for path in (root / "dataset").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_a_table_is_written_month_by_month_in_canonical_form(tmp_path, into):
    outcome = into(DAYS, FIRST)
    assert outcome.counts == {"new": 3}
    assert outcome.paths == [APRIL, MAY]
    assert [claim["id"] for claim in claims(tmp_path)] == [
        "clm_2019-05_shells-09",
        "clm_2019-05_shells-10",
    ]
    assert [figure["wording"] for figure in claims(tmp_path)[1]["figures"]] == ["82", "4"]
    done = formatted(tmp_path)
    assert (done.after, done.diagnostics) == ({}, [])


def test_the_same_version_twice_changes_nothing(tmp_path, into):
    into(DAYS, FIRST)
    before = held(tmp_path)
    outcome = into(DAYS, FIRST)
    assert (outcome.counts, outcome.paths) == ({"known": 3}, [])
    assert held(tmp_path) == before


def test_a_later_version_adds_its_rows_and_leaves_the_others(tmp_path, into):
    into(DAYS, FIRST)
    outcome = into(LATER, SECOND)
    assert (outcome.counts, outcome.paths) == ({"known": 3, "new": 1}, [MAY])
    assert [claim["document"] for claim in claims(tmp_path)] == [FIRST, FIRST, SECOND]
    assert into(LATER, SECOND).counts == {"known": 4}
    assert into(DAYS, FIRST).counts == {"known": 3}


def test_a_row_that_differs_is_a_new_version_that_corrects_the_old(tmp_path, into):
    into(DAYS, FIRST)
    outcome = into(MENDED, SECOND, mended="2019-06-01")
    assert (outcome.counts, outcome.links) == ({"known": 2, "revised": 1}, 1)
    _, old, new = claims(tmp_path)
    assert (old["id"], old["status"]) == ("clm_2019-05_shells-10", "superseded")
    assert {figure["status"] for figure in old["figures"]} == {"superseded"}
    assert (new["id"], new["document"], "status" in new) == (f"{old['id']}-v2", SECOND, False)
    assert new["figures"][0]["id"] == "fig_2019-05_shells-10-shells-v2"
    text = (tmp_path / LINKS).read_text("utf-8")
    assert f"subject: {new['id']}\n    object: {old['id']}\n    kind: corrects" in text
    assert 'asserted_at: "2019-06-01"\n' in text
    assert "because: A later version of the table gives shells 84 instead of 82\n" in text
    assert "lnk_2019-05-shells-10-v2-" in (tmp_path / LOCK).read_text("utf-8")
    assert formatted(tmp_path).after == {}


def test_versions_in_their_order_build_the_history(tmp_path, into):
    into(DAYS, FIRST)
    into(MENDED, SECOND)
    assert into(DAYS, THIRD).counts == {"known": 2, "revised": 1}
    versions = [(each["id"][-2:], each.get("status")) for each in claims(tmp_path)[1:]]
    assert versions == [("10", "superseded"), ("v2", "superseded"), ("v3", None)]
    before = held(tmp_path)
    for days, document in ((DAYS, FIRST), (MENDED, SECOND), (DAYS, THIRD)):
        assert into(days, document).counts == {"known": 3}
    assert held(tmp_path) == before


def test_a_version_out_of_order_is_refused(tmp_path, into):
    into(DAYS, FIRST)
    into(MENDED, THIRD)
    before = held(tmp_path)
    with pytest.raises(WriteError, match="in the order of their publication"):
        into((("2019-05-10", 83, 4),), SECOND)
    with pytest.raises(WriteError, match="does not say when it was published"):
        into((("2019-05-10", 83, 4),), UNDATED)
    assert held(tmp_path) == before


def test_rows_that_are_gone_are_told_of_and_stay(tmp_path, into):
    into(LATER, FIRST)
    outcome = into(DAYS[1:], SECOND)
    assert outcome.counts == {"known": 2, "vanished": 2}
    assert outcome.named["vanished"] == ["clm_2019-04_shells-30", "clm_2019-05_shells-11"]
    assert outcome.paths == []
    assert len(claims(tmp_path)) == 3


def test_a_row_that_cannot_be_read_has_not_vanished(into):
    into(DAYS, FIRST)
    text = MAPPING.replace("claimants: [act_velmaria]", "claimants: [{column: drones}]")
    assert into(DAYS[:2], SECOND, text=text).counts["vanished"] == 1


def test_a_cell_that_cannot_be_read_says_nothing_else_than_before(tmp_path, into):
    into(DAYS, FIRST)
    assert into(SMUDGED, SECOND).counts == {"known": 3}
    assert into((*DAYS[:2], ("2019-05-10", 84, "4?")), SECOND).counts == {"known": 2, "revised": 1}
    assert "gives shells 84 instead of 82\n" in (tmp_path / LINKS).read_text("utf-8")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_numbers_of_a_column_that_was_renamed_or_dropped_were_not_put_right(tmp_path, into, form):
    kind = {"text": MAPPING.replace("csv", form), "as_lines": form == "jsonl"}
    into(DAYS, FIRST, **kind)
    outcome = into(MENDED, SECOND, header=("day", "shells", "UAV"), **kind)
    assert outcome.counts == {"known": 2, "revised": 1}
    assert "gives shells 84 instead of 82\n" in (tmp_path / LINKS).read_text("utf-8")


def test_another_mapping_of_the_same_version_writes_its_claims_anew(tmp_path, into):
    into(DAYS, FIRST)
    text = MAPPING.replace("So many shells", "So many rounds")
    assert into(DAYS, FIRST, text=text).counts == {"rewritten": 3}
    assert claims(tmp_path)[0]["proposition"] == "So many rounds were fired on a day"
    assert not (tmp_path / LINKS).exists()
    assert into(DAYS, SECOND).counts == {"known": 3}


def test_a_claim_written_anew_keeps_what_became_of_it(tmp_path, into):
    into(DAYS, FIRST)
    into(MENDED, SECOND)
    text = MAPPING.replace("So many shells", "So many rounds")
    assert into(DAYS, FIRST, text=text).counts == {"rewritten": 3}
    old = claims(tmp_path)[1]
    assert (old["proposition"][:14], old["status"]) == ("So many rounds", "superseded")
    assert {figure["status"] for figure in old["figures"]} == {"superseded"}


def test_of_two_rows_with_one_key_the_first_is_taken(tmp_path, into):
    outcome = into((*DAYS, ("2019-05-10", 1, 1)), FIRST)
    assert outcome.counts == {"new": 3, "doubled": 1}
    assert claims(tmp_path)[-1]["figures"][0]["wording"] == "82"


def test_other_claims_of_the_files_stay_as_they_are(tmp_path, into):
    other = b'{"id" : "clm_2019-05_shells-x-1", "x": 1.50, "document": "doc_x"}\r\n'
    (tmp_path / MAY).parent.mkdir(parents=True)
    (tmp_path / MAY).write_bytes(other.removesuffix(b"\r\n"))
    outcome = into(DAYS, FIRST)
    assert outcome.counts == {"new": 3}
    assert other.replace(b"\r", b"") in (tmp_path / MAY).read_bytes()


@pytest.mark.parametrize(
    "rest",
    [
        '"figures": "x"',
        '"figures": [1]',
        '"figures": [{}]',
        '"figures": [{"id": 1, "wording": "7", "evidence": []}]',
        '"figures": [{"id": "fig_x", "wording": "7", "evidence": [1]}]',
        '"figures": [{"id": "fig_x", "wording": "7", "evidence": [], "of_which": 3}]',
        '"evidence": [1]',
        f'"x": {"[" * 5000}{"]" * 5000}',
    ],
)
@pytest.mark.parametrize("row", ["10", "12"])
def test_a_line_of_a_row_that_is_no_claim_is_refused(tmp_path, into, rest, row):
    line = f'{{"id": "clm_2019-05_shells-{row}", "document": "{FIRST}", {rest}}}\n'
    (tmp_path / MAY).parent.mkdir(parents=True)
    (tmp_path / MAY).write_text(line, "utf-8")
    with pytest.raises(WriteError, match=f"{MAY}: a line is no claim"):
        into(DAYS, FIRST)
    assert (tmp_path / MAY).read_text("utf-8") == line


def test_a_number_of_a_version_that_no_row_has_is_none(tmp_path, into):
    line = f'{{"id": "clm_2019-05_shells-10-v{"9" * 5000}", "document": "{FIRST}"}}\n'
    (tmp_path / MAY).parent.mkdir(parents=True)
    (tmp_path / MAY).write_text(line, "utf-8")
    assert into(DAYS, FIRST).counts == {"new": 3}
    assert line in (tmp_path / MAY).read_text("utf-8")


def test_nothing_is_written_until_it_is_published(tmp_path, into):
    before = held(tmp_path)
    assert into(DAYS, FIRST, publish=False).counts == {"new": 3}
    assert held(tmp_path) == before
    assert [path.name for path in tmp_path.rglob("*") if path.is_dir()] == ["dataset"]


@pytest.mark.parametrize("room", [1, 3000, 2**20])
def test_lines_are_sorted_in_any_room_and_alike_ones_stay_in_order(room):
    draw = random.Random(room)
    entries = [(bytes([draw.randrange(99)]), b"%d" % at) for at in range(500)]
    entries += [(b"z", b"1"), (b"z", b"2")]
    spool = SortedLines(room)
    for entry in entries:
        spool.add(*entry)
    assert list(spool) == sorted(entries, key=lambda entry: entry[0])
    spool.release()


def test_links_go_on_in_another_file_when_one_is_full(tmp_path, into, monkeypatch):
    monkeypatch.setattr("claimbook_build.importing.write.link_files.MOST", 2)
    into([("2019-05-01", 1, 1), ("2019-05-02", 1, 1), ("2019-05-03", 1, 1)], FIRST)
    into([("2019-05-01", 2, 1), ("2019-05-02", 2, 1), ("2019-05-03", 2, 1)], SECOND)
    into([("2019-05-01", 3, 1), ("2019-05-02", 3, 1)], THIRD)
    files = sorted((tmp_path / LINKS).parent.iterdir())
    counts = {path.name: path.read_text("utf-8").count("- id: ") for path in files}
    assert counts == {"shells-2.yaml": 2, "shells-3.yaml": 1, "shells.yaml": 2}
