import pytest

from claimbook.dataset import Dataset
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.r605_licence import unknown

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
SC = "dataset/statements/2019/doc_ic-2019-05-14-secret-call-up.yaml"
DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"
SECRET = "seeds/documents/doc_ic-2019-05-14-secret-call-up.yaml"
PDN = "seeds/documents/doc_pdn-ruzhenian-troops-soon.yaml"
PAGE = "seeds/documents/doc_vd-subscription-page.yaml"
WAIVED = "waive: [{rule: R603, because: the archive refuses the page}]\n"
NO_URL = "url_basis: {kind: not_printed}\n"
LICENCE = "licence: LicenseRef-All-Rights-Reserved"
LICENCES = "seeds/reference/codes/licences.csv"


@pytest.mark.parametrize(
    "url",
    [
        "https://kyivindependent.com/a b",
        "htpps://kyivindependent.com/a",
        "//kyivindependent.com/a",
        "https://me:secret@kyivindependent.com/a",
        "http://10.0.0.7/a",
        "https://kyivindependent/a",
    ],
)
@pytest.mark.parametrize("field", ["url", "archive_url"])
def test_an_address_is_one_of_the_public_web(broken, field, url):
    found = broken("R603", (DIGEST, NO_URL, f'{field}: "{url}"\n'))
    assert [(f.severity, f.place.line) for f in found] == [("error", 8)]
    assert not broken("R103", (DIGEST, NO_URL, f'{field}: "{url}"\n'))


@pytest.mark.parametrize("value", ["41", "[https://kyivindependent.com]", "true"])
def test_what_is_no_text_is_of_the_wrong_type(broken, value):
    assert [f.code for f in broken("R103", (DIGEST, NO_URL, f"url: {value}\n"))] == ["R103"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("url: https://news.example.org/a\n", "nothing says where a copy"),
        (
            "url: https://news.example.org/a\narchive_url: https://web.archive.org/web/1/x\n",
            None,
        ),
        (
            "url: https://news.example.org/a\narchive_url: https://NEWS.example.org/copy/a\n",
            "so that both vanish together",
        ),
        ("archive_url: https://web.archive.org/web/1/x\n" + NO_URL, None),
        (f"url: https://news.example.org/a\n{WAIVED}", None),
    ],
)
def test_a_page_has_a_copy_elsewhere(broken, lines, said):
    found = broken("R603", (DIGEST, NO_URL, lines))
    assert [f.severity for f in found] == ["warning"] * bool(said)
    assert all(said in f.message for f in found)
    assert not broken("R900", (DIGEST, NO_URL, lines))


def test_a_waiver_lets_no_bad_address_pass(broken):
    lines = f"url: ftp://a.org\n{WAIVED}"
    assert [f.severity for f in broken("R603", (DIGEST, NO_URL, lines))] == ["error"]


ARCHIVED = "archive_url: https://web.archive.org/web/1/x\n"
PRESSURE = "seeds/documents/doc_vd-2019-05-09-pressure.yaml"
ARMY = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"


def at(host):
    return f"url: https://{host}/a\n{ARCHIVED}"


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("facebok.com", "facebook.com"),
        ("www.facebook.co", "www.facebook.com"),
        ("m.youtub.com", "m.youtube.com"),
        ("m.youtube.com", None),
        ("t.me", None),
        ("archive.example.net", None),
        ("archive.pt", None),
    ],
)
def test_a_host_of_posts_is_not_misspelt(broken, host, meant):
    found = broken("R603", (DIGEST, NO_URL, at(host)))
    assert [f.severity for f in found] == ["warning"] * bool(meant)
    assert all(f.help.startswith(f"did you mean `{meant}`?") for f in found)


@pytest.mark.parametrize(
    "host", ["web.archvie.org", "archive.pht", "webcitaton.org", "ghostarchve.org"]
)
def test_an_archive_is_not_misspelt(broken, host):
    lines = f"url: https://news.velmaria.com/a\narchive_url: https://{host}/x\n"
    found = broken("R603", (DIGEST, NO_URL, lines))
    assert [(f.severity, f.place.line) for f in found] == [("warning", 9)]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("kyivindependent.com", "kyivindependant.com", True),
        ("www.kyivindependent.com", "kyivindependnet.com", True),
        ("kyivindependent.com", "kyivindependent.co", True),
        ("kyivindependent.com", "www.kyivindependent.com", False),
        ("en.velmaria.com", "es.velmaria.com", False),
        ("www1.velmaria.com", "www2.velmaria.com", False),
        ("velmaria.de", "velmaria.dk", False),
        ("bbc.com", "bbs.com", False),
        ("abcnews.com", "cbcnews.com", False),
        ("velmaria2.com", "velmaria3.com", False),
        ("kyivindependent.com", "kyivpost.com", False),
    ],
)
def test_hosts_of_one_publisher_are_not_one_slip_apart(broken, one, other, slip):
    found = broken("R603", (PRESSURE, NO_URL, at(one)), (ARMY, NO_URL, at(other)))
    assert [f.severity for f in found] == ["warning"] * slip


