"""The columns that a point or stretch of time is published as."""

from claimbook.columns import Column
from claimbook.records.markers import Derives


def instant_columns(name: str, what: str) -> Derives:
    """Return the columns of a time field: half-open UTC bounds, the day in Kyiv, the precision."""
    return Derives(
        (
            Column(f"{name}_utc", "TIMESTAMP", f"First moment of {what}, UTC; null when open."),
            Column(f"{name}_end_utc", "TIMESTAMP", f"First moment after {what}, UTC; null: open."),
            Column(f"{name}_date", "DATE", f"The day in Kyiv when {what} begins; null: open."),
            Column(
                f"{name}_precision",
                "VARCHAR",
                f"How precisely {what} is known, as a code; null: not at all.",
                vocabulary="precision",
            ),
        )
    )


def period_columns(name: str, what: str) -> Derives:
    """Return the columns of a counted period: its first and last day."""
    return Derives(
        (
            Column(f"{name}_start", "DATE", f"First day of {what}; null when open."),
            Column(f"{name}_end", "DATE", f"Last day of {what}, itself included; null when open."),
        )
    )
