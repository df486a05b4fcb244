import time

import pytest

from claimbook_build.canonical.form import canonical

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
@pytest.mark.no_cover
@pytest.mark.parametrize("name", BIG)
def test_big_files_are_formatted_in_time(name):
    began = time.process_time()
    written = canonical(BIG[name].encode(), "x.yaml", "yaml", None)
    assert time.process_time() - began < 30
    assert isinstance(written, bytes)
    assert written.count(b"#") == BIG[name].count("#")
