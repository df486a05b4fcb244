"""Fuzz one target: ``python -m fuzz TARGET [libFuzzer's options] [FOLDER]``.

New inputs are kept in the folder, by default in ``fuzz/found/``; the corpus is only read.
"""

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent


def _found(name: str) -> str:
    """Make the folder for inputs that reach something new; libFuzzer writes into its first one."""
    folder = HERE / "found" / name
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def main() -> None:
    """Hand the target and its corpus to libFuzzer, which ends the process."""
    with atheris.instrument_imports(include=["claimbook", "claimbook_build"]):
        from fuzz.targets import TARGETS
    name, *options = sys.argv[1:]
    own, *folders = [option for option in options if not option.startswith("-")] or [_found(name)]
    settings = [option for option in options if option.startswith("-")]
    arguments = [*settings, own, *folders, str(HERE / "corpus" / name)]
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


main()
