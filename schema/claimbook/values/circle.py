"""Circles in steps from one thing to another: which things lead back to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles(steps: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return every name that leads back to itself, with a number that its circle shares.

    Two names have one number when each leads to the other (R. Tarjan, "Depth-first search and
    linear graph algorithms", SIAM Journal on Computing 1 (1972), without recursion). Time grows
    with the number of steps.

    Args:
        steps: To what each name leads.

    >>> sorted(circles({"a": ["b"], "b": ["a"], "c": ["a"], "d": ["d"]}).items())
    [('a', 0), ('b', 0), ('d', 1)]
    """
    return _Search(steps).run()


class _Search:
    """One walk over all names, each of which is entered once."""

    def __init__(self, steps: Mapping[str, Sequence[str]]) -> None:
        self.steps = steps
        self.order: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.open: list[str] = []
        self.closed: set[str] = set()
        self.found: dict[str, int] = {}
        self.number = 0

    def run(self) -> dict[str, int]:
        for name in self.steps:
            if name not in self.order:
                self._walk(name)
        return self.found

    def _walk(self, start: str) -> None:
        path = [(start, self._enter(start))]
        while path:
            name, ahead = path[-1]
            following = next(ahead, None)
            if following is None:
                path.pop()
                self._leave(name)
                if path:
                    above = path[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[name])
            elif following not in self.order:
                path.append((following, self._enter(following)))
            elif following not in self.closed:
                self.lowest[name] = min(self.lowest[name], self.order[following])

    def _enter(self, name: str) -> Iterator[str]:
        self.order[name] = self.lowest[name] = len(self.order)
        self.open.append(name)
        return iter(self.steps.get(name, ()))

    def _leave(self, name: str) -> None:
        """Close all that leads back to a name, once nothing leads further back."""
        if self.lowest[name] != self.order[name]:
            return
        members: list[str] = []
        while not members or members[-1] != name:
            members.append(self.open.pop())
        self.closed.update(members)
        if len(members) > 1 or name in self.steps.get(name, ()):
            self.found.update(dict.fromkeys(members, self.number))
            self.number += 1
