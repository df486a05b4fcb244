"""Rows of CSV to claims with figures, a line of JSON each: Pydantic, as its documentation shows."""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, HttpUrl, NonNegativeInt

MODELS = {"A": "itm_missile", "B": "itm_drone", "C": "itm_missile"}
COLUMNS = {
    "launched": ("missiles_launched", "munition"),
    "destroyed": ("missiles_intercepted", "munition"),
    "killed": ("killed", "person"),
    "injured": ("wounded", "person"),
}


class Row(BaseModel):
    """A row of the table."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    date: date
    place: str
    killed: NonNegativeInt | None
    injured: NonNegativeInt | None
    launched: NonNegativeInt | None
    destroyed: NonNegativeInt | None
    model: Literal["A", "B", "C"]
    source: HttpUrl


class Figure(BaseModel):
    """A number that a row states."""

    id: str
    measure: str
    unit: str
    item: str | None = None
    of_which: str | None = None
    wording: str
    aggregation: Literal["snapshot", "cumulative", "increment", "level"]
    period: date
    evidence: list[str]


class Claim(BaseModel):
    """What a row says."""

    id: str
    claimants: list[str]
    speech_act: Literal["asserts", "denies"]
    proposition: Annotated[str, Field(min_length=1)]
    said_at: date
    evidence: list[str]
    origin: Literal["machine"]
    figures: list[Figure]
    document: str


def claim_of(row: Row, document: str) -> Claim:
    """Return the claim of a row."""
    stem = f"{row.date:%Y-%m}_wide-{row.id}"
    figures = []
    for column, (measure, unit) in COLUMNS.items():
        number = getattr(row, column)
        if number is None:
            continue
        part = column == "destroyed" and row.launched is not None
        figure = Figure(
            id=f"fig_{stem}-{column}",
            measure=measure,
            unit=unit,
            item=MODELS[row.model] if unit == "munition" else None,
            of_which=f"fig_{stem}-launched" if part else None,
            wording=str(number),
            aggregation="snapshot",
            period=row.date,
            evidence=[f"{row.id}#{column}"],
        )
        figures.append(figure)
    return Claim(
        id=f"clm_{stem}",
        claimants=["act_ukraine-general-staff"],
        speech_act="asserts",
        proposition=f"Missiles and drones were fired at {row.place}",
        said_at=row.date,
        evidence=[f"{row.id}#id"],
        origin="machine",
        figures=figures,
        document=document,
    )


def main(table: Path, document: str, out: Path) -> None:
    """Write the claims of a table."""
    with table.open(encoding="utf-8", newline="") as rows, out.open("w", encoding="utf-8") as lines:
        for cells in csv.DictReader(rows):
            row = Row.model_validate({name: text or None for name, text in cells.items()})
            line = claim_of(row, document).model_dump_json(exclude_none=True)
            lines.write(f"{line}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
