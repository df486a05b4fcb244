"""`claimbook explain`: what a rule's code means."""

from collections.abc import Iterable
from typing import Annotated

import typer

from claimbook_build.cli.exits import USAGE, say


def explain(
    code: Annotated[
        str | None,
        typer.Argument(help="A rule's code, such as R403; without one, all are listed."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Print the pages of all rules.")] = False,
) -> None:
    """Print a rule: what must be so, why, how to repair it, a good and a bad example.

    Example: claimbook explain

    Example: claimbook explain R403
    """
    from claimbook.rules.catalogue import BY_CODE, RULES
    from claimbook_build.report.rule_page import listing, page

    if all_ or code is None or code.lower() == "all":
        typer.echo("\n".join(map(page, RULES)) if all_ else listing(RULES), nl=False)
        return
    rule = BY_CODE.get(code.strip().upper())
    if rule is None:
        say(_unknown(code, BY_CODE))
        raise typer.Exit(USAGE)
    typer.echo(page(rule), nl=False)


def _unknown(code: str, known: Iterable[str]) -> str:
    from claimbook.values.identifier import nearest
    from claimbook_build.report.show import show

    near = nearest(code.strip().upper(), known)
    meant = f"did you mean {near[0]}?" if near else "`claimbook explain` lists them"
    return f"there is no rule `{show(code)}`; {meant}"
