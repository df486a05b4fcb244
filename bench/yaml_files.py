"""Hand-written files: ours (strict, every value with its place) beside PyYAML's C loader and Pydantic."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from claimbook_build.check.layout import shelf_of
from claimbook_build.check.shape import shape
from claimbook_build.read.strict_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
FILES = []
for path in sorted(ROOT.glob("dataset/**/*.yaml")) + sorted(ROOT.glob("seeds/**/*.yaml")):
    name = path.relative_to(ROOT).as_posix()
    shelf = shelf_of(name)
    if shelf is not None and shelf.model is not None:
        FILES.append((name, path.read_bytes(), shelf.model))


def tuples(value: object) -> object:
    """Strict models take tuples for lists."""
    if isinstance(value, dict):
        return {key: tuples(item) for key, item in value.items()}
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def ours() -> None:
    for name, data, model in FILES:
        root = read_yaml(data, name).root
        if root is None or isinstance(shape(model, root), tuple):
            raise SystemExit(name)


def theirs() -> None:
    for _, data, model in FILES:
        model.model_validate(tuples(yaml.load(data, Loader=yaml.CSafeLoader)))


def seconds(run: Callable[[], None]) -> float:
    start = process_time()
    run()
    return process_time() - start


gc.disable()
spent = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
mine, other = (min(column) for column in zip(*spent, strict=True))
print(f"{len(FILES)} files: PyYAML and Pydantic take {other / mine:.2f} times as long as ours")
