"""The macro ``column_meanings()``: what each column of each table means, to be asked in SQL."""

_MACRO = """
CREATE MACRO column_meanings() AS TABLE
SELECT
table_name, said->>'name' AS column_name, said->>'type' AS data_type,
(said->>'description') || coalesce(' In ' || (said->>'unit') || 's.', '') AS meaning
FROM (
SELECT
split_part(parse_filename(file_name), '.', 1) AS table_name,
unnest(json_extract(decode(value), '$[*]')) AS said
FROM parquet_kv_metadata(
{files}
)
WHERE key = 'columns'
)
"""


def column_meanings(files: str) -> str:
    """Return the SQL that makes the macro; it reads what the tables' own files tell.

    Args:
        files: SQL for the list of the tables' files, each called as its table.
    """
    return _MACRO.format(files=files)
