from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.diagnostic import Diagnostic, Edit, Fix, Place
from claimbook.rules.catalogue import RULES
from claimbook.rules.repair import as_named, proposal
from claimbook_build.repair.edits import compatible, edited


def test_no_rule_guesses_an_identifier_or_a_value():
    codes = {rule.code for rule in RULES if rule.fix is not None}
    assert codes == {"R001", "R101", "R103", "R104", "R106", "R203", "R207"}


@pytest.mark.parametrize(("line", "written"), [
    ("a: [x]", "б"), ("a: ['x']", '"б"'), ('a: ["x"]', '"б"'),
])  # fmt: skip
def test_a_name_is_written_in_the_quotes_that_stand_there(line, written):
    place = Place("x.yaml", 1, 5, 1, len(line))
    finding = Diagnostic(place, "R207", "warning", "", fix=proposal(place, "б"))
    found = as_named(finding, [line])
    assert found == Fix("write `б`", (Edit(place, written),))
    assert as_named(replace(finding, fix=None), [line]) is None


def edit(start, end, text, path="x.yaml"):
    return Edit(Place(path, *start, *end), text)


def test_edits_are_made_at_their_places():
    data = "\ufeffa: Ї😀x\r\nb: 'y'\r\n".encode()
    edits = [edit((1, 4), (1, 6), "z"), edit((2, 4), (2, 7), "y"), edit((2, 7), (2, 7), "!")]
    assert edited(data, "x.yaml", edits) == "\ufeffa: zx\r\nb: y!\r\n".encode()


def test_a_byte_order_mark_counts_in_json():
    data = '\ufeff{"a": 1}\n'.encode()
    assert edited(data, "x.jsonl", [edit((1, 1), (1, 2), "")]) == b'{"a": 1}\n'


def test_an_edit_may_go_over_lines():
    assert edited(b"b\na\n", "ids.lock", [edit((1, 1), (3, 1), "a\nb\n")]) == b"a\nb\n"


def test_overlapping_fixes_are_not_both_made():
    one = Fix("one", (edit((1, 1), (1, 3), "a"),))
    over = Fix("over", (edit((1, 2), (1, 4), "b"),))
    beside = Fix("beside", (edit((1, 3), (1, 4), "b"),))
    apart = Fix("apart", (edit((1, 5), (1, 6), "c"), edit((2, 1), (2, 1), "d")))
    inside = Fix("inside", (edit((2, 1), (2, 1), "d"),))
    other = Fix("other", (edit((1, 1), (1, 3), "a", "y.yaml"),))
    assert compatible([one, over, beside, apart, inside, other, one]) == [one, apart, other]


TEXTS = st.text(st.sampled_from("aЇ😀\n"), min_size=1, max_size=20)


@given(TEXTS, st.data())
def test_what_is_not_edited_stays(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2)))
    start, end = cuts
    new = data.draw(TEXTS)
    found = edited(text.encode(), "x.yaml", [edit(position(text, start), position(text, end), new)])
    assert found.decode() == text[:start] + new + text[end:]


def position(text, index):
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1
