"""`claimbook verify` and `claimbook cite`: a release, whether it is whole and how it is named."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook.errors import ClaimbookError
from claimbook_build.cli.exits import FINDINGS, INTEGRITY, USAGE, say
from claimbook_build.cli.reading import From, chosen_folder, emit, open_chosen
from claimbook_build.cli.rebuilding import (
    FromRepository,
    Logical,
    Previous,
    Rebuild,
    as_data,
    as_text,
    built_again,
)
from claimbook_build.cli.signing import Identity, Issuer, Key, Require, TrustedRoot, demanded

if TYPE_CHECKING:
    from claimbook.release.open import Release, ReleaseError
    from claimbook.release.verify import Verified
    from claimbook_build.release.rebuild import Rebuilt
    from claimbook_build.signers import Demand


class VerdictFormat(StrEnum):
    """How a verdict is written."""

    text = "text"
    json = "json"


class CitationStyle(StrEnum):
    """How a release is cited."""

    text = "text"
    apa = "apa"
    bibtex = "bibtex"
    csl_json = "csl-json"
    cff = "cff"


def verify(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="Version, folder or address of the release; the newest one here by default.",
        ),
    ] = None,
    format_: Annotated[
        VerdictFormat, typer.Option("--format", help="How the verdict is written.")
    ] = VerdictFormat.text,
    manifest_sha256: Annotated[
        str | None,
        typer.Option(metavar="HEX", help="What the SHA-256 of its manifest.json must be."),
    ] = None,
    key: Key = None,
    identity: Identity = None,
    issuer: Issuer = None,
    trusted_root: TrustedRoot = None,
    require_signature: Require = False,
    logical: Logical = False,
    rebuild: Rebuild = False,
    repository: FromRepository = None,
    previous: Previous = None,
) -> None:
    """Compare every file of a release with its manifest; exit code 4 when one is not as it says.

    Size, SHA-256, rows and columns are compared. Symbolic links are refused, and every file that
    the manifest does not know is named. A signature beside the manifest is checked when somebody is
    named, or pinned by the project, who must have made it; a broken one is always a fault.

    With --rebuild, its commit is taken from a clone of the repository and built again by the code
    that is installed. Every byte must be the same; with other tools, what tables say and all that
    no tool decides; with other code, what tables and the manifest say.

    Example: claimbook verify dist/2026.11.0
    """
    demand = demanded(key, identity, issuer, trusted_root, require=require_signature)
    place = chosen_folder(folder)
    found = _verified(place, manifest_sha256, demand, format_, logical=logical)
    try:
        again = built_again(place, found, repository, previous) if rebuild else None
    except ClaimbookError as error:
        _tell_refused(found, error, format_)
        raise
    _tell_whole(found, again, format_)
    if again and again.differences:
        number = len(again.differences)
        say(f"not what its commit gives: {number} difference{'s' if number > 1 else ''}")
        raise typer.Exit(INTEGRITY)


def _verified(
    place: Path,
    manifest_sha256: str | None,
    demand: "Demand",
    format_: VerdictFormat,
    *,
    logical: bool,
) -> "Verified":
    """Verify a release, or tell its faults and leave."""
    from claimbook.release.open import ReleaseError
    from claimbook.release.verify import verify as run

    try:
        return run(
            place,
            manifest_sha256=manifest_sha256,
            signer=demand.signer,
            require_signature=demand.required,
            logical=logical,
        )
    except ReleaseError as error:
        _tell_faults(error, format_)
        raise typer.Exit(INTEGRITY) from None


def _tell_refused(found: "Verified", error: ClaimbookError, format_: VerdictFormat) -> None:
    """Tell programs that a whole release cannot be built again here; stderr tells everybody."""
    if format_ is VerdictFormat.json and getattr(error, "exit_code", USAGE) == USAGE:
        emit(_as_json(_whole(found) | {"rebuilt": {"same": None, "cannot": str(error)}}))


def _whole(found: "Verified") -> dict[str, object]:
    verdict = {"release": found.release, "whole": True, "files": found.files}
    digest = {"bytes": found.bytes, "manifest_sha256": found.manifest_sha256}
    digest |= {"signature": asdict(found.signature), "digests": found.digests}
    return verdict | digest | {"faults": []}


def _tell_whole(found: "Verified", again: "Rebuilt | None", format_: VerdictFormat) -> None:
    if format_ is VerdictFormat.json:
        rebuilt = {"rebuilt": as_data(again)} if again else {}
        emit(_as_json(_whole(found) | rebuilt))
        return
    from claimbook_build.report.show import show

    size = f"{found.files:,} files, {found.bytes:,} bytes"
    digests = f"{found.digests} tables: logical digests as the manifest says\n"
    emit(
        f"{found.release}: {size}, all as the manifest says\n"
        f"manifest.json: SHA-256 {found.manifest_sha256}\n"
        f"{show(found.signature.in_words(), limit=1000)}\n"
        f"{digests if found.digests else ''}"
        f"{as_text(again) if again else ''}".encode()
    )


def _tell_faults(error: "ReleaseError", format_: VerdictFormat) -> None:
    from claimbook_build.report.show import show

    if format_ is VerdictFormat.json:
        faults = [
            {"kind": fault.kind, "file": fault.file, "message": str(fault)}
            for fault in error.faults
        ]
        emit(_as_json({"whole": False, "faults": faults}))
        return
    emit("".join(f"{show(problem, limit=1000)}\n" for problem in error.problems).encode())
    number = len(error.problems)
    say(f"not whole: {number} fault{'s' if number > 1 else ''}")


def _as_json(verdict: dict[str, object]) -> bytes:
    return f"{json.dumps(verdict, indent=2)}\n".encode()  # ASCII, whatever a file is called


def cite(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", show_default=False, help="A figure, claim or document of it."
        ),
    ] = None,
    format_: Annotated[
        CitationStyle, typer.Option("--format", help="How a release is cited.")
    ] = CitationStyle.text,
    release: From = None,
) -> None:
    """Print how to cite a release, in a sentence or for a reference manager, or a record of it.

    Of a figure the claimant and the document are named first: the number is theirs.

    Example: claimbook cite --format bibtex

    Example: claimbook cite fig_jc-missiles-shot-down
    """
    from claimbook.release.cite import cite as cited

    if key is not None and format_ is not CitationStyle.text:
        say("a record is cited in sentences: leave --format out")
        raise typer.Exit(USAGE)
    opened = open_chosen(release)
    if key is None:
        emit(f"{cited(opened.manifest, format_.value)}\n".encode())
    else:
        emit(f"{_cited_record(opened, key)}\n".encode())


def _cited_record(release: "Release", key: str) -> str:
    from claimbook.release.cite_record import UnknownRecordError, cite_record
    from claimbook.release.connect import connect
    from claimbook_build.cli.foreign import telling_of
    from claimbook_build.cli.reading import unknown_record
    from claimbook_build.report.record import nearest_keys
    from claimbook_build.report.show import break_all_commands, show

    with telling_of(release), connect(release) as connection:
        try:
            return break_all_commands(cite_record(connection, release.manifest, key))
        except UnknownRecordError as error:
            near = nearest_keys(connection, key)
            if near and key not in near:
                unknown_record(key, near)
            say(show(str(error), limit=1000))
            raise typer.Exit(FINDINGS) from None
