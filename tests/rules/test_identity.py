import pytest

from claimbook.dataset import Dataset
from claimbook.diagnostic import in_order
from claimbook.records.vocabulary import CLOSED, OPEN
from claimbook.rules.catalogue import BY_CODE
from example_project import changed, found_in, text_of

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
LINKS = "dataset/links.yaml"
LOCK = "dataset/ids.lock"
RETIRED = "dataset/retired.yaml"
ACTORS = "seeds/reference/actors.yaml"
ITEMS = "seeds/reference/items.yaml"
MEASURES = "seeds/reference/measures.yaml"
MEDIA = "seeds/reference/vocabularies/medium.yaml"
PLACES = "seeds/reference/places.yaml"
PRESSURE = "seeds/documents/doc_vd-2019-05-09-pressure.yaml"
RELIABILITY = "seeds/reference/vocabularies/reliability.yaml"
DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"


@pytest.mark.parametrize(
    ("code", "change", "said"),
    [
        ("R104", (BARRAGE, "kind: strike", "kind: stricke"), "did you mean `strike`?"),
        (
            "R104",
            (AG, "speech_act: announces", "speech_act: anounces"),
            "did you mean `announces`?",
        ),
        ("R104", (DIGEST, "language: en", "language: fr"), "write a code of the list"),
        ("R104", (DIGEST, "language: en", "language: be\ntranslated_from: eo"), "write a code"),
        ("R101", (AG, "    phase: begun", "    phaze: begun"), "did you mean `phase`?"),
    ],
)
def test_shape_findings_offer_the_nearest(broken, code, change, said):
    assert said in broken(code, change)[0].help


def test_a_code_of_a_broken_list_is_not_judged(broken):
    path = "seeds/reference/vocabularies/event_kind.yaml"
    change = (BARRAGE, "kind: strike", "kind: unheard_of")
    assert broken("R104", change)
    assert not broken("R104", change, **{path: "vocabulary: event_kind\nopen: [\n"})


def test_deprecated_measures_and_units_are_warned_of(broken, root):
    path = "seeds/reference/units.yaml"
    text = text_of(root, path).replace("code: body\n", "code: body\n    deprecated_in: 2026.11.0\n")
    found = broken("R105", **{path: text})
    assert {f.severity for f in found} == {"warning"}
    assert any("`body` of `units`" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (AG, "[evt_shared-army-group]", "[evt_shared-army-group, evt_shared-army-group]", "about"),
        (AG, "evidence: [533-585]", "evidence: [533-585, 533-585]", "evidence"),
        (
            AG,
            "claimants: [act_mikalai-dranets]",
            "claimants: [act_velmaria, act_velmaria]",
            "claim",
        ),
        (
            PLACES,
            "      - {language: uk, text: Руженія, kind: name}\n",
            "      - {language: uk, text: Руженія, kind: name}\n" * 2,
            "labels",
        ),
    ],
)
def test_nothing_stands_twice_in_a_list(broken, path, old, new, said):
    found = broken("R201", (path, old, new))
    assert len(found) == 1
    assert said in found[0].message
    assert found[0].related[0].message == "first said here"


def test_an_official_code_names_one_record(broken):
    found = broken(
        "R201",
        (ACTORS, "name: Northern Pact\n", "name: Northern Pact\n    wikidata: Q1\n"),
        (ACTORS, "name: PDN\n", "name: PDN\n    wikidata: Q1\n"),
    )
    assert [(f.record, f.message.rpartition(" ")[2], f.related[0].message) for f in found] == [
        ("act_northern-pact", "`act_pdn`", "said again here"),
        ("act_pdn", "`act_northern-pact`", "first said here"),
    ]


def test_two_mappings_have_different_slugs(broken):
    path = "seeds/mappings/shells.yaml"
    good = BY_CODE["R110"].file_example.good
    twin = good.replace("id: shells", "id: twin").replace("origin: observers", "origin: others")
    found = broken("R201", **{path: good, path.replace("shells", "twin"): twin})
    assert [(f.record, f.message) for f in found] == [
        ("shells", "`shells` is also the slug of `twin`"),
        ("twin", "`shells` is also the slug of `shells`"),
    ]


def test_the_same_record_in_two_files_shows_both(broken, root):
    twin = BARRAGE.replace("evt_barrage", "evt_another")
    found = broken("R201", **{twin: text_of(root, BARRAGE)})
    assert [(f.place.path, [r.place.path for r in f.related]) for f in found] == [
        (twin, [BARRAGE]),
        (BARRAGE, [twin]),
    ]


