import shutil
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook_build.check.run import check
from claimbook_build.release.publish_files import publish_below
from claimbook_build.repair.run import repair
from example_project import assemble, text_of

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
ITEMS = "seeds/reference/items.yaml"
PLACES = "seeds/reference/places.yaml"
EVENT = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
SPANS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.spans.jsonl"
LOCK = "dataset/ids.lock"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a project that nobody may change on the disk."""
    return assemble(tmp_path_factory.mktemp("repair") / "project")


@pytest.fixture(scope="module")
def desk(root, tmp_path_factory):
    """Return a copy of it whose files are changed and put back."""
    return shutil.copytree(root, tmp_path_factory.mktemp("desk") / "project")


def repaired(root, asked=lambda _: True):
    return repair(root, lambda overlay: check(root, overlay=overlay), asked)


def spoilt(root, path, *pairs):
    """Return a file's text with replacements, each of a text that stands in it."""
    text = text_of(root, path)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def on_disk(root, tmp_path, path, text):
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    (copy / path).write_bytes(text.encode() if isinstance(text, str) else text)
    return copy


SAFE = [
    (AG, "medium: situation_report", "mediun: situation_report"),
    (AG, "phase: begun", "phase: begum"),
    (AG, "phase: begun", 'phase: "begum"'),
    (AG, "speech_act: announces", '"speech_ct": announces'),
    (AG, "[act_aleko-marushan]", "[Aleko Marushan]"),
    (EVENT, "kind: strike", "kind: stirke"),
    (EVENT, "place_precision: 6", 'place_precision: "6"'),
    (ITEMS, "name: warship", 'name: " warship "'),
    (ITEMS, "name: warship", "name: war\u200bship"),
    (ITEMS, "name: warship", 'name: "war\\u200bship"'),
    (ITEMS, "name: warship", "name: war\ufeffship"),
    (ITEMS, "name: warship", "name: war\u00adship"),
]


@pytest.mark.parametrize(("path", "good", "bad"), SAFE)
def test_a_safe_repair(root, tmp_path, path, good, bad):
    if good not in text_of(root, path):
        pytest.fail(f"{good} does not stand in {path}")
    copy = on_disk(root, tmp_path, path, spoilt(root, path, (good, bad)))
    done = repaired(copy)
    assert list(done.after) == [path]
    assert (done.left, done.fixed >= 1) == (0, True)
    after = done.after[path].decode()
    assert after.replace('"begun"', "begun").replace('"speech_act"', "speech_act").replace(
        'name: "warship"', "name: warship"
    ) == text_of(root, path)


def test_not_normal_text_becomes_normal(root, tmp_path):
    text = spoilt(root, PLACES, ("name: ", "name: Pale\u0301 е\u0308 "))
    done = repaired(on_disk(root, tmp_path, PLACES, text))
    assert "Pal\u00e9 \u0451 " in done.after[PLACES].decode()


def test_the_lock_is_sorted(root, tmp_path):
    lines = text_of(root, LOCK).splitlines()
    text = "\n".join([*reversed(lines), lines[0]])
    done = repaired(on_disk(root, tmp_path, LOCK, text))
    assert done.after[LOCK].decode() == text_of(root, LOCK)
    assert done.left == 0


def test_a_byte_order_mark_of_json_lines(root, tmp_path):
    data = b"\xef\xbb\xbf" + (root / SPANS).read_bytes()
    done = repaired(on_disk(root, tmp_path, SPANS, data))
    assert done.after[SPANS] == (root / SPANS).read_bytes()


NEVER = [
    (AG, "[act_aleko-marushan]", "[act_aleko-marushen]"),
    (AG, "[evt_shared-army-group]", "[evt_shared-army-grup]"),
    (AG, "measure: missiles_launched", "measure: missiles_launchd"),
    (EVENT, "place_precision: 6", "place_precision: 9"),
    (ITEMS, "name: warship", "name: war\u202eship"),
    (ITEMS, "name: warship", "name: war\u200dship"),
    (ITEMS, "name: warship", 'name: "war\\tship"'),
    (ITEMS, "name: warship", "name: warship\nnmae: boat"),
]


@pytest.mark.parametrize(("path", "good", "bad"), NEVER)
def test_what_is_not_sure_is_left_alone(root, tmp_path, path, good, bad):
    copy = on_disk(root, tmp_path, path, spoilt(root, path, (good, bad)))
    done = repaired(copy)
    assert (done.after, done.fixed) == ({}, 0)
    assert done.left > 0


def test_a_repair_that_lays_a_fault_open_is_taken_back_and_the_others_are_not(root, tmp_path):
    text = spoilt(root, AG, ("wording: only 47", "wording: 47"), ("phase: begun", 'phase: "begum"'))
    done = repaired(on_disk(root, tmp_path, AG, text))
    assert 'phase: "begun"' in done.after[AG].decode()
    assert "wording: 47" in done.after[AG].decode()
    assert (done.left, done.harmful) == (1, 1)
    assert "1 repair left out: it would bring another finding" in done.summary(done.left)


def test_only_files_that_were_asked_for(root, tmp_path):
    copy = on_disk(root, tmp_path, AG, spoilt(root, AG, ("phase: begun", "phase: begum")))
    (copy / ITEMS).write_text(spoilt(root, ITEMS, ("name: w", "name: w\u200b")), "utf-8")
    done = repaired(copy, lambda path: path == ITEMS)
    assert list(done.after) == [ITEMS]


def test_repairs_are_written_together(root, tmp_path):
    copy = on_disk(root, tmp_path, AG, spoilt(root, AG, ("phase: begun", "phase: begum")))
    done = repaired(copy)
    assert "begum" in text_of(copy, AG)
    publish_below(copy, done.before, done.after)
    assert text_of(copy, AG) == text_of(root, AG)


FAULTS = st.lists(
    st.sampled_from(
        [
            *((AG, old, new) for path, old, new in [*SAFE, *NEVER] if path == AG),
            (AG, "proposition: ", "proposition: е\u0308\u200b "),
            (AG, "wording: ", "wording:  "),
            (AG, "evidence:", "evidnce:"),
            (AG, "document:", "documet:"),
            (AG, "region: ", "regoin: "),
            (AG, "unit: munition", "unit: no"),
            (AG, "about: [", "about: [41, "),
        ]
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=8)
@given(FAULTS, st.booleans(), st.booleans())
def test_repairing_finds_nothing_new_and_is_done_once(desk, root, faults, crlf, mark):
    text = text_of(root, AG)
    for _, old, new in faults:
        text = text.replace(old, new, 1)
    text = ("\ufeff" if mark else "") + (text.replace("\n", "\r\n") if crlf else text)
    (desk / AG).write_bytes(text.encode())
    before = check(desk)
    done = repaired(desk)
    publish_below(desk, done.before, done.after)
    data = (desk / AG).read_bytes()
    assert not same(check(desk)) - same(before)
    assert repaired(desk).after == {}
    assert data.startswith(b"\xef\xbb\xbf") == mark
    assert data.count(b"\r\n") == (data.count(b"\n") if crlf else 0)


def same(verdict):
    return Counter((f.place.path, f.code, f.severity, f.message) for f in verdict.diagnostics)
