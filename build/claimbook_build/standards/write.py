"""The descriptions that lie in every release, written beside its tables."""

from pathlib import Path

from claimbook.release.manifest import Manifest
from claimbook_build.release.file_entry import file_entry
from claimbook_build.standards.citation import citation_file
from claimbook_build.standards.croissant import croissant
from claimbook_build.standards.data_package import data_package
from claimbook_build.standards.dcat import dcat
from claimbook_build.standards.views_file import NAME, write_views_file

TEXTS = {
    "CITATION.cff": citation_file,
    "croissant.json": croissant,
    "datapackage.json": data_package,
    "dcat.jsonld": dcat,
}
"""How each file of text is made of the manifest."""


def write_all(folder: Path, manifest: Manifest) -> Manifest:
    """Write every description into a release that is otherwise whole, but for its manifest.

    Args:
        folder: The stage: tables and views lie there.
        manifest: What it holds so far.

    Returns:
        The manifest with the descriptions among its files, to be written by the caller.

    Raises:
        ViewError: The engine refuses a view.
        OSError: The system refuses.
    """
    for name, text in TEXTS.items():
        (folder / name).write_text(text(manifest), "utf-8", newline="\n")
    write_views_file(folder, manifest, folder / NAME)
    added = tuple(file_entry(folder / name) for name in (*TEXTS, NAME))
    return manifest.model_copy(update={"files": (*manifest.files, *added)})
