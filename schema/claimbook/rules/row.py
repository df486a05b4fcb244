"""Rules that one row of a release shows by itself, as conditions every engine reads alike.

They say again, of what is published, what the rules of records say of what is written, so that a
fault of the build cannot reach a release. A condition that is null passes: what cannot be judged
is not a fault. The conditions keep to the portable subset (`claimbook.derive.portable`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claimbook.columns import Table
from claimbook.rules import r401_bounds


@dataclass(frozen=True, slots=True)
class RowRule:
    """A condition that every row of a table must meet.

    Attributes:
        code: The rule that it is a case of.
        name: Its own name within the table.
        condition: The condition in the portable subset of SQL; null passes.
        message: What must be so, in our own words.
    """

    code: str
    name: str
    condition: str
    message: str

    @property
    def address(self) -> str:
        """The code and the name: ``R401|bounds``."""
        return f"{self.code}|{self.name}"


def row_rules(table: Table) -> tuple[RowRule, ...]:
    """Return the rules of a table's rows: its own, and those that its columns call for."""
    return (*ROW_RULES.get(table.name, ()), *_of_columns(table))


def _one_of(code: str, one: str, other: str) -> RowRule:
    return RowRule(
        code,
        f"{one}_or_{other}",
        f"({one} IS NULL) = ({other} IS NOT NULL)",
        f"exactly one of `{one}` and `{other}` is given",
    )


def _together(code: str, one: str, other: str) -> RowRule:
    return RowRule(
        code,
        f"{one}_with_{other}",
        f"({one} IS NULL) = ({other} IS NULL)",
        f"`{one}` and `{other}` are given together, or neither is",
    )


def _ordered(code: str, first: str, last: str, sign: str = "<") -> RowRule:
    return RowRule(
        code, f"{first}_to_{last}", f"{first} {sign} {last}", f"`{first}` {sign} `{last}`"
    )


def _unseen(reference: str) -> RowRule:
    return RowRule(
        "R503",
        f"{reference}_or_unseen",
        f"({reference} IS NOT NULL OR (unseen IS NOT NULL AND unseen))"
        f" AND ({reference} IS NULL OR unseen IS NULL OR NOT unseen)",
        f"`unseen` stands where `{reference}` is missing, and only there",
    )


def _qualified(qualifier: str, condition: str, message: str) -> RowRule:
    condition = f"qualifier <> '{qualifier}' OR ({condition})"
    return RowRule("R403", qualifier, condition, f"`{qualifier}`: {message}")


_LEAST = "low IS NOT NULL AND best IS NULL AND high IS NULL AND (nominal IS NULL OR nominal = low)"
_MOST = "high IS NOT NULL AND best IS NULL AND low IS NULL AND (nominal IS NULL OR nominal = high)"

_FIGURES = (
    RowRule("R401", "bounds", r401_bounds.ROW, "`low` <= `best` <= `high`"),
    _together("R403", "low", "low_exclusive"),
    _together("R403", "high", "high_exclusive"),
    # What each qualifier leaves known of a number: record model, "Numbers".
    _qualified(
        "exact",
        "nominal IS NOT NULL AND low IS NOT NULL AND best IS NOT NULL AND high IS NOT NULL"
        " AND nominal = low AND nominal = best AND nominal = high"
        " AND NOT low_exclusive AND NOT high_exclusive",
        "the number is its own bounds",
    ),
    _qualified(
        "about",
        "nominal IS NOT NULL AND best IS NOT NULL AND nominal = best"
        " AND low IS NULL AND high IS NULL",
        "a best value and no bounds",
    ),
    _qualified("at_least", f"{_LEAST} AND NOT low_exclusive", "a least value, itself included"),
    _qualified("more_than", f"{_LEAST} AND low_exclusive", "a least value, itself excluded"),
    _qualified("up_to", f"{_MOST} AND NOT high_exclusive", "a greatest value, itself included"),
    _qualified("almost", f"{_MOST} AND high_exclusive", "a greatest value, itself excluded"),
    _qualified("fewer_than", f"{_MOST} AND high_exclusive", "a greatest value, itself excluded"),
    _qualified(
        "range",
        "nominal IS NULL AND best IS NULL AND low IS NOT NULL AND high IS NOT NULL"
        " AND NOT low_exclusive AND NOT high_exclusive",
        "both bounds, themselves included, and nothing between",
    ),
    _qualified(
        "magnitude",
        "nominal IS NULL AND best IS NULL AND low IS NOT NULL",
        "bounds from the table of magnitudes, and no number",
    ),
    _qualified(
        "none_stated",
        "nominal IS NOT NULL AND low IS NOT NULL AND best IS NOT NULL"
        " AND nominal = 0 AND low = 0 AND best = 0 AND high IS NULL",
        "nothing, and no greatest value",
    ),
    _ordered("R303", "period_start", "period_end", "<="),
    RowRule(
        "R405",
        "share",
        "unit <> 'share' OR ((nominal IS NULL OR nominal <= 1) AND (low IS NULL OR low <= 1)"
        " AND (best IS NULL OR best <= 1) AND (high IS NULL OR high <= 1))",
        "a share is at most the whole",
    ),
)

