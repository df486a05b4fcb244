"""`claimbook explain`: what a rule's code means."""

from typing import Annotated

import typer


def explain(
    code: Annotated[str, typer.Argument(help="A rule's code, such as R403; `all` lists them.")],
) -> None:
    """Print a rule: what must be so, why, how to repair it, a good and a bad example.

    Example: claimbook explain R403
    """
    from claimbook.rules.catalogue import BY_CODE, RULES
    from claimbook.values.identifier import nearest
    from claimbook_build.cli.exits import USAGE, say
    from claimbook_build.report.rule_page import page
    from claimbook_build.report.show import show

    if code == "all":
        typer.echo("\n".join(f"{rule.code}  {rule.severity:7}  {rule.title}" for rule in RULES))
        return
    rule = BY_CODE.get(code.upper())
    if rule is None:
        near = nearest(code.upper(), BY_CODE)
        say(f"there is no rule `{show(code)}`" + (f"; did you mean {near[0]}?" if near else ""))
        raise typer.Exit(USAGE)
    typer.echo(page(rule), nl=False)
