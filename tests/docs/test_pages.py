import re

import pytest

from docs.generated import NOTE
from docs.pages import ROOT, name, pages, prose, written

LINK = re.compile(r"\]\(([^)\s]*)\)")
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
KNOWN = r"(?:seeds|dataset|schema|build|tests|docs|requirements|LICENSES)"
LONGEST, LONGEST_BY_HAND = 500, 200
MADE_WHEN_NEEDED = {
    *("dataset/changelog/", "dataset/links/", "dataset/releases.yaml", "dataset/retired.yaml"),
    "dataset/reviews/",
}
ANSWERS = ROOT / "docs" / "answers.md"


def _anchors(path):
    headings = HEADING.findall(prose(path.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=name)
def test_relative_links_lead_somewhere(page):
    for link in LINK.findall(CODE.sub("", prose(page.read_text("utf-8")))):
        target, _, anchor = link.partition("#")
        if re.match("[a-z]+:", target):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), link
        assert path.is_relative_to(ROOT), link
        if anchor and path.suffix == ".md":
            assert anchor in _anchors(path), link


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_page_can_be_read_in_one_sitting(page):
    text = page.read_text("utf-8")
    by_hand = page.parent == ROOT / "docs" and page != ANSWERS and not text.startswith(NOTE)
    assert len(text.splitlines()) <= (LONGEST_BY_HAND if by_hand else LONGEST)


@pytest.mark.parametrize("page", [*written(), ROOT / "SECURITY.md"], ids=name)
def test_paths_that_are_named_are_there(page):
    text = prose(page.read_text("utf-8"))
    for path in re.findall(rf"`({KNOWN}/[^`\s<>*]*)`", text):
        example = "example" in path or page.name.startswith("contributing-data")
        assert example or path in MADE_WHEN_NEEDED or (ROOT / path).exists(), path


@pytest.mark.parametrize("page", [*written(), ROOT / "SECURITY.md"], ids=name)
def test_make_targets_that_are_named_are_there(page):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def test_the_index_lists_every_page():
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in LINK.findall(index.read_text("utf-8"))}
    ours = {*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "reference").glob("*.md")}
    assert ours - {index} <= listed


def test_rules_that_are_named_are_in_the_catalogue():
    from claimbook.rules.catalogue import BY_CODE

    for page in [*written(), ROOT / "SECURITY.md"]:
        codes = set(re.findall(r"\bR[0-9]{3}\b", page.read_text("utf-8")))
        assert codes <= BY_CODE.keys(), name(page)
