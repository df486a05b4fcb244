import pytest

from claimbook.values.seal import seal
from claimbook.values.text import TextError
from mutants.areas import AREAS, AT_IMPORT, areas
from mutants.source import Mutant, module_name, mutants_of
from mutants.table import Row, on_page
from mutants.trial import original, put_in_place

SOURCE = '''
"""A module."""


class Pair:
    """Two numbers."""

    def __init__(self, low, high):
        self.low = low
        self.high = high

    @property
    def wide(self):
        """Whether it is wide."""
        return self.high - self.low > 9


def half(number, *, up=False):
    return number // 2 + up
'''
PAGE = """
<!-- table -->

| module | mutants |
| --- | ---: |
| `values/a.py` | 4 | 4 | 3 | 0 | 1 | 75.0 |
| `values/b.py` | 2 | 1 | 1 | 0 | 0 | 100.0 |

<!-- end of table -->
"""


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "claimbook" / "pair.py"
    path.parent.mkdir()
    path.write_text(SOURCE, encoding="utf-8")
    return list(mutants_of(path))


def test_mutants_of_functions_and_methods(made):
    names = [mutant.name for mutant in made]
    assert len(set(names)) == len(names)
    assert {name.rpartition(":")[0] for name in names} == {
        "claimbook.pair.Pair.__init__",
        "claimbook.pair.Pair.wide",
        "claimbook.pair.half",
    }
    assert ("number // 2 + up", "number // 2 - up") in {(m.before, m.after) for m in made}


def test_a_mutant_tells_its_line_and_is_one_whole_function(made):
    wide = [mutant for mutant in made if mutant.function == "Pair.wide"]
    assert {mutant.first for mutant in wide} == {15}
    assert all(mutant.code.startswith("def wide(self):") for mutant in wide)
    assert any("self.high + self.low > 9" in mutant.code for mutant in wide)


def test_every_area_has_sources_and_tests():
    for area in AREAS:
        assert area.files()
        assert {module_name(path).split(".")[0] for path in area.files()} == {"claimbook"}
    assert [area.name for area in areas(["edtf", "wording"])] == ["wording", "edtf"]
    with pytest.raises(SystemExit, match="no such module: nonsense"):
        areas(["nonsense"])


@pytest.mark.parametrize("name", sorted(AT_IMPORT))
def test_what_is_left_out_is_there(name):
    module, _, function = name.rpartition(".")
    assert original(Mutant(module, function, 1, 1, 1, "", "", ""))


def test_code_is_exchanged_wherever_it_was_imported_to():
    code, defaults = seal.__code__, seal.__defaults__
    changed = "def seal(*_):\n    return 'changed'"
    put_in_place(Mutant("claimbook.values.seal", "seal", 1, 1, 1, changed, "", ""))
    try:
        assert seal() == "changed"
    finally:
        seal.__code__, seal.__defaults__ = code, defaults


def test_a_method_that_asks_for_super_is_exchanged_in_its_class():
    before = TextError.__init__
    changed = "def __init__(self, message, offset):\n    super().__init__(offset)"
    name = "claimbook.values.text"
    put_in_place(Mutant(name, "TextError.__init__", 1, 1, 1, changed, "", ""))
    try:
        assert str(TextError("wrong", 7)) == "7"
    finally:
        TextError.__init__ = before


def test_rows_of_other_runs_are_kept():
    page = on_page(PAGE, {"values/a.py": Row(4, 4, 3, 1, 0)})
    assert "| `values/a.py` | 4 | 4 | 3 | 1 | 0 | 100.0 |" in page
    assert "| `values/b.py` | 2 | 1 | 1 | 0 | 0 | 100.0 |" in page
    assert "| all | 6 | 5 | 4 | 1 | 0 | 100.0 |" in page
    assert on_page(page, {}) == page
    empty = "<!-- table -->\n\n<!-- end of table -->"
    assert "| all | 0 | 0 | 0 | 0 | 0 | 0.0 |" in on_page(empty, {})
