import pytest

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


@pytest.mark.parametrize("waiver", ["{rule: R702}", "{rule: R702, because: so}", "R702"])
def test_a_waiver_without_a_reason_is_none(broken, waiver):
    change = (DOLNASK, "place_precision: 4", f"place_precision: 1\nwaive: [{waiver}]")
    assert broken("R102", change) or broken("R103", change)
