import pytest

from built_project import VERSION
from claimbook.release.cite_record import UnknownRecordError, cite_record
from claimbook.release.connect import connect
from claimbook.release.open import open_release

RELEASE = f"The claimbook contributors: claimbook, release {VERSION}."


@pytest.fixture(scope="module")
def cited(released):
    release = open_release(released / "dist" / VERSION)
    with connect(release) as connection:
        yield lambda key: cite_record(connection, release.manifest, key)


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("fig_ag-missiles-stopped", ["(missiles intercepted", ", as of 2019-05-10T", " In: "]),
        ("fig_lt-people-next-day", [", row 2019-05-13, column losses: people."]),
        ("clm_rt-newspaper-dead", [" asserts: ", "[disowned, retracted]", " In: "]),
        ("doc_pdn-ruzhenian-troops-soon", [", 20"]),
    ],
)
def test_whose_it_is_and_where_it_stands_come_before_the_release(cited, key, parts):
    text = cited(key)
    assert all(part in text for part in parts), text
    assert text.endswith(f" Recorded as {key} in: {RELEASE}")


@pytest.mark.parametrize("key", ["fig_nothing", "nothing", "", "evt_nothing", "fig_\udcff"])
def test_what_is_no_record_to_be_cited(cited, key):
    with pytest.raises(UnknownRecordError, match=r"no (figure, claim or document|identifier)"):
        cited(key)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("cite", "claimbook.release.cite_record.cite_record"),
        ("show", "claimbook_build.report.record.card"),
    ],
)
def test_no_record_is_a_command_to_a_runner(run, released, monkeypatch, command, told):
    monkeypatch.setattr(told, lambda *_: "::error::x")
    code, out, _ = run(command, "fig_a", "--release", str(released / "dist" / VERSION))
    assert (code, out.rstrip()) == (0, "\\x3a:error::x")


@pytest.mark.parametrize(
    ("arguments", "refused", "said"),
    [
        (["fig_ag-missiles-stoped"], 1, "did you mean fig_ag-missiles-stopped?"),
        (["evt_strike-on-mykovar"], 1, "`claimbook show` names those of another record"),
        (["fig_ag-missiles-stopped", "--format", "apa"], 2, "leave --format out"),
    ],
)
def test_what_the_command_refuses(run, released, arguments, refused, said):
    code, out, err = run("cite", *arguments, "--release", str(released / "dist" / VERSION))
    assert (code, out) == (refused, "")
    assert said in err
