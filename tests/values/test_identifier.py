import json
import random
import re
import string

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.identifier import (
    MAX_LENGTH,
    PREFIXES,
    Identifier,
    IdentifierError,
    date_in,
    near_pairs,
    nearest,
    one_edit_apart,
    parse_identifier,
    pattern,
)

SLUGS = st.lists(
    st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8), min_size=1, max_size=8
).map("-".join)
PARTITIONS = st.none() | st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12))
IDENTIFIERS = st.builds(Identifier, st.sampled_from(sorted(PREFIXES)), SLUGS, PARTITIONS)
SHORT = st.text("ab-", max_size=6)
KINDS = "an identifier begins with one of doc_, act_, plc_, itm_, evt_, clm_, fig_, lnk_, rev_"
UNDERSCORE = "only a prefix or a partition's month (2022-10) is followed by an underscore"
STRANGER = "only a-z, 0-9 and single hyphens may be in an identifier"


def slow_distance(a, b):
    """Optimal string alignment by its textbook table."""
    table = [[max(i, j) for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, left in enumerate(a, 1):
        for j, right in enumerate(b, 1):
            steps = [table[i - 1][j] + 1, table[i][j - 1] + 1]
            steps.append(table[i - 1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and right == a[i - 2]:
                steps.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(steps)
    return table[-1][-1]


@given(IDENTIFIERS)
def test_what_is_written_is_read_back(identifier):
    text = str(identifier)
    assert parse_identifier(text) == identifier
    assert re.fullmatch(pattern(identifier.prefix), text)
    assert identifier.kind == PREFIXES[identifier.prefix]


@given(st.sampled_from(["act_", "fig_2022-10_", ""]), st.text("ab0-_A é", max_size=8))
def test_pattern_and_parser_agree(start, rest):
    text = start + rest
    if any(re.fullmatch(pattern(prefix), text) for prefix in PREFIXES):
        assert str(parse_identifier(text)) == text
    else:
        with pytest.raises(IdentifierError) as caught:
            parse_identifier(text)
        assert 0 <= caught.value.position <= len(text)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("", KINDS, 0),
        ("act", KINDS, 0),
        ("xyz_mayor", KINDS, 0),
        ("Act_mayor", KINDS, 0),
        (" act_mayor", KINDS, 0),
        ("act_", "nothing follows the prefix", 4),
        ("act_-mayor", "a hyphen stands at the beginning of a slug", 4),
        ("act_mayor-", "a hyphen stands at the end of an identifier", 9),
        ("act_the--mayor", "two hyphens stand in a row", 8),
        ("act_the_mayor", UNDERSCORE, 7),
        ("fig_2022-13_abc", UNDERSCORE, 11),
        ("fig_2022-10_", UNDERSCORE, 11),
        ("fig_2022-10_2022-11_x", UNDERSCORE, 19),
        ("act_Mayor", "upper-case letter in an identifier", 4),
        ("act_the-Mayor", "upper-case letter in an identifier", 8),
        ("act_mаyor", "U+0430 in an identifier: only ASCII letters and digits may be", 5),
        ("act_mayor é", STRANGER, 9),
        ("act_mayor\n", STRANGER, 9),
        ("act_mayor\u0661", "U+0661 in an identifier: only ASCII letters and digits may be", 9),
    ],
)
def test_each_misfit_is_named_where_it_stands(text, message, position):
    with pytest.raises(IdentifierError) as caught:
        parse_identifier(text)
    assert (str(caught.value), caught.value.position) == (message, position)


def test_length_limit_counts_the_prefix():
    longest = "act_" + "a" * (MAX_LENGTH - 4)
    assert str(parse_identifier(longest)) == longest
    with pytest.raises(IdentifierError, match="101 characters") as caught:
        parse_identifier(longest + "a")
    assert caught.value.position == MAX_LENGTH


@pytest.mark.parametrize("prefix", [*PREFIXES])
def test_patterns_are_portable(prefix):
    portable = pattern(prefix)
    assert json.loads(json.dumps(portable)) == portable
    assert not re.search(r"\\|\^|\$|\(\?|\.", portable)


@pytest.mark.parametrize(
    "text", ["act_mayor", "fig_2022-10_a-b", "act_Mayor", "act_a--b", "act_mayor\n", "act_é", "x"]
)
def test_sql_reads_the_patterns_alike(text):
    for prefix in PREFIXES:
        [(matches,)] = duckdb.execute(
            "SELECT regexp_full_match(?, ?)", [text, pattern(prefix)]
        ).fetchall()
        assert matches == bool(re.fullmatch(pattern(prefix), text))


@pytest.mark.parametrize("prefix", ["act", "xyz_", ""])
def test_no_pattern_for_an_unknown_prefix(prefix):
    with pytest.raises(IdentifierError) as caught:
        pattern(prefix)
    assert (str(caught.value), caught.value.position) == (KINDS, 0)


def test_a_long_misfit_is_refused_at_once():
    with pytest.raises(IdentifierError):
        parse_identifier("act_" + "a-" * 500_000)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("clm_2022-10-10-barrage", "2022-10-10"),
        ("doc_example-2022-10-10", "2022-10-10"),
        ("doc_example-2022-10-10-and-2022-10-11", "2022-10-10"),
        ("doc_example-2022-10", "2022-10"),
        ("doc_example-2022-10-report", "2022-10"),
        ("doc_example-2022-10-4-report", "2022-10"),
        ("fig_2022-10_5f1c09", "2022-10"),
        ("fig_2022-10_05", "2022-10"),
        ("doc_example-2022", None),
        ("doc_example-2022-report", None),
        ("doc_2022-13-01", None),
        ("doc_2022-13-report", None),
        ("doc_2022-12-report", "2022-12"),
        ("doc_2022-01-report", "2022-01"),
        ("doc_2022-00-report", None),
        ("doc_2022-10-00", None),
        ("doc_2022-10-99", None),
        ("doc_1899-12", None),
        ("doc_1900-01", "1900-01"),
        ("doc_2099-12", "2099-12"),
        ("doc_2100-01", None),
        ("doc_2022-02-30", None),
        ("doc_2024-02-29", "2024-02-29"),
        ("doc_2023-02-29", None),
        ("itm_shahed-136", None),
        ("itm_model-1234-12", None),
        ("evt_bridge20-22-10", None),
        ("evt_a22022-10-10", None),
        ("2022-10-10-bare-slug", "2022-10-10"),
        ("", None),
    ],
)
def test_date_in(identifier, expected):
    assert date_in(identifier) == expected


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("north", "north", False),
        ("north", "nort", True),
        ("north", "norths", True),
        ("north", "nurth", True),
        ("north", "nurthx", False),
        ("north", "nutrh", False),
        ("north", "nroth", True),
        ("north", "onrth", True),
        ("north", "norht", True),
        ("north", "onrht", False),
        ("north", "nxoxr", False),
        ("north", "noxxh", False),
        ("north", "nxrtx", False),
        ("north", "nor", False),
        ("norths", "nxrthy", False),
        ("abxcd", "abcxd", True),
        ("abxcd", "abcxe", False),
        ("abxcd", "abxdc", True),
    ],
)
def test_one_slip(a, b, apart):
    assert one_edit_apart(a, b) is apart
    assert one_edit_apart(b, a) is apart


