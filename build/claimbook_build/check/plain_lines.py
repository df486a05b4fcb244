"""Lines as our own tools write them, read without a table of places.

Spans files are the bulk of a dataset, written by ``claimbook anchor`` and hardly ever at fault.
A file whose every line is plain beyond doubt, flat, without a character that could hide anything,
is typed straight from its bytes; any other goes through the strict reader, whose verdict counts.
"""

import re
from io import BytesIO

from pydantic import ValidationError

from claimbook.records.record import Strict

_KEY = b'"[a-z_0-9]{1,40}": '
_VALUE = b'(?:"[A-Za-z0-9_.:/-]{1,200}"|0|[1-9][0-9]{0,14}|true|false)'
_PLAIN = re.compile(b"[{]" + _KEY + _VALUE + b"(?:, " + _KEY + _VALUE + b")*[}]")


def plain_lines(model: type[Strict], data: bytes) -> tuple[Strict, ...] | None:
    """Return the records of a file of plain lines; None when it must be read strictly.

    >>> from claimbook.records.actor import Actor
    >>> plain_lines(Actor, b'{"id": "act_a", "id": "act_a"}') is None
    True
    """
    records = []
    if not data:
        return None
    for whole in BytesIO(data):
        line = whole.removesuffix(b"\n")
        if _PLAIN.fullmatch(line) is None:
            return None
        try:
            record = model.model_validate_json(line)
        except ValidationError:
            return None
        if len(record.model_fields_set) != line.count(b'": '):  # a key said twice
            return None
        records.append(record)
    return tuple(records)
