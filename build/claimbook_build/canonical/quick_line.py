"""JSON lines that are canonical beyond doubt, told without a tree: machines write nothing else.

A line that the standard library reads and writes back byte for byte, with keys in the order of the
model and nothing in it that the strict reader minds, is canonical. Any other goes the long way.
"""

import json
from typing import NoReturn

from claimbook_build.canonical.order import Models, fields_of
from claimbook_build.read.character import is_clean
from claimbook_build.read.guard import MOST_BYTES, MOST_DEPTH

_MOST_DIGITS = 15
_Pairs = list[tuple[str, object]]


class _DoubtError(ValueError):
    """The line must be read strictly."""


def is_canonical(line: bytes, models: Models) -> bool:
    """Whether a line, without its line end, is canonical; False also means that it is not sure.

    >>> is_canonical(b'{"a": 1}', ()), is_canonical(b'{"a":1}', ()), is_canonical(b'{"a": NaN}', ())
    (True, False, False)
    """
    try:
        text = line.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_doubt,
            parse_float=_doubt,
            parse_int=_int,
        )
        written = json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return False
    tidy = len(line) <= MOST_BYTES and written == text and is_clean(text)
    return tidy and isinstance(value, dict) and _in_order(value, models, 1)


def _object(pairs: _Pairs) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubtError
    return found


def _doubt(text: str) -> NoReturn:
    raise _DoubtError(text)


def _int(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _DoubtError
    return int(text)


def _in_order(value: object, models: Models, depth: int) -> bool:
    """Whether keys stand as the model has them; unsure of lists that the canonical form sorts."""
    if isinstance(value, list):
        return depth < MOST_DEPTH and all(_in_order(item, models, depth + 1) for item in value)
    if not isinstance(value, dict):
        return True
    known = fields_of(models, value)
    if depth >= MOST_DEPTH or (models and not known.keys() >= value.keys()):
        return False
    fields = [known[name] for name in value if name in known]
    ranks = [field.rank for field in fields]
    inner = [field.models for field in fields] or [()] * len(value)
    sure = ranks == sorted(ranks) and not any(field.unordered for field in fields)
    pairs = zip(value.values(), inner, strict=True)
    return sure and all(_in_order(item, own, depth + 1) for item, own in pairs)
