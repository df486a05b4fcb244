"""Record models as JSON Schemas for editors: what a file may hold, as far as one can say it there.

Made from Pydantic's own schema and then trimmed for people who write YAML: no titles, a
`markdownDescription` beside each description, and no null for a field that may be left out.
What JSON Schema cannot say stays with `claimbook check`: the grammars of dates, wordings, locators
and zones, every reference, every rule over more than one field, and that 3.0 is not an integer.
"""

from collections.abc import Mapping
from typing import Any

from claimbook.derive.portable import check_pattern
from claimbook.records.record import Strict

DIALECT = "https://json-schema.org/draft/2020-12/schema"

VERSION = 1
"""Version of the files' form; another number is another form, which old files do not have."""


def json_schema(model: type[Strict], name: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file, or of a line of one, for editors.

    Args:
        model: The model.
        name: Its name in ``$id``; the model's own in lower case unless given.
    """
    raw = _trimmed(model.model_json_schema())
    head = {
        "$schema": DIALECT,
        "$id": f"urn:claimbook:schema:{name or model.__name__.lower()}:{VERSION}",
    }
    return head | raw


def _trimmed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Trim a schema and every schema inside it; the names of fields are none of them."""
    found = {
        key: value
        for key, value in _without_null(schema).items()
        if key not in {"title", "default"}
    }
    for key in ("properties", "$defs"):
        if key in found:
            found[key] = {name: _trimmed(inner) for name, inner in found[key].items()}
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        if key in found:
            found[key] = [_trimmed(inner) for inner in found[key]]
    if isinstance(found.get("items"), dict):
        found["items"] = _trimmed(found["items"])
    if "pattern" in found:
        found["pattern"] = _anchored(found["pattern"])
    return _described(found)


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Take the null arm away, and with it a union of one, or of whole and other numbers."""
    found = dict(schema)
    if "anyOf" not in found:
        return found
    arms = [arm for arm in found.pop("anyOf") if arm != {"type": "null"}]
    if arms == [{"type": "integer"}, {"type": "number"}]:
        arms = arms[1:]
    return found | (dict(arms[0]) if len(arms) == 1 else {"anyOf": arms})


def _anchored(pattern: str) -> str:
    """Return a pattern that holds for the whole text; it must be portable."""
    inner = pattern.removeprefix("^").removesuffix("$")
    check_pattern(inner)
    return f"^{inner}$"


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    if "description" not in schema:
        return schema
    markdown = " ".join(schema["description"].replace("``", "`").split())
    codes = _codes(schema)
    if codes:
        markdown += f"\n\nOne of: {', '.join(codes)}."
    plain = " ".join(schema["description"].replace("`", "").split())
    head = {"description": plain, "markdownDescription": markdown}
    return head | {key: value for key, value in schema.items() if key not in head}


def _codes(schema: Mapping[str, Any]) -> list[str]:
    values = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return [f"`{value}`" for value in values]
