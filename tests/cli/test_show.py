import pytest

from built_project import VERSION, claimbook
from claimbook.release.connect import connect
from claimbook.release.open import open_release
from claimbook_build.cli.app import app
from claimbook_build.cli.exits import INTEGRITY, guarded
from claimbook_build.report.card import Card, Sought
from claimbook_build.report.record import card, nearest_keys
from release.conftest import write_sample


@pytest.fixture(scope="module")
def connection(released):
    with connect(open_release(released / "dist" / VERSION)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "fig_ag-missiles-stopped",
            ["bounds ", "of which ", "UTC (known to the hour)"],
        ),
        ("fig_ag-missiles-fired", ["part of it ", "[fig_ag-missiles-stopped]"]),
        ("fig_lt-people-next-day", [" doc_gs-losses-table, row 2019-05-13, column losses: people"]),
        ("clm_ft-thirteenth", ["(piece), patrol boat [fig_ft-thirteenth"]),
        ("fig_rt-newspaper-dead", ["disowned by ", "retracted by ", "[clm_rt-"]),
        ("clm_rt-newspaper-dead", ["said by ", "root ", "proposition ", "figure ", "conflict "]),
        ("doc_pdn-ruzhenian-troops-soon", ["flag ", "derived from ", "claims ", "numbers "]),
        ("act_mikalai-dranets", ["name ", "held office ", "according to doc_"]),
        ("evt_hidden-call-up-in-ruzhenia", ["summary ", "claim ", "independent roots"]),
        ("lnk_toll-that-rose", ["subject ", "kind ", "supersedes"]),
        ("killed", ["definition ", "counted in "]),
        ("munition", ["(units)", "definition "]),
        ("cumulative", ["(codes)", "vocabulary", "aggregation"]),
    ],
)
def test_a_card_says_what_matters(connection, key, expected):
    text = card(connection, key)
    assert text.startswith(f"{key}  (")
    assert [part for part in expected if part not in text] == []


@pytest.mark.slow
def test_every_record_has_a_card(connection):
    tables = ("actors", "claims", "documents", "events", "figures", "items", "links", "places")
    for table in tables:
        for (key,) in connection.execute(f"SELECT id FROM {table} LIMIT 15").fetchall():
            text = card(connection, key, width=80)
            assert "None" not in text, text
            assert "::" not in text
            assert all(len(line) <= 80 or _is_one_word(line) for line in text.split("\n"))


def _is_one_word(line):
    return " " not in line.strip().rpartition("  ")[2]


def test_what_is_unknown_has_no_card_but_a_neighbour(connection):
    assert card(connection, "fig_ag-missiles-fird") is None
    assert nearest_keys(connection, "fig_ag-missiles-fird") == ("fig_ag-missiles-fired",)
    assert nearest_keys(connection, "kiled") == ("killed",)


@pytest.mark.parametrize(
    "key",
    ["", "act_", "act_'; DROP TABLE actors", "\x1b[31m", "x\n::error::y", "\udcff", "_" * 9999],
)
def test_hostile_text_is_no_record(connection, key):
    assert card(connection, key) is None
    assert isinstance(nearest_keys(connection, key), tuple)


def test_foreign_text_on_a_card_acts_on_nothing(connection):
    row = {"id": "lnk_x", "because": "\x1b[31m\n::error::x\u202e", "kind": "::warning::"}
    text = Card(connection, Sought("lnk_x", "links", [row]), 100).text()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not any(line.lstrip().startswith("::") for line in text.split("\n"))


@pytest.mark.slow
def test_the_command_prints_the_card(released):
    done = claimbook("show", "fig_ag-missiles-fired", cwd=released)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"fig_ag-missiles-fired  (figures)\n\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("fig_ag-missiles-fird", "`fig_ag-missiles-fird`; did you mean fig_ag-missiles-fired?"),
        ("northern pact", "`northern pact`; did you mean act_northern-pact?"),
        ("missiles-fir", "`missiles-fir`; did you mean fig_ag-missiles-fired?"),
        ("act_\x1b[31m", "`act_\\x1b[31m`"),
        ("two\nlines", "`two\\nlines`"),
    ],
)
def test_the_command_says_what_is_not_there(released, key, message):
    done = claimbook("show", key, cwd=released)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"there is no record {message}\n"


def test_a_release_of_before_has_fewer_tables(released):
    with connect(open_release(released / "dist" / VERSION)) as older:
        older.execute("DROP VIEW series")
        assert card(older, "cumulative").startswith("cumulative  (codes)")
        assert nearest_keys(older, "kiled") == ("killed",)


@pytest.mark.parametrize(
    "command", [("show", "fig_a"), ("cite", "fig_a"), ("export", "ftm"), ("export", "claimreview")]
)
def test_a_release_that_holds_something_else_is_told_of_in_a_sentence(tmp_path, capsys, command):
    place = write_sample(tmp_path / VERSION)
    code = guarded(lambda **how: app([*command, "--release", str(place)], **how))
    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (INTEGRITY, 1)
    assert f"release {VERSION} does not hold what is asked: " in said
