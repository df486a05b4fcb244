"""A fault at every changing call of a command, one a run, and what is wrong afterwards."""

import errno
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from faults.place import STAGE, Held, Place, held
from faults.supervisor import Call, Fault, HungError, Outcome, run

KINDS: dict[str, dict[str, Any]] = {
    "kill": {"signum": signal.SIGKILL},
    "term": {"signum": signal.SIGTERM},
    "int": {"signum": signal.SIGINT},
    "hup": {"signum": signal.SIGHUP},
    "EIO": {"number": errno.EIO},
    "ENOSPC": {"number": errno.ENOSPC},
    "full": {"number": errno.ENOSPC, "lasting": True},
    "EDQUOT": {"number": errno.EDQUOT, "lasting": True},
    "EROFS": {"number": errno.EROFS},
    "EINTR": {"number": errno.EINTR},
}
"""What may go wrong at a call, by name; errors that stay, like a full disk's, are lasting."""

INTERRUPTED = 130
NOTHING = re.compile("")
_CODES = {"kill": {-9}, "term": {0, -15}, "int": {0, INTERRUPTED}, "hup": {0, -1}}
_FAILED = {0, 4}
_UGLY = re.compile(r"Traceback|Exception ignored|internal error|terminate called|WARNING|R999")
_LEFT = re.compile(rf"{STAGE.pattern}|^tmp/|(^|[/.])lock$|[.]new$")
_AGAIN = 10


@dataclass(frozen=True, slots=True)
class Scene:
    """What is tried: a command in a place, what is there before, and what it should come to.

    Attributes:
        place: Where.
        work: The command, in a process that is this one's fork.
        before: What is there before.
        after: What is there when all went well.
        unit: Of which thing a file is a part: even a killed command leaves each old or new.
        kept: Paths that a failed one may leave, for the next to go on with.
        durable: The folder below which all must be on the disk when it ends.
        once: Whether it is refused when all has been done.
    """

    place: Place
    work: Callable[[], int]
    before: Held
    after: Held
    unit: Callable[[str], str] = str
    kept: re.Pattern[str] = NOTHING
    durable: Path = Path("/")
    once: bool = False


def rehearsed(place: Place, work: Callable[[], int], **more: Any) -> tuple[Scene, list[Call]]:
    """Run a command without a fault; return the scene that it makes, and its calls."""
    place.keep()
    before = held(place.work)
    outcome = _ran(place, work)
    assert outcome.code == 0, (outcome.code, place.words())
    scene = Scene(place, work, before, held(place.work), **more)
    assert before != scene.after
    return scene, outcome.calls


def attempt(scene: Scene, kind: str, at: int, said: Counter[str]) -> list[str]:
    """Let one fault happen, and the command be run again; return what was wrong."""
    place = scene.place
    place.reset()
    try:
        outcome = _ran(place, scene.work, Fault(at, spared=str(place.said), **KINDS[kind]))
    except HungError as error:
        return [f"it hung: {error}"]
    now = held(place.work)
    said[STAGE.sub("", place.words()["stderr"]).replace(str(place.work), "")] += 1
    if kind == "kill":
        wrong = _killed(scene, now)
    else:
        wrong = [*_changed(scene, now, outcome.code), *_said(place, outcome.code)]
    if outcome.code not in _CODES.get(kind, _FAILED):
        wrong.append(f"it ended with {outcome.code}")
    done = scene.once and now == scene.after
    if not done and (wrong or now != scene.before or at % _AGAIN == 0):
        wrong += _mended(scene)  # else the rehearsal has shown what follows
    return wrong


def _ran(place: Place, work: Callable[[], int], fault: Fault | None = None) -> Outcome:
    return run(work, fault or Fault(), place.enter)


def _killed(scene: Scene, now: Held) -> list[str]:
    """Return what of the files under their own names is neither old nor new."""
    before, after, now = map(partial(_visible, scene), (scene.before, scene.after, now))
    if now in (before, after):
        return []
    units = {scene.unit(path) for path in {*now, *before, *after}}
    torn = [unit for unit in units if not _one_of(scene, unit, now, (before, after))]
    return [f"torn: {sorted(torn)}"] if torn else []


def _one_of(scene: Scene, unit: str, now: Held, sides: tuple[Held, Held]) -> bool:
    of_it, *known = (
        {path: data for path, data in found.items() if scene.unit(path) == unit}
        for found in (now, *sides)
    )
    return of_it in known


def _visible(scene: Scene, found: Held) -> Held:
    """Return the files under their own names."""
    return {
        path: data
        for path, data in found.items()
        if data is not None and not _LEFT.search(path) and not scene.kept.fullmatch(path)
    }


def _changed(scene: Scene, now: Held, code: int) -> list[str]:
    """Return what is wrong with files: all as before, or all new and nothing else.

    One that was told to stop, or whose words were lost, when all was done, may have the new.
    """
    before, after, now = (
        {path: data for path, data in found.items() if not scene.kept.fullmatch(path)}
        for found in (scene.before, scene.after, now)
    )
    if now == after:
        return []
    if now == before:
        return [] if code else ["it said that all went well"]
    return [f"neither old nor new: {_difference(now, before)}"]


def _said(place: Place, code: int) -> list[str]:
    words = place.words()
    wrong = [f"it said: {words}"] if _UGLY.search("".join(words.values())) else []
    if code > 0 and code != INTERRUPTED and not words["stderr"].strip():
        wrong.append("it did not say why")
    return wrong


def _mended(scene: Scene) -> list[str]:
    again = _ran(scene.place, scene.work)
    if again.code == 0 and held(scene.place.work) == scene.after:
        return []
    left = _difference(held(scene.place.work), scene.after)
    return [f"the next run did not mend it: {again.code}, {left}, {scene.place.words()}"]


def _difference(one: Held, other: Held) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path, "") != other.get(path, ""))[:5]


Point = tuple[str, int, Call]
"""A fault's kind, and the call to which it happens: its number, and what it is."""


def sweep(scene: Scene, points: Iterable[Point]) -> Iterator[dict[str, Any]]:
    """Yield what was wrong after each of these faults, and last how many there were."""
    tried: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for kind, at, call in points:
        tried[kind] += 1
        if wrong := attempt(scene, kind, at, said):
            yield {"kind": kind, "at": at, "call": call.name, "path": call.path, "wrong": wrong}
    yield {"tried": dict(tried), "said": dict(said)}


def points(calls: list[Call], kinds: list[str]) -> list[Point]:
    """Return every kind of fault at every call."""
    return [(kind, at, call) for at, call in enumerate(calls, 1) for kind in kinds]


def sample(calls: list[Call], kinds: list[str], most: int) -> list[Point]:
    """Return the last, the first and the middle call of each name on each sort of file.

    Each has one of the kinds, in turn.
    """
    sorts: dict[tuple[str, str], list[int]] = {}
    for at, call in enumerate(calls, 1):
        ending = Path(STAGE.sub("", call.path)).suffix
        sorts.setdefault((call.name, ending), []).append(at)
    turns = (-1, 0, None)
    chosen = dict.fromkeys(
        found[len(found) // 2 if turn is None else turn]
        for turn in turns
        for found in sorts.values()
    )
    some = sorted([*chosen][:most])
    return [(kinds[turn % len(kinds)], at, calls[at - 1]) for turn, at in enumerate(some)]
