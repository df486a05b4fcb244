"""The columns of a flat row, as `table.py` writes them."""

COLUMNS = (
    *("id", "claim", "document", "claimant", "speech_act", "proposition", "event", "measure"),
    *("unit", "wording", "qualifier", "nominal", "low", "best", "high", "aggregation", "as_of"),
    *("span_start", "span_end"),
)
