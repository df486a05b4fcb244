import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from canonical.yaml_texts import written
from claimbook.records.claim import Claim
from claimbook.records.event import Event
from claimbook.records.files import ItemsFile, MeasuresFile
from claimbook_build.canonical.form import canonical
from claimbook_build.canonical.order import field_order
from claimbook_build.read.node import plain
from claimbook_build.read.strict_yaml import read_yaml


def form(text, model=None):
    data = canonical(text.encode(), "x.yaml", "yaml", model)
    assert isinstance(data, bytes), data
    return data.decode()


SAME = [
    "a: 1\n",
    "a: 1.10\n",
    "a: null\n",
    "a: true\n",
    "[]\n",
    "{}\n",
    "a: []\n",
    "- a\n- b\n",
    '"a b"\n',
    "# above\na: 1 # beside\n# below\n",
    "a: # beside a key\n  - {b: 1} # beside an item\n  # below the items\nb: 2\n",
    "a:\n  - id: x # a field\n    b: 1\n    # below fields\n  # below items\n# above b\nb: 2\n",
    "a:\n  - null # of nothing\n  - b\n",
    "a: word # one word\n",
    'a: "two words" # quotes keep them together\n',
    'a: "word" #glued\n',
    "about: [evt_a, evt_b]\nat: 41-46\nwhen: 2022-10-10T12:31+03:00\nperiod: ../2022-02\n",
    'day: "2022-10-10"\nclock: "12:30"\nassent: "yes"\nwording: "75"\nnone: ""\ntilde: "~"\n',
    'a: "so: so"\nb: "- x"\nc: "x #y"\nd: "x:"\ne: " x"\nf: "[x]"\ng: x, y\nh: "?"\n',
    'a: [x y, "x, y", "[x]", x:y, "1"]\n',
    "title: Ракети — 75 😀\n",
    'a: "\\u200b\\t"\n',
]


@pytest.mark.parametrize("text", SAME)
def test_canonical_text_stays(text):
    assert form(text) == text


CHANGED = [
    ("\ufeffa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    ("a:   'x'   \n\n\nb:  ~ \n", "a: x\nb: null\n"),
    ("--- # head\na: 1\n...\n# end\n", "# head\na: 1\n# end\n"),
    ("a:\n- 1\n- 2\n", "a: [1, 2]\n"),
    ("a:\n    b: 1\n", "a: {b: 1}\n"),
    ("a: {id: x, b: 1}\n", "a:\n  id: x\n  b: 1\n"),
    ("- {id: x, b: {c: 1}}\n", "- id: x\n  b: {c: 1}\n"),
    ("a: >-\n  so\n  and so\nb: |\n  x\n", 'a: so and so\nb: "x\\n"\n'),
    ("a: | # of the block\n  x\nb: 1\n", 'a: "x\\n" # of the block\nb: 1\n'),
    ("a: so\n  and so\n", "a: so and so\n"),
    ("a: 2022-10-10\n", 'a: "2022-10-10"\n'),
    ("? a\n: 1\n", "a: 1\n"),
    ("a: [1, # one\n  2] # out\n", "a:\n  - 1 # one\n  - 2\n  # out\n"),
    ("a: [ # in\n  1]\n", "a: [1] # in\n"),
    ("a: [\n  # none\n]\n", "a: [] # none\n"),
    ("a:\n  # above the value\n  x\n", "a: x # above the value\n"),
    ("- # of the item\n  a: 1\n  id: x\n", "# of the item\n- a: 1\n  id: x\n"),
    ("-\n  # of the item\n  - 1\n  - [2]\n", "# of the item\n- - 1\n  - [2]\n"),
    ("[~, #x\n 1]\n", "#x\n- null\n- 1\n"),
    ("a: 'it''s \"so\": yes'\n", 'a: "it\'s \\"so\\": yes"\n'),
    ("a: \u00a0x\n", 'a: "\u00a0x"\n'),
    (f"? {'k' * 1100}\n: [1] # c\n", f"? {'k' * 1100}\n: [1] # c\n"),
    (f"- ? {'k' * 1100}\n  : [[1]]\n", f"- ? {'k' * 1100}\n  :\n    - [1]\n"),
    (f"a: [{'b' * 50}, {'c' * 50}]\n", f"a:\n  - {'b' * 50}\n  - {'c' * 50}\n"),
    ("a: [{b: 1}, c]\n", "a:\n  - {b: 1}\n  - c\n"),
    ("a: [[1], [2, 3]]\n", "a:\n  - [1]\n  - [2, 3]\n"),
    ("a: [b: 1]\n", "a:\n  - {b: 1}\n"),
]


@pytest.mark.parametrize(("text", "expected"), CHANGED)
def test_everything_else_becomes_canonical(text, expected):
    assert form(text) == expected
    assert form(expected) == expected


def test_a_bracket_has_a_hundred_columns_at_most():
    fits = f"a: [{'b' * 45}, {'c' * 48}]\n"
    assert len(fits) == 101
    assert form(fits) == fits
    assert form(fits.replace("b]", "bb]").replace("c]", "cc]")).startswith("a:\n  - b")


def test_keys_are_in_the_order_of_the_model_and_keep_their_comments():
    text = """\
items:
  # of the first
  - note: remark # of the note
    # of the labels
    labels: [{kind: name, text: x, language: uk}]
    name: warship
    misspelt: 1
    # of the id
    id: itm_warship
"""
    assert (
        form(text, ItemsFile)
        == """\
items:
  # of the first
  # of the id
  - id: itm_warship
    name: warship
    # of the labels
    labels:
      - {language: uk, text: x, kind: name}
    note: remark # of the note
    misspelt: 1
"""
    )


def test_a_list_is_sorted_where_the_contract_gives_its_order_no_meaning():
    text = """\
measures:
  - code: m
    units: [strike, munition]
    nouns:
      - b
      # of a
      - a
"""
    expected = """\
measures:
  - code: m
    units: [munition, strike]
    nouns:
      # of a
      - a
      - b
"""
    assert form(text, MeasuresFile) == expected
    assert form(expected, MeasuresFile) == expected


def test_a_list_keeps_its_order_where_it_means_something():
    text = "id: clm_x\nabout: [evt_b, evt_a]\nevidence: [20-30, 1-2]\n"
    assert form(text, Claim) == text


def test_what_every_record_may_have_comes_last():
    assert field_order(Event)[-3:] == ("note", "embargo_until", "waive")
    assert field_order(Event)[0] == "id"


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2\n", "a: *x\n", "a: no\n", "a: 1 2 # cut\n", "a: [\n", ""]
)
def test_what_is_not_strict_is_left_alone_with_its_finding(text):
    result = canonical(text.encode(), "x.yaml", "yaml", None)
    assert isinstance(result, tuple)
    assert result[0].severity == "error"


