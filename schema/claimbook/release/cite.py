"""How to cite a release: made from its manifest alone, so that it names exactly these bytes."""

import json
from collections.abc import Callable
from typing import Literal, get_args

from claimbook.errors import ClaimbookError
from claimbook.release.manifest import Manifest

CitationFormat = Literal["text", "apa", "bibtex", "csl-json", "cff"]
FORMATS: tuple[CitationFormat, ...] = get_args(CitationFormat)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class CitationError(ClaimbookError):
    """There is no such way to cite."""


def cite(manifest: Manifest, style: CitationFormat = "text") -> str:
    """Return the citation of a release.

    The year and month are those of the version; the author is the body of contributors.

    Args:
        manifest: The release's.
        style: ``text`` (one sentence, as in the release's own README), ``apa`` (7th edition),
            ``bibtex``, ``csl-json`` (for reference managers and pandoc), ``cff`` (the content of
            a CITATION.cff).

    Raises:
        CitationError: There is no such style.
    """
    if style not in _STYLES:
        raise CitationError(f"no citation style {style!r}; there are {', '.join(FORMATS)}")
    return _STYLES[style](manifest)


def _author(manifest: Manifest) -> str:
    return f"The {manifest.dataset} contributors"


def _issued(manifest: Manifest) -> tuple[int, int]:
    year, month, _ = manifest.release.split(".")
    return int(year), int(month)


def _text(manifest: Manifest) -> str:
    commit = f" Commit {manifest.commit}." if manifest.commit else ""
    return f"{_author(manifest)}: {manifest.dataset}, release {manifest.release}.{commit}"


def _apa(manifest: Manifest) -> str:
    year, _ = _issued(manifest)
    title = f"{manifest.dataset} (Version {manifest.release}) [Data set]"
    return f"{_author(manifest)}. ({year}). {title}."


def _bibtex(manifest: Manifest) -> str:
    year, month = _issued(manifest)
    commit = f", commit {manifest.commit}" if manifest.commit else ""
    fields = {
        "author": f"{{{{{_tex(_author(manifest))}}}}}",
        "title": f"{{{{{_tex(manifest.dataset)}}}}}",
        "year": f"{{{year}}}",
        "month": _MONTHS[month - 1],
        "version": f"{{{manifest.release}}}",
        "note": f"{{Data set, release {manifest.release}, {manifest.licence}{commit}}}",
    }
    lines = "".join(f"  {name:<7} = {value},\n" for name, value in fields.items())
    return f"@misc{{{_key(manifest)},\n{lines}}}"


def _tex(text: str) -> str:
    return text.replace("_", r"\_")  # the one character of a dataset's name that TeX reads


def _key(manifest: Manifest) -> str:
    return f"{manifest.dataset}-{manifest.release}"


def _csl_json(manifest: Manifest) -> str:
    commit = f"; commit {manifest.commit}" if manifest.commit else ""
    entry = {
        "id": _key(manifest),
        "type": "dataset",
        "title": manifest.dataset,
        "author": [{"literal": _author(manifest)}],
        "issued": {"date-parts": [[*_issued(manifest)]]},
        "version": manifest.release,
        "note": f"{manifest.licence}{commit}",
    }
    return json.dumps([entry], indent=2)


def _cff(manifest: Manifest) -> str:
    fields = {
        "message": "Please cite the release that you used.",
        "type": "dataset",
        "title": manifest.dataset,
        "version": manifest.release,
    }
    if " " not in manifest.licence:  # the format has identifiers, no expressions
        fields["license"] = manifest.licence
    if manifest.commit:
        fields["commit"] = manifest.commit
    if manifest.commit_date:
        fields["date-released"] = manifest.commit_date[:10]
    lines = "\n".join(f'{name}: "{value}"' for name, value in fields.items())
    return f'cff-version: 1.2.0\n{lines}\nauthors:\n  - name: "{_author(manifest)}"'


_STYLES: dict[str, Callable[[Manifest], str]] = {
    "text": _text,
    "apa": _apa,
    "bibtex": _bibtex,
    "csl-json": _csl_json,
    "cff": _cff,
}