@given(SHORT, SHORT)
def test_one_edit_is_a_distance_of_one(a, b):
    assert one_edit_apart(a, b) == (slow_distance(a, b) == 1)
    assert one_edit_apart(a, b) == one_edit_apart(b, a)


@given(st.lists(SHORT, max_size=20))
def test_near_pairs_are_all_pairs_one_edit_apart(texts):
    unique = sorted(set(texts))
    expected = [(a, b) for a in unique for b in unique if a < b and one_edit_apart(a, b)]
    assert near_pairs(texts) == expected


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("act_valerii-zaluzhny", ["act_valerii-zaluzhnyi", "act_valerii"], "act_valerii-zaluzhnyi"),
        ("claimnt", ["claim", "claimants", "figures"], "claimants"),
        ("wordign", ["wording", "words"], "wording"),
        ("Wording", ["wording", "Warding"], "wording"),
        ("as_off", ["as_of", "as_often"], "as_of"),
        ("act_abc", ["act_abd"], "act_abd"),
        ("abcdef", ["abcdxy"], "abcdxy"),
        ("abcdefghi", ["abcdefxyz"], "abcdefxyz"),
        ("abcdefghijkl", ["abcdefghixyz"], "abcdefghixyz"),
        ("missile_launched", ["missiles_launched", "missiles_intercepted"], "missiles_launched"),
    ],
)
def test_nearest_finds_what_was_meant(name, candidates, expected):
    assert nearest(name, candidates) == (expected,)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("act_abc", ["act_xyz", "act_axz", "plc_abc"]),
        ("ab", ["ac", "abc"]),
        ("abcde", ["abcxy"]),
        ("act_abcde", ["act_abcxy"]),
        ("abcdefghijkl", ["abcdefghwxyz"]),
        ("abcdefghijklmno", ["abcdefghijkwxyz"]),
        ("", ["a", ""]),
        ("place", ["place", "person", "palate"]),
        ("wording", []),
        ("x" * 1000, ["y" * 1000]),
    ],
)
def test_nearest_offers_nothing_far_off(name, candidates):
    assert nearest(name, candidates) == ()


