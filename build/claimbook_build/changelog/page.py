"""A changelog as a page: the sections of releases in it, and how one is put there."""

from collections.abc import Iterator

from claimbook_build.changelog.section import heading

_TITLE = "# Changelog\n\nWhat changed in the data from release to release, the newest first.\n"
_UNRELEASED = "## [Unreleased]"


def with_section(page: str, release: str, section: str) -> str:
    r"""Return a changelog with a release's section, in place of an older one of that release.

    A new section comes before those of all releases, and after what is not released yet.

    Args:
        page: The changelog; may be empty.
        release: The release.
        section: Its section, which begins with its heading and ends with a line break.

    >>> with_section("# C\n\n## [Unreleased]\n\n- x\n\n## [0.1.0]\n", "2026.11.0", "## D\n\ny\n")
    '# C\n\n## [Unreleased]\n\n- x\n\n## D\n\ny\n\n## [0.1.0]\n'
    """
    parts = list(_parts(page or "# Changelog\n"))
    at = next((n for n, part in enumerate(parts) if _is_of(part, release)), None)
    if at is not None:
        del parts[at]
    else:
        at = next((n for n, part in enumerate(parts) if _is_released(part)), len(parts))
    parts.insert(at, section)
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def section_of(page: str, release: str) -> str | None:
    """Return the section of a release, as `with_section` puts it, or None."""
    found = (part for part in _parts(page) if _is_of(part, release))
    return next((f"{part.rstrip()}\n" for part in found), None)


def carried_on(page: str | None, section: str) -> str:
    """Return the changelog of a release: its own section, and those of the release before.

    Args:
        page: The changelog of the release before; None where there is none.
        section: The section of this one.
    """
    before = [part.rstrip() + "\n" for part in _parts(page or "") if part.startswith("## ")]
    return "\n".join([_TITLE, section, *before])


def _parts(page: str) -> Iterator[str]:
    """Yield what stands before the first heading of the second level, then each with its text."""
    part: list[str] = []
    fenced = False
    for line in page.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced and part:
            yield "".join(part)
            part = []
        part.append(line)
    if part:
        yield "".join(part)


def _is_of(part: str, release: str) -> bool:
    return part.partition("\n")[0].strip() == heading(release)


def _is_released(part: str) -> bool:
    return part.startswith("## ") and not part.startswith(_UNRELEASED)
