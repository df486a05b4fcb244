from datetime import datetime

import pytest


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(("figure", "nominal"), [("fired", 75), ("shot-down", 41)])
def test_the_barrage_stands_in_one_wide_row_each(real, figure, nominal):
    (row,) = real("FROM figures_flat WHERE figure = ?", f"fig_jc-missiles-{figure}")
    assert row["nominal"] == row["low"] == row["best"] == row["high"] == nominal
    assert row["claimant"] == "Valerii Zaluzhnyi"
    assert row["document"] == "doc_ki-2022-10-10-joint-command"
    assert row["as_of_utc"] == at("2022-10-10T08:00")
    assert row["as_of_end_utc"] == at("2022-10-10T09:00")
    assert (row["as_of_precision"], str(row["as_of_date"])) == ("hour", "2022-10-10")
    assert row["official"] is True


def test_the_share_intercepted_is_propagated(real):
    (row,) = real("FROM interception WHERE event = 'evt_missile-barrage-2022-10-10'")
    assert [row[f"rate_{name}"] for name in ("low", "best", "high")] == [0.5467] * 3


def test_the_losses_are_one_conflict_of_three_voices(real):
    (row,) = real("FROM conflicts WHERE event = 'evt_russian-military-losses-2022-03'")
    assert [part.partition(" (")[0] for part in row["statements"].split(" | ")] == [
        "498",
        "almost 10,000",
        "low thousands",
    ]
    assert row["voices"] == 3
    assert set(row["reasons"]) == {"contradicts", "disowns", "retracts", "value"}


def test_a_count_of_casualties_is_set_against_one_of_dead_by_a_link_alone(real):
    rows = real("FROM conflict_pairs WHERE other = 'fig_gdc-western-casualty-estimates'")
    assert {row["reason"] for row in rows} == {"contradicts"}


def test_the_official_number_of_russian_dead_is_russias(real):
    rows = real(
        "FROM best_figure('official') WHERE measure = 'killed' "
        "AND affected = 'act_russia-armed-forces'"
    )
    assert [(row["wording"], row["claimant"]) for row in rows] == [("498", "Russia")]


@pytest.mark.parametrize("policy", ["latest", "official", "lowest", "range", "most_independent"])
def test_no_policy_returns_the_number_that_was_taken_back(real, policy):
    rows = real(f"FROM best_figure('{policy}') WHERE event LIKE '%russian-military-losses%'")
    assert rows
    assert not any(row["wording"] == "almost 10,000" or row["high"] == 10_000 for row in rows)


def test_a_newspaper_that_cites_a_ministry_is_not_official(real):
    claim = "clm_gdc-newspaper-reported-ten-thousand"
    (row,) = real("FROM claim_chain WHERE claim = ? AND event LIKE '%losses%'", claim)
    assert row["root"] == "Ministry of Defence of Russia"
    assert row["unseen_hops"] == 1
    assert real("FROM claim_voices WHERE claim = ?", claim)[0]["official"] is False


def test_the_covert_mobilisation_has_one_root(real):
    rows = real("FROM claim_chain WHERE event = 'evt_covert-mobilisation-belarus'")
    assert {row["independence"] for row in rows} == {1}
    voices = [row for row in rows if row["voice"]]
    assert {row["root"] for row in voices} == {"Nasha Niva"}
    assert len({row["document"] for row in voices}) == 2
    assert not any(row["voice"] for row in rows if "Volfovich" in row["chain"])
    assert not any(row["voice"] for row in rows if row["speech_act"] == "silent")


def test_the_confirmed_dead_carry_the_doubt_of_their_own_source(real):
    (row,) = real(
        "FROM conflicts WHERE list_contains(figures, 'fig_gdc-civilian-deaths-confirmed')"
    )
    assert (row["reasons"], row["against"]) == (["doubts"], "United Nations doubts it")


def test_the_headline_against_its_body_is_flagged_and_linked(real):
    document = "doc_gdc-2022-03-22-belarus-soon"
    flags = real("SELECT flag FROM document_flags WHERE document = ?", document)
    assert "headline_contradicts_body" in {row["flag"] for row in flags}
    rows = real(
        "SELECT d.stance, d.editorial FROM disputes AS d JOIN claims AS c ON c.id = d.answered "
        "WHERE c.region = 'title' AND c.document = ?",
        document,
    )
    assert {"stance": "contradicts", "editorial": True} in rows


def test_what_was_known_in_mid_march(real):
    rows = real("SELECT wording FROM known_at('2022-03-15') WHERE measure = 'killed'")
    assert [row["wording"] for row in rows] == ["498"]


def test_what_was_known_before_it_was_taken_back_does_not_tell_that_it_was(real):
    sql = "SELECT status FROM known_at(?) WHERE wording = 'almost 10,000'"
    assert real(sql, at("2022-03-21T21:00")) == [{"status": "normal"}]
    assert real(sql, at("2022-03-24")) == [{"status": "retracted"}]


@pytest.mark.parametrize(
    ("sql", "low", "high"),
    [
        (
            "SELECT t_min_utc, t_max_utc FROM events WHERE happened = '2022-10-13'",
            "2022-10-12T21:00",
            "2022-10-13T21:00",
        ),
        (
            "SELECT said_at_utc, said_at_end_utc FROM claims WHERE id LIKE '%uk-advance%'",
            "2022-10-13T23:00",
            "2022-10-14T23:00",
        ),
        (
            "SELECT t_min_utc, t_max_utc FROM events WHERE happened = '2022-03-21/2022-03-23'",
            "2022-03-20T22:00",
            "2022-03-23T22:00",
        ),
        (
            "SELECT t_min_utc, t_max_utc FROM events WHERE id = 'evt_encirclement-of-kyiv-2022-03'",
            "2022-02-28T22:00",
            "2022-03-31T21:00",
        ),
    ],
)
def test_bounds_are_those_of_the_zone(real, sql, low, high):
    rows = real(f"SELECT DISTINCT * FROM ({sql})")
    assert [tuple(row.values()) for row in rows] == [(at(low), at(high))]


def test_the_wide_table_has_the_figures_and_no_more(real):
    (counts,) = real(
        "SELECT (SELECT count(*) FROM figures) AS figures, "
        "(SELECT count(*) FROM figures_flat) AS wide, "
        "(SELECT count(*) FROM figure_questions) AS questions"
    )
    assert counts["figures"] == counts["wide"] == counts["questions"] > 20


def test_every_stance_is_a_dispute_that_the_document_makes(real):
    stances = real("SELECT count(*) AS n FROM claim_stances")[0]["n"]
    assert real("SELECT count(*) AS n FROM disputes WHERE NOT editorial")[0]["n"] == stances


def test_two_men_for_one_post_are_both_there(real):
    rows = real(
        "SELECT DISTINCT actor FROM roles WHERE role LIKE '%-belarus-security-council-secretary'"
    )
    assert len(rows) == 2
