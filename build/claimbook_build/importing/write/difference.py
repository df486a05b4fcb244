"""In words, what two versions of a row say differently."""

import re
from collections.abc import Iterator, Sequence

from claimbook_build.importing.write.naming import held
from claimbook_build.importing.write.substance import Substance, Tree, Unread, by_name, columns

_HASH = re.compile("[0-9a-f]{12}")
_MOST = 5
"""Differences that are named."""


def differences(
    new: Tree, old: Tree, substance: Substance, unread: Unread = frozenset()
) -> Iterator[str]:
    """Yield what a later version says otherwise, each in a few words.

    Args:
        new: The claim of the later version.
        old: That of the earlier one.
        substance: What of them the table says.
        unread: Columns of the later version that could not be read.
    """
    after, before = substance.said(new, unread), substance.said(old, unread)
    own = held(old["id"]).base.replace("clm_", "fig_", 1)
    for name in {**before["figures"], **after["figures"]}:
        now, then = after["figures"].get(name), before["figures"].get(name)
        if now != then:
            yield _figure(_called(name, own, (new, old)), now, then)
    for name in after:
        if name != "figures" and after[name] != before[name]:
            yield f"another `{name}`"


def _called(name: str, own: str, claims: tuple[Tree, Tree]) -> str:
    """Return how people know a figure; one whose identifier is a hash by its column."""
    said = name.removeprefix(own).lstrip("-") or "number"
    if not _HASH.fullmatch(said):
        return said
    figures = (by_name(claim).get(name) for claim in claims)
    return next((cell for each in figures if each for cell in columns(each)), said)


def because(told: Sequence[str]) -> str:
    """Return in a sentence why one claim corrects another.

    >>> because(["tank 82 instead of 80"])
    'A later version of the table gives tank 82 instead of 80'
    """
    more = [f"{len(told) - _MOST} more"] if len(told) > _MOST else []
    return f"A later version of the table gives {', '.join([*told[:_MOST], *more])}"


def _figure(name: str, now: Tree | None, then: Tree | None) -> str:
    """Say how a figure differs.

    >>> _figure("tank", {"wording": "82"}, {"wording": "80"}), _figure("apc", None, {})
    ('tank 82 instead of 80', 'no apc')
    """
    if now is None:
        return f"no {name}"
    if then is None:
        return f"{name} {now['wording']}, where there was none"
    if now["wording"] != then["wording"]:
        return f"{name} {now['wording']} instead of {then['wording']}"
    return f"another `{next(field for field in now if now[field] != then[field])}` of {name}"
