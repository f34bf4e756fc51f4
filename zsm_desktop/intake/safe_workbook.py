"""A workbook from outside is opened in a process of its own that may be killed; what comes back is plain rows."""

from __future__ import annotations

import json
import multiprocessing
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake import workbook_child
from zsm_desktop.intake.workbook_scan import Limits, check_directory

CellValue = str | int | float | bool | datetime | None

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_STREAMS = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_OLD_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MOST_ANSWERED = 40 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet; row n of the sheet is `rows[n - 1]`, without empty cells at its end.

    Hidden rows and columns count from 1; `merged` are first row and column, last row and column of what is one cell.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> CellValue:
        """The value at a row and column counted from 1; None where the sheet ends earlier."""
        if not 0 < row <= len(self.rows):
            return None
        values = self.rows[row - 1]
        return values[column - 1] if 0 < column <= len(values) else None


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook holds, hidden sheets included; formulas stand as the value last shown."""

    file: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, whatever its capitals."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


def read_workbook(path: Path, limits: Limits | None = None) -> Workbook:
    """Read an .xlsx from outside; raises RuleError("workbook.…") for anything that is none or does too much.

    Takes at most `limits.max_seconds` after the start of the reading process. A frozen program must call
    multiprocessing.freeze_support() first thing in its main module.
    """
    within = limits or Limits()
    try:
        data = _bytes_of(path, within)
        _check_header(data)
        check_directory(data, within)
        answer = _ask(data, within)
    except RuleError as refusal:
        raise RuleError(refusal.code, **{"file": path.name, **refusal.facts}) from None
    if "refused" in answer:
        raise RuleError(answer["refused"], file=path.name, **answer["facts"])
    return Workbook(path.name, tuple(_sheet(sheet) for sheet in answer["sheets"]))


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """The file's bytes, read once: what was checked is what is read."""
    if not path.exists():
        raise RuleError("workbook.not_found")
    if not path.is_file():
        raise RuleError("workbook.not_a_workbook")
    try:
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except OSError as problem:
        raise RuleError("workbook.not_readable") from problem
    if len(data) > limits.max_bytes:
        raise RuleError("workbook.too_large", most_mb=limits.max_bytes // (1024 * 1024))
    if not data:
        raise RuleError("workbook.empty")
    return data


def _check_header(data: bytes) -> None:
    """Tell apart what people send by mistake; an encrypted .xlsx and an old .xls have the same first bytes."""
    if data.startswith(_ZIP):
        return
    if data.startswith(_OLE):
        if any(name in data for name in _ENCRYPTED_STREAMS):
            raise RuleError("workbook.encrypted")
        is_old = any(name in data for name in _OLD_STREAMS)
        raise RuleError("workbook.old_format" if is_old else "workbook.other_format")
    if data.startswith(b"%PDF"):
        raise RuleError("workbook.other_format")
    raise RuleError("workbook.is_text" if _is_text(data[:4096]) else "workbook.not_a_workbook")


def _is_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\r\n\f" for byte in start)


def _ask(data: bytes, limits: Limits) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=workbook_child.serve, args=(theirs, limits), daemon=True)
    try:
        process.start()
        theirs.close()
        if not ours.poll(limits.max_start_seconds):
            raise RuleError("workbook.reader_missing")
        _expect_ready(ours)
        return _conversation(ours, data, limits)
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()
            process.close()


def _expect_ready(pipe: Connection) -> None:
    try:
        said = pipe.recv_bytes(len(workbook_child.READY))
    except (EOFError, OSError):
        said = b""
    if said != workbook_child.READY:
        raise RuleError("workbook.reader_missing")


def _conversation(pipe: Connection, data: bytes, limits: Limits) -> dict[str, Any]:
    """The child's one answer; no answer in time, or a child that fell, means the file asks too much."""
    try:
        pipe.send_bytes(data)
        if not pipe.poll(limits.max_seconds):
            raise RuleError("workbook.too_heavy")
        answer: dict[str, Any] = json.loads(pipe.recv_bytes(_MOST_ANSWERED))
    except (EOFError, OSError):
        raise RuleError("workbook.too_heavy") from None
    return answer


def _sheet(sheet: dict[str, Any]) -> Sheet:
    return Sheet(
        sheet["name"],
        tuple(tuple(_value(cell) for cell in row) for row in sheet["rows"]),
        sheet["is_hidden"],
        frozenset(sheet["hidden_rows"]),
        frozenset(sheet["hidden_columns"]),
        tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merged"]),
    )


def _value(cell: Any) -> CellValue:
    if isinstance(cell, dict):
        return datetime.fromisoformat(cell["datetime"])
    value: CellValue = cell
    return value
