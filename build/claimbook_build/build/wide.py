"""The wide table of many figures: its view is asked about one figure of each kind.

What the view computes follows from a few columns, in which figures agree by the thousand: the name
of a place from the place, the voices from the claimants. So of each combination of those columns
one figure is put to the view, and the others take over what it says. All else is copied. The view
remains the definition; `claimbook_build.build.flat.figures_flat` asks it about every figure.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from claimbook.derive.arrow import arrow_schema
from claimbook_build.build.flat import copied_from, figures_flat, figures_flat_table
from claimbook_build.build.known import classed
from claimbook_build.build.tables import sorted_table

if TYPE_CHECKING:
    import pyarrow as pa

_COMPUTED = {
    "voices": ("claimant", "official"),
    "document": ("publisher", "publisher_name", "published_utc", "published_end_utc"),
    "place": ("place", "place_name", "t_min_utc", "t_max_utc"),
    "item": ("item_name",),
    "affected": ("affected_name",),
    "status": ("status",),
}
"""The columns that the view computes, by what they follow from; see `_grounds`."""


def wide(
    built: "Mapping[str, pa.Table]",
    ask: "Callable[[Mapping[str, pa.Table]], pa.Table]" = figures_flat,
) -> "pa.Table":
    """Return the wide table of some claims' figures, sorted, as `figures_flat` does.

    Args:
        built: Every table; of claims, figures and claimants the rows of some claims, and of links
            at least those to these claims and figures. Claimants are sorted.
        ask: Computes the view.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not built["figures"].num_rows:
        return ask(built)
    figures, claims = built["figures"].combine_chunks(), built["claims"].combine_chunks()
    owners = pc.index_in(figures["claim"], value_set=claims["id"]).combine_chunks()
    built = {**built, "figures": figures, "claims": claims}
    grounds = {name: classed(*some) for name, some in _grounds(built, owners).items()}
    known = ask(_only(built, pc.unique(pa.concat_arrays([f for _, f in grounds.values()]))))
    cells = {"figure": figures["id"]}
    for name, (classes, firsts) in grounds.items():
        asked = pc.index_in(figures["id"].take(firsts), value_set=known["figure"])
        for column in _COMPUTED[name]:
            cells[column] = known[column].take(asked).combine_chunks().take(classes)
    schema = arrow_schema(figures_flat_table())
    for column in schema.names:
        if column not in cells:
            copied = copied_from(column) == "claims"
            cells[column] = claims[column].take(owners) if copied else figures[column]
    data = pa.Table.from_arrays([cells[name] for name in schema.names], schema=schema)
    return sorted_table(data, figures_flat_table())


def _only(built: "Mapping[str, pa.Table]", places: "pa.Array") -> "dict[str, pa.Table]":
    """Return the tables with some figures only, and their claims."""
    import pyarrow.compute as pc

    figures, claims, voices = (built[name] for name in ("figures", "claims", "claim_claimants"))
    some = figures.take(places)
    return {
        **built,
        "figures": some,
        "claims": claims.filter(pc.is_in(claims["id"], some["claim"])),
        "claim_claimants": voices.filter(pc.is_in(voices["claim"], some["claim"])),
    }


def _grounds(
    built: "Mapping[str, pa.Table]", owners: "pa.Array"
) -> "dict[str, tuple[pa.Array, ...]]":
    """Return of each figure what the computed columns follow from.

    Figures and claims are tables of one chunk, as `combine_chunks` makes them.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    figures, claims = _columns(built["figures"]), _columns(built["claims"])
    undated = pc.if_else(
        pc.is_null(claims["said_at_date"]), claims["document"], pa.scalar(None, pa.string())
    )  # then it is said on the document's day
    said = (_voices(built), claims["claimant_as"], claims["said_at_date"], undated)
    linked = built["links"]["object"]
    changed = pc.or_(
        pc.is_in(figures["id"], value_set=linked), pc.is_in(figures["claim"], value_set=linked)
    )
    own = pc.if_else(changed, figures["id"], pa.scalar(None, pa.string()))
    return {
        "voices": (classed(*said)[0].take(owners),),
        "document": (claims["document"].take(owners),),
        "place": (figures["event"], figures["place"]),
        "item": (figures["item"],),
        "affected": (figures["affected"],),
        "status": (figures["status"], claims["status"].take(owners), own),
    }


def _voices(built: "Mapping[str, pa.Table]") -> "pa.Array":
    """Return of each claim its claimants, as one text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = built["claim_claimants"].combine_chunks()
    names = (table[name].combine_chunks() for name in ("actor", "unnamed", "unnamed_of"))
    codes = classed(*names)[0].cast(pa.string())
    starts = pc.indices_nonzero(pc.equal(table["position"], 1)).cast(pa.int32())
    ends = pa.concat_arrays([starts, pa.array([len(codes)], pa.int32())])
    joined = pc.binary_join(pa.ListArray.from_arrays(ends, codes), "|")
    claims = table["claim"].take(starts)
    return joined.take(pc.index_in(built["claims"]["id"], value_set=claims).combine_chunks())


def _columns(table: "pa.Table") -> "dict[str, pa.Array]":
    columns = (column.chunk(0) for column in table.columns)
    return dict(zip(table.column_names, columns, strict=True))
