"""Reading the frozen lines of electorates and the cards of runs: Parquet and CSV in the store, through DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb

MEMORY = "600MB"


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB in memory that spills into `folder`."""
    return duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(folder), "threads": 2, "preserve_insertion_order": True}
    )


def quoted(path: Path) -> str:
    """Return a path as it stands between single quotes in SQL."""
    return str(path).replace("'", "''")
