import pytest

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
PR = "dataset/statements/2019/doc_vd-2019-05-09-pressure.yaml"
DG = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
COMING = "dataset/events/2019/evt_soldiers-received-in-ruzhenia.yaml"
DOCUMENT = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"
DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"
SAID = 'said_at: "2019-05-03"\n    said_at_wording: May 3'
HAPPENED = 'happened: "2019-05-10"\nhappened_wording: May 10'


def written(value):
    return (PR, SAID, f"said_at: {value}")


@pytest.mark.parametrize(
    "value", ["2019-5-03", '"03.05.2019"', "2019-02-30", "2019-05-03T11", "2019-05-03/2019-05-01"]
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


@pytest.mark.parametrize(
    ("value", "release", "bad"),
    [
        ("2014-02-19", None, True),
        ("2014-02-20", None, False),
        ("../2019-05-03", None, False),
        ("2019-05-31", "2019.5.0", False),
        ("2019-06-01", "2019.5.0", True),
        ("2019-06-01/..", "2019.5.0", True),
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
