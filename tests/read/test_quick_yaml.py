import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_input import characters, shapes, values, yaml_syntax
from canonical.yaml_texts import written
from claimbook_build.canonical.form import canonical
from claimbook_build.read.node import Reading
from claimbook_build.read.quick_yaml import quick_yaml
from claimbook_build.read.strict_yaml import read_events
from example_project import EXAMPLE
from read.test_hostile import BOMBS

CASES = [case for module in (yaml_syntax, characters, values, shapes) for case in module.CASES]
RECORD = """\
document: doc_a
claims:
  # --- a heading ---
  - id: clm_a
    claimants: [act_a, "2022-10-10", 26-113, at least 8]
    url: https://example.org/a#b
    proposition: "Ракети: \\"75\\" \\\\ 😀"
    figures:
      - {id: fig_a, wording: "75", share: 0.25, best: 41, ok: true, at: doc_a:1-2}
      - Ukraine's text
    basis:
      kind: printed
      deep:
        - a
        - of:
            - b
            - c: 1

    empty: []
    none: {}
    least: -5
    nothing: null
"""


def agree(text: str) -> bool:
    """Whether a text is read quickly; its events must then give the same, places too, and no fault.

    The texts of both are compared: 1, 1.0 and true are equal.
    """
    found = quick_yaml(text, "x.yaml")
    if found is None:
        return False
    assert repr(Reading(found)) == repr(read_events(text, "x.yaml"))
    return True


def test_our_own_form_is_read_quickly():
    assert agree(RECORD)
    assert agree("- a\n- b: c\n")
    assert agree("\n# a\n  a: b\n  c:\n    - d\n")
    paths = [*EXAMPLE.rglob("*.yaml")]
    assert paths
    for path in paths:
        assert agree(path.read_text("utf-8")), path


@pytest.mark.parametrize("text", [
    "", "\n", "# a\n", "a\n", "- \n", "a:\n", "a: \n", "a:\nb: c\n", "a: b", "a: b\r\n", "a:\tb\n",
    "a: b \n", "a: b # c\n", "a: b\n  c\n", "a: b\n  c: d\n", "a: - b\n", "a: b: c\n", "a: b:\n",
    "a: b\na: c\n", "a: {b: c, b: d}\n", "a:\n  b: c\n  b: d\n", "no: a\n", "a: no\n", "a: 012\n",
    "a: [b, ~]\n", "a: [b,c]\n", "a: [b, c\n", "a: [[b]]\n", "a: [b, c]d\n", "a: {b}\n", "a: 'b'\n",
    'a: "b\n', 'a: "b" c\n', 'a: " b"\n', 'a: ""\n', 'a: "\\n"\n', 'a: "\\u0301"\n', "a: >-\n  b\n",
    "a: &b c\n", "a: *b\n", "a: !b c\n", "a: ? b\n", "a: <<\n", "<<: {a: b}\n", "---\na: b\n",
    "a: b\n...\n", "a: b\n---\na: c\n", "%YAML 1.2\na: b\n", "a:\n- b\n", "a:\n  - b\n - c\n",
    "a:\n    - b\n  - c\n", "a:\n  b: c\n - d\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n   d: e\n",
    "a:\n  -\n    b: c\n", "a:\n  - - b\n", "a:\n  - b:\n", "  a: b\nc: d\n", "A: b\n", "1: a\n",
    "a b: c\n", '"a": b\n', "a : b\n", "a:b\n", "? a\n: b\n", "{a: b}\n", "a: e\u0301\n",
    "a: b\u200bc\n", "a: b\u00a0\n", "a: b\u2028c: d\n", "a: b\x85c: d\n", "a: b\x00\n",
    "a: \ufffd\n", "a: b\ufeff\n", "<<<<<<< a\n", "a: 12:30\n", "a: 1e3\n", "a: -\n", "a: @b\n",
])  # fmt: skip
def test_what_is_not_sure_is_read_strictly(text):
    assert quick_yaml(text, "x.yaml") is None


