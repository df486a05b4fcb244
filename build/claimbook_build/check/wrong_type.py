"""References to a record of another type than the field's (R205): the prefix tells."""

from typing import Any

from claimbook.values.identifier import PREFIXES, IdentifierError, parse_identifier

_OWN = ("id", "record")


def wrong_type(name: str, given: str, fault: Any) -> str | None:  # noqa: ANN401 - Pydantic's
    """Return what is wrong with an identifier that is one, but of another type; or None.

    Args:
        name: The field.
        given: What stands there.
        fault: Pydantic's error.

    >>> fault = {"type": "string_pattern_mismatch", "ctx": {"pattern": "^act_[a-z]+$"}}
    >>> wrong_type("claimants", "plc_kyiv", fault)
    '`plc_kyiv` is a place, and `claimants` takes an actor'
    >>> wrong_type("claimants", "plc_", fault) is None
    True
    """
    if fault["type"] != "string_pattern_mismatch" or name in _OWN:
        return None
    wanted = PREFIXES.get(str(fault["ctx"]["pattern"]).removeprefix("^")[:4])
    try:
        found = parse_identifier(given).kind
    except IdentifierError:
        return None
    if wanted is None or found == wanted:
        return None
    return f"`{given}` is {_a(found)}, and `{name}` takes {_a(wanted)}"


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aei" else f"a {noun}"
