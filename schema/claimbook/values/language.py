"""Slips in the codes of languages: a country's code, or three letters where two are the rule."""

_OF_COUNTRY = {
    "al": "sq", "am": "hy", "at": "de", "ba": "bs", "by": "be", "ch": "de", "cn": "zh",
    "cz": "cs", "dk": "da", "ee": "et", "ge": "ka", "gr": "el", "il": "he", "in": "hi",
    "ir": "fa", "jp": "ja", "kr": "ko", "md": "ro", "me": "sr", "rs": "sr", "se": "sv",
    "si": "sl", "tj": "tg", "ua": "uk", "vn": "vi", "gb": "en", "us": "en",
}  # fmt: skip
"""What is most written in countries whose own code is another language's, or none's.

The likely subtags of Unicode CLDR, as Babel 2.18.0 packs them (`und_UA: uk_Cyrl_UA`); for `gb` and
`us`, whose language those take for granted, English.
"""

_OF_THREE = {
    "bel": "be", "blr": "be", "ces": "cs", "cze": "cs", "deu": "de", "eng": "en", "fra": "fr",
    "fre": "fr", "ger": "de", "lit": "lt", "pol": "pl", "ron": "ro", "rum": "ro", "rus": "ru",
    "spa": "es", "tur": "tr", "ukr": "uk",
}  # fmt: skip
"""Codes of ISO 639-2 beside those of ISO 639-1, which are used wherever there is one (RFC 5646,
section 2.2.1), as the Library of Congress lists both; and Belarus's of ISO 3166-1, `blr`."""


def language_meant(code: str) -> str | None:
    """Return the code of the language that was meant by one that is none, or None.

    A region or a script is left away.

    >>> language_meant("ua"), language_meant("ukr"), language_meant("uk-UA"), language_meant("de")
    ('uk', 'uk', 'uk', None)
    """
    first = code.partition("-")[0]
    meant = _OF_COUNTRY.get(first) or _OF_THREE.get(first) or first
    return meant if meant != code else None
