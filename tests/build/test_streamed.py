import pyarrow as pa
import pyarrow.compute as pc
import pytest

from built_project import VERSION, project
from claimbook.derive.tables import tables
from claimbook_build.build.flat import figures_flat
from claimbook_build.build.streamed import streamed
from claimbook_build.build.tables import build_tables
from claimbook_build.check.collect import collect
from claimbook_build.check.run import check
from machine_files import files

pytestmark = pytest.mark.slow

LOCKED = "clm_2019-05_n37"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("streamed") / "project")
    for path, data in files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "dataset/machine/reader/README.md").write_text("# A program's claims\n", "utf-8")
    lock = folder / "dataset/ids.lock"
    lines = [*lock.read_text("utf-8").splitlines(), f"{LOCKED} 2026.9.1"]
    lock.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def hand(root):
    verdict = check(root, (), VERSION)
    errors = [found for found in verdict.diagnostics if found.severity == "error"]
    assert not errors
    return verdict.dataset


@pytest.fixture(scope="module")
def held(root):
    built = build_tables(collect(root, VERSION, whole=True).dataset)
    return {**built, "figures_flat": figures_flat(built)}


@pytest.fixture(scope="module", params=[7, 10_000])
def sources(request, root, hand, tmp_path_factory):
    return streamed(hand, root, tmp_path_factory.mktemp("runs"), request.param)


@pytest.mark.parametrize("name", [*tables(), "figures_flat"])
def test_streamed_rows_are_those_of_records(sources, held, name):
    assert pa.concat_tables(sources[name]).equals(held[name])


def test_the_claims_are_of_every_kind(held):
    fed = ("claim_claimants", "claim_about", "claim_stances", "chain_hops", "links")
    assert all(held[name].num_rows for name in fed)
    own = held["figures_flat"].filter(pc.starts_with(held["figures_flat"]["figure"], "fig_2019"))
    assert {"normal", "disputed", "retracted"} <= set(own["status"].to_pylist())
    assert len(set(held["claims"]["recorded_in"].to_pylist())) > 1
    assert len(set(held["claims"]["said_at_utc"].to_pylist())) > 10
