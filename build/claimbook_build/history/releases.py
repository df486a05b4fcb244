"""The table `releases`: those that were published before, and the one that is made."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimbook.derive.arrow import arrow_schema
from claimbook.records.registry import RELEASES
from claimbook_build.build.tables import sorted_table

if TYPE_CHECKING:
    import pyarrow as pa


def own_release(before: "Iterable[pa.Table]", release: str, schema_version: str) -> "pa.Table":
    """Return the rows of `releases`.

    Args:
        before: Those of earlier releases.
        release: The version of the one that is made; its manifest has no hash yet.
        schema_version: That of its tables.
    """
    import pyarrow as pa

    row = {"release": release, "manifest_sha256": None, "schema_version": schema_version}
    own = pa.Table.from_pylist([row], arrow_schema(RELEASES))
    return sorted_table(pa.concat_tables([*before, own]), RELEASES)
