"""Great Expectations on pandas, from Parquet (written beforehand, not counted)."""

import sys
from pathlib import Path

import great_expectations as gx
import pandas as pd

from record import CODES, PATTERNS, known, report

folder = Path(sys.argv[1])
frame = pd.read_parquet(folder / "figures.parquet")
frame["row"] = range(len(frame))
keys = known(folder)
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
source = context.data_sources.add_pandas("source")
asset = source.add_dataframe_asset("figures")
batch = asset.add_batch_definition_whole_dataframe("all")
e = gx.expectations
suite = context.suites.add(gx.ExpectationSuite("figures"))
for name, pattern in PATTERNS.items():
    suite.add_expectation(e.ExpectColumnValuesToMatchRegex(column=name, regex=pattern))
references = {"event": "events", "claimant": "actors", "document": "documents"}
codes = CODES | {name: keys[table] for name, table in references.items()}
for name, values in codes.items():
    suite.add_expectation(e.ExpectColumnValuesToBeInSet(column=name, value_set=values))
for name in frame.columns:
    suite.add_expectation(e.ExpectColumnValuesToNotBeNull(column=name))
suite.add_expectation(e.ExpectColumnValuesToBeUnique(column="id"))
for less, more in (("low", "best"), ("best", "high"), ("span_start", "span_end")):
    suite.add_expectation(
        e.ExpectColumnPairValuesAToBeGreaterThanB(column_A=more, column_B=less, or_equal=True)
    )
definition = context.validation_definitions.add(
    gx.ValidationDefinition(name="all", data=batch, suite=suite)
)
told = definition.run(
    batch_parameters={"dataframe": frame},
    result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["row"]},
)
wrong: set[int] = set()
for result in told.results:
    wrong.update(int(found["row"]) for found in result.result.get("unexpected_index_list") or ())
report(wrong)
