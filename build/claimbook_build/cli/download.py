"""`claimbook releases`, `claimbook download` and `claimbook index`: releases, near and far."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import USAGE, say

if TYPE_CHECKING:
    from claimbook.release.index import Index
    from claimbook.release.remote.client import Terms
    from claimbook_build.release.index import Verdict


class ListFormat(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"


Address = Annotated[
    str | None,
    typer.Option(
        "--from",
        envvar="CLAIMBOOK_RELEASES",
        metavar="ADDRESS",
        help="Where releases.json lies: a folder, or a file:, https:, http: or s3: address.",
    ),
]
Offline = Annotated[
    bool,
    typer.Option("--offline", envvar="CLAIMBOOK_OFFLINE", help="Use what is on this machine."),
]
Older = Annotated[
    bool,
    typer.Option("--accept-older", help="Accept an index that knows less than the one before."),
]
Hosts = Annotated[
    list[str] | None,
    typer.Option("--redirect-to", metavar="HOST", help="Another server that may be sent on to."),
]


def releases(
    address: Address = None,
    format_: Annotated[
        ListFormat, typer.Option("--format", help="How the list is written.")
    ] = ListFormat.table,
    offline: Offline = False,
    accept_older: Older = False,
    redirect_to: Hosts = None,
) -> None:
    """List the releases that there are at an address.

    What was seen is remembered: an index that later knows less of them is refused.

    Example: claimbook releases --from https://example.org/data
    """
    from claimbook.release.remote.fetch import fetch_index
    from claimbook_build.cli.transfer_bar import Notes

    terms = _terms(offline, accept_older, redirect_to)
    index = fetch_index(_needed(address), terms=terms, watch=Notes())
    if format_ is ListFormat.json:
        from claimbook_build.report.surface import in_json

        typer.echo(in_json(index.model_dump(mode="json"), indent=2))
    else:
        typer.echo(_table(index), nl=False)


def download(
    version: Annotated[
        str | None, typer.Argument(help="Which release; the newest by default.")
    ] = None,
    address: Address = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Folder for the release; the data folder by default."),
    ] = None,
    manifest_sha256: Annotated[
        str | None, typer.Option("--manifest-sha256", help="What its manifest's hash must be.")
    ] = None,
    offline: Offline = False,
    accept_older: Older = False,
    redirect_to: Hosts = None,
) -> None:
    """Download a release: resumed where it stopped, every byte compared with its manifest.

    It appears whole or not at all. Files that releases share are fetched once.

    Example: claimbook download 2026.11.0 --from https://example.org/data
    """
    from claimbook.release.data_folder import data_folder
    from claimbook.release.remote.fetch import fetch_release
    from claimbook_build.cli.transfer_bar import transfer_bar
    from claimbook_build.release.lock import stopping_calmly

    folder = data_folder() if to is None else to
    terms = _terms(offline, accept_older, redirect_to)
    with stopping_calmly(), transfer_bar() as watch:
        found = fetch_release(
            version,
            _needed(address),
            folder,
            manifest_sha256=manifest_sha256,
            terms=terms,
            watch=watch,
        )
    typer.echo(str(found))


def index(
    folder: Annotated[Path, typer.Argument(help="Folder of releases.")] = Path("dist"),
    withdraw: Annotated[
        str | None,
        typer.Option("--withdraw", metavar="VERSION", help="Its files are no longer offered."),
    ] = None,
    supersede: Annotated[
        str | None,
        typer.Option("--supersede", metavar="VERSION", help="It has a better successor."),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, in a sentence.")] = None,
    successor: Annotated[
        str | None, typer.Option("--successor", metavar="VERSION", help="What to use instead.")
    ] = None,
    mirror: Annotated[
        list[str] | None,
        typer.Option("--mirror", metavar="ADDRESS", help="Where the same files lie too; in order."),
    ] = None,
) -> None:
    """Write releases.json, by which clients find the releases of a folder.

    A release that is listed once stays listed: one that is gone must have been withdrawn.

    Example: claimbook index dist

    Example: claimbook index dist --supersede 2026.11.0 --successor 2026.11.1 --reason "wrong dates"
    """
    from claimbook_build.release.index import update_index

    verdicts = _verdicts(withdraw, supersede, reason, successor)
    updated = update_index(folder, verdicts, None if mirror is None else tuple(mirror))
    for version in updated.replaced:
        say(f"{version}: another manifest than before; clients that saw that one will refuse it")
    typer.echo(str(folder / "releases.json"))


def _verdicts(
    withdraw: str | None, supersede: str | None, reason: str | None, successor: str | None
) -> "tuple[Verdict, ...]":
    from claimbook_build.release.index import Verdict

    if withdraw is None and supersede is None:
        if reason or successor:
            say("--reason and --successor belong to --withdraw or --supersede")
            raise typer.Exit(USAGE)
        return ()
    if reason is None or (withdraw and supersede):
        say("one of --withdraw and --supersede, with --reason")
        raise typer.Exit(USAGE)
    if withdraw is not None:
        return (Verdict(withdraw, "withdrawn", reason, successor),)
    return (Verdict(supersede or "", "superseded", reason, successor),)


def _needed(address: str | None) -> str:
    from claimbook.release.find import places

    found = address or places().address
    if found is None:
        say(
            "say where from: --from ADDRESS, CLAIMBOOK_RELEASES in the environment, or releases in "
            "[tool.claimbook]"
        )
        raise typer.Exit(USAGE)
    return found


def _terms(offline: bool, accept_older: bool, redirect_to: list[str] | None) -> "Terms":
    from claimbook.release.remote.client import Terms

    hosts = frozenset(host.lower() for host in redirect_to or ())
    return Terms(offline=offline, even_older=accept_older, hosts=hosts)


def _table(found: "Index") -> str:
    from claimbook_build.report.show import show

    rows = [("version", "schema", "date", "status", "size", "")]
    for entry in found.releases:
        size = _size(entry.bytes + entry.manifest_bytes)
        instead = f"use {entry.successor}" if entry.successor else ""
        why = "; ".join(part for part in (instead, show(entry.reason or "")) if part)
        day = entry.date or "-"
        rows.append((entry.version, entry.schema_version, day, entry.status, size, why))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "".join(f"{_line(row, widths)}\n" for row in rows)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row[:4], widths, strict=False)]
    return "  ".join((*cells, row[4].rjust(widths[4]), row[5])).rstrip()


def _size(number: int) -> str:
    """Return a length as people read it.

    >>> _size(999), _size(1_234_567)
    ('999 B', '1.2 MB')
    """
    if number < 1000:
        return f"{number} B"
    size, units = number / 1000, iter(("kB", "MB", "GB", "TB", "PB", "EB"))
    unit = next(units)
    while size >= 999.95:
        size, unit = size / 1000, next(units)
    return f"{size:.1f} {unit}"