def test_what_stands_three_times_is_told_once_at_each_place(broken):
    more = "  - {id: itm_warship, name: x}\n" * 2
    found = broken("R201", (ITEMS, "  - id: itm_warship\n", f"{more}  - id: itm_warship\n"))
    assert [(f.place.line, f.related[0].place.line) for f in found] == [
        (11, 12),
        (12, 11),
        (13, 11),
    ]


def test_a_code_that_becomes_another_is_told_at_both(broken):
    found = broken("R201", (RELIABILITY, "- code: A\n", "- code: C\n"))
    assert [(f.place.line, f.record) for f in found] == [
        (5, "reliability.C"),
        (13, "reliability.C"),
    ]


def test_a_measure_and_a_unit_may_share_a_code(broken):
    change = (MEASURES, "- code: strikes\n", "- code: strike\n")
    assert [(f.place.path, f.record) for f in broken("R203", change)] == [
        (MEASURES, "strike"),
        (LOCK, None),
    ]
    before_codes = {"measures", "units", "series"}  # as the names of the code lists do
    assert not before_codes & (CLOSED.keys() | OPEN)


def test_of_a_document_that_stands_twice_nothing_else_is_said(root, told):
    change = (GROUP, "id: doc_vd-2019-05-10-army-group", "id: doc_vd-2019-05-09-pressure")
    told.extend(in_order(found_in(root, changed(root, *change))))
    assert [f.code for f in told] == ["R201", "R108", "R201"]


def test_nor_of_a_copy_that_kept_the_identifier(root, told):
    role = (ACTORS, "document: doc_vd-2019-05-09-pressure", "document: doc_copy")
    copy = {"seeds/documents/doc_copy.yaml": (root / PRESSURE).read_bytes()}
    found = in_order(found_in(root, changed(root, *role) | copy))
    told.extend(f for f in found if f.code in {"R108", "R201", "R204"})
    assert [f.code for f in told] == ["R108", "R201", "R201"]


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ((LOCK, "itm_warship\n", ""), (ITEMS, 11), "is not in dataset/ids.lock"),
        (
            (LOCK, "act_citadel\n", "act_citadel\nact_consul\n"),
            (LOCK, 3),
            "was minted and is gone",
        ),
        ((LOCK, "act_citadel\n", "act_citadel\nact_citadel\n"), (LOCK, 3), "stands twice"),
        ((LOCK, "act_citadel\n", "act_citadel\nact_abbot\n"), (LOCK, 3), "is out of order"),
        ((MEDIA, "- code: speech", "- code: speach"), (MEDIA, 33), "`medium.speach` is not in"),
        (
            (RETIRED, "retired: []", "retired:\n  - {record: itm_warship, reason: never used}"),
            (ITEMS, 11),
            "was retired",
        ),
    ],
)
def test_the_lock_is_held(broken, change, place, said):
    found = broken("R203", change)
    assert any((f.place.path, f.place.line) == place and said in f.message for f in found)


def test_a_code_that_is_gone_is_brought_back_not_buried(broken, root):
    found = broken("R203", (MEDIA, "- code: speech", "- code: speach"))
    line = text_of(root, LOCK).splitlines().index("medium.speech") + 1
    [gone] = [f for f in found if (f.place.path, f.place.line) == (LOCK, line)]
    assert gone.help == "bring the code back, with `deprecated_in` if it is no longer to be used"


def test_a_tombstone_lets_an_identifier_go(broken):
    gone = (ITEMS, "  - id: itm_warship\n    name: warship\n    labels:\n", "")
    rest = (ITEMS, "      - {language: uk, text: бойовий корабель, kind: name}\n", "")
    tomb = (RETIRED, "retired: []", "retired:\n  - {record: itm_warship, reason: never used}")
    assert [f.message for f in broken("R203", gone, rest)] == [
        "`itm_warship` was minted and is gone"
    ]
    assert not broken("R203", gone, rest, tomb)


def test_a_renamed_identifier_is_recognised(broken):
    found = broken("R203", (ITEMS, "- id: itm_warship", "- id: itm_warshipp"))
    assert any("`itm_warship` is missing: was it renamed?" in f.help for f in found)


def test_a_missing_lock_is_one_finding():
    found = BY_CODE["R203"].check(Dataset(()))
    assert [finding.message for finding in found] == ["dataset/ids.lock is missing"]


