"""The options of `claimbook verify` that say who must have signed a release."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from claimbook_build.signers import Demand

Key = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Public key (PEM) of who must have signed it."),
]
Identity = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Who must have signed it by a certificate; {release} stands for the version.",
    ),
]
Issuer = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Who must vouch for that identity.")
]
TrustedRoot = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Authorities and logs to trust; sigstore's public ones by default."
    ),
]
Require = Annotated[
    bool,
    typer.Option("--require-signature", help="Fail unless whoever is pinned has signed it."),
]


def demanded(
    key: Path | None,
    identity: str | None,
    issuer: str | None,
    trusted_root: Path | None,
    *,
    require: bool,
) -> "Demand":
    """Return what is demanded: by the options, else by the project.

    Whoever names a signer wants a signature: without one, taking it away would be an attack.

    Raises:
        ClaimbookError: It contradicts itself, or there must be a signature and nobody is named.
    """
    from claimbook.release.signer import SignerError
    from claimbook_build.signers import Demand, named, pinned

    if signer := named(key, identity, issuer, trusted_root):
        return Demand(signer, required=True)
    found = pinned(Path.cwd())
    if not (require or found.required):
        return found
    if found.signer is None:
        raise SignerError("nobody is named who must have signed: --key, or --identity and --issuer")
    return Demand(found.signer, required=True)