def test_nearest_ranks_and_limits():
    candidates = ["barrages", "barrage", "garrage", "barge", "mirage"]
    assert nearest("barrag", candidates, limit=3) == ("barrage", "barrages", "garrage")
    assert nearest("barrag", reversed(candidates), limit=3) == ("barrage", "barrages", "garrage")
    assert nearest("barrag", candidates, limit=0) == ()


@given(st.text("abc", min_size=9, max_size=14), st.lists(st.text("abc", max_size=14), max_size=8))
def test_nearest_counts_slips_exactly(name, candidates):
    near = {c for c in candidates if c != name and slow_distance(name, c) <= 3}
    found = nearest(name, candidates, limit=99)
    assert set(found) == near
    assert [slow_distance(name, c) for c in found] == sorted(slow_distance(name, c) for c in near)


@st.composite
def slips(draw, name):
    """Return a text that a few slips of the finger make of a name."""
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(name)))
        letter = draw(st.sampled_from(["", "a", "b", "x"]))
        name = draw(
            st.sampled_from(
                [
                    name[:at] + letter + name[at:],
                    name[:at] + letter + name[at + 1 :],
                    name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
                ]
            )
        )
    return name


@given(st.data(), st.text("abc", min_size=9, max_size=40))
def test_nearest_counts_few_slips_exactly(data, name):
    candidate = data.draw(slips(name))
    near = candidate != name and slow_distance(name, candidate) <= 3
    assert nearest(name, [candidate]) == ((candidate,) if near else ())


@pytest.mark.slow
def test_a_hundred_thousand_ids():
    draw = random.Random(7)
    words = ["north", "south", "barrage", "strike", "drone", "toll", "mayor", "convoy", "bridge"]
    ids = {
        f"fig_2022-10-{draw.randint(1, 31):02}-{'-'.join(draw.choices(words, k=6))}-{n:x}"
        for n in range(100_000)
    }
    odd = "act_an-id-that-is-like-no-other"
    assert nearest(odd[:-1], {*ids, odd}) == (odd,)
    assert (odd, odd + "s") in near_pairs({*list(ids)[:20_000], odd, odd + "s"})


def test_every_prefix_of_the_record_model():
    assert {prefix: PREFIXES[prefix] for prefix in ("doc_", "clm_", "fig_")} == {
        "doc_": "document",
        "clm_": "claim",
        "fig_": "figure",
    }
    assert all(re.fullmatch("[a-z]{3}_", prefix) for prefix in PREFIXES)
