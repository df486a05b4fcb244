"""The Pydantic model of a claim with its figures, as a machine writes them, each by itself right."""

import sys
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from record import ID, PLAIN, WORDING, known

KEYS = {table: frozenset(keys) for table, keys in known(Path(sys.argv[1])).items()}
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
