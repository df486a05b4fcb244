import re

import pytest

from claimbook.values.identifier import pattern
from claimbook_build.check.advice import FORMS, advice

WITHOUT_EXAMPLE = "[0-9a-f]{64}"


@pytest.mark.parametrize(("given", "help_"), [
    ("09.05.2019", "did you mean `2019-05-09`?"),
    ("2019-5-9", "did you mean `2019-05-09`?"),
    ("2019/05/09", "did you mean `2019-05-09`?"),
    ("May 9, 2019", "did you mean `2019-05-09`?"),
    ("9 May 2019", "did you mean `2019-05-09`?"),
    ("2019-05-09 13:20", "write `2019-05-09T13:20` and the offset, such as +03:00"),
    ("9/5/2019", None),
    ("31.02.2019", None),
    ("yesterday", None),
    ("x" * 10_000, None),
])  # fmt: skip
def test_a_date_in_another_form_is_offered_unless_it_is_two(given, help_):
    assert advice({"type": "R301"}, given) == help_


@pytest.mark.parametrize("given", ["“2019-05-09”", '2019-05-09"', "’8", "«2019»"])
@pytest.mark.parametrize("kind", ["R301", "R403"])
def test_quotes_that_are_part_of_the_text_are_named(given, kind):
    assert "quotes" in advice({"type": kind}, given)


@pytest.mark.parametrize(("given", "help_"), [
    ("fig_Two days_at-sea", "did you mean `fig_two-days-at-sea`?"),
    ("FIG_a", "did you mean `fig_a`?"),
    ("two-days", "the form is `fig_` and small letters, digits and hyphens, as in"),
    ("fig_міст", "the form is `fig_` and small letters"),
    ("fig_" + "A" * 10_000, "the form is `fig_` and small letters"),
])  # fmt: skip
def test_an_identifier_is_offered_or_its_form_told(given, help_):
    fault = {"type": "string_pattern_mismatch", "ctx": {"pattern": f"^{pattern('fig_')}$"}}
    assert advice(fault, given).startswith(help_)


@pytest.mark.parametrize("wanted", sorted(FORMS.keys() - {WITHOUT_EXAMPLE}))
def test_the_example_of_a_form_has_it(wanted):
    examples = FORMS[wanted].rpartition("as in ")[2].split("`")[1::2]
    assert any(re.fullmatch(wanted, example) for example in examples)


@pytest.mark.parametrize(("many", "over"), [(81, "1"), (2000, "1,920")])
def test_characters_too_many_are_counted(many, over):
    help_ = advice({"type": "string_too_long", "ctx": {"max_length": 80}}, "x" * many)
    assert help_ == f"{many:,} characters stand here, {over} too many: shorten it"


@pytest.mark.parametrize(("kind", "given"), [("int_type", "1,648"), ("float_type", "50,45")])
def test_commas_in_numbers_are_named(kind, given):
    assert "without commas" in advice({"type": kind}, given)
    assert advice({"type": kind}, "many") is None
