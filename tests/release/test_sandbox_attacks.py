import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimbook.release.open import Release
from claimbook.release.sandbox import MAX_SQL_BYTES, Limits, SandboxError, run_query

pytestmark = pytest.mark.slow

SHORT = Limits(seconds=4.0, memory_mib=1024, threads=2, rows=10_000, bytes=4 * 2**20)
OUT = "/tmp/claimbook_attack"
FIGURES = "{figures}"

REFUSED = [
    # --- writing
    f"COPY figures TO '{OUT}.csv'",
    f"COPY (SELECT 1) TO '{FIGURES}' (FORMAT parquet, USE_TMP_FILE false)",
    f"COPY figures FROM '{OUT}.csv'",
    f"WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1",
    f"WITH x AS (COPY (SELECT 1) TO '{FIGURES}' (FORMAT parquet, USE_TMP_FILE false)) SELECT 1",
    f"WITH x AS MATERIALIZED (COPY (SELECT 1) TO '{OUT}.csv') FROM x",
    f"with/**/x/**/as/**/(copy/**/(select/**/1)/**/to/**/'{OUT}.csv')select/**/1",
    f"SELECT * FROM (WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1)",
    f"SELECT (WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1)",
    f"SELECT 1 WHERE EXISTS (WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1)",
    f"WITH RECURSIVE x AS (SELECT 1), y AS (COPY (SELECT 1) TO '{OUT}.csv') FROM x",
    f"SELECT 1 UNION ALL (WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1)",
    f"DESCRIBE (WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1)",
    f"SUMMARIZE (WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1)",
    f"EXPLAIN ANALYZE WITH x AS (COPY (SELECT 1) TO '{OUT}.csv') SELECT 1",
    f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{OUT}.csv'",
    f"explain analyze(copy (select 1) to '{OUT}.csv')",
    f"EXPLAIN COPY (SELECT 1) TO '{OUT}.csv'",
    f"PIVOT (WITH x AS (COPY (SELECT 1 AS a) TO '{OUT}.csv') SELECT 1 AS a) ON a",
    f"WITH x AS (COPY (SELECT 1 AS a) TO '{OUT}.csv') PIVOT figures ON measure",
    f"PIVOT figures ON measure; COPY figures TO '{OUT}.csv'",
    f"COPY figures TO '{OUT}.csv'; PIVOT figures ON measure",
    "WITH x AS (INSERT INTO figures VALUES (1) RETURNING *) FROM x",
    "WITH x AS (DELETE FROM figures RETURNING *) FROM x",
    "WITH x AS (UPDATE figures SET best = 0 RETURNING *) FROM x",
    f"EXPORT DATABASE '{OUT}'",
    f"IMPORT DATABASE '{OUT}'",
    "CREATE TABLE t AS SELECT 1",
    "CREATE OR REPLACE VIEW figures AS SELECT 1",
    "CREATE MACRO twice(n) AS n * 3",
    "CREATE TEMP TABLE t (n INTEGER)",
    "CREATE SCHEMA s",
    "CREATE SEQUENCE s",
    "CREATE TYPE mood AS ENUM ('sad')",
    "CREATE PERSISTENT SECRET s (TYPE s3)",
    "DROP VIEW figures",
    "DROP MACRO twice",
    "ALTER VIEW figures RENAME TO others",
    "INSERT INTO figures VALUES (1)",
    "UPDATE figures SET best = 0",
    "DELETE FROM figures",
    "TRUNCATE figures",
    "MERGE INTO figures USING documents ON true WHEN MATCHED THEN DELETE",
    "COMMENT ON VIEW figures IS 'mine'",
    # --- reading what is not the release
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/shadow')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_ndjson_objects('/etc/passwd')",
    "SELECT * FROM read_duckdb('/tmp/x.db')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM \"GLOB\"('/*')",
    "SELECT * FROM system.main.glob('/*')",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT * FROM figures, LATERAL (SELECT * FROM read_text(figure_id))",
    "PIVOT (FROM read_text('/etc/passwd')) ON size",
    "PIVOT (FROM \"READ_TEXT\"('/etc/passwd')) ON size",
    "DESCRIBE (FROM read_text('/etc/passwd'))",
    "EXPLAIN ANALYZE FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '/etc/passwd.csv'",
    "SELECT * FROM read_parquet('/tmp/*.parquet')",
    "SELECT * FROM read_parquet('{root}/*.parquet')",
    "SELECT * FROM read_parquet('{root}/../../../etc/passwd')",
    "SELECT * FROM read_parquet('{figures}/../documents.parquet.d/x')",
    "SELECT * FROM read_parquet(['{figures}', '/etc/passwd'])",
    "SELECT * FROM read_parquet('{link}')",
    "SELECT * FROM '{link}'",
    "SELECT * FROM read_parquet('/proc/self/environ')",
    "SELECT * FROM read_parquet('file:///etc/passwd')",
    "SELECT * FROM read_parquet('https://example.com/x.parquet')",
    "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
    "SELECT * FROM parquet_metadata('/etc/passwd')",
    "SELECT * FROM parquet_kv_metadata('{link}')",
    "ATTACH '/tmp/claimbook_attack.db' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH memory",
    "USE system",
    # --- running text as SQL, or memory as a table
    "SELECT * FROM query('SELECT 1')",
    f"SELECT * FROM query('COPY (SELECT 1) TO ''{OUT}.csv''')",
    "SELECT * FROM query_table('figures')",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "PRAGMA json_execute_serialized_sql('x')",
    "SELECT * FROM arrow_scan(1, 2, 3)",
    "SELECT * FROM pandas_scan(1)",
    "SELECT * FROM python_map_function(1)",
    "PIVOT (FROM arrow_scan(4096, 4096, 4096)) ON a",
    "SELECT * FROM seq_scan('x')",
    # --- changing the engine
    "INSTALL httpfs",
    "FORCE INSTALL httpfs FROM 'http://example.com'",
    "LOAD httpfs",
    "LOAD '/tmp/evil.duckdb_extension'",
    "SET enable_external_access = true",
    "SET GLOBAL allowed_paths = ['/etc/passwd']",
    "SET lock_configuration = false",
    "SET memory_limit = '100GB'",
    "SET threads = 100",
    f"SET temp_directory = '{OUT}'",
    f"SET log_query_path = '{OUT}.log'",
    "SET VARIABLE x = 1",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "PRAGMA database_list",
    f"PRAGMA profiling_output = '{OUT}.json'",
    "CALL enable_logging()",
    "CALL pragma_version()",
    "SELECT * FROM enable_logging()",
    f"SELECT * FROM enable_logging(storage = 'file', storage_path = '{OUT}')",
    "SELECT * FROM enable_profiling()",
    "SELECT * FROM force_checkpoint()",
    "SELECT write_log('x')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM which_secret('x', 's3')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_logs()",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "DEALLOCATE p",
    "BEGIN",
    "ROLLBACK",
    "CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    # --- more than one statement, or none
    "SELECT 1; SELECT 2",
    f"SELECT 1; COPY (SELECT 1) TO '{OUT}.csv'",
    f"SELECT 1 /* ; */ ; -- \n COPY (SELECT 1) TO '{OUT}.csv'",
    f"EXPLAIN SELECT 1; COPY (SELECT 1) TO '{OUT}.csv'",
    "",
    "   ",
    ";",
    "-- nothing",
    "/* nothing */",
    "SELECT 1\0",
    f"SELECT 1\0; COPY (SELECT 1) TO '{OUT}.csv'",
    "SELECT '\ud800'",
]
WRONG = [
    "SELECT getenv('HOME')",
    "SELECT * FROM release",
    "SELECT * FROM os",
    "SELECT * FROM request",
    "SELECT * FROM connection",
    "SELECT * FROM duckdb_secrets",
    "SELECT nothing",
    "SELECT '\x1b]0;owned\x07' || nothing",
    "SELECT",
    "SELECT * FROM",
    "SELECT /* never closed",
    "SELECT 'never closed",
    "\ufeffSELEKT 1",
    "(" * 100,
    "SELECT error('\x1b[2J')",
    "SELECT 'x'::INTEGER",
    "SELECT sum(n) FROM range(3) t(n), nothing",
    "SELECT nextval('s')",
    "INTO OUTFILE 'x' SELECT 1",
    "EXPLAIN EXPLAIN SELECT 1",
    "EXPLAIN",
    "FROM figures_of(DISTINCT 'x', 'y', 'z')",
    "SELECT lpad('x', -1, 'y'), nothing()",
]
BOUNDED = [
    "SELECT length(lpad('x', 2000000000, 'y'))",
    "SELECT repeat('x', 2000000000)",
    "SELECT repeat(repeat('x', 100000), 100000)",
    "SELECT count(*) FROM range(10000000000) a(i), range(10000000000) b(j) WHERE i * j = 7",
    "SELECT * FROM range(1000000000)",
    "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x",
    "WITH RECURSIVE x AS (SELECT 'a' AS n UNION ALL SELECT n || n FROM x) SELECT max(n) FROM x",
    "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",
    "SELECT list_sort(range(1000000000))",
    "SELECT string_agg(i::VARCHAR, ',') FROM range(1000000000) t(i)",
    "SELECT i, count(*) FROM range(500000000) t(i) GROUP BY i",
    "SELECT * FROM range(100000000) t(i) ORDER BY hash(i)",
    "SELECT regexp_matches(repeat('a', 30000000), '(a*)*b')",
    "SELECT md5(repeat('x', 1000000000))",
    "SELECT " + "+".join(["1"] * 30_000),
    "SELECT " + "(" * 5_000 + "1" + ")" * 5_000,
    "SELECT " + "[" * 5_000 + "1" + "]" * 5_000,
    "SELECT " + " UNION ALL SELECT ".join(["1"] * 10_000),
    "SELECT 1 WHERE " + "NOT " * 20_000 + "true",
    "SELECT * FROM " + ", ".join(f"figures f{n}" for n in range(40)),
    "SELECT " + "CASE WHEN true THEN " * 3_000 + "1" + " END" * 3_000,
    "PIVOT (FROM range(200000) t(i)) ON i",
    "SELECT sleep_ms(1000000000)",
    "SELECT pg_sleep(1000000)",
    "SUMMARIZE FROM range(2000000000)",
    "SELECT * FROM repeat('x', 10000000000)",
    "SELECT unnest(range(10000000000))",
    "SELECT json_object(" + ", ".join(["'a', 1"] * 10_000) + ")",
    "SELECT '" + "x" * MAX_SQL_BYTES + "'",
    "SELECT 1 --" + " " * 10_000_000,
]