def nest(depth: int) -> str:
    """Return a text of so many mappings in a mapping, with a list in the innermost."""
    return "".join(f"{' ' * at}a:\n" for at in range(depth)) + f"{' ' * depth}a: [b]\n"


def test_limits():
    assert agree(nest(22))
    assert quick_yaml(nest(23), "x.yaml") is None
    assert read_events(nest(23), "x.yaml").failed
    many = "".join(f"k{at}: [a, b, c]\n" for at in range(9000))
    assert agree(many)
    assert quick_yaml(many * 2, "x.yaml") is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_catalogue_of_bad_files(case):
    agree(case.data.decode("utf-8", "replace"))


ALMOST = {
    "a list that is not closed": "a: [" + "b, " * 300_000,
    "words of a list": "a: [" + "b " * 500_000 + "\n",
    "a mapping that is not closed": "a: {" + "b: c, " * 160_000,
    "colons in a list": "a: [b" + ":b" * 500_000 + "\n",
    "colons": "a: b" + ":b" * 500_000 + ": \n",
    "hashes": "a: b" + "#" * 900_000 + ": \n",
    "escaped quotes": 'a: "' + '\\"' * 500_000 + "\n",
    "spaces": "a:\n" + " " * 900_000 + "b\n",
    "spaces before keys": "".join(f"{' ' * 999}b\n" for _ in range(1000)),
    "a long key": "a" * 900_000 + ":\n",
    "dashes": "- " * 500_000 + "\n",
}
"""Texts that are nearly our own form for a long time."""


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("text", [*BOMBS.values(), *ALMOST.values()], ids=[*BOMBS, *ALMOST])
def test_bombs_are_answered_in_time(text):
    began = time.process_time()
    quick_yaml(text, "x.yaml")
    assert time.process_time() - began < 1


SPLINTERS = [
    *("[", "]", "{", "}", "[]", "{}", "[a, b]", "&a ", "*a", "!x ", "\t", "\r", "\n", "\n\n"),
    *("- ", "\n- ", "\n  ", "\n      - ", ":", ": ", "::", ":#", " #", "#", '"', "'", '""', "|"),
    *("\\", '\\"', "\0", "\ufeff", "\u202e", "\u00a0", "\u0301", "\u2028", "\x85", "\u115f"),
    *("---\n", "...\n", "%", "?", "? ", "| ", ">-\n", "<<: ", "~", "=", "@", "`", ",", ", ", " "),
    *("null", "no", "y", "on: ", "true", "0x1", "012", "1_0", "1e3", ".5", "+1", "-1", "1.", "-0"),
    *("9" * 20, "1." + "1" * 20, "12:30", "a: b", "a:b", "x:\n", "x: y\n", "# x\n", ".inf", "  "),
]


def test_mutated_records():
    dice = random.Random(20221010)
    quick = 0
    for _ in range(3000):
        text = RECORD
        for _ in range(dice.randint(1, 2)):
            at = dice.randrange(len(text))
            end = at + dice.choice((0, 0, 1, 2, 4))
            text = text[:at] + dice.choice(["", *SPLINTERS]) + text[end:]
        quick += agree(text)
    assert quick > 200


STARTS = ["a:", "b:", "c:", "d: ", "- ", "- a:", "- b: ", "e: ", "on: ", "-", "", "# "]
VALUES = ["", "", "", "x", "41", "no", '"x"', "[a, 1]", "{a: 1}", "[]", "x: y", "x y", " x"]
LINES = st.builds(
    lambda pad, start, value: f"{' ' * pad}{start}{value}\n",
    st.sampled_from([0, 0, 2, 2, 4, 4, 6, 1, 3]),
    st.sampled_from(STARTS),
    st.sampled_from(VALUES),
)


@settings(deadline=None, max_examples=500)
@given(st.lists(LINES, max_size=10))
def test_lines_put_together(lines):
    agree("".join(lines))


@settings(deadline=None)
@given(written())
def test_canonical_texts(text_and_comments):
    found = canonical(text_and_comments[0].encode(), "x.yaml", "yaml", None)
    if isinstance(found, bytes):
        agree(found.decode())
