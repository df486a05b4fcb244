import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook.rules.r403_wording import DERIVED
from claimbook_build.lines.alike import alike
from lines.claims import PATH, SHORT

pytestmark = pytest.mark.usefixtures("untraced")

SEEN = ("measure", "unit", "wording", *DERIVED)
NUMBERS = st.integers(2, 999_999_999) | st.integers(2, 30)
TYPED = st.dictionaries(
    st.sampled_from(DERIVED),
    st.sampled_from(["number", "more", True, False, None, 0, 1, 2, "exact", "about"]),
)


def figure(number, measure, unit, typed):
    means = {"number": number, "more": number + 1}
    said = {name: means.get(how, how) for name, how in typed.items()}
    return {"measure": measure, "unit": unit, "wording": str(number), **said}


def codes(explainer, figure):
    whole = {"id": "fig_2019-05_a-1", "evidence": ["0-4"], **figure}
    line = json.dumps(SHORT | {"figures": [whole]}).encode()
    return sorted(found.code for found in explainer.explain(PATH, [(1, line)]).findings)


@pytest.mark.slow
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), numbers=st.tuples(NUMBERS, NUMBERS), typed=TYPED)
def test_what_is_said_of_figures_that_are_alike_is_the_same(explainer, hand, data, numbers, typed):
    measure = data.draw(st.sampled_from(sorted(hand.dataset.keys("measures"))))
    unit = data.draw(st.sampled_from(sorted(hand.dataset.keys("units"))))
    one, other = (figure(number, measure, unit, typed) for number in numbers)
    kinds = [alike({name: each.get(name) for name in SEEN}) for each in (one, other)]
    if kinds[0] == kinds[1]:
        assert codes(explainer, one) == codes(explainer, other)


@pytest.mark.parametrize("wording", ["1", "0", "007", "about 41", "41.0", "1234567890", "٤١", None])
def test_other_wordings_are_like_no_other(wording):
    assert alike({"unit": "tank", "wording": wording}) is None


def test_only_the_number_itself_is_left_out():
    fields = {"unit": "tank", "wording": "41", "best": 41}
    others = [{"best": 41.0}, {"best": 42}, {"best": True}, {"unit": "gun"}, {"low": 41}]
    kinds = [alike(fields), *(alike(fields | other) for other in others)]
    assert len(set(kinds)) == len(kinds)
    assert alike({"unit": "tank", "wording": "7", "best": 7}) == kinds[0]
