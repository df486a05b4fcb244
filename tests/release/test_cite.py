import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from claimbook.release.cite import FORMATS, CitationError, cite
from claimbook.release.manifest import Manifest
from claimbook.release.open import Release
from claimbook_build.release.commit import Commit
from claimbook_build.release.documents import readme

COMMIT = "0a1b2c3d" * 5


@pytest.fixture
def manifest(release: Release) -> Callable[..., Manifest]:
    def changed(**fields: object) -> Manifest:
        return release.manifest.model_copy(update=fields)

    return changed


def test_in_a_sentence_as_in_apa(manifest: Callable[..., Manifest]) -> None:
    assert cite(manifest()) == "The sample contributors: sample, release 2026.11.0."
    apa = "The sample contributors. (2026). sample (Version 2026.11.0) [Data set]."
    assert cite(manifest(), "apa") == apa


@pytest.mark.parametrize("commit", [None, COMMIT])
def test_the_sentence_is_that_of_the_readme(
    manifest: Callable[..., Manifest], commit: str | None
) -> None:
    page = readme("2026.11.0", (), Commit(commit, None), {})
    assert f"\n    {cite(manifest(dataset='claimbook', commit=commit))}\n" in page


def test_bibtex(manifest: Callable[..., Manifest]) -> None:
    text = cite(manifest(dataset="two_words", commit=COMMIT, release="2026.2.10"), "bibtex")
    assert text == (
        "@misc{two_words-2026.2.10,\n"
        "  author  = {{The two\\_words contributors}},\n"
        "  title   = {{two\\_words}},\n"
        "  year    = {2026},\n"
        "  month   = feb,\n"
        "  version = {2026.2.10},\n"
        f"  note    = {{Data set, release 2026.2.10, CC-BY-4.0, commit {COMMIT}}},\n"
        "}"
    )


def test_csl_json(manifest: Callable[..., Manifest]) -> None:
    (entry,) = json.loads(cite(manifest(), "csl-json"))
    assert entry == {
        "id": "sample-2026.11.0",
        "type": "dataset",
        "title": "sample",
        "author": [{"literal": "The sample contributors"}],
        "issued": {"date-parts": [[2026, 11]]},
        "version": "2026.11.0",
        "note": "CC-BY-4.0",
    }


def cff(manifest: Manifest) -> dict[str, Any]:
    return yaml.load(cite(manifest, "cff"), Loader=yaml.BaseLoader)


def test_cff(manifest: Callable[..., Manifest]) -> None:
    found = cff(manifest(commit=COMMIT, commit_date="2026-11-20T23:59:59Z"))
    assert found == {
        "cff-version": "1.2.0",
        "message": "Please cite the release that you used.",
        "type": "dataset",
        "title": "sample",
        "version": "2026.11.0",
        "license": "CC-BY-4.0",
        "commit": COMMIT,
        "date-released": "2026-11-20",
        "authors": [{"name": "The sample contributors"}],
    }


def test_cff_has_no_licence_expressions(manifest: Callable[..., Manifest]) -> None:
    assert "license" not in cff(manifest(licence="CC-BY-4.0 AND CC0-1.0"))


@pytest.mark.parametrize("style", FORMATS)
def test_every_style_names_the_release(manifest: Callable[..., Manifest], style: Any) -> None:
    text = cite(manifest(), style)
    assert re.search(r"\b2026[.]11[.]0\b", text)
    assert not text.endswith("\n")


def test_no_such_style(manifest: Callable[..., Manifest]) -> None:
    with pytest.raises(CitationError, match="text, apa, bibtex, csl-json, cff"):
        cite(manifest(), "chicago")  # type: ignore[arg-type]
