"""What may be wrong with a table: each kind of defect, and the rule that it breaks."""

from dataclasses import dataclass

from claimbook.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of defect of tables.

    Attributes:
        name: Its name, stable: an audit counts by it.
        code: The rule that it breaks; several kinds may break one rule.
        severity: What it means for the row or cell that has it.
        title: What must be so, in one line.
        help: How to repair the table, or the mapping.
    """

    name: str
    code: str
    severity: Severity
    title: str
    help: str


def _defects(*defects: Defect) -> dict[str, Defect]:
    return {defect.name: defect for defect in defects}


_TABLE = "mend the table where it comes from"
_MAPPING = "mend the cell, or say in the mapping how such cells are read"

DEFECTS = _defects(
    # --- of columns
    Defect(
        "other-table",
        "R102",
        "error",
        "The table is one of which the mapping speaks.",
        "name the table's own mapping; if its header stands further down, say how many lines to "
        "pass over: `skip` of the mapping's `table`",
    ),
    Defect(
        "unknown-column",
        "R101",
        "error",
        "Every column is one that the mapping knows.",
        "mend its name, or add it to `columns`: with what it `holds`, or why it is `ignored`",
    ),
    Defect(
        "missing-column",
        "R102",
        "error",
        "Every column that the mapping needs is there.",
        "mend the name of the column in the table, or in the mapping",
    ),
    Defect(
        "absent-column",
        "R102",
        "warning",
        "Every column that the mapping reads is there, though its rows need not fill it in.",
        "look whether the column was dropped or renamed; whether it had begun",
    ),
    # --- of cells
    Defect("missing-value", "R102", "error", "A required cell has a value.", "fill in the cell"),
    Defect(
        "quoted-number",
        "R103",
        "error",
        "A number stands without quotes where the format tells numbers from texts.",
        "write the number bare",
    ),
    Defect(
        "text-for-number",
        "R103",
        "error",
        "A number is no words where the format tells numbers from texts.",
        "write the number, or map the text in `values`",
    ),
    Defect(
        "float-for-integer",
        "R103",
        "error",
        "A count is written as a whole number, without a decimal point.",
        "write 3, not 3.0: a tool took the column for decimals, mostly because cells are empty",
    ),
    Defect(
        "decimal-point",
        "R103",
        "warning",
        "A count is written as a whole number even where the mapping knows that it is not.",
        "write 3, not 3.0: a tool took the column for decimals, mostly because cells are empty",
    ),
    Defect("not-a-number", "R103", "error", "A cell of numbers holds one.", _MAPPING),
    Defect(
        "several-values",
        "R103",
        "error",
        "A cell holds one value.",
        "one row for each value; how a number is shared out among them, only its source knows",
    ),
    Defect(
        "printed-structure",
        "R103",
        "error",
        "A cell holds a value, not a list or dictionary as a program prints it.",
        "columns of their own, or rows of their own, for what is inside",
    ),
    Defect("wrong-type", "R103", "error", "A cell holds what its column holds.", _MAPPING),
    Defect(
        "unknown-value",
        "R104",
        "error",
        "A text is one that the mapping, or a label of the dataset, knows.",
        "mend it, or add it to `values`, or to the labels of the record that it means",
    ),
    Defect("header-row", "R107", "error", "No row repeats the header, or holds tags.", _TABLE),
    Defect("out-of-range", "R103", "error", "A number lies within its bounds.", _TABLE),
    Defect(
        "not-a-date",
        "R301",
        "error",
        "A date is printed in a form that the mapping names, and is on the calendar.",
        "mend the date, or add its form to `forms`",
    ),
    Defect("future-date", "R305", "error", "No date lies behind the table's own.", _TABLE),
    Defect("reversed-interval", "R302", "error", "A stretch of time ends after it begins.", _TABLE),
    Defect(
        "zero-length-interval",
        "R302",
        "warning",
        "A stretch of time with times of day has a length.",
        "leave the end out where it is not known",
    ),
    Defect(
        "mixed-precision",
        "R302",
        "warning",
        "Both ends of a stretch of time are equally precise.",
        "write both with a time of day, or neither",
    ),
    Defect(
        "wrong-day",
        "R303",
        "error",
        "A count of days agrees with the date beside it.",
        "mend the count or the date: one of them was mistyped",
    ),
    Defect(
        "relative-source",
        "R603",
        "error",
        "A source is an absolute address.",
        "write the whole address, or name in the mapping the `base` that such paths belong to",
    ),
    Defect("bad-address", "R603", "error", "A source is a sound http(s) address.", _TABLE),
    Defect(
        "unparsed-wording",
        "R403",
        "error",
        "A number phrase is one that the grammar of numbers reads.",
        _MAPPING,
    ),
    # --- between rows
    Defect("duplicate-key", "R201", "error", "No two rows have one key.", "delete the double"),
    Defect("not-in-order", "R308", "error", "Rows are in the order of their days.", _TABLE),
    Defect("missing-day", "R306", "error", "No day of a daily series is left out.", "add the day"),
    Defect(
        "missing-number",
        "R306",
        "error",
        "A count that is given day by day is given in every row.",
        "fill in the number, or mend the name of its key",
    ),
    Defect(
        "decrease",
        "R404",
        "error",
        "A count so far does not fall.",
        "look for a mistyped number; where the source lowered its count, say so by a `corrects` "
        "link, or waive it in the mapping",
    ),
    Defect(
        "leap",
        "R404",
        "warning",
        "Numbers do not leap, nor lose a digit.",
        "look for a digit too many or too few",
    ),
    Defect(
        "copied-row",
        "R404",
        "warning",
        "A row is not that of the day before.",
        "look whether the row was copied",
    ),
    Defect("part-above-whole", "R402", "error", "A part is not above its whole.", _TABLE),
    Defect(
        "always-equal",
        "R407",
        "info",
        "A part is not equal to its whole in every row.",
        "ask whether one column was filled in from the other",
    ),
    Defect(
        "overlapping-totals",
        "R406",
        "warning",
        "A total does not stand beside what it sums up.",
        "sum neither with the other: choose the total or the places",
    ),
    Defect(
        "reused-source",
        "R604",
        "warning",
        "One post is not the source of rows days apart.",
        "look whether the address was copied from row to row",
    ),
)
"""Every kind of defect by its name; what the reader of tables finds has a code of its own."""
