from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.importing.audit.spread import MOST, SpreadCount


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=50), st.integers(0, 10**6))
def test_every_place_is_in_the_stretch_of_its_row(rows, more):
    count = SpreadCount()
    for row in rows:
        count.add(row)
    total = max(rows) + more
    spread = count.spread(total)
    assert len(spread.counts) <= MOST
    assert (len(spread.counts) - 1) * spread.rows < total <= len(spread.counts) * spread.rows
    for at, found in enumerate(spread.counts):
        first = at * spread.rows + 1
        assert found == sum(first <= row < first + spread.rows for row in rows)


def test_nothing_is_nowhere():
    assert SpreadCount().spread(10) is None
