"""What the columns of earlier changes are called now."""

from claimbook.release.diff.contract import ContractTable
from claimbook.release.diff.match import both, columns_matched

RENAMED = ("table_name", "was", "now")
"""The engine's table of names that are not what they were; `now` is null where one means nothing
any more."""


def renamed(old: ContractTable, new: ContractTable) -> dict[str, str | None]:
    """Return the name now of each column whose name before would mislead.

    A column of another name takes its changes with it. The changes of one that is gone stay under
    its name, which nobody asks for; if another column has that name now, they would be taken for
    that column's, so they have no name any more.
    """
    names = {before.name: after.name for before, after in both(columns_matched(old, new))}
    found: dict[str, str | None] = {was: now for was, now in names.items() if was != now}
    return found | {each.name: None for each in new.columns if each.name not in names}


def called_as_now(changes: str) -> str:
    """Return SQL for changes that name columns as the release before did, by the names of now.

    Args:
        changes: SQL of the changes, with the columns `table_name` and `field` among others.
    """
    return (
        "SELECT c.* REPLACE (coalesce(m.now, c.field) AS field) "  # noqa: S608 - our own names
        f"FROM ({changes}) AS c LEFT JOIN renamed AS m "
        "ON m.table_name = c.table_name AND m.was = c.field "
        "WHERE m.was IS NULL OR m.now IS NOT NULL"
    )
