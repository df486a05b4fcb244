"""Which defects a mapping asks for: where it does not, that none was found says nothing."""

from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.intervals import stretches


def unasked(mapping: Mapping) -> frozenset[str]:
    """Return the kinds of defect that can never be found by a mapping.

    Args:
        mapping: The mapping.

    Returns:
        Names of `DEFECTS`.
    """
    checks, columns = mapping.checks, mapping.columns.values()
    forms = mapping.figures
    between = bool(stretches(mapping))
    parts = any(form.of_which or any(c.of_which for c in form.columns.values()) for form in forms)
    addresses = any(column.holds == "address" for column in columns)
    counts = any(form.aggregation == "cumulative" for form in forms)
    asked = {
        "wrong-day": any(column.days_since for column in columns),
        "reversed-interval": between,
        "zero-length-interval": between,
        "mixed-precision": between,
        "relative-source": addresses,
        "bad-address": addresses,
        "not-in-order": bool(checks and checks.order),
        "missing-day": bool(checks and checks.daily),
        "missing-number": bool(checks and checks.daily),
        "decrease": counts or bool(checks and checks.rising),
        "copied-row": bool(checks and checks.copies),
        "part-above-whole": parts or bool(checks and checks.parts),
        "always-equal": bool(checks and checks.same),
        "overlapping-totals": bool(checks and checks.totals),
        "reused-source": bool(checks and checks.source),
    }
    return frozenset(name for name, said in asked.items() if not said)