_EVIDENCE = (
    _ordered("R601", "span_start", "span_end"),
    _ordered("R601", "number_start", "number_end"),
    _together("R601", "number_start", "number_end"),
    _together("R601", "number_start", "number_sha256"),
    RowRule(
        "R601",
        "text",
        "selector <> 'text' OR (span_start IS NOT NULL AND span_end IS NOT NULL"
        " AND span_sha256 IS NOT NULL AND row_key IS NULL AND column_name IS NULL)",
        "a span of text has both ends and its hash",
    ),
    RowRule(
        "R601",
        "cell",
        "selector <> 'cell' OR (row_key IS NOT NULL AND column_name IS NOT NULL"
        " AND span_start IS NULL AND span_end IS NULL AND span_sha256 IS NULL"
        " AND prefix_sha256 IS NULL AND suffix_sha256 IS NULL AND number_start IS NULL)",
        "a cell has its row and its column, and nothing of a span",
    ),
)

_CLAIMS = (
    RowRule(
        "R506",
        "proposition",
        "proposition IS NOT NULL OR speech_act IN ('silent', 'declines')",
        "only a silence has no proposition",
    ),
    RowRule(
        "R506",
        "accused",
        "(accused IS NOT NULL) = (speech_act = 'accuses')",
        "`accused` and the speech act `accuses` go together",
    ),
)

_DOCUMENTS = (
    _together("R601", "text_sha256", "normalization"),
    _together("R601", "text_sha256", "length"),
    RowRule(
        "R601",
        "text_or_table",
        "text_sha256 IS NOT NULL OR kind = 'dataset'",
        "only a dataset has no text",
    ),
)

ROW_RULES: dict[str, tuple[RowRule, ...]] = {
    "documents": _DOCUMENTS,
    "figures": _FIGURES,
    "evidence": _EVIDENCE,
    "claims": _CLAIMS,
    "claim_claimants": (
        _one_of("R103", "actor", "unnamed"),
        RowRule(
            "R103",
            "unnamed_of",
            "unnamed IS NOT NULL OR unnamed_of IS NULL",
            "`unnamed_of` stands beside `unnamed` only",
        ),
    ),
    "claim_stances": (_unseen("responds_to"),),
    "chain_hops": (_unseen("document"),),
    "document_derivations": (_unseen("origin"),),
    "links": (_unseen("object"),),
    "document_numbers": (
        _ordered("R601", "span_start", "span_end"),
        _one_of("R608", "record", "reason"),
    ),
    "reviews": (
        _ordered("R501", "sample_size", "sample_population", "<="),
        _ordered("R501", "sample_faults", "sample_size", "<="),
    ),
    "events": (_ordered("R303", "t_min_utc", "t_max_utc"),),
    "places": (
        _together("R701", "latitude", "longitude"),
        RowRule(
            "R701",
            "atlantic",
            "NOT (latitude = 0 AND longitude = 0)",
            "0, 0 lies in the Atlantic Ocean",
        ),
    ),
}
"""The rules that belong to one table, by table."""


def _of_columns(table: Table) -> Iterator[RowRule]:
    names = {column.name for column in table.columns}
    for name in (column.name for column in table.columns):
        if name.endswith("_basis") and f"{name}_because" in names:
            yield from _grounded(name.removesuffix("_basis"), names)
        if name.endswith("_precision") and (dated := name.removesuffix("_precision")) in names:
            yield _together("R303", dated, name)
        if name.endswith("_end_utc"):
            yield from _stretch(name.removesuffix("_end_utc"))


def _grounded(field: str, names: set[str]) -> Iterator[RowRule]:
    basis, because = f"{field}_basis", f"{field}_basis_because"
    yield RowRule(
        "R307",
        because,
        f"({basis} = 'not_printed' OR {because} IS NOT NULL)"
        f" AND ({basis} IS NOT NULL OR {because} IS NULL)",
        f"`{field}` says from what it was inferred or calculated",
    )
    if field in names:
        yield RowRule(
            "R307",
            basis,
            f"{field} IS NULL OR {basis} <> 'not_printed'",
            f"`{field}` has no value when it is not printed",
        )


def _stretch(field: str) -> Iterator[RowRule]:
    """Yield what holds of the columns that an instant is published as."""
    yield _ordered("R303", f"{field}_utc", f"{field}_end_utc")
    yield _together("R303", f"{field}_date", f"{field}_utc")
    yield RowRule(
        "R303",
        f"{field}_utc",
        f"{field} IS NOT NULL OR ({field}_utc IS NULL AND {field}_end_utc IS NULL)",
        f"`{field}_utc` and `{field}_end_utc` follow from `{field}`",
    )
