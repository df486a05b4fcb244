import time

import pytest

from claimbook_build.canonical.form import canonical

pytestmark = pytest.mark.usefixtures("untraced")

BIG = {
    "comments": "# c\n" * 200_000 + "a: 1\n",
    "comments in brackets": "a: [" + "1, # c\n  " * 80_000 + "1]\n",
    "comments beside brackets": "- [1] # c\n" * 40_000,
    "comments below": "- a:\n    - 1\n    # c\n  # d\n" * 20_000,
    "flat list": "[" + "a," * 99_000 + "]\n",
    "keys": "".join(f"k{i}: {i}\n" for i in range(49_000)),
    "one line": "a: " + "x " * 500_000 + "\n",
    "one key": "? " + "x" * 1_000_000 + "\n: a\n",
    "nested": "- " * 20 + "a\n" + "# c\n" * 100_000,
    "dashes and comments": "- # c\n  a\n" * 60_000,
    "combining": "a: " + "\u0301" * 400_000 + "\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BIG)
def test_big_files_are_formatted_in_time(name):
    began = time.process_time()
    written = canonical(BIG[name].encode(), "x.yaml", "yaml", None)
    assert time.process_time() - began < 30
    assert isinstance(written, bytes)
    assert written.count(b"#") == BIG[name].count("#")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "path", "form", "line"),
    [
        ("a: x" + "\t" * 600_000 + "y\n", "x.yaml", "yaml", 1),
        ('{}\n{"a":"' + "\u200b" * 300_000 + '"}\n', "x.jsonl", "jsonl", 2),
    ],
)
def test_what_would_grow_beyond_the_limit_is_left_alone(data, path, form, line):
    [finding] = canonical(data.encode(), path, form, None)
    assert (finding.code, finding.place.line) == ("R001", line)
    assert "in canonical form" in finding.message
