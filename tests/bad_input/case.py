"""A bad file: what it holds, and what a check must say of it.

Where the finding must begin is marked in the text itself with a caret, ``‸``, which is taken out:
so a case shows what it means, and its line and column cannot go stale.
"""

from dataclasses import dataclass

from bad_input.sound import FILES

CARET = "‸"


@dataclass(frozen=True, slots=True)
class Case:
    """One bad file.

    Attributes:
        name: What is wrong, in a few words; unique.
        path: The file.
        data: What it holds.
        code: The rule that must find it.
        line: Where the finding must begin; None where the place means nothing.
        column: Counted in code points; None where it means nothing.
        severity: That of the finding; a warning is what cannot be an error.
    """

    name: str
    path: str
    data: bytes
    code: str
    line: int | None = None
    column: int | None = None
    severity: str = "error"


def whole(name: str, path: str, text: str, code: str = "R001", severity: str = "error") -> Case:
    """Return the case of a file that holds this text; with a caret, where to look."""
    before, caret, after = text.partition(CARET)
    data = (before + after).encode("utf-8", "surrogatepass")
    if not caret:
        return Case(name, path, data, code, severity=severity)
    head = before.removeprefix("\ufeff")
    line = head.count("\n") + 1
    column = len(head) - (head.rfind("\n") + 1) + 1
    return Case(name, path, data, code, line, column, severity)


def edit(  # noqa: PLR0917  a table reads best without names
    name: str, path: str, old: str, new: str, code: str = "R001", severity: str = "error"
) -> Case:
    """Return the case of a sound file in which a text that stands there once is replaced."""
    assert FILES[path].count(old) == 1, (name, path, old, FILES[path].count(old))
    return whole(name, path, FILES[path].replace(old, new), code, severity)


def raw(name: str, path: str, data: bytes, code: str = "R001", line: int | None = None) -> Case:
    """Return the case of a file that is given as bytes."""
    return Case(name, path, data, code, line)
