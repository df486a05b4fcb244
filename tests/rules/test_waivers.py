import pytest

from claimbook.rules.catalogue import BY_CODE, RULES
from claimbook_build.check.run import _useless

DOLNASK = "dataset/events/2019/evt_bodies-found-in-dolnask.yaml"
VAGUE = "place_precision: 1"


@pytest.mark.parametrize(
    ("precision", "waivers", "messages"),
    [
        (1, "[{rule: R702, because: the villages are known}]", []),
        (4, "[{rule: R702, because: the villages are known}]", ["the record does not break R702"]),
        (4, "[{rule: R204, because: they are all there}]", ["R204 cannot be waived"]),
        (4, "[{rule: R998, because: there is no such rule}]", ["there is no rule `R998`"]),
        (
            1,
            "[{rule: R702, because: known after all}, {rule: R702, because: known after all}]",
            ["waived twice"],
        ),
    ],
)
def test_a_waiver_is_used_or_goes(broken, precision, waivers, messages):
    change = (DOLNASK, "place_precision: 4", f"place_precision: {precision}\nwaive: {waivers}")
    found = broken("R900", change)
    assert [f.message for f in found] == messages
    assert not broken("R702", change)


@pytest.mark.parametrize(
    "waiver",
    [
        "{rule: R702}",
        "{rule: R702, because: so}",
        '{rule: R702, because: ""}',
        '{rule: R702, because: "          "}',
        "{rule: R702, because: 12345678}",
        "{because: the villages are known}",
        "{rule: r702, because: the villages are known}",
        "{rule: [R702], because: the villages are known}",
        "R702",
    ],
)
def test_a_waiver_without_a_reason_is_none(broken, waiver):
    change = (DOLNASK, "place_precision: 4", f"place_precision: 1\nwaive: [{waiver}]")
    assert broken("R102", change) or broken("R103", change)


REASON = "because: the villages are known"
BROKEN = ("seeds/reference/items.yaml", "name: warship", "name: 41")


def test_a_waiver_is_of_one_record_and_one_rule(broken):
    here = f"place_precision: 1\nwaive: [{{rule: R604, {REASON}}}]"
    change = (DOLNASK, "place_precision: 4", here)
    assert [f.record for f in broken("R702", change)] == ["evt_bodies-found-in-dolnask"]
    assert [f.message for f in broken("R900", change)] == ["the record does not break R604"]


def test_a_figures_waiver_is_its_own(broken):
    path = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
    claim = f"evidence: [1018-1095]\n    waive: [{{rule: R402, {REASON}}}]"
    too_many = (path, "wording: only 47", "wording: only 97")
    assert broken("R402", too_many, (path, "evidence: [1018-1095]", claim))
    assert broken("R900", too_many, (path, "evidence: [1018-1095]", claim))


@pytest.mark.parametrize(
    ("code", "message"),
    [("R702", None), ("R204", "R204 cannot be waived"), ("R998", "there is no rule `R998`")],
)
def test_an_unused_waiver_is_doubted_while_records_are_missing(broken, code, message):
    change = (
        DOLNASK,
        "place_precision: 4",
        f"place_precision: 4\nwaive: [{{rule: {code}, {REASON}}}]",
    )
    found = broken("R900", change, BROKEN)
    assert [f.message for f in found] == [message] * bool(message)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if not rule.waivable], ids=lambda r: r.code
)
def test_a_rule_that_cannot_be_waived_says_so(rule):
    assert _useless(rule.code) == f"{rule.code} cannot be waived"


def test_what_may_be_waived_is_what_a_record_can_be_right_about():
    errors = [rule.code for rule in RULES if rule.waivable and rule.severity == "error"]
    assert set(errors) >= {"R305", "R402", "R705"}
    never = {code for code in BY_CODE if code[:2] in {"R0", "R1", "R8", "R9"}} - {"R105"}
    never |= {"R201", "R203", "R204", "R205", "R206", "R403", "R601", "R605", "R606", "R609"}
    assert [code for code in sorted(never) if BY_CODE[code].waivable] == []
