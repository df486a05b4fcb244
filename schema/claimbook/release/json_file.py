"""Small JSON files that a release is told by: canonical when written, distrusted when read."""

import json
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from claimbook.errors import ClaimbookError

Model = TypeVar("Model", bound=BaseModel)

_MOST_FAULTS = 20


def write_json(model: BaseModel) -> bytes:
    """Return the canonical bytes: sorted keys, two spaces, UTF-8, one newline at the end."""
    value = model.model_dump(mode="json")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2)
    return (text + "\n").encode()


def read_json(data: bytes, model: type[Model], *, limit: int, error: type[ClaimbookError]) -> Model:
    """Read a model that may come from anywhere.

    Args:
        data: The bytes.
        model: What they must be.
        limit: The greatest number of bytes.
        error: What is raised.

    Raises:
        ClaimbookError: An `error`: the bytes are too many, no strict JSON (repeated keys and NaN
            are refused), or not as the model demands; the message lists every fault.
    """
    try:
        _refuse_loose_json(data, limit)
        return model.model_validate_json(data)
    except ValidationError as found:
        raise error(_in_words(found, model.__name__.lower())) from None
    except _LooseJsonError as found:
        raise error(str(found)) from None


class _LooseJsonError(Exception):
    """Not JSON, or JSON that two readers may take for two things."""


def _refuse_loose_json(data: bytes, limit: int) -> None:
    if len(data) > limit:
        raise _LooseJsonError(f"longer than {limit} bytes")
    try:
        json.loads(
            data.decode("utf-8"), object_pairs_hook=_unique_keys, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError as error:
        raise _LooseJsonError(f"not UTF-8 at byte {error.start}") from None
    except RecursionError:
        raise _LooseJsonError("nested too deeply") from None
    except ValueError as error:  # JSONDecodeError, and whole numbers of thousands of digits
        raise _LooseJsonError(f"not JSON: {error}") from None


def _unique_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _LooseJsonError(f"repeated key {key!r}")
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise _LooseJsonError(f"{name} is not JSON")


def _in_words(error: ValidationError, whole: str) -> str:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(str(part) for part in fault['loc']) or whole}: "
        + fault["msg"].removeprefix("Value error, ")
        for fault in faults[:_MOST_FAULTS]
    )
