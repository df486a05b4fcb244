"""A proposal as the text of a mapping file, with remarks above what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

from claimbook.errors import ClaimbookError
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook_build.canonical.form import canonical
from claimbook_build.canonical.scalar_text import quoted
from claimbook_build.importing.propose.figures import Figures
from claimbook_build.importing.propose.form import GAP, Form
from claimbook_build.report.show import show

_WIDTH = 96
_LONGEST = 600
_HEAD = (
    "A proposal, made from the table alone. It is refused wherever `todo` stands beside a value: "
    "there only a person knows. What else it says is a guess: read it line by line, then take the "
    "remarks out."
)


class ProposalError(ClaimbookError):
    """A table whose mapping would not be a file that is read: it has too much to say."""


def page(
    name: str,
    table: Mapping[str, Any],
    key: tuple[str, ...],
    forms: Mapping[str, Form],
    figures: Figures,
) -> bytes:
    """Return the text of a mapping file in canonical form.

    Args:
        name: The identifier of the mapping.
        table: How the table is read.
        key: The columns of the key; none: nobody knows.
        forms: What each column seems to hold.
        figures: What the numbers seem to state.

    Raises:
        ProposalError: The file would be too long.
    """
    lines = [*_head(name, table), *_key(key, figures), *_columns(forms)]
    lines += [*_claim(figures), *_figures(figures), *_checks(figures)]
    data = "".join(f"{line}\n" for line in lines).encode()
    found = canonical(data, f"{name}.yaml", "yaml", TableMapping)
    if not isinstance(found, bytes):
        raise ProposalError(f"no mapping can be proposed: {found[0].message}")
    return found


def _head(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    origin, _, rest = name.partition("-")
    yield from _remarks([_HEAD], 0)
    yield f"id: {_scalar(name)}"
    yield f"description: {_scalar(GAP)}  # todo: what the table holds, in our own words"
    yield f"licence: {_scalar(GAP)}  # todo: as CC-BY-4.0; and `attribution`, if it wants any"
    yield f"table: {_flow(table)}"
    yield f"origin: {_scalar(origin[:40].strip('-'))}"
    yield f"slug: {_scalar((rest or origin)[:40].strip('-'))}"


def _key(key: tuple[str, ...], figures: Figures) -> Iterator[str]:
    yield from _remarks(figures.key_remarks, 0)
    yield f"key: {_flow(list(key) or [GAP])}" + ("" if key else "  # todo: what tells rows apart")
    month = figures.month or GAP
    yield f"month_of: {_scalar(month)}" + ("" if month else "  # todo: a column of dates")


def _columns(forms: Mapping[str, Form]) -> Iterator[str]:
    yield "columns:"
    for name, form in forms.items():
        yield from _remarks(form.remarks, 2)
        yield f"  {_scalar(name)}:"
        for field, value in form.fields.items():
            if field == "values":
                yield "    values:"
                for text, code in value.items():
                    yield f"      {_scalar(text)}: {_scalar(code)}{_beside(form.asides.get(text))}"
            else:
                yield f"    {field}: {_flow(value)}"


def _claim(figures: Figures) -> Iterator[str]:
    yield "claim:"
    yield "  claimants: [act_]  # todo: who says it"
    yield "  speech_act: asserts"
    yield f"  proposition: {_scalar(GAP)}  # todo: what a row says, in our own words"
    yield from _remarks(["todo about: the event that it is about"], 2)
    if figures.said_at is not None:
        yield f"  said_at: {_flow({'column': figures.said_at})}"


def _figures(figures: Figures) -> Iterator[str]:
    if not figures.groups:
        return
    yield "figures:"
    for group in figures.groups:
        yield from _remarks(group.remarks, 2)
        yield "  - columns:"
        for name, counter in group.columns.items():
            yield f"      {_scalar(name)}: {_flow(counter)}{_beside(group.asides.get(name))}"
        yield f"    measure: {_scalar(GAP)}{_beside(group.measures)}"
        yield f"    unit: {_scalar(GAP)}{_beside(group.units)}"
        for field, value in group.fields.items():
            yield f"    {field}: {_flow(value)}"


def _checks(figures: Figures) -> Iterator[str]:
    if figures.checks:
        yield "checks:"
        yield from (f"  {field}: {_flow(value)}" for field, value in figures.checks.items())


# --- YAML ----------------------------------------------------------------------------------------
def _remarks(remarks: Iterable[str], indent: int) -> Iterator[str]:
    pad = " " * indent
    for remark in remarks:
        text = show(remark, _LONGEST)
        lines = wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        yield from (f"{pad}# {line}" for line in lines)


def _beside(remark: str | None) -> str:
    return f"  # {show(remark, _LONGEST)}" if remark else ""


def _scalar(value: Any) -> str:  # noqa: ANN401 - a value of YAML
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, (int, float)) else quoted(str(value))


def _flow(value: Any) -> str:  # noqa: ANN401 - a value of YAML
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_scalar(k)}: {_flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)
