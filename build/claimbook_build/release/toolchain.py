"""The tools whose versions decide the bytes of a release, beside the code and the commit.

The Parquet writer; the engine, which computes the wide table and writes the file of views; the
rules of time zones, by which a day becomes an instant. What only reads or checks (polars, Pandera,
the readers of YAML and JSON) changes no byte; the lock of requirements names it for the curious.
"""

from importlib.metadata import version

TOOLS = ("duckdb", "pyarrow", "tzdata")


def toolchain() -> dict[str, str]:
    """Return the version of each of these tools, as installed."""
    return {name: version(name) for name in TOOLS}
