import pytest

from docs.generated import pages
from docs.pages import BY_HAND, ROOT

REFERENCE = ROOT / "docs" / "reference"
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says_now(name, updating):
    path = REFERENCE / name
    if updating:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGES[name], "utf-8")
    assert path.read_text("utf-8") == PAGES[name], "if this is meant: make goldens"


def test_no_generated_page_outlives_what_it_describes(updating):
    found = {path.relative_to(REFERENCE).as_posix() for path in REFERENCE.rglob("*.md")}
    stray = found - PAGES.keys() - {f"{stem}.md" for stem in BY_HAND}
    if updating:
        for name in stray:
            (REFERENCE / name).unlink()
        return
    assert not stray