@pytest.mark.parametrize(
    ("path", "old", "new", "noun"),
    [
        (AG, "evt_ruzhenia-enters-war", "evt_ruzhenia-enters-wars", "event"),
        (LINKS, "clm_rt-headline", "clm_rt-headlin", "record"),
        (DIGEST, "fig_dg-mykovar-toll", "fig_dg-mykovar-tol", "record"),
        (ITEMS, "itm_missile\n    labels", "itm_misile\n    labels", "item"),
        (BARRAGE, "doc_vd-2019-05-10-army-group:1018", "doc_vd-2019-05-10-army-grup:1018", "doc"),
    ],
)
def test_a_dangling_reference_offers_the_nearest(broken, path, old, new, noun):
    found = broken("R204", (path, old, new))
    noun = "document" if noun == "doc" else noun
    wrong, right = (text.split("\n")[0].split(":")[0] for text in (new, old))
    assert [(f.message, f.help) for f in found] == [
        (f"unknown {noun} `{wrong}`", f"did you mean `{right}`?")
    ]
    assert found[0].place.path == path


def test_an_events_evidence_names_its_document(broken):
    found = broken("R204", (BARRAGE, "doc_vd-2019-05-10-army-group:391-466", "391-466"))
    assert [f.message for f in found] == ["`391-466` names no document"]


def test_an_unknown_document_of_a_statements_file_is_one_finding_at_its_head(broken):
    change = (AG, "document: doc_vd-2019-05-10-army-group", "document: doc_vd-2019-05-10-army")
    found = broken("R204", change)
    assert [(f.place.line, f.place.column) for f in found] == [(1, 11)]


def test_a_retired_record_is_no_longer_referred_to(broken):
    tomb = (RETIRED, "retired: []", "retired:\n  - {record: evt_old, reason: split in two}")
    found = broken("R204", tomb, (AG, "about: [evt_shared-army-group]", "about: [evt_old]"))
    assert [finding.message for finding in found] == ["unknown event `evt_old`"]


STATE, COUNTRY = "name: Velmaria\n    kind: state\n", "name: Velmaria\n    kind: country\n"
REPEATS = "    kind: repeats"
THERE = "    kind: supersedes\n    asserted_by: act_editors\n  - id: lnk_and-back\n"
BACK = "    subject: fig_dg-missile-strikes\n    object: fig_dg-bullet-missiles\n"


@pytest.mark.parametrize(
    "change",
    [
        (PLACES, COUNTRY, COUNTRY + "    part_of: plc_ilverin\n"),
        (ACTORS, STATE, STATE + "    part_of: act_velmaria\n"),
        (AG, "of_which: fig_ag-missiles-fired", "of_which: fig_ag-missiles-stopped"),
        (LINKS, REPEATS, THERE + BACK + "    kind: supersedes"),
        (BARRAGE, "summary:", "part_of: evt_barrage-on-velmaria-2019-05-10\nsummary:"),
        (DIGEST, "status: live", "status: live\nreplaced_by: doc_digest-2019-05-14"),
        (
            DIGEST,
            "status: live",
            "derived_from: [{origin: doc_digest-2019-05-14, relation: follows}]\nstatus: live",
        ),
    ],
)
def test_a_circle_is_found(broken, change):
    assert broken("R206", change)


def test_a_claim_does_not_answer_itself(broken):
    own = "{claim: clm_ag-dranets-jobs, stance: confirms}"
    claim = "about: [evt_ruzhenia-enters-war]\n"
    [finding] = broken("R206", (AG, claim, f"{claim}    responds_to: [{own}]\n"))
    assert finding.message == "`clm_ag-dranets-jobs` comes back to itself by `responds_to`"
    other = own.replace("dranets-jobs", "marushan-army-group")
    assert not broken("R206", (AG, claim, f"{claim}    responds_to: [{other}]\n"))


def test_a_circle_of_measures_shows_where_it_goes_on(broken, root):
    path = "seeds/reference/measures.yaml"
    whole = "  - code: missiles_launched\n"
    text = text_of(root, path).replace(whole, f"{whole}    part_of: [missiles_intercepted]\n")
    found = broken("R206", **{path: text})
    assert [f.record for f in found] == ["missiles_intercepted", "missiles_launched"] or [
        f.record for f in found
    ] == ["missiles_launched", "missiles_intercepted"]
    assert [len(f.related) for f in found] == [1, 1]


def test_one_record_may_supersede_two(broken):
    other = "    subject: fig_dg-bullet-missiles\n    object: fig_dg-airstrikes\n"
    assert not broken("R206", (LINKS, REPEATS, THERE + other + "    kind: supersedes"))


