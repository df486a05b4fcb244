"""libyaml's events as far as we use them."""

from typing import Protocol


class Mark(Protocol):
    """A point of the text, counted from 0."""

    line: int
    column: int
    index: int


class Event(Protocol):
    """What libyaml says; which of the attributes are there depends on the event's type."""

    start_mark: Mark
    end_mark: Mark
    tag: str | None
    anchor: str | None
    value: str
    style: str
    flow_style: bool


def indexes(event: Event) -> tuple[int, int]:
    """Return where an event begins and ends in the text."""
    return event.start_mark.index, event.end_mark.index
