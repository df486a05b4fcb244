import csv
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CODES = ROOT / "seeds" / "reference" / "codes"
DECISIONS = ROOT / "docs" / "decisions"


def _rows(name):
    with (CODES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_citation_cites_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert citation["title"] == _project()["name"]
    assert citation["version"] == _project()["version"]
    assert citation["license"] == _project()["license"]


def test_the_changelog_has_an_unreleased_section_with_entries():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    section = text.split("## [Unreleased]\n", 1)[1].split("\n## ", 1)[0]
    headings = re.findall(r"^### (.+)$", section, re.MULTILINE)
    assert set(headings) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert "\n- " in section


def test_the_index_lists_every_decision_once_in_order():
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", _index(), re.MULTILINE)
    found = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert [name for _, name, _ in listed] == [path.name for path in found]
    for (number, name, title), path in zip(listed, found, strict=True):
        assert name.startswith(f"{number}-")
        assert path.read_text("utf-8").startswith(f"# {int(number)}. {title}\n")
    assert [int(number) for number, _, _ in listed] == list(range(1, len(listed) + 1))


def _index():
    return (DECISIONS / "README.md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts_and_stays_short(path):
    text = path.read_text("utf-8")
    parts = re.findall(r"^\*\*(.+?)\.\*\*", text, re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences"]
    assert len(text.split()) < 350


GOVERNING = ["CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md"]
PAGES = [
    *(ROOT / name for name in GOVERNING),
    *sorted(DECISIONS.glob("*.md")),
    CODES / "README.md",
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_of_a_page_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.slow
def test_every_file_has_its_licence():
    reuse = Path(sys.executable).with_name("reuse")
    done = subprocess.run([reuse, "lint"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_licence_file_is_that_of_the_code():
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES" / "Apache-2.0.txt").read_bytes()


COLUMNS = {
    "iso_3166_1.csv": ("code", "name", "seal"),
    "iso_3166_2.csv": ("code", "name", "parent", "seal"),
    "katottg.csv": ("code", "category", "name_uk", "parent", "seal"),
    "languages.csv": ("code", "name", "seal"),
    "licences.csv": ("code", "name", "seal"),
}
PATTERNS = {
    "iso_3166_1.csv": r"[A-Z]{2}",
    "iso_3166_2.csv": r"(UA|BY|RU)-[A-Z0-9]{1,3}",
    "katottg.csv": r"UA[0-9]{17}",
    "languages.csv": r"[a-z]{2,3}",
    "licences.csv": r"[A-Za-z0-9][A-Za-z0-9.+-]*",
}


def test_every_code_list_is_tested():
    assert {path.name for path in CODES.glob("*.csv")} == COLUMNS.keys()


@pytest.mark.parametrize("name", COLUMNS)
def test_a_code_list_is_sorted_unique_and_well_formed(name):
    rows = _rows(name)
    codes = [row["code"] for row in rows]
    assert tuple(rows[0]) == COLUMNS[name]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(PATTERNS[name], code) for code in codes)
    for row in rows:
        assert all(cell is not None and cell == cell.strip() for cell in row.values())
        assert row.get("name", row.get("name_uk"))
        assert row.get("parent", "") in {"", *codes}
    raw = (CODES / name).read_bytes()
    assert raw.endswith(b"\n")
    assert b"\r" not in raw


def test_subdivisions_belong_to_listed_countries():
    countries = {row["code"] for row in _rows("iso_3166_1.csv")}
    assert len(countries) == 249
    assert {row["code"][:2] for row in _rows("iso_3166_2.csv")} == {"UA", "BY", "RU"} & countries


def test_crimea_and_sevastopol_are_ukraines():
    codes = {row["code"] for row in _rows("iso_3166_2.csv")}
    assert {"UA-43", "UA-40"} <= codes
    tops = {row["name_uk"] for row in _rows("katottg.csv") if not row["parent"]}
    assert {"Автономна Республіка Крим", "Севастополь"} <= tops


ABOVE = {"O": "", "K": "", "P": "O", "H": "P", "M": "H", "X": "H", "C": "H"}


def test_a_unit_of_the_codifier_hangs_on_the_level_above():
    units = {row["code"]: row for row in _rows("katottg.csv")}
    for row in units.values():
        above = units[row["parent"]]["category"] if row["parent"] else ""
        assert above == ABOVE[row["category"]], row
    counts = [sum(row["category"] == kind for row in units.values()) for kind in "OKP"]
    assert counts == [25, 2, 136]