def test_the_rarer_host_is_taken_for_the_slip_in_each_of_its_documents(broken):
    rare, often = "akyivindependent.com", "akyivindependant.com"
    changes = [(path, NO_URL, at(often)) for path in (PRESSURE, ARMY, PAGE)]
    found = broken("R603", *changes, (SECRET, NO_URL, at(rare)), (DIGEST, NO_URL, at(rare)))
    assert [f.place.path for f in found] == [DIGEST, SECRET]
    assert all(f.help.startswith(f"did you mean `{often}`?") for f in found)
    assert {r.place.path for f in found for r in f.related} == {PRESSURE}
    waived = f"{at(rare)}waive: [{{rule: R603, because: there is such a host}}]\n"
    assert not broken("R603", (PRESSURE, NO_URL, at(often)), (DIGEST, NO_URL, waived))


def test_two_publishers_may_be_called_alike(broken):
    changes = ((SECRET, NO_URL, at("velmarian.com")), (ARMY, NO_URL, at("velmarien.com")))
    assert not broken("R603", *changes)


POST = ("kind: article\n", "kind: social_post\n")


def test_one_post_cited_for_days_apart_shows_both(broken):
    found = broken("R604", (PDN, *POST))
    assert [f.severity for f in found] == ["warning"]
    assert [r.message for r in found[0].related] == ["the earlier event", "the later one"]


@pytest.mark.parametrize(
    ("happened", "reality", "bad"),
    [
        ('"2019-05-10"', "occurred", False),
        ('"2019-05-11"', "occurred", False),
        ('"2019-05-12"', "occurred", True),
        ("2019-05-11/2019-05-14", "occurred", False),
        ("2019-05-12/2019-05-14", "occurred", True),
        ("2019-05-11/..", "occurred", False),
        ("2019-05-12/..", "occurred", True),
        ("../2019-05-08", "occurred", True),
        ('"2019-05-20"', "planned", False),
    ],
)
def test_two_days_between_two_events_are_too_many(broken, happened, reality, bad):
    path = "dataset/events/2019/evt_shared-army-group.yaml"
    found = broken(
        "R604",
        ("seeds/documents/doc_vd-2019-05-10-army-group.yaml", *POST),
        (path, "reality: ongoing", f"reality: {reality}\nhappened: {happened}"),
    )
    assert len(found) == bad


@pytest.mark.parametrize(
    ("kind", "licence", "said"),
    [
        ("digest", "CC-BY-SA-4.0", None),
        ("dataset", "CC-BY-4.0", None),
        ("dataset", "CC0-1.0", None),
        ("dataset", "CC-BY-SA-4.0", "would put its terms on all of ours"),
        ("dataset", "ODbL-1.0", "would put its terms on all of ours"),
        ("dataset", "CC-BY-NC-4.0", "may not be used as ours may"),
        ("dataset", "CC-BY-ND-4.0", "may not be used as ours may"),
        ("digest", "LicenseRef-ACLED-Terms", "terms of ACLED"),
        ("dataset", "LicenseRef-Acled", "terms of ACLED"),
        ("digest", "CC-BY-5.0", "is no SPDX identifier"),
        ("digest", "cc-by-4.0", "is written CC-BY-4.0"),
        ("digest", "NOASSERTION", "is no SPDX identifier"),
        ("digest", "LicenseRef-Unknown", "says nothing of the terms"),
    ],
)
def test_a_licence_exists_and_lets_ours_stand(broken, kind, licence, said):
    found = broken(
        "R605", (DIGEST, "kind: digest", f"kind: {kind}"), (DIGEST, LICENCE, f"licence: {licence}")
    )
    assert [said in f.message for f in found] == [True] * bool(said)


def test_what_stands_at_a_refused_host_is_refused(broken):
    found = broken("R605", (DIGEST, NO_URL, "url: https://www.acleddata.com/x.csv\n"))
    assert [f.place.path for f in found] == [DIGEST]
    assert not broken("R605", (DIGEST, NO_URL, "url: https://notacleddata.com/x.csv\n"))