@pytest.mark.parametrize(
    "near", ["itm_wrship", "itm_warshipp", "itm_warshap", "itm_wasrhip", "evt_xx-2019-05-11"]
)
def test_near_identifiers_are_found_and_those_of_other_days_are_not(broken, near):
    found = broken(
        "R208", (ITEMS, "  - id: itm_warship", f"  - id: {near}\n    name: x\n  - id: itm_warship")
    )
    assert bool(found) is near.startswith("itm")


LABELS = "    label: x\n    label_uk: x\n    definition: Nothing\n"
UNIT = LABELS + "    counted: true\n"
MEASURE = LABELS + "    units: [munition]\n    additive: true\n"


@pytest.mark.parametrize(
    ("path", "code", "rest"),
    [
        ("seeds/reference/units.yaml", "munition", UNIT),
        ("seeds/reference/measures.yaml", "missiles_launched", MEASURE),
    ],
)
def test_near_codes_are_found_within_their_own_list(broken, path, code, rest):
    start = f"  - code: {code}\n"
    [found] = broken("R208", (path, start, f"  - code: {code}x\n{rest}{start}"))
    assert (found.place.path, found.message) == (
        path,
        f"`{code}x` is one typing error away from `{code}`",
    )
    assert [r.message for r in found.related] == ["the other one"]
    other = {UNIT: ("seeds/reference/measures.yaml", "missiles_launched", MEASURE)}
    if rest in other:  # a unit and a measure may be called nearly alike
        path, first, rest = other[rest]
        start = f"  - code: {first}\n"
        assert not broken("R208", (path, start, f"  - code: {code}x\n{rest}{start}"))


@pytest.mark.parametrize("fault", ["label_en: [unclosed", "label_en: {}"])
def test_codes_that_cannot_be_read_are_not_called_gone(broken, fault):
    assert broken("R203", (MEDIA, "label_en: speech", fault)) == []


ROLE_IN = "        document: doc_vd-2019-05-10-army-group"
CLAIMANT = "claimants: [act_mikalai-dranets]"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("act_valeriy-zalushan", "act_valery-zalushan"),
        ("Valery Zalushan", "act_valery-zalushan"),
        ("VALERIY ZALUSHAN", "act_valery-zalushan"),
        ('"Вельмарія"', "act_velmaria"),
        ("act_pdn-news", None),
        ("Nobody", None),
        ("missile", None),
        ("41", None),
    ],
)
def test_a_name_in_place_of_an_identifier_is_told_whose_it_is(broken, written, meant):
    change = (AG, CLAIMANT, f"claimants: [{written}]")
    found = broken("R207", change)
    said = [f"write `{meant}`"] if meant else []
    assert [f.help for f in found] == said
    assert [f.severity for f in found] == ["warning"] * bool(meant)
    assert [r.place.path for f in found for r in f.related] == [ACTORS] * bool(meant)
    assert broken("R204", change) or broken("R103", change)


def test_a_name_that_two_records_bear_is_nobodys(broken):
    second = (
        ACTORS,
        "name: PDN\n",
        "name: PDN\n    labels: [{language: en, text: Valery Zalushan, kind: alias}]\n",
    )
    assert not broken("R207", (AG, CLAIMANT, "claimants: [act_valery-zalushan-]"), second)
    assert not broken("R207", (AG, CLAIMANT, "claimants: [Valery Zalushan]"), second)


def test_a_name_of_another_table_is_none(broken):
    assert not broken("R207", (AG, CLAIMANT, "claimants: [warship]"))


def test_a_name_in_a_nested_figure_is_found_at_its_place(broken):
    found = broken("R207", (AG, "of_which: fig_ag-missiles-fired", "place: Ilverin"))
    assert [(f.help, f.place.path, f.place.line) for f in found] == [
        ("write `plc_ilverin`", AG, 49)
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            ACTORS,
            "kind: ministry\n    part_of: act_drosk",
            "kind: ministry\n    part_of: act_aleko-marushan",
            "of kind person",
        ),
        (
            ACTORS,
            f"        organisation: act_velmaria-armed-forces\n{ROLE_IN}",
            f"        organisation: act_valery-zalushan\n{ROLE_IN}",
            "of kind person",
        ),
        (
            LINKS,
            "    object: fig_dg-missile-strikes\n    kind: repeats",
            "    object: clm_dg-velmaria-denies\n    kind: same_as",
            "two records of one type",
        ),
        (
            LINKS,
            "    object: fig_dg-missile-strikes\n    kind: repeats",
            "    object: clm_dg-velmaria-denies\n    kind: contradicts",
            None,
        ),
        (
            RETIRED,
            "retired: []",
            "retired:\n  - {record: evt_old, reason: split, replaced_by: act_pdn}",
            "another type of record",
        ),
        (
            PLACES,
            COUNTRY,
            COUNTRY + "    part_of: plc_ilverin\n",
            "does not lie within one of kind settlement",
        ),
    ],
)
def test_a_reference_leads_to_the_right_kind(broken, path, old, new, said):
    found = broken("R205", (path, old, new))
    assert [said in f.message for f in found] == [True] * bool(said)