@pytest.fixture(scope="module")
def names(release: Release) -> dict[str, str]:
    link = release.root.parent / "link.parquet"
    link.symlink_to("/etc/passwd")
    figures = release.file(release.manifest.table("figures"))
    return {"figures": str(figures), "root": str(release.root), "link": str(link)}


def state(release: Release) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(release.root.iterdir())
    }


@pytest.fixture(autouse=True)
def nothing_changes(release: Release) -> Iterator[None]:
    before = state(release)
    yield
    assert state(release) == before
    assert not list(Path(OUT).parent.glob(Path(OUT).name + "*"))


def filled(sql: str, names: dict[str, str]) -> str:
    for name, path in names.items():
        sql = sql.replace("{" + name + "}", path)
    return sql


def label(sql: str) -> str:
    return ascii(sql[:60])


def test_there_are_enough() -> None:
    assert len({*REFUSED, *WRONG, *BOUNDED}) >= 150


@pytest.mark.parametrize("sql", REFUSED, ids=label)
def test_refused(release: Release, names: dict[str, str], sql: str) -> None:
    with pytest.raises(SandboxError) as caught:
        run_query(release, filled(sql, names), SHORT)
    # what the engine's parser does not know at all is "sql"; a crash would be neither
    assert caught.value.reason in {"refused", "sql"}
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize("sql", WRONG, ids=label)
def test_wrong(release: Release, sql: str) -> None:
    with pytest.raises(SandboxError) as caught:
        run_query(release, sql, SHORT)
    assert caught.value.reason in {"sql", "refused"}
    assert os.environ["HOME"] not in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize("sql", BOUNDED, ids=label)
def test_bounded(release: Release, sql: str) -> None:
    began = time.monotonic()
    try:
        run_query(release, sql, SHORT)
    except SandboxError as error:
        assert error.reason in {"timeout", "memory", "too_large", "refused", "sql", "crashed"}  # noqa: PT017
    assert time.monotonic() - began < SHORT.seconds + 3
