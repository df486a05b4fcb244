"""The column that a mistyped name most probably meant."""

from collections.abc import Sequence

from claimbook.values.identifier import nearest


def nearest_column(name: str, columns: Sequence[str]) -> str | None:
    """Return it; None where no column is near.

    A short name that lost a letter is near too, by the length that it should have.

    >>> nearest_column("ground robotic sistems", ("ground robotic systems", "tank"))
    'ground robotic systems'
    >>> nearest_column("ML", ("MRL", "APC")), nearest_column("BUK", ("MRL", "APC"))
    ('MRL', None)
    """
    near = nearest(name, columns)
    if near:
        return near[0]
    meant = [column for column in columns if nearest(column, (name,))]
    return meant[0] if len(meant) == 1 else None