def test_json_lines():
    line = '{"text":"Ки\\u0457в\\u200b\\/", "b" :1.50,"id":"x"}\r\n\t{"a":[ ],"c":{ },"d":null}'
    expected = '{"text": "Київ\\u200b/", "b": 1.50, "id": "x"}\n{"a": [], "c": {}, "d": null}\n'
    assert canonical(line.encode(), "x.jsonl", "jsonl", None) == expected.encode()
    assert canonical(expected.encode(), "x.jsonl", "jsonl", None) == expected.encode()
    assert canonical(b"", "x.jsonl", "jsonl", None) == b""
    assert isinstance(canonical(b"{}\n\n", "x.jsonl", "jsonl", None), tuple)


def test_json_lines_are_in_the_order_of_the_model():
    line = b'{"note": "x", "id": "clm_2022-10_a", "origin": "machine"}\n'
    written = canonical(line, "x.jsonl", "jsonl", Claim)
    assert list(json.loads(written)) == ["id", "origin", "note"]


def test_the_lock_is_sorted_and_says_each_line_once():
    data = b"\xef\xbb\xbfact_b 2026.11.0 \r\n\nact_a\nact_a-b\nact_b 2026.11.0"
    expected = b"act_a\nact_a-b\nact_b 2026.11.0\n"
    assert canonical(data, "ids.lock", "lock", None) == expected
    assert canonical(b"a\xff\n", "ids.lock", "lock", None)[0].code == "R001"


@settings(deadline=None, max_examples=200)
@given(written())
@example(("a:\n  - b\n# c\n  # d\nc: 1\n", ["# c", "# d"]))
def test_any_writing_of_a_tree(drawn):
    text, said = drawn
    before = read_yaml(text.encode(), "x.yaml")
    if before.failed:
        return
    after = form(text)
    again = read_yaml(after.encode(), "x.yaml")
    assert not again.failed
    assert exact(plain(before.root)) == exact(plain(again.root))
    assert [line for line in map(comment_of, after.splitlines()) if line] == said
    assert form(after) == after
    assert all(line == line.rstrip() for line in after.splitlines())


def exact(value):
    """Tell 1 from 1.0 and true."""
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [exact(inner) for inner in value]
    return (type(value), value)


def comment_of(line):
    return line[line.index("#") :] if "#" in line else ""


PIECES = [*"ab1-:,[]{}'\"#|>?. \n", "\r\n", "  ", "- ", ": ", " #", "\n- ", "\nb: ", "Ї", "😀"]
SYNTAX = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@settings(deadline=None, max_examples=300)
@given(SYNTAX)
def test_any_text_that_is_read_strictly(text):
    data = text.encode()
    result = canonical(data, "x.yaml", "yaml", None)
    if isinstance(result, bytes):
        before, after = read_yaml(data, "x.yaml"), read_yaml(result, "x.yaml")
        assert exact(plain(before.root)) == exact(plain(after.root))
        assert not after.failed
        assert canonical(result, "x.yaml", "yaml", None) == result
    else:
        assert read_yaml(data, "x.yaml").failed


EVENT_VALUES = {
    "id": "evt_x",
    "kind": "strike",
    "reality": "occurred",
    "happened": '"2022-10-10"',
    "happened_basis": "{kind: inferred, because: so it is}",
    "summary": '"two words"',
    "participants": "\n  - {actor: act_a, role: attacker} # of the actor",
    "evidence": "[1-2, 3-4]",
    "note": "word",
    "waive": "[]",
}


@settings(deadline=None)
@given(st.permutations(list(EVENT_VALUES)))
def test_a_comment_stays_with_its_key_when_keys_move(names):
    lines = []
    for name in names:
        key, _, rest = EVENT_VALUES[name].partition("\n")
        lines += [f"# above {name}", f"{name}: {key} # beside {name}", *rest.splitlines()]
    after = form("\n".join(lines), Event).splitlines()
    keys = [line.split(":")[0] for line in after if line[0] not in "# "]
    assert keys == [name for name in field_order(Event) if name in EVENT_VALUES]
    assert after[0] == f"# above {names[0]}"  # what stands on top is about the whole
    for name in names[1:]:
        at = next(at for at, line in enumerate(after) if line.startswith(f"{name}:"))
        assert after[at - 1] == f"# above {name}"
        assert after[at].endswith(f"# beside {name}")
    assert "  - {actor: act_a, role: attacker} # of the actor" in after


@pytest.mark.parametrize("header", ["|#c", "|2-#c", ">-#c", "| #c"])
def test_a_comment_right_behind_a_block_header_is_kept(header):
    assert form(f"a: {header}\n  b\n").count("#c") == 1
