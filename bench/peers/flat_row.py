"""The Pydantic model of a flat row, each by itself right."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from record import ID, INSTANT, PLAIN, WORDING, known

KEYS = {table: frozenset(keys) for table, keys in known(Path(sys.argv[1])).items()}


class Row(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    id: Annotated[str, Field(pattern=ID)]
    claim: str
    document: str
    claimant: str
    speech_act: Literal["asserts", "denies", "confirms", "estimates"]
    proposition: Annotated[str, Field(pattern=PLAIN)]
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
    as_of: Annotated[str, Field(pattern=INSTANT)]
    span_start: int
    span_end: int

    @field_validator("as_of")
    @classmethod
    def a_day(cls, value: str) -> str:
        datetime.strptime(value[:10], "%Y-%m-%d")
        return value

    @model_validator(mode="after")
    def agree(self) -> "Row":
        if not self.low <= self.best <= self.high or self.span_start >= self.span_end:
            raise ValueError("not in order")
        if str(self.nominal) != self.wording:
            raise ValueError("not what the wording says")
        if self.event not in KEYS["events"] or self.claimant not in KEYS["actors"]:
            raise ValueError("unknown reference")
        if self.document not in KEYS["documents"]:
            raise ValueError("unknown document")
        return self
