import json

import pytest

TABLE = "day,shells\n2019-05-01,7\n2019-05-02,9\n2019-05-03,12\n"
GAPS = (
    ('description: ""', 'description: "Shells"'),
    ('licence: ""', "licence: CC0-1.0"),
    ("[act_]", "[act_velmaria]"),
    ('proposition: ""', 'proposition: "So many shells"'),
    ('measure: ""', "measure: missiles_launched"),
    ('unit: ""', "unit: munition"),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder outside every project, with two versions of a table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    (tmp_path / "b.csv").write_text(TABLE.replace(",9", ",10"), "utf-8")
    return tmp_path


@pytest.fixture
def mapping(folder, run):
    """Return the mapping that is proposed, its gaps filled in."""
    assert run("import", "a.csv", "--propose", "--out", "shells.yaml")[0] == 0
    text = (folder / "shells.yaml").read_text("utf-8")
    for old, new in GAPS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "shells.yaml").write_text(text, "utf-8")
    return "shells.yaml"


def test_a_proposal_goes_to_stdout_or_a_file(folder, run):
    code, out, _ = run("import", "a.csv", "--propose")
    assert code == 0
    assert "\nid: a\n" in out
    code, nothing, err = run("import", "a.csv", "--propose", "--out", "new.yaml")
    assert (code, nothing) == (0, "")
    assert (folder / "new.yaml").read_text("utf-8") == out.replace("id: a\n", "id: new\n").replace(
        "origin: a\nslug: a\n", "origin: new\nslug: new\n"
    )
    assert "a proposal" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.csv",), "or ask for one: --propose"),
        (("a.csv", "--propose", "--mapping", "x.yaml"), "it takes none"),
        (("not-there.csv", "--propose"), "no such file"),
        (("a.csv", "--propose", "--out", "a.csv"), "a.csv is there already"),
    ],
)
def test_a_proposal_that_cannot_be_asked_for(folder, run, arguments, said):
    code, _, err = run("import", *arguments)
    assert code == 2
    assert said in " ".join(err.split())


def test_a_table_without_rows_has_no_proposal(folder, run):
    (folder / "empty.csv").write_text("", "utf-8")
    code, out, err = run("import", "empty.csv", "--propose")
    assert (code, out) == (1, "")
    assert "R001" in err


def test_two_versions_differ(mapping, run):
    code, out, _ = run("diff", "a.csv", "b.csv", "--mapping", mapping)
    assert code == 1
    assert "  ~ 2019-05-02  shells: 9 -> 10  [A:3:12 -> B:3:12]\n" in out
    assert run("diff", "a.csv", "b.csv", "--mapping", mapping, "--exit-zero")[0] == 0
    code, out, _ = run("diff", "a.csv", "a.csv", "--mapping", mapping, "--format", "json")
    assert (code, json.loads(out)["equal"]) == (0, True)
    code, out, _ = run("diff", "a.csv", "b.csv", "--mapping", mapping, "--format", "markdown")
    assert (code, out.startswith("## ")) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.csv", "not-there.csv"), "no such file"),
        (("a.csv", "b.csv", "--counts"), "--counts is for releases"),
    ],
)
def test_a_comparison_that_cannot_be_asked_for(mapping, run, arguments, said):
    code, _, err = run("diff", *arguments, "--mapping", mapping)
    assert code == 2
    assert said in " ".join(err.split())


def test_a_mapping_with_gaps_compares_nothing(folder, run):
    run("import", "a.csv", "--propose", "--out", "shells.yaml")
    code, out, err = run("diff", "a.csv", "b.csv", "--mapping", "shells.yaml")
    assert (code, out) == (1, "")
    assert err.count("error[") == len(GAPS)
