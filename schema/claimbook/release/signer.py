"""Who must have signed a release: the holder of a key, or an identity that somebody vouches for."""

from dataclasses import dataclass
from pathlib import Path

from claimbook.errors import ClaimbookError


class SignerError(ClaimbookError):
    """Whoever must have signed is not named in a way that can be checked."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class KeySigner:
    """The holder of a key.

    Attributes:
        pem: The public key in PEM form: Ed25519, or ECDSA on P-256, P-384 or P-521.
        name: What messages call it, such as the name of its file.
    """

    pem: bytes
    name: str = "the key"


@dataclass(frozen=True, slots=True)
class IdentitySigner:
    """Somebody, or a workflow, whose identity an issuer vouched for when the certificate was made.

    Attributes:
        identity: The certificate's one name, exactly: a workflow's address at a tag, or an e-mail
            address. ``{release}`` in it stands for the release's version.
        issuer: Address of who vouched for it.
        trusted_root: File of the authorities and logs that are trusted, in sigstore's form
            (``trusted_root.json``); None for the public ones that come with the library.
    """

    identity: str
    issuer: str
    trusted_root: Path | None = None

    def of(self, release: str) -> str:
        """Return the identity for one release.

        Example:
            >>> IdentitySigner("https://example.org/w@refs/tags/data-{release}", "").of("2026.1.0")
            'https://example.org/w@refs/tags/data-2026.1.0'
        """
        return self.identity.replace("{release}", release)


Signer = KeySigner | IdentitySigner


class LibraryMissingError(ClaimbookError):
    """What checks signatures is not installed.

    Attributes:
        extra: The extra of the package that brings it.
    """

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(f"install claimbook[{extra}]")
