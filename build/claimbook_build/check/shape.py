"""From values to typed records: Pydantic's verdicts as findings of ours (family R1)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from claimbook.dataset import Loc
from claimbook.diagnostic import Diagnostic, Place
from claimbook.records.record import Strict
from claimbook.rules.repair import one_meant, proposal
from claimbook.values.identifier import nearest
from claimbook_build.check.advice import advice
from claimbook_build.check.header_row import headers_first
from claimbook_build.check.stray_letter import stray_letter
from claimbook_build.check.wrong_type import wrong_type
from claimbook_build.read.findings import excerpt
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence, plain

MOST = 1000
"""Findings of shape in one file, or one line, that are worked out."""

_INTEGER = re.compile("0|-?[1-9][0-9]{0,17}")

_CODES = {"missing": "R102", "extra_forbidden": "R101", "literal_error": "R104"}
"""Rules of Pydantic's errors; every other is R103, or names its rule itself."""

_WORDS = {
    "string_type": "text is meant here: quote it",
    "int_type": "a whole number is meant here",
    "float_type": "a number is meant here",
    "bool_type": "`true` or `false` is meant here",
    "tuple_type": "a list is meant here: `- ` before each item, or brackets",
    "model_type": "a mapping of fields is meant here",
    "dict_type": "a mapping of fields is meant here",
    "string_too_short": "at least {min_length} characters are meant here",
    "string_too_long": "at most {max_length:,} characters are meant here",
    "too_short": "at least {min_length} items are meant here",
    "finite_number": "a finite number is meant here",
    "greater_than_equal": "{ge} or more is meant here",
    "less_than_equal": "{le} or less is meant here",
}


def shape(model: type[Strict], node: Node) -> Strict | tuple[Diagnostic, ...]:
    """Return the typed record, or every reason why the value is none, up to `MOST` of them."""
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        faults = error.errors(include_url=False)
    keys = _Keys()
    findings: dict[tuple[Place, str], Diagnostic] = {}
    for fault in faults[:MOST]:
        finding = _finding(model, node, fault, keys)
        if finding is None:
            continue
        # The arms of a union each complain of the same value: one finding, of the last arm.
        findings[finding.place, finding.code] = finding
    rest = f"more than {MOST} findings of shape in this file: the others are left out"
    left_out = [Diagnostic(node.place, "R103", "error", rest)] if len(faults) > MOST else []
    return headers_first(node, (*findings.values(), *left_out))


def typed(model: type[Strict], node: Node) -> Strict | None:
    """Return the typed record, or None when the value is none."""
    try:
        return model.model_validate(plain(node))
    except ValidationError:
        return None


