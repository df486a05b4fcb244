"""Closed code lists: which codes there are. Their words stand in ``seeds/reference/vocabularies``.

A check holds the two equal, so that neither can drift (docs/decisions/0005). Open lists have no
type here: their codes are those of their file.
"""

from typing import Literal, get_args

from claimbook.values.wording import Qualifier

DocumentKind = Literal[
    "article", "digest", "social_post", "official_statement", "report", "dataset", "page"
]
MediaType = Literal[
    "text/plain",
    "text/csv",
    "application/json",
    "application/vnd.apache.parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]
"""Forms of which this code can point at a part: spans of a text, cells of a table.

Other forms are turned into one of them before they are fingerprinted. The codes are IANA's, so that
they have no words of their own in ``seeds/reference/vocabularies/``; it has none for JSON Lines.
"""
DocumentStatus = Literal["live", "corrected", "withdrawn"]
DocumentFlag = Literal[
    "headline_contradicts_body",
    "headline_overclaims",
    "summary_contradicts_body",
    "no_date_printed",
    "no_year_printed",
    "no_publisher_printed",
    "looks_republished",
    "feed_in_text",
    "machine_voice",
]
DerivationRelation = Literal["republishes", "translates", "excerpts", "follows"]
ActorKind = Literal[
    "person",
    "state",
    "armed_force",
    "ministry",
    "agency",
    "media",
    "organisation",
    "proxy_authority",
    "group",
    "office",
    "unnamed",
]
PlaceKind = Literal[
    "country",
    "oblast",
    "raion",
    "hromada",
    "settlement",
    "site",
    "sea",
    "direction",
    "command_area",
    "unknown",
]
LabelKind = Literal["name", "alias", "transliteration"]
Reality = Literal["occurred", "ongoing", "planned", "expected", "hypothetical"]
DayPart = Literal["overnight", "morning", "midday", "afternoon", "evening", "night"]
SpeechAct = Literal[
    "asserts",
    "denies",
    "confirms",
    "estimates",
    "assesses",
    "predicts",
    "accuses",
    "announces",
    "vows",
    "retracts",
    "disowns",
    "declines",
    "silent",
    "calls_for",
]
Phase = Literal["decided", "begun", "completed"]
Polarity = Literal["affirmed", "negated", "not_observed"]
Attribution = Literal["explicit", "carried_over", "inferred", "own_voice"]
Hedge = Literal["likely", "possible", "reported", "alleged", "apparent", "doubtful"]
Region = Literal["title", "summary", "body", "caption", "related"]
Origin = Literal["hand", "machine"]
ClaimStatus = Literal["unreviewed", "accepted", "disputed", "retracted", "superseded", "withdrawn"]
Stance = Literal[
    "confirms",
    "denies",
    "disputes",
    "qualifies",
    "doubts",
    "retracts",
    "disowns",
    "declines",
    "silent",
]
HopRelation = Literal["told", "quotes", "cites", "reposts", "relays", "republishes"]
Independence = Literal["asserted", "unknown"]
Population = Literal["civilian", "military", "mixed", "unknown"]
Counting = Literal["confirmed", "claimed", "estimated", "projected"]
Aggregation = Literal["snapshot", "level", "increment", "cumulative"]
Sex = Literal["female", "male"]
AgeClass = Literal["child", "adult", "elderly"]
FigureStatus = Literal["normal", "provisional", "disputed", "retracted", "superseded"]
BasisKind = Literal["inferred", "not_printed", "calculated"]
LinkKind = Literal[
    "supersedes",
    "corrects",
    "retracts",
    "disowns",
    "confirms",
    "disputes",
    "denies",
    "doubts",
    "qualifies",
    "contradicts",
    "restates",
    "repeats",
    "aggregates",
    "overlaps",
    "equivalent",
    "same_as",
    "declines",
    "silent",
]
Cadence = Literal["daily"]
BreakKind = Literal["merged", "split", "added", "ended", "redefined", "interrupted"]
Decision = Literal["accepted", "rejected", "edited"]
ChangelogKind = Literal["added", "changed", "corrected", "removed", "deprecated"]
ChangeReason = Literal[
    "source_corrected",
    "new_source",
    "curation_error",
    "extraction_error",
    "reviewed",
    "reference_updated",
    "embargo",
    "withheld",
    "retired",
    "rule",
    "schema",
]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Selector = Literal["text", "cell"]
CoverageReason = Literal[
    "date",
    "clock_time",
    "duration",
    "age",
    "ordinal",
    "pronoun",
    "name",
    "designator",
    "title",
    "repeated",
    "byline",
    "feed",
    "page_furniture",
    "copyright_year",
    "idiom",
]
Precision = Literal[
    "decade", "year", "month", "season", "day", "hour", "minute", "second", "interval"
]

CLOSED: dict[str, tuple[str, ...]] = {
    "document_kind": get_args(DocumentKind),
    "document_status": get_args(DocumentStatus),
    "document_flag": get_args(DocumentFlag),
    "derivation_relation": get_args(DerivationRelation),
    "actor_kind": get_args(ActorKind),
    "place_kind": get_args(PlaceKind),
    "label_kind": get_args(LabelKind),
    "reality": get_args(Reality),
    "day_part": get_args(DayPart),
    "speech_act": get_args(SpeechAct),
    "phase": get_args(Phase),
    "polarity": get_args(Polarity),
    "attribution": get_args(Attribution),
    "hedge": get_args(Hedge),
    "region": get_args(Region),
    "origin": get_args(Origin),
    "claim_status": get_args(ClaimStatus),
    "stance": get_args(Stance),
    "hop_relation": get_args(HopRelation),
    "independence": get_args(Independence),
    "population": get_args(Population),
    "counting": get_args(Counting),
    "aggregation": get_args(Aggregation),
    "sex": get_args(Sex),
    "age_class": get_args(AgeClass),
    "figure_status": get_args(FigureStatus),
    "basis_kind": get_args(BasisKind),
    "link_kind": get_args(LinkKind),
    "cadence": get_args(Cadence),
    "break_kind": get_args(BreakKind),
    "decision": get_args(Decision),
    "changelog_kind": get_args(ChangelogKind),
    "change_reason": get_args(ChangeReason),
    "reliability": get_args(Reliability),
    "selector": get_args(Selector),
    "coverage_reason": get_args(CoverageReason),
    "qualifier": get_args(Qualifier),
    "precision": get_args(Precision),
}
"""Every closed list by name."""

OPEN = ("event_kind", "event_mode", "participant_role", "medium", "unnamed_voice")
"""The lists that grow with the data: their files alone say which codes there are."""
