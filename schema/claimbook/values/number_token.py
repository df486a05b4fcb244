r"""Number tokens: every place of a text where a number may stand, for accounting.

A document's coverage names every number token of its text, by offset, with the record that holds
it or the reason why none does. So the definition must not drift: it carries a version,
`NUMBER_TOKENS`, and whoever changes what is found changes the version.

The definition ``t1``, on text normalised by ``n2/1``. A *digit* is a character of Unicode category
Nd, in whichever script.

1. A **digit token** is a longest run of digits, with single ``.``, ``,`` or ``:`` inside it where
   a digit stands on both sides (``12:31``, ``20,000``, ``15.6``). What is glued to it does not
   matter: ``S-300`` gives ``300``, ``14th`` gives ``14``, ``2018-2020`` gives two tokens.
2. A run of one to three ASCII digits, the first of them no 0, with no ``.,:`` inside, and the runs
   of exactly three ASCII digits that follow it likewise, each after one U+0020, are one token
   together (``120 000``), unless right before the first run stands a letter, digit, mark,
   underscore, dash or one of ``. , : / \ @ # № § & = * ^ +`` (``S-300 120``), or an apostrophe
   that follows a letter, digit, mark or underscore. That a day of a month may be caught so (``14
   300``) is accepted: whoever writes coverage sees it.
3. A **word token** is a whole word of `lexicon.NUMBER_WORDS` in either case: cardinals from
   ``zero`` to ``ninety``, ``hundred`` to ``trillion``, ``dozen``, their plurals with ``tens`` and
   ``scores``, ``half``, ``quarter`` and the other denominators, and the ordinals. A word is a
   longest run of ASCII letters with no letter, digit, mark or underscore on either side. Hyphens
   and apostrophes end a word.
4. ``twenty`` to ``ninety``, a ``-`` and ``one`` to ``nine`` or ``first`` to ``ninth`` are one token
   (``forty-one``, ``twenty-first``). Any other words are tokens one by one.
5. The fractions U+00BC-00BE, U+2150-215E and U+2189 are tokens of one character each.

Left out on purpose: ``several``, ``few``, ``many``, ``couple``, ``no``, ``none``, ``once``,
``both`` and ``single``. They print no number, and they stand in so many sentences that accounting
for each would bury the numbers that matter.
"""

import re
from dataclasses import dataclass

from .wording.lexeme import is_glue, stands_free
from .wording.lexicon import NUMBER_WORDS, TENS, UNIT_ORDINALS, UNITS

NUMBER_TOKENS = "t1"
"""Version of the definition above."""

_ATOM = re.compile("[0-9]+|[A-Za-z]+|½")
_FRACTIONS = frozenset(map(chr, (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)))
_LONGEST_WORD = 16
_AFTER_TENS = UNIT_ORDINALS | frozenset(UNITS)


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One number token: its code points ``[start, end)`` and what stands there."""

    start: int
    end: int
    text: str


def number_tokens(text: str) -> tuple[NumberToken, ...]:
    """Return every number token of a normalised text, from left to right, none overlapping.

    >>> [token.text for token in number_tokens("By 12:31 forty-one of 120 000 S-300 rounds")]
    ['12:31', 'forty-one', '120 000', '300']
    """
    plain = _plainly(text)
    tokens: list[NumberToken] = []
    position = 0
    for atom in _ATOM.finditer(plain):
        start = atom.start()
        if start < position:
            continue
        first = plain[start]
        if first.isdecimal():
            position = _inner_end(plain, atom.end())
            if position == atom.end() <= start + 3 and _may_head_groups(text, start, position):
                position = _groups_end(text, plain, position)
        elif first == "½":
            position = atom.end()
        else:
            position = _word_end(plain, start, atom.end())
        if position > start:
            tokens.append(NumberToken(start, position, text[start:position]))
    return tuple(tokens)


def _plainly(text: str) -> str:
    """Put one plain character for each foreign digit, fraction and letter, so offsets stay."""
    if text.isascii():
        return text
    return text.translate({ord(c): _plain_character(c) for c in set(text) if not c.isascii()})


def _plain_character(character: str) -> str:
    if character.isdecimal():
        return "0"
    if character in _FRACTIONS:
        return "½"
    return "_" if is_glue(character) else "?"


def _may_head_groups(text: str, start: int, end: int) -> bool:
    return text[start] != "0" and text[start:end].isascii() and stands_free(text, start)


def _groups_end(text: str, plain: str, end: int) -> int:
    while _is_group(plain, end + 1) and text[end : end + 4].isascii() and text[end] == " ":
        end += 4
    return end


def _inner_end(plain: str, end: int) -> int:
    """Take in the ``.,:`` that have a digit on both sides, and those digits."""
    length = len(plain)
    while end < length and (
        _is_digit(plain, end) or (plain[end] in ".,:" and _is_digit(plain, end + 1))
    ):
        end += 1
    return end


def _is_group(plain: str, start: int) -> bool:
    end = start + 3
    if not all(_is_digit(plain, place) for place in range(start, end)) or _is_digit(plain, end):
        return False
    return not (plain[end : end + 1] in {".", ",", ":"} and _is_digit(plain, end + 1))


def _is_digit(plain: str, place: int) -> bool:
    return "0" <= plain[place : place + 1] <= "9"


def _word_end(plain: str, start: int, end: int) -> int:
    """Return where the word token at ``start`` ends, or ``start`` when the word is none."""
    if end - start > _LONGEST_WORD or (start and is_glue(plain[start - 1])):
        return start
    word = plain[start:end].lower()
    if word not in NUMBER_WORDS or _is_glued(plain, end):
        return start
    if word in TENS and plain[end : end + 1] == "-":
        following = _ATOM.match(plain, end + 1)
        if (
            following
            and following.group().lower() in _AFTER_TENS
            and not _is_glued(plain, following.end())
        ):
            return following.end()
    return end


def _is_glued(plain: str, end: int) -> bool:
    return end < len(plain) and is_glue(plain[end])
