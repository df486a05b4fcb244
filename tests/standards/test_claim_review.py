import json

import pytest

from claimbook.release.connect import connect
from claimbook_build.standards.claim_review import claim_review
from standards.conftest import REVIEWED


@pytest.fixture(scope="module")
def nodes(release):
    return json.loads("".join(claim_review(release)))["@graph"]


def test_each_dispute_and_each_judgement_of_a_claim_is_one(release, nodes):
    with connect(release) as connection:
        found = connection.execute(
            "SELECT link FROM disputes WHERE answered_proposition IS NOT NULL "
            "AND stance NOT IN ('silent', 'declines', 'confirms')"
        ).fetchall()
    disputes = [f"#{name}" for (name,) in found]
    assert disputes
    judged = [f"#{name}" for name, (_, credibility) in REVIEWED.items() if credibility]
    assert sorted(node["@id"] for node in nodes) == sorted([*disputes, *judged])


def test_each_says_what_was_claimed_who_answers_and_how(release, nodes):
    with connect(release) as connection:
        said = dict(connection.execute("SELECT id, proposition FROM claims").fetchall())
    for node in nodes:
        claim = node["itemReviewed"]
        assert node["@type"] == "ClaimReview"
        assert node["claimReviewed"] == said[claim["@id"].removeprefix("#")]
        assert node["author"]["name"]
        assert claim["author"]["name"]
        assert node["reviewRating"]["alternateName"]


def test_a_stance_has_a_name_and_no_number(nodes):
    (node,) = (
        n
        for n in nodes
        if n["itemReviewed"]["@id"] == "#clm_dg-marushan-accuses"
        and n["reviewRating"]["alternateName"] == "denies"
    )
    assert set(node["reviewRating"]) <= {"@type", "alternateName", "ratingExplanation"}


@pytest.mark.parametrize(
    ("name", "rating"),
    [
        (
            "rev_claim-credible",
            {
                "alternateName": "probably true",
                "ratingValue": "2",
                "bestRating": "1",
                "worstRating": "5",
            },
        ),
        ("rev_figure-unjudged", {"alternateName": "truth cannot be judged"}),
    ],
)
def test_a_review_says_how_credible_who_thinks_so_and_when(nodes, name, rating):
    (node,) = (node for node in nodes if node["@id"] == f"#{name}")
    assert node["reviewRating"] == {"@type": "Rating", **rating}
    assert node["datePublished"] == "2019-05-20"
    assert node["author"]["name"]


def test_days_are_those_of_the_tables(release, nodes):
    with connect(release) as connection:
        sql = "SELECT id, said_at_date FROM claims WHERE said_at_date IS NOT NULL"
        said = {f"#{claim}": str(day) for claim, day in connection.execute(sql).fetchall()}
    days = {
        node["itemReviewed"]["@id"]: node["itemReviewed"].get("datePublished") for node in nodes
    }
    assert days.keys() & said.keys()
    assert {claim: days[claim] for claim in days.keys() & said.keys()}.items() <= said.items()


def test_only_known_types_are_given_to_voices(nodes):
    types = {node["itemReviewed"]["author"].get("@type") for node in nodes}
    assert types <= {"Person", "Organization", None}


def test_nothing_in_it_can_end_a_script_element(release):
    assert not set("<>&") & set("".join(claim_review(release)))
