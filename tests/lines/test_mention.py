import re
from functools import partial
from io import BytesIO

import pytest

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.lines import mention
from claimbook_build.lines.mention import (
    Sought,
    any_claim_beside,
    held_by,
    held_in,
    known_by,
    lines_with,
    named_in,
)
from lines.claims import LONG, PATH, SHORT, broken_texts, broken_values, written

OWN = re.compile("(clm|fig)_[a-z0-9_-]*")  # no other text can be referred to
KEY = "clm_2019-05_a"
SAME_MONTH = {KEY, "fig_2019-05_b-fired"}
MANY_MONTHS = {*SAME_MONTH, "clm_2019-06_x", "clm_2019-07_y"}
NO_MONTH = {*SAME_MONTH, "clm_by-hand"}


@pytest.mark.slow
@pytest.mark.parametrize("keys", [SAME_MONTH, MANY_MONTHS, NO_MONTH], ids=["one", "many", "none"])
def test_whatever_a_line_makes_known_is_found_in_it(keys):
    sought = Sought(keys)
    for claim in (SHORT, LONG):
        for line in [*broken_texts(claim), *broken_values(claim)][::23]:
            known = known_by(line)
            if not known.isdisjoint(keys):
                assert sought.any_in(line), line
            named = named_in(line)
            own = {key for key in known if OWN.fullmatch(key)}
            assert named is None or named >= own, line
            if b"\n" not in line:
                assert {
                    key for key in held_by([partial(BytesIO, line)]) if OWN.fullmatch(key)
                } == own
            assert any_claim_beside([line], set()) or not any(key.startswith("clm_") for key in own)


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":"clm_2019-05_a"}',
        b'{"id" : "clm_2019-05_a", "x"',
        b"{id: clm_2019-05_a",
        b'{"id":"\\u0063lm_2019-05_a"}',
        b'{"id":"clm\\u005F2019-05_a"}',
        b'{"id":"clm_2019-0\\u0035_a"}',
        b'["clm_2019-05_a"]',
    ],
)
@pytest.mark.parametrize("keys", [SAME_MONTH, MANY_MONTHS])
def test_an_identifier_is_found_however_it_is_spelt(line, keys):
    assert Sought(keys).any_in(line)


@pytest.mark.parametrize(
    "line", [b'{"id":"clm_2019-05_ab"}', b'{"id":"clm_2019-05_"}', b"", b'"\\u00ab clm \\u0426"']
)
def test_another_identifier_is_not(line):
    assert not Sought(SAME_MONTH).any_in(line)
    assert not Sought(()).any_in(line)


def test_lines_have_their_numbers(monkeypatch):
    monkeypatch.setattr(mention, "_AT_ONCE", 20)
    data = b"".join(b'{"id":"clm_2019-05_%d"}\n' % number for number in range(100))
    keys = {"clm_2019-05_0", "clm_2019-05_50", "clm_2019-05_99"}
    found = list(lines_with(partial(BytesIO, data), Sought(keys)))
    assert [number for number, _ in found] == [1, 51, 100]
    assert [line for _, line in found] == [data.split(b"\n")[at] for at in (0, 50, 99)]


def test_a_file_that_is_gone_holds_nothing():
    gone = Diagnostic(Place(PATH), "R002", "error", "no such file")
    assert list(lines_with(lambda: gone, Sought({KEY}))) == []


def test_records_have_the_places_of_their_identifiers():
    line = written(LONG)
    found = dict(held_in(PATH, 7, line))
    assert list(found) == [LONG["id"], *(figure["id"] for figure in LONG["figures"])]
    for key, place in found.items():
        assert (place.path, place.line) == (PATH, 7)
        assert line.decode()[place.column : place.end_column - 2] == key
    assert list(held_in(PATH, 1, b"{")) == []
