"""The package once more, beside DuckDB 1.5, pandas and pyiceberg: an environment of its own."""

import pytest

pytestmark = pytest.mark.slow

READING = ("test_connect.py", "test_handle.py", "test_answer.py")
DISTANT = "fortnight or every_table or each_other or changes_under or locked or engine_s_words"


def test_a_release_is_read(passes):
    passes(*(f"tests/release/{name}" for name in READING))


def test_strangers_sql_stays_behind_its_walls(passes):
    passes("tests/sql/test_attacks.py", "-k", "nothing_of_it or without_the_check")


def test_a_release_is_read_behind_its_address(passes):
    passes("tests/download/test_distant.py", "-k", DISTANT)


def test_pandas(passes):
    passes("tests/readers/inside_pandas.py")


def test_iceberg(passes):
    passes("tests/readers/inside_iceberg.py")
