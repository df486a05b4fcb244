"""What a row of a table is to a dataset that may hold it already."""

from typing import Literal, NamedTuple

from claimbook_build.importing.write.difference import differences
from claimbook_build.importing.write.editions import Editions
from claimbook_build.importing.write.fault import WriteError
from claimbook_build.importing.write.substance import Substance, Tree, Unread, same

Kind = Literal["known", "revised", "rewritten"]
"""What a row is that is there already.

known: it is there, and says the same. revised: an earlier version of the
table said something else. rewritten: this very version is there, read by another mapping.
"""


class Verdict(NamedTuple):
    """What a row is.

    Attributes:
        kind: What it is.
        of: Of which claim of those held, by its position, it is another version.
        told: What a revised one says otherwise, in words.
    """

    kind: Kind
    of: int = -1
    told: tuple[str, ...] = ()


class Judge:
    """Compares the claim of a row with the versions that are held of it."""

    def __init__(self, substance: Substance, editions: Editions) -> None:
        self._substance = substance
        self._editions = editions

    def judge(self, new: Tree, versions: list[Tree], unread: Unread) -> Verdict:
        """Judge a row.

        Args:
            new: The claim that the table makes.
            versions: The claims that are held of it, the oldest first; one at least.
            unread: The columns of numbers of which it holds nothing, for they cannot be read.

        Raises:
            WriteError: The row differs, and versions of the table are not imported in their order.
        """
        own = [at for at, claim in enumerate(versions) if claim["document"] == new["document"]]
        if own:
            at = own[-1]
            return Verdict("known" if same(new, versions[at]) else "rewritten", at)
        order = self._editions.order([claim["document"] for claim in versions])
        for at in (*order.before[-1:], *order.beside):
            if next(differences(new, versions[at], self._substance, unread), None) is None:
                return Verdict("known", at)
        self._check(new, [versions[at]["document"] for at in order.after])
        told = differences(new, versions[-1], self._substance, unread)
        return Verdict("revised", len(versions) - 1, tuple(told))

    def _check(self, new: Tree, later: list[str]) -> None:
        document = self._editions.document.id
        if self._editions.moment is None:
            message = f"`{document}` does not say when it was published: {_UNDATED}"
            raise WriteError(message)
        if later:
            message = f"`{later[0]}` holds a later version of `{new['id']}` than `{document}`"
            raise WriteError(f"{message}: import versions in the order of their publication")


_UNDATED = "nobody can tell which version of a row mends the other; give it `published`"
