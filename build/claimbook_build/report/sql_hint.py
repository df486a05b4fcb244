"""What a reader may have meant by SQL that the engine refuses: our own names, said as they go."""

import re
from collections.abc import Iterable

_MACRO = re.compile("CREATE OR REPLACE MACRO ([a-z_]{1,60})[(]([^)]{0,200})[)]")
_MISSING = re.compile("Table with name ([A-Za-z0-9_]{1,60}) does not exist")
_INSTANT = re.compile("(?:timestamp|date) (?:field )?(?:format|value|string)", re.IGNORECASE)


def hint(message: str, views: Iterable[str]) -> str | None:
    """Return a line that tells how to repair a statement, or None.

    Args:
        message: The engine's own words.
        views: The SQL of the release's views, which declares its macros.

    >>> made = ["CREATE OR REPLACE MACRO known_at(moment) AS TABLE SELECT 1"]
    >>> hint("Catalog Error: Table with name known_at does not exist!", made)
    'known_at takes an argument: from known_at(moment)'
    >>> hint("Conversion Error: invalid timestamp field format", made)
    "an instant is written '2022-03-10' or '2022-03-10 09:00', and is UTC"
    """
    missing = _MISSING.search(message)
    if missing is not None:
        macros = {name: given for text in views for name, given in _MACRO.findall(text)}
        name = missing[1].lower()
        if name in macros:
            return f"{name} takes an argument: from {name}({macros[name]})"
    if message.startswith("Conversion Error") and _INSTANT.search(message):
        return "an instant is written '2022-03-10' or '2022-03-10 09:00', and is UTC"
    return None
