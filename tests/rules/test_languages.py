import pytest

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
