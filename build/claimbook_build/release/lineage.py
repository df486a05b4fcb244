"""The line of releases as the dataset tells it, held to what the release before says itself.

Each release lists those before it, with their hashes, in its table `releases`. What the dataset
lists must be that and the release itself: otherwise one could be invented, or lost, in passing.
"""

import re
from collections.abc import Iterator, Mapping

from claimbook.dataset import Dataset
from claimbook.records.published import PublishedRelease
from claimbook.records.registry import RELEASES
from claimbook.records.types import RELEASE_PATTERN
from claimbook.release.manifest import MANIFEST_NAME
from claimbook.release.open import Release, version_key
from claimbook.rules.r203_minted import LOCK
from claimbook_build.read.node import locate
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.release.file_entry import sha256_of
from claimbook_build.release.previous import LIST, PreviousError


def refuse_other_line(dataset: Dataset, sources: Mapping[str, str], previous: Release) -> None:
    """Refuse a list of published releases that is another than the release before knows.

    Args:
        dataset: The dataset, which lists the release before as the last one.
        sources: The text of its files, by path.
        previous: The release before.

    Raises:
        PreviousError: A release is listed that was not published, is missing, or is listed with
            another hash or schema version; each with its place and what to write.
    """
    faults = "\n".join(f"  {fault}" for fault in _faults(dataset, sources, previous))
    if faults:
        version = previous.manifest.release
        raise PreviousError(
            f"{LIST} is not the line of releases by the table `{RELEASES.name}` of {version}, the "
            f"release before:\n{faults}"
        )


def refuse_forgotten(dataset: Dataset, version: str, previous: Release | None) -> None:
    """Refuse to pass over a release that `ids.lock` names: its identifiers would be dated anew.

    Args:
        dataset: The dataset.
        version: The release that is made.
        previous: The one before it, as far as it is known.

    Raises:
        PreviousError: An identifier is of a release between the two.
    """
    least = version_key(previous.manifest.release) if previous else ()
    between = [
        line
        for line in dataset.minted or ()
        if re.fullmatch(RELEASE_PATTERN, line.release)
        and least < version_key(line.release) < version_key(version)
    ]
    if not between:
        return
    newest = max(between, key=lambda line: version_key(line.release))
    known = f"none after {previous.manifest.release}" if previous else "no release"
    raise PreviousError(
        f"{LOCK}:{newest.line}: `{newest.key}` is of release {newest.release}, and {LIST} lists "
        f"{known}: list {newest.release} there, or name its folder with --previous DIR; if it was "
        "never published, say --unpublished"
    )


def _faults(dataset: Dataset, sources: Mapping[str, str], previous: Release) -> Iterator[str]:
    root = read_yaml(sources.get(LIST, "").encode(), LIST).root
    listed = {record.release: (entry, record) for entry, record in dataset.each(PublishedRelease)}
    places = {
        version: f"{LIST}:{locate(root, entry.loc).line}:{locate(root, entry.loc).column}"
        for version, (entry, _) in listed.items()
        if root is not None
    }
    known = _told(previous)
    for version in sorted(listed.keys() | known.keys(), key=version_key):
        if version not in known:
            yield f"{places.get(version, LIST)}: {version} was not published: delete it"
            continue
        said = known[version]
        if version not in listed:
            later = [each for each in places if version_key(each) > version_key(version)]
            place = places[min(later, key=version_key)] if later else LIST
            written = ", ".join(f"{name}: {value}" for name, value in said.items())
            yield f"{place}: {version} is missing here: write `- {{{written}}}`"
            continue
        record = listed[version][1]
        for name, value in said.items():
            if getattr(record, name) != value:
                yield f"{places.get(version, LIST)}: the {name} of {version}: write `{value}`"


def _told(previous: Release) -> dict[str, dict[str, str]]:
    """Return what a release says of itself and those before it, by version."""
    import pyarrow.parquet as pq

    names = [column.name for column in RELEASES.columns]
    path = previous.file(previous.manifest.table(RELEASES.name))
    rows = pq.read_table(path, columns=names).to_pylist()
    for row in rows:
        if row["release"] == previous.manifest.release:  # it could not hold its own hash
            row["manifest_sha256"] = sha256_of(previous.root / MANIFEST_NAME)
    return {row["release"]: row for row in rows}
