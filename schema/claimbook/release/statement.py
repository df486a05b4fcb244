"""Which SQL a stranger may run: one statement that reads, and nothing that reaches outside.

The engine's own parser judges: the statement is serialised to a tree, every query in it must be a
selection (a CTE of DuckDB 2.0 may hold COPY or INSERT), and every table function must be a known
harmless one (others read files, run text as SQL, or take memory addresses). A PIVOT without a list
of values cannot be serialised; there every word is weighed instead, and the advice is to give the
list. What passes still runs behind the locked configuration and the sandbox's outer walls.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from claimbook.errors import ClaimbookError

if TYPE_CHECKING:
    import duckdb

_SELECTIONS = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_TABLE_FUNCTIONS = frozenset(
    {
        *("range", "generate_series", "unnest", "repeat", "repeat_row"),
        *("json_each", "json_tree", "histogram", "histogram_values", "summary"),
        *("duckdb_columns", "duckdb_constraints", "duckdb_functions", "duckdb_keywords"),
        *("duckdb_schemas", "duckdb_tables", "duckdb_types", "duckdb_views"),
        *("pragma_table_info", "pragma_version", "pg_timezone_names", "icu_calendar_names"),
        *("read_parquet", "parquet_scan", "parquet_schema", "parquet_metadata"),  # of the release
        *("parquet_file_metadata", "parquet_kv_metadata"),
    }
)
_SCALARS = frozenset({"write_log", "setval", "setseed", "json_serialize_plan"})  # a plan binds
_SETTINGS = frozenset({"timezone"})  # others tell where files lie
_VIEWS = frozenset(
    {
        *("pg_settings", "pg_prepared_statements", "pg_database"),
        *("duckdb_databases", "duckdb_logs", "pragma_database_list"),
    }
)
"""Views of the engine over table functions that are not allowed: settings tell where files lie."""
_VERBS = frozenset(
    {
        *("alter", "attach", "call", "checkpoint", "copy", "create", "delete", "detach", "drop"),
        *("execute", "export", "import", "insert", "install", "load", "merge", "pragma"),
        *("prepare", "reset", "set", "truncate", "update", "use", "vacuum"),
    }
)
_EXPLAIN = re.compile(r"[ \t\r\n]*explain[ \t\r\n]+(analyze[ \t\r\n]+)?", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class RefusedError(ClaimbookError):
    """The statement is not one that a stranger may run."""


def check_statement(connection: "duckdb.DuckDBPyConnection", sql: str) -> bool:
    """Refuse what is not one reading statement.

    Args:
        connection: Any connection that has the release's macros.
        sql: The text, of any origin.

    Returns:
        Whether the statement explains a query rather than asks it.

    Raises:
        RefusedError: It is not one of SELECT, FROM, WITH, VALUES, TABLE, PIVOT, UNPIVOT, DESCRIBE,
            SUMMARIZE, SHOW and EXPLAIN of these, or something in it is not allowed.
        duckdb.Error: The engine cannot parse it.
    """
    if "\0" in sql:
        raise RefusedError("a NUL character is no part of SQL")
    if found := _EXPLAIN.match(sql):
        _check_query(connection, sql[found.end() :])
        return True
    _check_query(connection, sql)
    return False


def without_end(sql: str) -> str:
    """Return one statement without the semicolons and comments after it.

    The engine puts a statement between brackets to select from it.

    >>> without_end("SELECT ';' AS x ; -- why; not")
    "SELECT ';' AS x "
    """
    import duckdb

    data, end = sql.encode(), None
    for offset, kind in reversed(duckdb.tokenize(sql)):
        if data[offset : offset + 1] == b";":
            end = offset
        elif kind is not duckdb.token_type.comment:
            break
    return data[:end].decode()


def _check_query(connection: "duckdb.DuckDBPyConnection", sql: str) -> None:
    kinds = [_kind(statement) for statement in connection.extract_statements(sql)]
    if not kinds:
        raise RefusedError("there is no statement")
    own, known = _table_functions(connection)
    if kinds == ["SELECT"]:
        tree = _tree(connection, sql)
        _check_tree(tree, _TABLE_FUNCTIONS | own)
        _check_shown(connection, tree)
    elif kinds == ["MULTI"] or kinds == ["CREATE"] * (len(kinds) - 1) + ["SELECT"]:
        _check_words(sql, known - own)  # a PIVOT in 2.0, in 1.x
    elif len(kinds) > 1:
        raise RefusedError("more than one statement; only one is run")
    else:
        raise RefusedError(f"{kinds[0]} is not allowed; only statements that read are")


def _kind(statement: "duckdb.Statement") -> str:
    try:
        return statement.type.name
    except ValueError:  # the engine knows kinds that its Python module does not, such as UPDATE
        return "this kind of statement"


def _tree(connection: "duckdb.DuckDBPyConnection", sql: str) -> object:
    ((text,),) = connection.execute("SELECT system.main.json_serialize_sql(?)", [sql]).fetchall()
    try:
        tree = json.loads(text)
    except (RecursionError, ValueError):
        raise RefusedError("nested too deeply to be checked") from None
    if not isinstance(tree, dict) or tree.get("error") is not False:
        raise RefusedError("the engine cannot show what the statement does")
    return tree["statements"]


def _check_tree(tree: object, allowed: frozenset[str]) -> None:
    for node in _nodes(tree):
        kind = node.get("type")
        if isinstance(kind, str) and kind.endswith("_NODE") and kind not in _SELECTIONS:
            raise RefusedError(f"{_plain(kind)} inside a query is not allowed")
        for key in ("node", "query_node"):
            inner = node.get(key)
            if isinstance(inner, dict) and inner.get("type") not in _SELECTIONS:
                raise RefusedError(
                    f"{_plain(str(inner.get('type')))} inside a query is not allowed"
                )
        if hidden := _words(node.get("table_name")) & _VIEWS:
            raise RefusedError(f"the view {min(hidden)} is not allowed")
        if kind == "TABLE_FUNCTION":
            _check_table_function(node, allowed)
        name = str(node.get("function_name", "")).lower()
        if name in _SCALARS or (name == "current_setting" and _setting(node) not in _SETTINGS):
            raise RefusedError(f"the function {node['function_name']} is not allowed")


def _check_shown(connection: "duckdb.DuckDBPyConnection", tree: object) -> None:
    """Refuse SHOW of a setting: as with `current_setting`, some tell where files lie."""
    shown = {
        str(node.get("table_name")).strip('"').lower()
        for node in _nodes(tree)
        if node.get("type") == "SHOW_REF" and node.get("show_type") == "SHOW"
    } - _SETTINGS
    if shown:
        views = connection.execute("SELECT view_name FROM system.main.duckdb_views()").fetchall()
        if unknown := sorted(shown - {name.lower() for (name,) in views}):
            raise RefusedError(f"there is no table or view {unknown[0]} to show")


def _plain(kind: str) -> str:
    """Return what people call a kind of node.

    >>> _plain("COPY_QUERY_NODE")
    'COPY'
    """
    return kind.removesuffix("_NODE").removesuffix("_QUERY")


def _check_table_function(node: dict[str, object], allowed: frozenset[str]) -> None:
    function = node.get("function")
    name = str(function.get("function_name")) if isinstance(function, dict) else "?"
    if name.lower() not in allowed:
        raise RefusedError(f"the table function {name} is not allowed")


def _setting(function: dict[str, object]) -> str | None:
    """Return which setting is asked for, if that is plain."""
    match [node for node in _nodes(function) if "class" in node]:
        case [_, {"literal": {"text": str(name)}} | {"value": {"value": str(name)}}]:
            return name.lower()  # DuckDB 2, DuckDB 1
        case _:
            return None


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    """Walk a tree without recursion, for it may be as deep as the statement."""
    rest = [tree]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            yield cast("dict[str, object]", value)
            rest.extend(value.values())
        elif isinstance(value, list):
            rest.extend(value)


def _words(text: object) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(str(text)))


def _check_words(sql: str, functions: frozenset[str]) -> None:
    words = _words(sql)
    never = _VERBS | _SCALARS | _VIEWS | {"current_setting", "show"}
    refused = sorted(words & (never | functions))
    if refused or not words & {"pivot", "pivot_wider"}:
        raise RefusedError(
            f"only one statement that reads is allowed, and none with {', '.join(refused)}; "
            "a PIVOT says more when its values are listed: ON column IN (...)"
        )


def _table_functions(
    connection: "duckdb.DuckDBPyConnection",
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the release's own table macros, and the engine's table functions of any danger.

    A macro goes before a function of the engine: one of the same name would mislead this check
    itself, and whoever asks. So everything here is asked for by its full name, and filtered here.

    Raises:
        RefusedError: The release has a macro of the name of a function.
    """
    sql = "SELECT function_name, function_type, internal FROM system.main.duckdb_functions()"
    found = [(name.lower(), kind, its) for name, kind, its in connection.execute(sql).fetchall()]
    own = {name for name, _, internal in found if not internal}
    if hidden := sorted(own & {name for name, _, internal in found if internal}):
        raise RefusedError(f"the release redefines {hidden[0]}, a function of the engine")
    tables = {name for name, kind, _ in found if kind in {"table", "table_macro", "pragma"}}
    mine = {name for name, kind, internal in found if kind == "table_macro" and not internal}
    return frozenset(mine), frozenset(tables - _TABLE_FUNCTIONS)