class _Keys:
    """The keys of mappings, each looked through once: one may have tens of thousands."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, tuple[Scalar, Node]]] = {}

    def entry(self, node: Mapping, name: str) -> tuple[Scalar, Node] | None:
        if id(node) not in self._known:
            self._known[id(node)] = {pair[0].text: pair for pair in node.entries}
        return self._known[id(node)].get(name)


def _finding(
    model: type[Strict],
    root: Node,
    fault: Any,  # noqa: ANN401
    keys: _Keys,
) -> Diagnostic | None:
    kind = fault["type"]
    path = list(_path(root, fault["loc"], keys))
    if kind == "too_short" and isinstance(path[-1][1], Sequence) and path[-1][1].items:
        return None  # Pydantic does not count items that have findings of their own
    name, place = _name(path, fault), _place(path, fault)
    code = kind if kind.startswith("R") else _CODES.get(kind, "R103")
    message, help_ = _explain(model, fault, name, path[-1][1])
    mistaken = wrong_type(name, _given(path[-1][1]), fault)
    if mistaken is not None:
        code, message, help_ = "R205", mistaken, "write the identifier of such a record"
    stranger = stray_letter(_given(path[-1][1]), fault)
    if stranger is not None:
        code, message, help_ = "R106", f"`{name}`: {stranger}", "type the whole text anew"
    meant = _meant(model, fault, path, name, keys)
    fix = proposal(place, meant) if meant is not None else None
    return Diagnostic(place, code, "error", message, help_, _record(path, keys), fix=fix)


def _path(root: Node, loc: Loc, keys: _Keys) -> Iterator[tuple[str | int, Node, Scalar | None]]:
    """Yield each step that is there, with its value and its key, the root first.

    Pydantic also names the arms of a union and the fields that are missing: not there.
    """
    node = root
    yield "", root, None
    for step in loc:
        if isinstance(node, Mapping) and isinstance(step, str):
            entry = keys.entry(node, step)
            if entry is not None:
                key, node = entry
                yield step, node, key
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            yield step, node, None


def _name(path: list[tuple[str | int, Node, Scalar | None]], fault: Any) -> str:  # noqa: ANN401
    if fault["type"] == "missing":
        return str(fault["loc"][-1])
    return next((str(step) for step, _, key in reversed(path) if key is not None), "record")


def _place(path: list[tuple[str | int, Node, Scalar | None]], fault: Any) -> Place:  # noqa: ANN401
    _, node, key = path[-1]
    if fault["type"] == "extra_forbidden" and key is not None:
        return key.place
    place = node.place
    if isinstance(node, Mapping) and node.entries and place.end_line != place.line:
        return node.entries[0][0].place  # of a record that spans lines, show the first key
    return place


def _record(path: list[tuple[str | int, Node, Scalar | None]], keys: _Keys) -> str | None:
    """Return the id of the innermost record on the way, as far as it has one."""
    for _, node, _ in reversed(path):
        entry = keys.entry(node, "id") if isinstance(node, Mapping) else None
        if entry is not None and isinstance(entry[1], Scalar):
            return entry[1].text
    return None


def _given(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else "a list or mapping"


def _explain(
    model: type[Strict],
    fault: Any,  # noqa: ANN401
    name: str,
    node: Node,
) -> tuple[str, str | None]:
    kind, context = fault["type"], fault.get("ctx", {})
    given = _given(node)
    if kind == "missing":
        return f"field `{name}` is missing", f"add `{name}:`"
    if kind == "extra_forbidden":
        names = _siblings(model, fault["loc"])
        near = nearest(name, names)
        known = f"delete it, or write one of: {', '.join(names)}" if names else "delete it"
        return f"unknown field `{excerpt(name)}`", f"did you mean `{near[0]}`?" if near else known
    if kind == "literal_error":
        allowed = _allowed(context)
        near = nearest(given, allowed)
        choice = f"did you mean `{near[0]}`?" if near else f"one of: {', '.join(allowed)}"
        return f"`{excerpt(given)}` is not a code of `{name}`", choice
    if kind == "string_pattern_mismatch":
        return f"`{excerpt(given)}` has not the form of `{name}`", advice(fault, given)
    if kind.startswith("R"):
        return f"`{name}`: {fault['msg']}", advice(fault, given)
    words = _WORDS.get(kind)
    return f"`{name}`: {words.format(**context) if words else fault['msg']}", advice(fault, given)


def _meant(
    model: type[Strict],
    fault: Any,  # noqa: ANN401
    path: list[tuple[str | int, Node, Scalar | None]],
    name: str,
    keys: _Keys,
) -> str | None:
    """Return what a misspelt name, or a value in the wrong quotes, is meant to be beyond doubt."""
    kind, node = fault["type"], path[-1][1]
    if kind == "extra_forbidden" and len(path) > 1:
        around, names = path[-2][1], _siblings(model, fault["loc"])
        free = {n for n in names if not (isinstance(around, Mapping) and keys.entry(around, n))}
        return one_meant(name, free)
    if not isinstance(node, Scalar):
        return None
    if kind == "literal_error":
        return one_meant(node.text, _allowed(fault.get("ctx", {})))
    if kind == "string_type" and node.style == "plain" and node.value is not None:
        return json.dumps(node.text)
    if kind == "int_type" and node.style == "quoted" and _INTEGER.fullmatch(node.text):
        return node.text
    return None


def _allowed(context: dict[str, Any]) -> list[str]:
    """Return the codes that Pydantic lists as `'a', 'b' or 'c'`."""
    return [code.strip("'") for code in context["expected"].replace(" or ", ", ").split(", ")]


def _siblings(model: type[Strict], loc: Loc) -> tuple[str, ...]:
    """Return the names that the unknown field could have had."""
    from claimbook.derive.tables import models_at

    return tuple(name for found in models_at(model, loc[:-1]) for name in found.model_fields)
