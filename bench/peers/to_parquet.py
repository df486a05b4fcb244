"""The flat table as Parquet, for tools that start there; what is no number becomes null."""

import sys
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])
frame = pd.read_csv(folder / "figures.csv", dtype=str)
for name in ("nominal", "low", "best", "high", "span_start", "span_end"):
    frame[name] = pd.to_numeric(frame[name], errors="coerce").astype("Int64")
frame.to_parquet(folder / "figures.parquet")
