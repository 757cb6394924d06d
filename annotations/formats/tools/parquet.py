"""Parquet: the four tables of `annotations.formats.tools.tables` with types, for data frames.

Offsets are codepoints, as int64. Times are timestamps in UTC, scores doubles, reasons lists of
strings; what is not known is null; texts are as they are. What it cannot hold: a time that is none,
as some file may have brought in; counted. Written only, by pyarrow.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from annotations.errors import Refused
from annotations.formats.outgoing import Left, Outgoing, Piece
from annotations.formats.tools.tables import TABLES, Column, Row, batches

INSTALL = "pip install 'diptych[parquet]'"
"""What brings the library."""

_TIMELESS = "time: it is not written as one"


class _Sink:
    """What a file is written into, and taken out of while it is."""

    def __init__(self) -> None:
        self._data, self._size = bytearray(), 0
        self.closed = False

    def write(self, data: Any) -> int:
        self._data += memoryview(data)
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        """What was written since it was asked last."""
        data = bytes(self._data)
        self._data.clear()
        return data


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """A file for each table.

    Raises:
        Refused: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise Refused(f"Parquet needs pyarrow: {INSTALL}") from None
    sinks = {table: _Sink() for table in TABLES}
    files = {
        table: parquet.ParquetWriter(sinks[table], _schema(pa, columns))
        for table, columns in TABLES.items()
    }
    for table, rows in batches(outgoing):
        if rows:
            files[table].write_table(_table(pa, table, rows, left))
            yield Piece(f"{table}.parquet", sinks[table].taken())
    for table, file in files.items():
        file.close()
        yield Piece(f"{table}.parquet", sinks[table].taken())


def _schema(pa: Any, columns: Any) -> Any:
    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "time": pa.timestamp("ms", tz="UTC"),
        "texts": pa.list_(pa.string()),
    }
    return pa.schema([(column.name, types[column.sort]) for column in columns])


def _table(pa: Any, table: str, rows: list[Row], left: Left) -> Any:
    columns = TABLES[table]
    values = [
        [_value(cell, column, left) for cell in cells]
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    schema = _schema(pa, columns)
    return pa.table(
        [pa.array(cells, field.type) for cells, field in zip(values, schema, strict=True)],
        schema=schema,
    )


def _value(cell: Any, column: Column, left: Left) -> Any:
    match column.sort:
        case "time" if cell is not None:
            return _time(cell, left)
        case "texts":
            return [*cell]
    return cell


def _time(text: str, left: Left) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        left[_TIMELESS] += 1
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
