"""Phrases that state that there were none: ``no casualties reported``, ``none``."""

from .lexeme import DASHES, after_blank, word_at, words_at
from .lexicon import NUMBER_WORDS
from .quantity import WordingError

_MOST_WORDS = 8
_BREAKING = frozenset(
    (
        *("and", "or", "but", "than", "that", "longer", "later", "sooner", "doubt", "matter"),
        *("more", "less", "fewer", "several", "few", "many", "a", "an", "one"),
    )
)
_FIXED = (("none",), ("no", "one"), ("not", "a", "single"), ("not", "one"))


def fixed_none_at(text: str, start: int) -> int:
    """Return where a fixed phrase (``none``, ``not a single``) ends, or -1."""
    return max((words_at(text, start, words) for words in _FIXED), default=-1)


def none_at(text: str, start: int) -> int:
    """Return where the statement that there were none ends, or -1 when none begins at ``start``.

    After ``no`` come at most eight words, the counted noun among them. The counted noun belongs to
    this one form, since ``no`` by itself says nothing that a reader could check.

    Raises:
        WordingError: A word after ``no`` makes it something else (``no longer``, ``no fewer``).

    >>> none_at("No casualties were reported", 0)
    27
    """
    fixed = fixed_none_at(text, start)
    word, end = word_at(text, start)
    if fixed > 0 or word != "no":
        return fixed
    for _ in range(_MOST_WORDS):
        blank = after_blank(text, end)
        word, word_end = _compound_at(text, blank)
        if not word:
            return end
        if word in _BREAKING or word in NUMBER_WORDS:
            raise WordingError(f"'no' does not go with '{word}'", blank)
        end = word_end
    return end


def _compound_at(text: str, start: int) -> tuple[str, int]:
    """Read one word with the hyphens inside it, in at most five parts."""
    word, end = word_at(text, start)
    for _ in range(4):
        if not word or text[end : end + 1] not in DASHES:
            break
        part, part_end = word_at(text, end + 1)
        if not part:
            break
        end = part_end
    return word, end
