import random
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook_build.read.node import plain
from claimbook_build.read.strict_json import read_json, read_jsonl
from claimbook_build.read.strict_yaml import read_yaml

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{new}: &{new} {{<<: [{', '.join(['*' + old] * 20)}]}}\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMBS = {
    "billion laughs": LAUGHS,
    "merges": MERGES,
    "open lists": "[" * 100_000,
    "open mappings": "{" * 100_000,
    "open mappings with keys": '{"a":' * 100_000,
    "closed lists": "[" * 100_000 + "]" * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "open lists, a line each": "[\n" * 100_000,
    "one line": "a: " + "x " * 500_000,
    "one quoted line": 'a: "' + "x" * 1_000_000 + '"',
    "one key": "x" * 1_000_000 + ": a",
    "flat list": "[" + "a," * 500_000 + "]",
    "flat block": "- a\n" * 250_000,
    "empty lists": "[" + "[]," * 300_000 + "]",
    "keys": "".join(f"k{i}: {i}\n" for i in range(70_000)),
    "the same key": "a: b\n" * 200_000,
    "traps": "- no\n" * 200_000,
    "escapes": 'a: "' + "\\e" * 500_000 + '"',
    "conflicts": "<<<<<<<\n" * 120_000,
    "tabs": "\ta\n" * 300_000,
    "spaces": " " * 1_000_000,
    "line breaks": "\n" * 1_000_000,
    "hashes": "a: x" + " #" * 500_000,
    "percent": "%\n" * 500_000,
    "damaged": "\ufffd" * 349_000,
    "damaged and mixed": "\ufffd\u202e" * 170_000,
    "combining": "a: " + "\u0301" * 500_000,
    "not normal": "a: " + "e\u0301" * 349_000,
    "digits": "- " + "1" * 1_000_000,
    "sexagesimal": "- 1" + ":1" * 500_000,
    "nul": "\0" * 1_000_000,
}


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_answered_in_time(name):
    data = BOMBS[name].encode()
    began = time.process_time()
    reading = read_yaml(data, "x.yaml")
    read_json(data, "x.json")
    assert time.process_time() - began < 2
    assert reading.root is not None or reading.failed
    assert len(reading.diagnostics) <= 101


def both(data: bytes) -> None:
    for read in (read_yaml, read_json, read_jsonl):
        reading = read(data, "x")
        assert reading.root is not None or reading.failed
        for finding in reading.diagnostics:
            place = finding.place
            assert (place.line, place.column) >= (1, 1)
            assert (place.end_line, place.end_column) >= (place.line, place.column)
            assert place.line <= data.count(b"\n") + 1


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data):
    both(data)


SYNTAX = st.text(
    st.sampled_from(
        list("abc01-:,[]{}&*!|>'\"%@`#?~<= \n\r\t\\ux./_Їe\ufeff\u202e\u2028\x85\0😀\u0301")
    )
)


@settings(deadline=None)
@given(SYNTAX)
def test_any_text_of_syntax(text):
    both(text.encode())


@settings(deadline=None)
@given(SYNTAX)
def test_what_is_accepted_is_what_a_loader_reads(text):
    reading = read_yaml(text.encode(), "x.yaml")
    if reading.root is None or reading.failed:
        return

    class Untyped(yaml.CSafeLoader):
        yaml_implicit_resolvers = {}  # noqa: RUF012  PyYAML's own way

    def texts(value):
        if isinstance(value, dict):
            return {key: texts(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [texts(inner) for inner in value]
        return value if isinstance(value, str) else None

    mine = texts(plain(reading.root))
    theirs = texts(yaml.load(text.encode(), Loader=Untyped))
    assert same(mine, theirs)


def same(mine, theirs) -> bool:
    if isinstance(mine, dict):
        return list(mine) == list(theirs) and all(same(mine[k], theirs[k]) for k in mine)
    if isinstance(mine, list):
        return len(mine) == len(theirs) and all(map(same, mine, theirs))
    return mine is None or mine == theirs


RECORD = """\
document: doc_a
claims:
  - id: clm_a # note
    claimants: [act_a, {unnamed: official}]
    proposition: "Ракети — 75 😀"
    note: >-
      so and
      so
    figures:
      - {id: fig_a, wording: '75', share: 0.25, ok: true, evidence: [1330-1341]}
""".encode()


SPLINTERS = [
    *(b"[", b"{", b"&a ", b"*a", b"!x ", b"\t", b"\r", b"\n", b"- ", b": ", b" #", b'"', b"\0"),
    *(b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"---\n", b"...\n", b"%", b"? ", b"| ", b"<<: "),
]


def test_mutated_records():
    dice = random.Random(20221010)
    for _ in range(3000):
        data = bytearray(RECORD)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(data))
            data[at : at + dice.randint(0, 3)] = dice.choice(SPLINTERS)
        both(bytes(data))


@pytest.mark.slow
@pytest.mark.usefixtures("untraced")
def test_reading_is_not_slower_than_loading():
    text = RECORD.decode()
    assert read_yaml(RECORD, "x.yaml").diagnostics == ()

    def best(action) -> float:
        times = []
        for _ in range(40):
            began = time.process_time()
            for _ in range(20):
                action()
            times.append(time.process_time() - began)
        return min(times)

    mine = best(lambda: read_yaml(RECORD, "x.yaml"))
    theirs = best(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    assert mine < 1.5 * theirs  # 0.95 on a quiet machine
