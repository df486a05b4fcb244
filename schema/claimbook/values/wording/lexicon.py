"""The English words that numbers are made of, shared by the grammar and by `number_token`.

All words are lower case; the readers fold ASCII case before they look a word up.
"""

from types import MappingProxyType

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

UNITS = MappingProxyType({word: n for n, word in enumerate(_UNITS, 1)})
"""``one`` to ``nine``: what may follow a multiple of ten."""

SMALL = MappingProxyType({"zero": 0, **UNITS, **{word: n for n, word in enumerate(_TEENS, 10)}})
"""``zero`` to ``nineteen``."""

TENS = MappingProxyType({word: 10 * n for n, word in enumerate(_TENS, 2)})
"""``twenty`` to ``ninety``."""

SCALES = MappingProxyType(
    {
        **dict.fromkeys(("hundred", "hundreds"), 100),
        **dict.fromkeys(("thousand", "thousands"), 10**3),
        **dict.fromkeys(("million", "millions", "mln"), 10**6),
        **dict.fromkeys(("billion", "billions", "bn"), 10**9),
        **dict.fromkeys(("trillion", "trillions"), 10**12),
        **dict.fromkeys(("dozen", "dozens"), 12),
    }
)
"""Words that multiply the number before them (short scale, as in English newspapers)."""

DENOMINATORS = MappingProxyType(
    {
        **dict.fromkeys(("half", "halves"), 2),
        **dict.fromkeys(("third", "thirds"), 3),
        **dict.fromkeys(("quarter", "quarters", "fourth", "fourths"), 4),
        **dict.fromkeys(("fifth", "fifths"), 5),
        **dict.fromkeys(("sixth", "sixths"), 6),
        **dict.fromkeys(("seventh", "sevenths"), 7),
        **dict.fromkeys(("eighth", "eighths"), 8),
        **dict.fromkeys(("ninth", "ninths"), 9),
        **dict.fromkeys(("tenth", "tenths"), 10),
    }
)
"""Denominators of fractions, singular and plural."""

UNIT_ORDINALS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
)
"""Ordinals that may follow a multiple of ten (``twenty-first``)."""

ORDINALS = UNIT_ORDINALS | frozenset(
    (
        *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
        *("seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", "fortieth"),
        *("fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"),
        *("hundredth", "hundredths", "thousandth", "thousandths", "millionth", "millionths"),
    )
)
"""Ordinals in words; ``hundredths`` and its like count as such, for they are never a cardinal."""

PLURAL_UNITS = MappingProxyType(
    {
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 100,
        "thousands": 10**3,
        "millions": 10**6,
        "billions": 10**9,
        "trillions": 10**12,
    }
)
"""Plurals that stand alone as a vague number."""

CARDINALS = frozenset((*SMALL, *TENS, *SCALES))
"""Every word that can continue a number in words."""

NUMBER_WORDS = (CARDINALS - {"mln", "bn"}) | ORDINALS | frozenset((*DENOMINATORS, *PLURAL_UNITS))
"""Every word that `claimbook.values.number_token` counts; a change here needs a new version there.

``several``, ``few``, ``many``, ``couple``, ``no`` and ``none`` are left out: they print no number,
and they stand in so many sentences that accounting for each would bury the ones that matter.
"""
