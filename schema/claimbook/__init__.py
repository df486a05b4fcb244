"""claimbook: who said which number, when, as of when, in which document and in which words.

To read a release: `load` it, or `connect` to it in SQL. Importing this package loads nothing else;
what is named here is fetched when it is first used.
"""

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself need not be loaded for it
if TYPE_CHECKING:
    from claimbook.errors import ClaimbookError
    from claimbook.release.answer import Answer
    from claimbook.release.handle import ReleaseHandle, TableHandle
    from claimbook.release.load import connect, load
    from claimbook.release.open import ReleaseError
    from claimbook.release.signer import IdentitySigner, KeySigner
    from claimbook.release.verify import verify

__all__ = [
    "Answer",
    "ClaimbookError",
    "IdentitySigner",
    "KeySigner",
    "ReleaseError",
    "ReleaseHandle",
    "TableHandle",
    "connect",
    "load",
    "verify",
]

_HOMES = {
    "Answer": "claimbook.release.answer",
    "ClaimbookError": "claimbook.errors",
    "IdentitySigner": "claimbook.release.signer",
    "KeySigner": "claimbook.release.signer",
    "ReleaseError": "claimbook.release.open",
    "ReleaseHandle": "claimbook.release.handle",
    "TableHandle": "claimbook.release.handle",
    "connect": "claimbook.release.load",
    "load": "claimbook.release.load",
    "verify": "claimbook.release.verify",
}

if not TYPE_CHECKING:  # a type checker would take any name for one that is here

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = getattr(import_module(_HOMES[name]), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
