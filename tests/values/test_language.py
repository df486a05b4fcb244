import pytest

from claimbook.values.language import _OF_COUNTRY, _OF_THREE, language_meant


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        *(("ua", "uk"), ("ua-UA", "uk"), ("ukr", "uk"), ("ukr-Cyrl", "uk"), ("uk-UA", "uk")),
        *(("gr", "el"), ("cz", "cs"), ("jp", "ja"), ("dk", "da"), ("se", "sv"), ("eng", "en")),
        *(("uk", None), ("ru", None), ("de", None), ("fr", None), ("pl", None), ("kk", None)),
    ],
)
def test_the_language_of_a_country_is_meant(code, meant):
    assert language_meant(code) == meant


def test_what_is_offered_is_never_offered_something_else():
    meant = {*_OF_COUNTRY.values(), *_OF_THREE.values()}
    assert meant.isdisjoint({*_OF_COUNTRY, *_OF_THREE})
    assert all(len(code) == 2 for code in meant)
