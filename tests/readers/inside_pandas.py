"""Run in the readers' environment by test_readers.py; elsewhere there is no pandas to import."""

import subprocess
import sys

import duckdb
import pytest

import claimbook
from release.conftest import write_sample


@pytest.fixture
def release(tmp_path):
    return claimbook.load(path=write_sample(tmp_path / "2026.11.0"))


def test_the_engine_is_the_oldest_that_the_package_takes():
    assert duckdb.__version__.startswith("1.5.")


def test_a_table_as_a_data_frame(release):
    import pandas as pd

    frame = release.figures.df()
    assert list(frame["figure_id"]) == ["fig_a", "fig_b", "fig_c"]
    assert frame["best"].tolist()[:2] == [84, 56]
    assert pd.isna(frame["best"][2])
    assert list(release.documents.df()["tags"][0]) == ["rockets", "drones"]


def test_an_answer_as_a_data_frame(release):
    frame = release.sql("FROM figures WHERE measure = ? ORDER BY best", ["launched"]).df()
    assert frame.shape == (2, 6)
    assert release.figures.sql("SELECT figure_id WHERE best > 60").df().values.tolist() == [
        ["fig_a"]
    ]


def test_pandas_takes_a_handle_by_its_stream(release):
    import narwhals as nw
    import pandas as pd

    frame = pd.DataFrame.from_arrow(release.figures)
    assert frame.equals(pd.DataFrame.from_arrow(release.sql("FROM figures")))
    assert frame["share"].sum() == 0.75
    assert nw.from_native(frame).shape == (3, 6)


def test_pandas_is_not_imported_before_it_is_asked_for():
    code = (
        "import sys, claimbook; claimbook.load; assert not {'pandas', 'pyarrow'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
