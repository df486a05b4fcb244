"""Who must have signed a release: named on the command line, or pinned in ``pyproject.toml``."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimbook.release.signer import IdentitySigner, KeySigner, Signer, SignerError
from claimbook_build.project import ProjectError, declared_by

_MOST_KEY = 64 * 1024  # bytes; a public key has some hundred

_TABLE = "[tool.claimbook.signature]"


class _Pinned(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    key: str | None = None
    identity: str | None = None
    issuer: str | None = None
    trusted_root: str | None = Field(default=None, alias="trusted-root")
    require: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded of a release's signature.

    Attributes:
        signer: Who must have signed; None when nobody is named.
        required: Whether there must be a signature.
    """

    signer: Signer | None
    required: bool


def key_in(path: Path) -> KeySigner:
    """Return who holds the key in a file.

    Raises:
        SignerError: The file cannot be read, or is too long for a key.
    """
    try:
        with path.open("rb") as file:
            pem = file.read(_MOST_KEY + 1)
    except OSError as error:
        raise SignerError(f"{path}: {error.strerror or 'cannot be read'}") from None
    if len(pem) > _MOST_KEY:
        raise SignerError(f"{path}: too long for a public key")
    return KeySigner(pem, path.name)


def named(
    key: Path | None, identity: str | None, issuer: str | None, trusted_root: Path | None
) -> Signer | None:
    """Return who is named by a key, or by an identity and its issuer; None when nobody is.

    Raises:
        SignerError: One half of an identity is missing, or there are both kinds.
    """
    if key is None and identity is None and issuer is None and trusted_root is None:
        return None
    if key is not None:
        if identity or issuer or trusted_root:
            raise SignerError("name a key, or an identity and its issuer, and not both")
        return key_in(key)
    if not identity or not issuer:
        raise SignerError("an identity needs its issuer, and an issuer its identity")
    return IdentitySigner(identity, issuer, trusted_root)


def pinned(start: Path) -> Demand:
    """Return what the project that a folder lies in demands of signatures.

    The nearest ``pyproject.toml`` upwards with a ``[tool.claimbook]`` says so, be there a dataset
    or none. One that cannot be read might demand one: it is an error, and never passed over.

    Raises:
        ProjectError: A ``pyproject.toml`` cannot be read, or its table is malformed.
        SignerError: What it pins cannot be read.
    """
    for root in (start, *start.parents):
        if declared := _declared(root):
            return _demand(root, declared.get("signature", {}))
    return Demand(None, required=False)


def _declared(root: Path) -> dict[str, Any]:
    path = root / "pyproject.toml"
    try:
        if path.is_file() or not os.path.lexists(path):
            return declared_by(root)
        said = "not a regular file"
    except ProjectError as error:
        said = str(error)
    except OSError as error:
        said = error.strerror or "cannot be read"
    raise ProjectError(f"{path}: {said}; it may say who must have signed")


def _demand(root: Path, found: object) -> Demand:
    try:
        said = _Pinned.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ProjectError(f"{_TABLE} {where}: {first['msg']}") from None
    key, trusted = _below(root, said.key), _below(root, said.trusted_root)
    try:
        signer = named(key, said.identity, said.issuer, trusted)
    except SignerError as error:
        raise SignerError(f"{_TABLE}: {error}") from None
    return Demand(signer, said.require)


def _below(root: Path, path: str | None) -> Path | None:
    return None if path is None else root / path
