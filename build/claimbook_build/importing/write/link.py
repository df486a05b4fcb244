"""Links that a table asserts: one record corrects another."""

from hashlib import sha256

from claimbook.records.link import EditorsLink
from claimbook.values.identifier import MAX_LENGTH
from claimbook_build.importing.write.editions import Editions
from claimbook_build.importing.write.fault import WriteError
from claimbook_build.importing.write.substance import Tree

_DIGITS = 6
_LONGEST = MAX_LENGTH - len("lnk_-") - _DIGITS


class Asserted:
    """Makes the links of one document.

    Attributes:
        editions: The document, among the versions of its table.
    """

    def __init__(self, editions: Editions, mended: str | None) -> None:
        """Take who says it and when.

        Args:
            editions: The document.
            mended: When its publisher put right what it says, as EDTF; None where nobody knows.
        """
        self.editions = editions
        self._document = editions.document
        self._mended = mended

    def corrects(self, subject: str, mended: str, because: str, older: str) -> Tree:
        """Return the link of a record that corrects another one.

        Args:
            subject: The record.
            mended: The other one.
            because: Why.
            older: The document of the other one.

        Raises:
            WriteError: Nobody is known to say so, or not when it is said to have been mended.
        """
        wrong = self.editions.misdated(self._mended, older) if self._mended is not None else None
        if wrong is not None:
            raise WriteError(f"--mended: {wrong}")
        if self._document.publisher is None:
            message = f"`{self._document.id}` has no publisher: a link says who corrected"
            raise WriteError(message)
        link = {
            "id": link_id(subject, mended),
            "subject": subject,
            "object": mended,
            "kind": "corrects",
            "asserted_by": self._document.publisher,
            "asserted_at": self._mended,
            "because": because,
        }
        found = {name: value for name, value in link.items() if value is not None}
        EditorsLink.model_validate(found, strict=True)
        return found


def link_id(subject: str, mended: str) -> str:
    """Return the identifier of a link; a hash keeps those of neighbours far apart (R208).

    >>> link_id("clm_2022-02_equipment-25-v2", "clm_2022-02_equipment-25")
    'lnk_2022-02-equipment-25-v2-294044'
    """
    tail = sha256(f"{subject} {mended}".encode()).hexdigest()[:_DIGITS]
    body = subject.partition("_")[2].replace("_", "-")
    return f"lnk_{body[:_LONGEST].rstrip('-')}-{tail}"
