import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.lines import keys
from claimbook_build.lines.keys import KeyIndex


@pytest.fixture
def small(monkeypatch):
    """Make the index spill and fall apart into buckets at a few hundred identifiers."""
    monkeypatch.setattr(keys, "_CHUNK", 64)
    monkeypatch.setattr(keys, "_WHOLE", 100)


@given(st.lists(st.lists(st.integers(0, 60).map(str))))
def test_what_stands_twice_is_found_with_its_positions(several):
    index = KeyIndex()
    for some in several:
        index.extend(some)
    flat = [key for some in several for key in some]
    twice = {key for key in flat if flat.count(key) > 1}
    repeated = index.repeated(1000)
    assert repeated == set(map(hash, twice))
    assert list(index.positions(repeated)) == [at for at, key in enumerate(flat) if key in twice]
    assert index.missing({hash("no"), *map(hash, flat)}) == {hash("no")}
    index.close()


def test_an_index_larger_than_memory_answers_alike(small):
    index = KeyIndex()
    for start in range(0, 5000, 50):
        index.extend(str(n) for n in range(start, start + 50))
    assert index.repeated(1000) == set()
    index.extend(["7", "4999", "new"])
    assert index.repeated(1000) == {hash("7"), hash("4999")}
    assert list(index.positions({hash("7"), hash("4999")})) == [7, 4999, 5000, 5001]
    index.settle()
    assert len(index) == 5003
    assert index.missing({hash("new"), hash("none")}) == {hash("none")}
    index.close()


@pytest.mark.parametrize("many", [50, 5000])
def test_of_too_many_that_stand_twice_the_first_are_told(small, many):
    index = KeyIndex()
    for names in ("{}", "first {}", "{}"):
        index.extend(names.format(n) for n in range(many))
    index.extend(f"first {n}" for n in range(many))
    assert index.repeated(20) == {hash(str(n)) for n in range(20)}
    assert len(index.repeated(many + 20)) == many + 20
    assert index.repeated(2 * many) == {
        hash(s.format(n)) for s in ("{}", "first {}") for n in range(many)
    }
    index.close()
