"""From values to typed records: Pydantic's verdicts as findings of ours (family R1)."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from claimbook.dataset import Loc
from claimbook.diagnostic import Diagnostic
from claimbook.records.record import Strict
from claimbook.values.identifier import nearest
from claimbook_build.read.node import Mapping, Node, locate, plain

_CODES = {
    "missing": "R102",
    "extra_forbidden": "R101",
    "literal_error": "R104",
    "string_pattern_mismatch": "R103",
}
_WORDS = {
    "string_type": "text is meant here: quote it",
    "int_type": "a whole number is meant here",
    "float_type": "a number is meant here",
    "bool_type": "`true` or `false` is meant here",
    "tuple_type": "a list is meant here: `- ` before each item, or brackets",
    "model_type": "a mapping of fields is meant here",
    "dict_type": "a mapping of fields is meant here",
    "string_too_short": "the text is too short",
    "string_too_long": "the text is too long",
    "too_short": "the list is too short",
    "finite_number": "a finite number is meant here",
}


def shape(model: type[Strict], node: Node, record: str | None) -> Strict | tuple[Diagnostic, ...]:
    """Return the typed record, or every reason why the value is none."""
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        return tuple(_findings(model, node, error, record))


def _findings(
    model: type[Strict], root: Node, error: ValidationError, record: str | None
) -> Iterator[Diagnostic]:
    for fault in error.errors(include_url=False):
        loc: Loc = fault["loc"]
        kind = fault["type"]
        code = kind if kind.startswith("R") else _CODES.get(kind, "R103")
        place = locate(root, loc, key=kind == "extra_forbidden")
        message, help_ = _explain(model, root, fault)
        yield Diagnostic(place, code, "error", message, help_, _record_at(root, loc) or record)


def _explain(model: type[Strict], root: Node, fault: Any) -> tuple[str, str | None]:  # noqa: ANN401
    kind, context, name = fault["type"], fault.get("ctx", {}), _field(fault["loc"])
    if kind == "missing":
        return f"field `{name}` is missing", f"add `{name}:`"
    if kind == "extra_forbidden":
        near = nearest(name, _siblings(model, fault["loc"]))
        return f"unknown field `{name}`", f"did you mean `{near[0]}`?" if near else "delete it"
    if kind == "literal_error":
        allowed = [
            part.strip("'") for part in str(context["expected"]).replace(" or ", ", ").split(", ")
        ]
        given = str(fault["input"])
        near = nearest(given, allowed)
        choice = f"did you mean `{near[0]}`?" if near else f"one of: {', '.join(allowed)}"
        return f"`{given}` is not a code of `{name}`", choice
    if kind == "string_pattern_mismatch":
        return f"`{fault['input']}` has not the form of `{name}`", f"form: {context['pattern']}"
    if kind.startswith("R"):
        return str(fault["msg"]), None
    return f"`{name}`: {_WORDS.get(kind, fault['msg'])}", None


def _field(loc: Loc) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "record")


def _siblings(model: type[Strict], loc: Loc) -> tuple[str, ...]:
    """Return the names that the unknown field could have had."""
    from claimbook.derive.tables import models_at

    return tuple(name for found in models_at(model, loc[:-1]) for name in found.model_fields)


def _record_at(root: Node, loc: Loc) -> str | None:
    """Return the id of the innermost record on the way to a place, as far as it has one."""
    found: str | None = None
    node: Node = root
    for step in (None, *loc):
        if isinstance(step, str) and isinstance(node, Mapping):
            entry = node.entry(step)
            if entry is None:
                break
            node = entry[1]
        elif isinstance(step, int):
            items = getattr(node, "items", ())
            if step >= len(items):
                break
            node = items[step]
        if isinstance(node, Mapping) and (entry := node.entry("id")) is not None:
            found = getattr(entry[1], "text", found)
    return found
