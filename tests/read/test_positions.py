import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook_build.read.node import Mapping, Node, Scalar, Sequence, locate
from claimbook_build.read.strict_json import read_json
from claimbook_build.read.strict_yaml import read_yaml

TEXTS = st.sampled_from(
    ["a", "Київ", "😀😀", "e f", "ґ-1", "x: y", "#", "", " ", "41", "警報", "it's"]
)
TREES = st.recursive(
    TEXTS | st.integers(-9, 99999) | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def scalars(node: Node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars(value)


def source_at(text: str, place) -> str:
    lines = text.split("\n")
    if place.line == place.end_line:
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
    first, *rest = lines[place.line - 1 : place.end_line]
    return "\n".join([first[place.column - 1 :], *rest[:-1], rest[-1][: place.end_column - 1]])


@settings(deadline=None)
@given(TREES, st.sampled_from([None, True, False]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_scalar_stands_where_it_says(tree, flow, line_break, bom):
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, line_break=line_break)
    text = text.removesuffix(f"...{line_break}")
    reading = read_yaml(("\ufeff" * bom + text).encode(), "x.yaml")
    assert reading.root is not None
    for scalar in scalars(reading.root):
        source = source_at(text, scalar.place)
        assert yaml.safe_load(source or "~") == scalar.value


@settings(deadline=None)
@given(TREES, st.sampled_from([None, 2]))
def test_every_json_value_stands_where_it_says(tree, indent):
    text = json.dumps(tree, ensure_ascii=False, indent=indent)
    reading = read_json(text.encode(), "x.json")
    assert reading.root is not None
    for scalar in scalars(reading.root):
        assert json.loads(source_at(text, scalar.place)) == scalar.value


DOCUMENT = """\
назва: "Київ 😀"
claims:
  - id: clm_a
    figures:
      - {id: fig_a, wording: "41", of: [a, [б, в]]}
      - id: fig_b
    note: >-
      x
empty:
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize(("loc", "key", "span"), [
    ((), False, (1, 1, 9, 7)),
    (("назва",), False, (1, 8, 1, 16)),
    (("назва",), True, (1, 1, 1, 6)),
    (("claims", 0, "id"), False, (3, 9, 3, 14)),
    (("claims", 0, "figures", 0), False, (5, 9, 5, 52)),
    (("claims", 0, "figures", 0, "of", 1, 1), False, (5, 48, 5, 49)),
    (("claims", 0, "figures", 0, "of", 1, 1), True, (5, 48, 5, 49)),
    (("claims", 0, "figures", 1, "wording"), False, (6, 9, 6, 18)),
    (("claims", 0, "figures", 1, "wording"), True, (6, 9, 6, 18)),
    (("claims", 0, "figures", 7, "id"), False, (5, 7, 6, 18)),
    (("claims", 0, "tagged[arm]", "id"), False, (3, 9, 3, 14)),
    (("claims", -1), False, (3, 3, 9, 1)),
    (("empty",), False, (9, 7, 9, 7)),
])  # fmt: skip
def test_locate(line_break, loc, key, span):
    root = read_yaml(DOCUMENT.replace("\n", line_break).encode(), "x.yaml").root
    assert root is not None
    place = locate(root, loc, key=key)
    assert (place.line, place.column, place.end_line, place.end_column) == span


def test_an_entry_by_name():
    root = read_yaml(b"a: 1\nb: 2", "x.yaml").root
    assert isinstance(root, Mapping)
    found = root.entry("b")
    assert found is not None
    assert (found[0].text, found[1]) == ("b", root.entries[1][1])
    assert root.entry("c") is None
