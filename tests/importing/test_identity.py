from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from claimbook.values.cell import CellError, row_key
from claimbook.values.identifier import parse_identifier
from claimbook_build.importing.identity import identifier, key_slug, row_slug, slug

PARTS = st.text(st.characters(codec="utf-8"), max_size=60)


def key_of(parts):
    try:
        return row_key(parts)
    except CellError:
        assume(False)


@given(st.lists(PARTS, min_size=1, max_size=3), st.lists(PARTS, min_size=1, max_size=3))
def test_rows_with_different_keys_have_different_identifiers(one, other):
    keys = {key_of(one), key_of(other)}
    names = ("", "tank", "b-c")
    found = {identifier("fig_", "2019-05", "x", key_slug(k), n) for k, n in product(keys, names)}
    assert len(found) == len(keys) * len(names)
    for each in found:
        assert str(parse_identifier(each)) == each


def test_a_hyphen_in_a_key_is_none_between_its_parts():
    keys, names = ("a", "a-b", "a b", "A"), ("", "b", "b-c", "c")
    found = {identifier("fig_", "2019-05", "x", key_slug(k), n) for k, n in product(keys, names)}
    assert len(found) == len(keys) * len(names)


def test_names_of_columns_stay_readable():
    assert [slug(name) for name in ("field artillery", "2 B", "b")][::2] == ["field-artillery", "b"]
    assert slug("APC") != slug("apc")


def test_a_key_that_is_no_date_of_its_own_form_is_no_day():
    assert row_slug("10.05.2019", None) != row_slug("10-05-2019", None)
