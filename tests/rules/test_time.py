import pytest

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
PR = "dataset/statements/2019/doc_vd-2019-05-09-pressure.yaml"
DG = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
COMING = "dataset/events/2019/evt_soldiers-received-in-ruzhenia.yaml"
DOCUMENT = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"
DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"
SAID = 'said_at: "2019-05-03"\n    said_at_wording: May 3'
PRESSURE = "seeds/documents/doc_vd-2019-05-09-pressure.yaml"
HAPPENED = 'happened: "2019-05-10"\nhappened_wording: May 10'


def written(value):
    return (PR, SAID, f"said_at: {value}")


@pytest.mark.parametrize(
    "value", ["2019-5-03", '"03.05.2019"', "2019-02-30", "2019-05-03T11", "2019-05-03/2019-05-32"]
)
def test_what_is_no_date_is_refused_where_it_stands(broken, value):
    found = broken("R301", written(value))
    assert [(f.place.line, f.place.column, f.record) for f in found] == [
        (57, 14, "clm_pr-marushan-accuses")
    ]


@pytest.mark.parametrize(
    ("value", "mixed"),
    [
        ("2019-04/2019-05-03", True),
        ("2019-05-01/2019-05-03", False),
        ("../2019-05-03", False),
        ("2019-05-03T11+03:00/2019-05-03T12:30+03:00", True),
    ],
)
def test_intervals_of_mixed_precision_are_warned_of(broken, value, mixed):
    assert [f.severity for f in broken("R302", written(value))] == ["warning"] * mixed


@pytest.mark.parametrize(
    ("value", "help_"),
    [
        ("2019-05-03T11:30+03:00/2019-05-03T11:30+03:00", "write `2019-05-03T11:30+03:00`"),
        ("2019-05-03T11:30+03:00/2019-05-03T08:30Z", "write `2019-05-03T11:30+03:00`"),
        ("2019-05-03/2019-05-03", "write `2019-05-03`"),
        ("2019-05-03T11:30+03:00/2019-05-03T11:31+03:00", None),
        ("2019-05-03/..", None),
    ],
)
def test_an_interval_of_one_date_is_warned_of(broken, value, help_):
    found = broken("R302", written(value))
    assert [(f.severity, f.help) for f in found] == ([("warning", help_)] if help_ else [])


@pytest.mark.parametrize("value", ["2019-05-03/2019-05-01", "2019-05-03T12Z/2019-05-03T13+03:00"])
def test_a_reversed_interval_is_an_error_of_its_own(broken, value):
    found = broken("R302", written(value))
    assert [(f.severity, f.place.line, f.place.column) for f in found] == [("error", 57, 14)]
    assert not broken("R301", written(value))


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("May 4", "`2019-05-03` is not what `May 4` says: 2019-05-04"),
        ("in spring", None),
        ("a few days ago", "no date can be read from `a few days ago`"),
    ],
)
def test_a_date_is_what_its_words_say(broken, wording, said):
    found = broken("R303", (PR, "said_at_wording: May 3", f"said_at_wording: {wording}"))
    assert len(found) == 1
    assert said is None or found[0].message == said


def test_words_of_a_date_need_the_date(broken):
    found = broken("R303", (PR, SAID, "said_at_wording: May 3"))
    assert [f.message for f in found] == ["`said_at_wording` stands without `said_at`"]


def test_a_qualified_date_is_still_what_its_words_say(broken):
    assert not broken("R303", (PR, 'said_at: "2019-05-03"', 'said_at: "2019-05-03~"'))


@pytest.mark.parametrize(
    ("value", "fits"),
    [("2019-05-03T11+03:00", True), ("2019-05-03T11+02:00", False), ("2019-05-03T11Z", False)],
)
def test_an_offset_is_that_of_the_speakers_zone(broken, value, fits):
    found = broken("R303", written(value))
    assert any("Europe/Vilnius" in f.message for f in found) is not fits


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((BARRAGE, HAPPENED, 'happened: "2019-05-11"'), "is not the date in"),
        ((BARRAGE, HAPPENED, "happened: 2019-05"), None),
        ((BARRAGE, HAPPENED, "happened: 2018-05-10/2019-05-11"), "stands in the folder of 2019"),
        ((DOCUMENT, "published: 2019-05-10T", "published: 2019-05-11T"), "is not the date in"),
    ],
)
def test_an_identifiers_date_is_the_records(broken, change, said):
    found = broken("R303", change)
    assert any(said in f.message for f in found) if said else not found


def test_a_report_of_its_future_is_warned_of_with_both_places(broken):
    found = broken("R304", (BARRAGE, HAPPENED, 'happened: "2019-05-12"'))
    assert [(f.severity, f.related[0].place.path) for f in found] == [("warning", DOCUMENT)]


def test_a_plan_may_lie_ahead(broken):
    planned = (COMING, "reality: planned", 'reality: planned\nhappened: "2026-12-01"')
    assert not broken("R304", planned)
    assert not broken("R305", planned, release="2026.11.0")
    told = (COMING, "reality: planned", 'reality: occurred\nhappened: "2026-12-01"')
    assert broken("R304", told)
    assert broken("R305", told, release="2026.11.0")


