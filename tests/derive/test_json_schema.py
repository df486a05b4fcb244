import copy
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from pydantic import ValidationError as Refused

from claimbook.derive.export import AUTHORED
from claimbook.derive.json_schema import json_schema
from claimbook_build.check.layout import SHELVES, shelf_of
from claimbook_build.read.node import plain
from claimbook_build.read.strict_json import read_jsonl
from claimbook_build.read.strict_yaml import read_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("seeds", "dataset")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".yaml", ".jsonl"}
)


def _pattern(validator, pattern, value, schema):
    """ECMA-262's `$`, as in editors: the end of the text only, where Python's allows a line end."""
    del schema
    if validator.is_type(value, "string") and not re.search(pattern[:-1] + r"\Z", value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


VALIDATOR = extend(Draft202012Validator, {"pattern": _pattern})
SCHEMAS = {name: json_schema(model, name) for name, model in AUTHORED.items()}

# What JSON Schema cannot say, by Pydantic's own names of its findings: our grammars (R...).
GRAMMARS = re.compile("R[0-9]{3}")


def lists(value):
    """As JSON has it: lists for tuples."""
    if isinstance(value, dict):
        return {key: lists(inner) for key, inner in value.items()}
    return [lists(inner) for inner in value] if isinstance(value, tuple) else value


def tuples(value):
    """As our reader has it: tuples for lists."""
    if isinstance(value, dict):
        return {key: tuples(inner) for key, inner in value.items()}
    return tuple(tuples(inner) for inner in value) if isinstance(value, list) else value


def accepts(schema, value) -> bool:
    return VALIDATOR(schema).is_valid(value)


def faults(model, value) -> set[str]:
    try:
        model.model_validate(tuples(value))
    except Refused as error:
        found = [(fault["type"], fault["loc"]) for fault in error.errors(include_url=False)]
        return {kind for kind, loc in found if not (kind == "too_short" and _inside(loc, found))}
    return set()


def _inside(loc, found) -> bool:
    """Whether an item of the list is at fault: Pydantic then counts the list without it."""
    return any(len(other) > len(loc) and other[: len(loc)] == loc for _, other in found)


def values_in(path: str) -> list[object]:
    read = read_yaml if path.endswith(".yaml") else read_jsonl
    reading = read((ROOT / path).read_bytes(), path)
    found = lists(plain(reading.root)) if reading.root is not None else []
    return found if path.endswith(".jsonl") else [found]


def name_of(model) -> str:
    return next(name for name, known in AUTHORED.items() if known is model)


@pytest.mark.parametrize("name", AUTHORED)
def test_schemas_are_schemas(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"urn:claimbook:schema:{name}:1"


def test_every_file_that_has_a_model_has_a_schema():
    assert {shelf.model for shelf in SHELVES} - {None} == set(AUTHORED.values())


@pytest.mark.parametrize("name", AUTHORED)
def test_schemas_are_trimmed_for_editors(name):
    for schema in _schemas(SCHEMAS[name]):
        assert not {"title", "default"} & set(schema)
        assert schema != {"type": "null"}
        assert "description" not in schema or "markdownDescription" in schema
        assert "pattern" not in schema or re.fullmatch(r"\^.+\$", schema["pattern"], re.DOTALL)
        rest = schema.get("additionalProperties")
        assert schema.get("type") != "object" or rest is False or isinstance(rest, dict)


def _schemas(schema) -> Iterator[dict]:
    yield schema
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from _schemas(inner)
    for key in ("anyOf", "oneOf", "allOf"):
        for inner in schema.get(key, ()):
            yield from _schemas(inner)
    if "items" in schema:
        yield from _schemas(schema["items"])


@pytest.mark.parametrize("path", FILES)
def test_files_that_the_models_take_fit_their_schema(path):
    model = shelf_of(path).model
    schema = SCHEMAS[name_of(model)]
    for value in values_in(path):
        assert faults(model, value) == set()
        assert [error.message for error in VALIDATOR(schema).iter_errors(value)] == []


# --- the same verdict on what is wrong ---------------------------------------------------------
SHORT = 2
WRONG = (
    0,
    -1,
    1.5,
    True,
    "",
    "x",
    "act_a",
    "act_a\n",
    "Київ",
    "😀" * 201,
    "x" * 2001,
    [],
    {},
    ["x"],
)


def shortened(value):
    """A value of at most two items a list, so that many changes of it can be tried."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    return [shortened(inner) for inner in value[:SHORT]] if isinstance(value, list) else value


def places(value, loc=()) -> Iterator[tuple]:
    yield loc
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*loc, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, (*loc, at))


def changes(value) -> Iterator[object]:
    """Yield the value with one thing wrong: replaced, dropped, or one field too many."""
    for loc in places(value):
        for wrong in WRONG:
            yield _changed(value, loc, lambda _, wrong=wrong: wrong)
        yield _changed(value, loc, lambda old: {**old, "stranger": 1} if _is_map(old) else old)
        yield _changed(value, loc, lambda old: old + "\n" if isinstance(old, str) else old)
        if loc:
            yield _dropped(value, loc)


def _is_map(value) -> bool:
    return isinstance(value, dict)


def _changed(value, loc, change):
    if not loc:
        return change(copy.deepcopy(value))
    found = copy.deepcopy(value)
    holder = _holder(found, loc)
    holder[loc[-1]] = change(holder[loc[-1]])
    return found


def _dropped(value, loc):
    found = copy.deepcopy(value)
    del _holder(found, loc)[loc[-1]]
    return found


def _holder(value, loc):
    for step in loc[:-1]:
        value = value[step]
    return value


EXAMPLES = {
    name: next((path for path in FILES if shelf_of(path).model is model), None)
    for name, model in AUTHORED.items()
}


@pytest.mark.parametrize("name", [name for name, path in EXAMPLES.items() if path])
def test_models_and_schemas_refuse_the_same_changes(name):
    model, schema = AUTHORED[name], SCHEMAS[name]
    value = shortened(values_in(EXAMPLES[name])[0])
    wrong = list(changes(value))
    chosen = random.Random(7).sample(wrong, min(len(wrong), 1000))
    for changed in chosen:
        found = faults(model, changed)
        # A grammar is not judged where the form is wrong already, so the rest decides.
        expressible = {fault for fault in found if not GRAMMARS.fullmatch(fault)}
        assert accepts(schema, changed) == (not expressible), (changed, found)


# --- what JSON Schema judges differently, on purpose or because it cannot say it ----------------
EVENT = {
    "id": "evt_a",
    "kind": "battle",
    "reality": "occurred",
    "summary": "A battle",
    "place_precision": 1,
    "evidence": ["doc_a:1-2"],
}


@pytest.mark.parametrize(
    ("change", "schema_takes", "model_takes"),
    [
        ({}, True, True),
        ({"happened": None}, False, True),  # editors: leave the field out instead
        ({"place_precision": 1.0}, True, False),  # JSON has one kind of number
        ({"happened": "2022-13"}, True, False),  # a grammar
        ({"evidence": ["doc_a:2-1"]}, True, False),  # a grammar
        ({"time_zone": "Europe/Nowhere"}, True, False),  # a list of another house
    ],
)
def test_known_differences(change, schema_takes, model_takes):
    value = EVENT | change
    assert accepts(SCHEMAS["event"], value) == schema_takes
    assert (faults(AUTHORED["event"], value) == set()) == model_takes