def test_what_is_made_from_a_refused_document_is_refused_however_far(broken):
    step = "derived_from: [{{origin: {}, relation: {}}}]\nstatus: live"
    found = broken(
        "R605",
        (DIGEST, LICENCE, "licence: LicenseRef-ACLED-Terms"),
        (SECRET, "status: live", step.format("doc_digest-2019-05-14", "excerpts")),
        (PAGE, "status: live", step.format("doc_ic-2019-05-14-secret-call-up", "republishes")),
        (
            "seeds/documents/doc_vd-2019-05-09-pressure.yaml",
            "status: live",
            step.format("doc_digest-2019-05-14", "follows"),
        ),
    )
    assert [f.place.path for f in found] == [DIGEST, SECRET, PAGE]
    assert {r.place.path for f in found[1:] for r in f.related} == {DIGEST}


def test_the_list_of_licences_holds_licences():
    listed = {"CC-BY-4.0": {}, "CC-BY-4.5": {}, "LicenseRef-Some-Terms": {}}
    found = list(BY_CODE["R605"].check(Dataset((), lists={"licences": listed})))
    assert [(f.spot.path, f.spot.line) for f in found] == [(LICENCES, 3)]


def test_a_licence_of_our_own_words_needs_no_list():
    assert unknown("LicenseRef-Any-Press-Terms") == ""


@pytest.mark.parametrize(
    ("limit", "bad"), [("200", False), ("165", False), ("40", True), ("0", True)]
)
def test_words_repeated_keep_to_the_limit(broken, limit, bad):
    found = broken("R606", (SECRET, "chars: 400", f"chars: {limit}"))
    assert [f.severity for f in found] == ["error"] * bad
    assert all(len(f.related) == 1 for f in found)


def test_a_document_without_a_limit_has_none(broken):
    assert not broken("R606", (SECRET, "quotation_limit_chars: 400\n", ""))


def test_each_word_that_is_repeated_counts(broken):
    def allowed(*changes):
        found = broken("R606", (SECRET, "chars: 400", "chars: 0"), *changes)
        return int(found[0].message.split()[0])

    plain = allowed()
    assert allowed((SC, "count: several", "count: a handful")) == plain + 2
    assert allowed((SC, "count: several, ", "")) == plain - len("several")


TITLE = 'title: Marushan signs secret call-up and "vigilance measures" in Ruzhenia\n'
UNTITLED = (TITLE + "title_evidence: [290-356]\n", "published_wording: {}\n")
ROUTINE = "    medium: news_agency\n"
FIGURE = """\
    figures:
      - id: fig_sc-men
        measure: troops_expected
        unit: person
        wording: {}
        aggregation: snapshot
        evidence: [2983-3021]
"""


@pytest.mark.parametrize(
    ("changes", "path", "line"),
    [
        ([], SECRET, 3),
        ([(SECRET, UNTITLED[0], UNTITLED[1].format("on a day in May"))], SECRET, 3),
        ([(SECRET, UNTITLED[0], "")], SC, 12),
        (
            [(SECRET, UNTITLED[0], ""), (SC, ROUTINE, FIGURE.format("at least forty") + ROUTINE)],
            SC,
            31,
        ),
    ],
    ids=["title", "date", "voices", "figure"],
)
def test_the_longest_of_the_words_is_shown(broken, changes, path, line):
    merged = [*changes, (SECRET, "chars: 400", "chars: 0")]
    [found] = broken("R606", *merged)
    assert [(r.message, r.place.path, r.place.line) for r in found.related] == [
        ("the longest of the words that are repeated", path, line)
    ]
    told = int(found.message.split()[0])
    exact = (SECRET, "chars: 400", f"chars: {told}")
    assert not broken("R606", *changes, exact)
    assert broken("R606", *changes, (SECRET, "chars: 400", f"chars: {told - 1}"))


def test_a_document_that_stands_twice_hides_no_other(broken):
    twice = (DIGEST, "id: doc_digest-2019-05-14", "id: doc_vd-2019-05-09-pressure")
    [found] = broken("R606", twice, (SECRET, "chars: 400", "chars: 0"))
    assert found.place.path == SECRET


def test_no_limit_is_waived(broken):
    limit = "quotation_limit_chars: 40\nwaive: [{rule: R606, because: they are all needed}]"
    assert broken("R606", (SECRET, "quotation_limit_chars: 400", limit))
    assert [f.message for f in broken("R900", (SECRET, "quotation_limit_chars: 400", limit))] == [
        "R606 cannot be waived"
    ]
