"""Why rows changed, as far as somebody says so."""

from typing import Protocol


class Answer(Protocol):
    """Why something changed."""

    @property
    def reason(self) -> str:
        """A code of the vocabulary `change_reason`."""

    @property
    def changelog_id(self) -> str | None:
        """The entry of the changelog that says so; None where a tombstone does."""


class Reasons(Protocol):
    """Whoever knows why records changed."""

    def reason_of(self, table: str, record: str) -> Answer | None:
        """Return why a record's rows of a table changed, or None where nobody says so."""
