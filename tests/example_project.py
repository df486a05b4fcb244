"""The example dataset, put on top of the project's own vocabularies, code lists and measures."""

import shutil
from pathlib import Path

from claimbook.diagnostic import Diagnostic
from claimbook.rules.r203_minted import CODED
from claimbook_build.check.collect import collect
from claimbook_build.check.run import judge

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "tests/example"
TEXTS = REPOSITORY / "tests/texts"
SHARED = ("vocabularies", "codes", "units.yaml", "measures.yaml")


def assemble(root: Path) -> Path:
    """Make the example a project below a folder, and return that folder."""
    reference = root / "seeds/reference"
    reference.mkdir(parents=True)
    for name in SHARED:
        source = REPOSITORY / "seeds/reference" / name
        if source.is_dir():
            shutil.copytree(source, reference / name)
        else:
            shutil.copy(source, reference / name)
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    (root / "README.md").unlink()
    lock_codes(root)
    return root


def lock_codes(root: Path) -> None:
    """Add the codes that the example shares with the dataset to the example's own lock."""
    lock = root / "dataset/ids.lock"
    dataset = collect(root).dataset
    codes = {entry.minted_as for table in CODED for entry in dataset.table(table)}
    lines = sorted({*lock.read_text("utf-8").splitlines(), *codes})
    lock.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


def found_in(
    root: Path, overlay: dict[str, bytes], release=None, *, whole=False
) -> list[Diagnostic]:
    """Return what a check finds in a project some of whose files hold something else."""
    collection = collect(root, release, overlay, whole=whole)
    return [*collection.diagnostics, *judge(collection)]


def text_of(root: Path, path: str) -> str:
    """Return the text of a file of a project."""
    return (root / path).read_text("utf-8")


def changed(root: Path, path: str, old: str, new: str) -> dict[str, bytes]:
    """Return an overlay in which a text that stands once in a file is replaced."""
    text = text_of(root, path)
    assert text.count(old) == 1, (path, old, text.count(old))
    return {path: text.replace(old, new).encode()}
