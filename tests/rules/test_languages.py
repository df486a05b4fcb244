import pytest

from claimbook.values.language import _OF_COUNTRY, _OF_THREE, language_meant

DIGEST = "seeds/documents/doc_digest-2019-05-14.yaml"
LISTED = "Then add it to seeds/reference/codes/languages.csv"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ua", "did you mean `uk`?"),
        ("by", "did you mean `be`?"),
        ("gb", "did you mean `en`?"),
        ("us", "did you mean `en`?"),
        ("ukr", "did you mean `uk`?"),
        ("rus", "did you mean `ru`?"),
        ("uk-UA", "did you mean `uk`?"),
        ("ua-UA", "did you mean `uk`?"),
        ("gr", f"did you mean `el`? {LISTED}"),
        ("cz", f"did you mean `cs`? {LISTED}"),
        ("jp", f"did you mean `ja`? {LISTED}"),
        ("dk", f"did you mean `da`? {LISTED}"),
        ("se", f"did you mean `sv`? {LISTED}"),
        ("pol", f"did you mean `pl`? {LISTED}"),
        ("de", "write a code of the list, or add the code to its file if the list is open"),
    ],
)
def test_the_language_of_a_country_is_offered(broken, written, said):
    [finding] = broken("R104", (DIGEST, "language: en", f"language: {written}"))
    assert finding.help == said
    assert finding.fix is None


@pytest.mark.parametrize("code", ["uk", "ru", "de", "fr", "pl"])
def test_a_language_is_not_taken_for_a_country(code):
    assert language_meant(code) is None


def test_what_is_offered_is_never_offered_something_else():
    meant = {*_OF_COUNTRY.values(), *_OF_THREE.values()}
    assert meant.isdisjoint({*_OF_COUNTRY, *_OF_THREE})
    assert all(len(code) == 2 for code in meant)
