"""The usual way from nested lines to Parquet: Pydantic a line each, dicts, four Arrow tables.

A part of what a release holds: claims, figures, claimants and events, with bounds in UTC, sorted; no
wide table, and no field that these lines do not use.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from claim_model import Claim

folder = Path(sys.argv[1])
KYIV = ZoneInfo("Europe/Kyiv")


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