def test_nobody_publishes_without_a_name(broken):
    unnamed = (ACTORS, "name: PDN\n    kind: media", "name: PDN\n    kind: unnamed")
    assert "kind unnamed" in broken("R205", unnamed)[0].message


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (AG, CLAIMANT, "claimants: [plc_ilverin]", "a place, and `claimants` takes an actor"),
        (AG, "[evt_shared-army-group]", "[clm_dg-velmaria-denies]", "`about` takes an event"),
        (AG, "of_which: fig_ag-missiles-fired", "of_which: clm_x", "`of_which` takes a figure"),
        (ITEMS, "kind_of: itm_missile", "kind_of: act_pdn", "`kind_of` takes an item"),
    ],
)
def test_an_identifier_of_another_type_is_told_apart(broken, path, old, new, said):
    found = broken("R205", (path, old, new))
    assert [said in f.message for f in found] == [True]
    assert not broken("R103", (path, old, new))


def test_a_records_own_identifier_of_another_type_has_the_wrong_form(broken):
    assert broken("R103", (ITEMS, "- id: itm_warship", "- id: act_warship"))


SPANS = AG.replace(".yaml", ".spans.jsonl")
GROUP = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"


@pytest.mark.parametrize("slip", ["fig_ag_missiles_fired", "fig_ag-missiles-fireD"])
@pytest.mark.parametrize("code", ["R203", "R204", "R607", "R608"])
def test_an_id_without_form_is_told_where_it_stands_only(broken, code, slip):
    change = (AG, "id: fig_ag-missiles-fired", f"id: {slip}")
    assert [f.place.line for f in broken("R103", change)] == [33]
    assert not broken(code, change)


def test_a_slip_with_form_is_told_at_its_line_and_nobody_is_sent_to_bury(broken):
    change = (AG, "id: fig_ag-missiles-fired", "id: fig_ag-missile-fired")
    assert [(f.place.path, "tombstone" in f.help) for f in broken("R203", change)] == [
        (AG, False),
        (LOCK, False),
    ]
    assert {f.place.path for f in broken("R204", change)} == {AG, GROUP}
    assert SPANS in {f.place.path for f in broken("R607", change)}


def test_an_unknown_document_in_a_line_of_spans_is_told(broken, root):
    lines = text_of(root, SPANS).replace("doc_vd-2019-05-10-army-group", "doc_vd-none", 1)
    assert [f.place.path for f in broken("R204", **{SPANS: lines})] == []
    first, _, rest = text_of(root, SPANS).partition("\n")
    spoilt = first.replace('"document": "doc_vd-2019', '"document": "doc_vd-2018')
    found = broken("R204", **{SPANS: f"{spoilt}\n{rest}"})
    assert [(f.place.path, f.place.line) for f in found] == [(SPANS, 1)]


@pytest.mark.parametrize("code", ["R601", "R606", "R608", "R609"])
@pytest.mark.parametrize(
    "change",
    [
        (AG, "id: fig_ag-missiles-fired", "id: fig_ag-missiles-stopped"),
        (AG, "id: clm_ag-zalushan-barrage", "id: clm_ag-dranets-jobs"),
        (GROUP, "id: doc_vd-2019-05-10-army-group", "id: doc_vd-2019-05-09-pressure"),
    ],
)
def test_evidence_of_what_stands_twice_is_not_judged(broken, code, change):
    assert broken("R201", change)
    assert not broken(code, change)


def test_a_unit_that_is_none_is_offered_those_of_the_measure(broken):
    [found] = broken("R204", (AG, MUNITION, MUNITION.replace("munition", "missile")))
    assert found.help == "the units of `missiles_launched` are: munition"


MUNITION = "missiles_launched\n        unit: munition"