def test_a_number_to_come_is_no_report_of_the_future(broken):
    period = ('wording: "12"\n        aggregation: snapshot\n        period: "2019-05-14"',)
    late = period[0].replace("2019-05-14", "2019-05-20")
    assert [f.record for f in broken("R304", (DG, *period, late))] == ["fig_dg-airstrikes"]
    projected = late.replace("aggregation", "counting: projected\n        aggregation")
    assert not broken("R304", (DG, *period, projected))
    staff = "claimants: [act_velmaria-general-staff]\n    speech_act: "
    predicts = (DG, f"{staff}asserts", f"{staff}predicts")
    assert not broken("R304", (DG, *period, late), predicts)


@pytest.mark.parametrize(("speech_act", "findings"), [("asserts", 1), ("predicts", 0)])
def test_a_claim_older_than_the_event_it_reports_is_warned_of(broken, speech_act, findings):
    about = "about: [evt_ruzhenia-enters-war]\n    evidence: [854-887]"
    later = "about: [evt_strikes-on-velmaria-2019-05-14]\n    evidence: [854-887]"
    act = "claimant_as: act_office-ruzhenia-security-secretary\n    speech_act: "
    found = broken("R304", (AG, about, later), (AG, f"{act}asserts", f"{act}{speech_act}"))
    assert [f.record for f in found] == ["clm_ag-dranets-jobs"] * findings
    assert all([r.message for r in f.related] == ["the event", "published here"] for f in found)


def test_an_event_without_a_day_is_not_judged(broken):
    assert not broken("R304", (BARRAGE, HAPPENED, "happened: 2019-05-10/.."))
    assert not broken("R304", (BARRAGE, HAPPENED, "happened: ../2019-05-12"))


@pytest.mark.parametrize(
    ("retrieved", "findings"),
    [
        ("2019-05-02T10:00+03:00", 1),
        ("2019-05-03T10:00+03:00", 0),
        ("2019-05-04T10:00+03:00", 0),
    ],
)
def test_nothing_lies_after_its_document_was_fetched(broken, retrieved, findings):
    fetched = (PRESSURE, "language: en", f"retrieved_at: {retrieved}\nlanguage: en")
    found = [f for f in broken("R305", fetched) if f.record == "clm_pr-marushan-accuses"]
    assert [r.message for f in found for r in f.related] == ["fetched here"] * findings


@pytest.mark.parametrize(
    ("value", "bad"),
    [("2014", False), ("2013", True), ("201X", False), ("2013-12/2014-03", True)],
)
def test_a_year_is_before_the_war_when_all_of_it_is(broken, value, bad):
    found = broken("R305", (PR, SAID, f'said_at: "{value}"'))
    assert ["before the war" in f.message for f in found] == [True] * bad


@pytest.mark.parametrize(
    ("value", "release", "bad"),
    [
        ("2014-02-19", None, True),
        ("2014-02-20", None, False),
        ("../2019-05-03", None, False),
        ("2019-05-31", "2019.5.0", False),
        ("2019-06-01", "2019.5.0", True),
        ("2019-06-01/..", "2019.5.0", True),
        ("2019-05/2019-06", "2019.5.0", True),
        ('"2019"', "2019.5.0", False),
    ],
)
def test_a_date_lies_between_the_war_and_the_release(broken, value, release, bad):
    found = broken("R305", written(value), release=release)
    assert bool([f for f in found if f.place.path == PR and f.place.line == 57]) is bad


def test_retrieval_lies_before_the_release_too(broken):
    late = (DIGEST, "language: en", "retrieved_at: 2030-01-01T10:00Z\nlanguage: en")
    found = broken("R305", late, release="2026.11.0")
    assert [f.place.path for f in found] == [DIGEST]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((DIGEST, "{kind: inferred, because: No year is printed}", "{kind: calculated}"), "says"),
        ((DIGEST, "url_basis: {kind: not_printed}", "url_basis: {kind: inferred, because: x}"),
         "has no value"),
        ((DIGEST, "url_basis: {kind: not_printed}",
          "url: https://example.org/\nurl_basis: {kind: not_printed}"), "has a value"),
        ((DG, "basis: {kind: inferred, because: The body has both numbers from the General Staff}",
          "basis: {kind: inferred}"), "says from what"),
    ],
)  # fmt: skip
def test_a_ground_gives_its_reason_and_stands_on_something(broken, change, said):
    found = broken("R307", change)
    assert [said in f.message for f in found] == [True]


LINKED = "dataset/links/fleet-table.yaml"


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [
        ("2019-05-16", None, ""),
        ("2019-05-12", "R304", "was published, 2019-05-13"),
        ("2031-05-16", "R305", "lies after the release"),
        ("2009-05-16", "R305", "is before the war"),
    ],
)
def test_a_link_is_asserted_between_its_documents_and_the_release(broken, day, code, said):
    change = LINKED, 'asserted_at: "2019-05-16"', f'asserted_at: "{day}"'
    for each in ("R304", "R305"):
        told = [f.message for f in broken(each, change, release="2026.11.0")]
        assert any(said in message for message in told) if each == code else code or not told
