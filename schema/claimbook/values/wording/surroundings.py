"""What stands around a number phrase in running text and decides whether it is one at all."""

from .lexeme import BLANKS, after_blank, ends_here, word_at, words_at
from .nothing import fixed_none_at
from .phrase import Phrase

_LOOK_BACK = 60  # code points: about ten words, enough for "rose overnight, he said, from"
_CHANGE = frozenset(
    (
        *("rise", "rises", "rose", "risen", "rising", "grow", "grows", "grew", "grown", "growing"),
        *("increase", "increases", "increased", "increasing", "climb", "climbs", "climbed", "up"),
        *("jump", "jumps", "jumped", "went", "goes", "gone", "go", "going", "raise", "raised"),
        *("raises", "raising", "fall", "falls", "fell", "fallen", "falling", "drop", "drops"),
        *("dropped", "dropping", "decrease", "decreases", "decreased", "decreasing", "decline"),
        *("declined", "declines", "reduce", "reduces", "reduced", "reducing", "cut", "cuts"),
        *("down", "revise", "revised", "revises", "updated", "changed", "shrank", "shrunk"),
        *("moved", "extended", "expanded", "expand", "doubled", "tripled", "lowered", "upgraded"),
        *("surged", "soared", "swelled", "passed", "advanced", "slid", "sank", "narrowed"),
    )
)
_HARM = frozenset(
    (
        *("casualties", "casualty", "victims", "deaths", "fatalities", "injuries", "injured"),
        *("losses", "wounded", "killed", "dead", "hits", "interceptions", "launches"),
    )
)
_KINDS_OF_HARM = frozenset(
    (
        *("civilian", "military", "human", "further", "other", "new", "immediate", "reported"),
        *("confirmed", "known", "additional", "fresh", "more", "serious", "combat"),
    )
)
_TOLD = frozenset(("reported", "recorded", "registered", "confirmed"))
_BEING = (("were",), ("was",), ("have", "been"), ("had", "been"), ("has", "been"), ())
_NOBODY_WAS = frozenset(("was", "were", "is", "has", "died", "had"))
_NONE_BUT = frozenset(("the", "other", "too", "but"))
_OF_A_PART = frozenset(
    (
        *("the", "first", "second", "latter", "former", "other", "last", "this", "that", "each"),
        *("left", "right", "upper", "lower", "top", "bottom", "back", "front", "better", "and"),
        *("its", "their", "his", "her", "our", "third", "fourth", "final", "early", "late"),
    )
)
_BEFORE_PRONOUN = frozenset(
    ("the", "any", "every", "each", "this", "that", "which", "as", "by", "some", "no")
)
_AFTER_PRONOUN = frozenset(
    (
        *("of", "another", "by", "can", "could", "should", "must", "might", "may", "would"),
        *("that", "who", "which", "thing", "day", "has", "or"),
    )
)
_NEEDS_OF = frozenset(("tens", "scores", "a couple"))
_ALTERNATIVES = frozenset(("or", "even"))
_MONTHS = frozenset(
    (
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov"),
        *("dec", "january", "february", "march", "april", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
)


def word_before(text: str, start: int) -> str:
    """Return the word one blank before ``start``, in lower case, or nothing."""
    if start < 2 or text[start - 1] not in BLANKS:
        return ""
    return text[max(0, start - 24) : start - 1].rsplit(" ", 1)[-1].lower()


def tells_change(text: str, start: int) -> bool:
    """Tell whether a verb of change stands shortly before: ``rose from`` five to eight."""
    before = text[max(0, start - _LOOK_BACK) : start].lower()
    sentence = before.replace(";", ".").rsplit(". ", 1)[-1]
    return not _CHANGE.isdisjoint(sentence.replace(",", " ").split())


def is_negated(text: str, start: int) -> bool:
    """Tell whether the phrase is denied as it stands: ``not`` 5, ``if not`` dozens."""
    return word_before(text, start) in {"not", "no"}


def none_said_at(text: str, start: int, word: str) -> int:
    """Return where a statement that there were none ends in running text, or -1.

    ``no`` counts only before a closed list of nouns of harm (``no further casualties``), with the
    ``were reported`` after it: ``no comment`` and ``no doubt`` are not figures.
    """
    if word not in {"no", "none", "not"}:
        return -1
    end = fixed_none_at(text, start)
    if end > 0:
        return end if _is_plain_none(text, start, end, word) else -1
    return _no_harm_at(text, start) if word == "no" else -1


def _is_plain_none(text: str, start: int, end: int, word: str) -> bool:
    following = word_at(text, after_blank(text, end))[0]
    if not ends_here(text, end) or text[end : end + 1] in {"-", "'"}:
        return False
    if word == "no":
        return following in _NOBODY_WAS
    return following not in _NONE_BUT and word_before(text, start) != "to"


def _no_harm_at(text: str, start: int) -> int:
    position = after_blank(text, start + len("no"))
    for _ in range(4):
        word, end = word_at(text, position)
        if word in _HARM:
            return max(end, _told_at(text, end))
        if word not in _KINDS_OF_HARM:
            break
        position = after_blank(text, end)
    return -1


def _told_at(text: str, end: int) -> int:
    for words in _BEING:
        position = words_at(text, after_blank(text, end), words) if words else end
        told, told_end = word_at(text, after_blank(text, position))
        if told in _TOLD:
            return told_end
    return -1


def is_loose(text: str, start: int, phrase: Phrase) -> bool:
    """Tell whether the words are no number here: ``one another``, ``the eastern half of``.

    ``a third`` may be an ordinal, ``tens`` a card, ``a couple`` two people: where no qualifier
    makes it clear, such words are numbers only before ``of``.
    """
    following = word_at(text, after_blank(text, phrase.end))[0]
    if phrase.key:
        return _is_loose_magnitude(text, start, phrase, following)
    if phrase.prefixed:
        return False
    word = word_at(text, start)[0]
    if not word:
        return _begins_with_a_day(text, start, phrase.end)
    if word == "one" and phrase.quantity.nominal == 1:
        return word_before(text, start) in _BEFORE_PRONOUN or following in _AFTER_PRONOUN
    if phrase.quantity.share and word in {"a", "half"}:
        return _is_loose_fraction(text, start, phrase.end, following)
    return False


def _is_loose_magnitude(text: str, start: int, phrase: Phrase, following: str) -> bool:
    if following == "or" or word_before(text, start) in _ALTERNATIVES:
        return True  # "dozens or even hundreds": neither by itself is what is said
    needs_of = phrase.key in _NEEDS_OF and not phrase.prefixed
    return phrase.key == "many" or (needs_of and following != "of")


def _begins_with_a_day(text: str, start: int, end: int) -> bool:
    """Tell whether a day of a month and a count look like grouped thousands: ``Oct. 14 300``."""
    if word_before(text, start).rstrip(".") not in _MONTHS:
        return False
    head = text[start : min(end, start + 3)]
    return any(blank in head for blank in BLANKS)


def _is_loose_fraction(text: str, start: int, end: int, following: str) -> bool:
    before = word_before(text, start)
    if before in _OF_A_PART or before.endswith("ern"):
        return True
    goes_on = after_blank(text, end) > 0 and after_blank(text, end) < len(text)
    return goes_on and following not in {"of", "the", "its", "their", "all"}
