import pytest

from claimbook_build.changelog.page import carried_on, section_of, with_section

OLD = "## Data 2026.11.0\n\nold\n"
NEW = "## Data 2026.12.0\n\nnew\n"
PAGE = "# Changelog\n\nWords.\n\n## [Unreleased]\n\n- x\n\n## [0.1.0]\n\n- y\n"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", f"# Changelog\n\n{NEW}"),
        ("# Changes\n", f"# Changes\n\n{NEW}"),
        (f"# Changelog\n\n{OLD}", f"# Changelog\n\n{NEW}\n{OLD}"),
        (PAGE, PAGE.replace("## [0.1.0]", f"{NEW}\n## [0.1.0]")),
        ("# C\n\n```\n## no heading\n```\n", f"# C\n\n```\n## no heading\n```\n\n{NEW}"),
    ],
)
def test_a_section_comes_before_those_of_all_releases(page, expected):
    found = with_section(page, "2026.12.0", NEW)
    assert found == expected
    assert section_of(found, "2026.12.0") == NEW
    assert with_section(found, "2026.12.0", NEW) == found


def test_a_section_takes_the_place_of_an_older_one():
    page = with_section(PAGE, "2026.12.0", "## Data 2026.12.0\n\nwrong\n\n### Tables\n\nwrong\n")
    assert with_section(page, "2026.12.0", NEW) == with_section(PAGE, "2026.12.0", NEW)
    assert section_of(page, "2026.11.0") is None


def test_a_release_carries_the_sections_of_those_before_it():
    first = carried_on(None, OLD)
    second = carried_on(first, NEW)
    assert second == first.replace(OLD, f"{NEW}\n{OLD}")
    assert carried_on(second, "## Data 2027.1.0\n").count("# Changelog") == 1
