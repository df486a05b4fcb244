import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from claimbook.release.manifest import Manifest, write_manifest
from claimbook.release.open import Release, open_release
from claimbook_build.build.parquet import write_table

VERSION = "2026.11.0"
DOCUMENTS = pa.table(
    {
        "doc_id": ["doc_a", "doc_b"],
        "published_date": pa.array([date(2022, 10, 10), None], pa.date32()),
        "issued_utc": pa.array([datetime(2022, 10, 10, 9, 30, tzinfo=UTC), None]).cast(
            pa.timestamp("us")
        ),
        "tags": [["rockets", "drones"], []],
    }
)
FIGURES = pa.table(
    {
        "figure_id": ["fig_a", "fig_b", "fig_c"],
        "doc_id": ["doc_a", "doc_a", "doc_b"],
        "measure": ["launched", "downed", "launched"],
        "best": pa.array([84, 56, None], pa.int64()),
        "share": pa.array([0.5, None, 0.25], pa.float64()),
        "checked": [True, False, None],
    }
)
TYPES = {
    "string": "VARCHAR",
    "date32[day]": "DATE",
    "timestamp[us]": "TIMESTAMP",
    "list<element: string>": "VARCHAR[]",
    "list<item: string>": "VARCHAR[]",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
}
VIEWS = {
    "view_launched.sql": "-- what was launched\nCREATE VIEW launched AS\n"
    "SELECT * FROM figures JOIN documents USING (doc_id) WHERE measure = 'launched';\n"
    "COMMENT ON VIEW launched IS 'What was launched.';\n",
    "view_of.sql": "CREATE MACRO figures_of(wanted) AS TABLE"
    " SELECT * FROM launched WHERE doc_id = wanted;\nCREATE MACRO twice(n) AS n * 2;\n",
}


def described(table: pa.Table) -> list[dict[str, str]]:
    return [
        {"name": field.name, "type": TYPES[str(field.type)], "description": f"The {field.name}."}
        for field in table.schema
    ]


def digest(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write_sample(root: Path, views: dict[str, str] = VIEWS) -> Path:
    root.mkdir(parents=True)
    tables = []
    for name, table in {"documents": DOCUMENTS, "figures": FIGURES}.items():
        path, columns = root / f"{name}.parquet", described(table)
        write_table(table, path, {"columns": json.dumps(columns)})
        key = (table.schema.names[0],)
        tables.append(
            {"name": name, **digest(path), "rows": table.num_rows, "columns": tuple(columns)}
            | {"primary_key": key, "sort_order": key}
        )
    others = {"README.md": "# A sample\n", "LICENSE": "CC0\n", **views}
    for name, text in others.items():
        (root / name).write_text(text, encoding="utf-8")
    manifest = Manifest.model_validate(
        {
            "dataset": "sample",
            "release": VERSION,
            "schema_version": "1.0.0",
            "licence": "CC-BY-4.0",
            "code_version": "0.1.0",
            "commit": None,
            "commit_date": None,
            "tables": tuple(tables),
            "files": tuple(digest(root / name) for name in others),
        }
    )
    (root / "manifest.json").write_bytes(write_manifest(manifest))
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "dist" / VERSION)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return open_release(write_sample(tmp_path_factory.mktemp("shared") / VERSION))


@pytest.fixture
def sample_with(tmp_path: Path) -> Callable[[dict[str, str]], Release]:
    return lambda views: open_release(write_sample(tmp_path / VERSION, views))
