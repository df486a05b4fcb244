"""The prose of a release: what it is, how to read it, what each column means."""

from collections.abc import Mapping, Sequence

from claimbook.release.manifest import TableEntry
from claimbook_build.release.commit import Commit
from claimbook_build.views.files import view_files

_README = """\
# claimbook {release}

Who said which number, when, as of when, in which document and in which words. Every figure keeps
its wording and its bounds; conflicting figures stand side by side; what was revised or retracted
is kept. This is not a verified toll, not a sample, and nothing in it may be added up by default.

## Begin here

`figures_flat.parquet` has every figure in one wide row, names resolved, for whatever reads Parquet.
With DuckDB 1.2 or newer and nothing else, started in this folder, tables and views are ready:

    attach 'release.duckdb' as claimbook (read_only);
    use claimbook;
    from figures_flat select claimant, measure, wording, as_of_date, status limit 10;

From anywhere else, say where this folder lies, before that:

    set variable claimbook_root = '/path/to/this/folder';

With claimbook installed it is one command:

    claimbook query --release . "from figures_flat limit 5"

| you want | ask |
|---|---|
| figures that do not agree | `from conflicts` |
| one figure a question, by a policy | `from best_figure('latest')`; `official`, `lowest`, `range` |
| what had been said by a moment | `from known_at('2022-10-12')` |
| what was superseded, corrected, retracted | `from revisions` |
| who answers whose claim | `from disputes` |
| a total, or why there is none | `from safe_sum('killed')` |
| what columns mean | `from column_meanings() where table_name = 'figures_flat'` |

Null means that something is not stated, or does not apply: each column's meaning says which. It
is never zero. Figures that were retracted or superseded are here, and `status` says so.

## Tables

{tables}

The views and macros are in the `view_*.sql` files, each headed by its grain, key, columns and
meaning of null. They rest on the tables and on one another. Made by hand, they are read in this
order:

{views}

The meaning of every column is in `dictionary.md`, and in the key `columns` of each Parquet file's
own metadata. All instants are UTC, in columns named `..._utc`; a stretch of time is half-open.
`manifest.json` gives size, rows and SHA-256 of every file, and a digest of what each table says,
whatever wrote it; `sha256sum --check SHA256SUMS` compares the files' bytes; if tables are large,
`pieces.json` has hashes of their parts, for reading over a network. `datapackage.json`,
`croissant.json`, `dcat.jsonld` and `CITATION.cff` say the same to other tools. `CHANGELOG.md` tells
what changed from release to release and why, `changes` value by value; `schema.json` is what the
tables promise, `schema-diff.json` what of that changed.

## Licence and citation

Data: Creative Commons Attribution 4.0 International (CC BY 4.0). Where rows were taken over from
tables of others, `LICENSE` names these with their terms. Cite as:

    The claimbook contributors: claimbook, release {release}.{commit}

Name the claimant and the document of each figure that you print, too: it is their number. No text
of a source document is in this release: records point into documents by offsets and hashes. The
documents are their publishers'.
"""


_LICENSE = """\
claimbook, release {release} of the data
Copyright 2026 The claimbook contributors

This data is licensed under the Creative Commons Attribution 4.0 International Public License
(CC BY 4.0). You may share it and make something else of it, for any purpose, if you give
appropriate credit, link to the licence and say whether you changed anything. The licence itself:

    https://creativecommons.org/licenses/by/4.0/legalcode

It is given without warranties. It covers what the contributors made. Official code lists and
identifiers in it are facts in which nothing is claimed, and no text of a source document is part
of it.
"""


def readme(
    release: str, tables: Sequence[TableEntry], commit: Commit, grains: Mapping[str, str]
) -> str:
    """Return the release's README.

    Args:
        release: Its version.
        tables: What is in it.
        commit: The commit that it was built from.
        grains: What a row is, by the table's name.
    """
    lines = ["| table | a row is | rows | primary key |", "|---|---|---:|---|"]
    for table in tables:
        key = ", ".join(f"`{name}`" for name in table.primary_key)
        lines.append(f"| `{table.name}` | {grains[table.name]} | {table.rows:,} | {key} |")
    suffix = f" Commit {commit.hash}." if commit.hash else ""
    reads = "\n".join(f"    .read {name}" for name in view_files())
    return _README.format(release=release, tables="\n".join(lines), views=reads, commit=suffix)


def release_documents(
    release: str, tables: Sequence[TableEntry], commit: Commit, taken: str = ""
) -> dict[str, str]:
    """Return the prose files of a release by name.

    Args:
        release: Its version.
        tables: What is in it.
        commit: The commit that it was built from.
        taken: What the licence adds on rows of others, as of `taken_over`.
    """
    from claimbook.derive.dictionary import dictionary
    from claimbook.derive.tables import tables as all_tables
    from claimbook_build.build.flat import figures_flat_table

    declared = (*all_tables().values(), figures_flat_table())
    return {
        "README.md": readme(release, tables, commit, {each.name: each.grain for each in declared}),
        "LICENSE": _LICENSE.format(release=release) + taken,
        "dictionary.md": dictionary(declared),
    }
