"""The usual way from nested lines to Parquet: Pydantic a line each, dicts, four Arrow tables.

A part of what a release holds: claims, figures, claimants and events, with bounds in UTC, sorted; no
wide table, and no field that these lines do not use.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from record import ID, PLAIN, WORDING, known

folder = Path(sys.argv[1])
KEYS = {table: frozenset(keys) for table, keys in known(folder).items()}
KYIV = ZoneInfo("Europe/Kyiv")
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Day = Annotated[str, Field(pattern=DAY)]
Locator = Annotated[str, Field(pattern="^(0|[1-9][0-9]*)-[1-9][0-9]*$")]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Figure(Strict):
    id: Annotated[str, Field(pattern=ID)]
    event: str
    measure: Literal["missiles_launched", "missiles_intercepted"]
    unit: Literal["munition", "strike"]
    wording: Annotated[str, Field(pattern=WORDING)]
    qualifier: Literal["exact", "about", "at_least"]
    nominal: int
    low: int
    best: int
    high: int
    aggregation: Literal["cumulative", "increment", "level", "snapshot"]
    as_of: Day
    evidence: list[Locator]

    @field_validator("event")
    @classmethod
    def is_known(cls, value: str) -> str:
        if value not in KEYS["events"]:
            raise ValueError("unknown event")
        return value

    @model_validator(mode="after")
    def agree(self) -> "Figure":
        if not self.low <= self.best <= self.high or str(self.nominal) != self.wording:
            raise ValueError("not what the wording says")
        return self


class Claim(Strict):
    id: Annotated[str, Field(pattern="^clm_2022-03_[a-z0-9]+(-[a-z0-9]+)*$")]
    claimants: list[str]
    speech_act: Literal["asserts", "denies", "confirms", "estimates"]
    proposition: Annotated[str, Field(pattern=PLAIN)]
    about: list[str]
    said_at: Day
    region: Literal["title", "summary", "body", "caption", "related"]
    evidence: list[Locator]
    origin: Literal["machine"]
    status: Literal["unreviewed"]
    figures: list[Figure]
    document: str

    @model_validator(mode="after")
    def are_known(self) -> "Claim":
        if not KEYS["actors"].issuperset(self.claimants) or self.document not in KEYS["documents"]:
            raise ValueError("unknown reference")
        if not KEYS["events"].issuperset(self.about):
            raise ValueError("unknown event")
        return self


def bounds(name: str, day: str) -> dict[str, Any]:
    """Return the first moment of a day in Kyiv and the first after it, in UTC."""
    start = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=KYIV)
    end = start + timedelta(days=1)
    moments = {f"{name}_utc": start, f"{name}_end_utc": end}
    return {key: moment.astimezone(UTC).replace(tzinfo=None) for key, moment in moments.items()}


def write(name: str, rows: list[dict[str, Any]], *order: str) -> int:
    """Write the rows of a table, sorted."""
    table = pa.Table.from_pylist(rows).sort_by([(column, "ascending") for column in order])
    pq.write_table(table, folder / f"nested_{name}.parquet", compression="zstd")
    return int(table.num_rows)


claims, figures, claimants, about = [], [], [], []
with (folder / "dataset/machine/bench/2022-03.jsonl").open("rb") as lines:
    for line in lines:
        claim = Claim.model_validate_json(line).model_dump(exclude={"evidence"})
        key, said = claim["id"], bounds("said_at", claim["said_at"])
        for at, actor in enumerate(claim.pop("claimants"), 1):
            claimants.append({"claim": key, "position": at, "actor": actor})
        for at, event in enumerate(claim.pop("about"), 1):
            about.append({"claim": key, "position": at, "event": event})
        for figure in claim.pop("figures"):
            del figure["evidence"]
            figures.append({"claim": key} | figure | bounds("as_of", figure["as_of"]))
        claims.append(claim | said)
counts = [
    write("claims", claims, "document", "id"),
    write("figures", figures, "claim", "id"),
    write("claimants", claimants, "claim", "position"),
    write("about", about, "claim", "position"),
]
print(json.dumps(counts))
