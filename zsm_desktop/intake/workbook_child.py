"""The process that opens a stranger's workbook: little memory, little time, and nothing of the program in it.

It gets the bytes through a pipe and answers with JSON; it never sees the store, a key or the window.
"""

from __future__ import annotations

import io
import json
import math
import os
import sys
import warnings
from datetime import date, datetime, time
from multiprocessing.connection import Connection
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.workbook_scan import Extent, Limits, Look, scan

READY = b"ready"


def serve(pipe: Connection, limits: Limits) -> None:
    """Say READY, take one workbook's bytes, answer once: {"sheets": …}, or {"refused": code, "facts": …}."""
    # openpyxl then reads through defusedxml; lxml is only its faster writer.
    os.environ["OPENPYXL_LXML"] = "False"
    warnings.simplefilter("ignore")
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl without defusedxml")
    _limit_process(limits)
    pipe.send_bytes(READY)
    data = pipe.recv_bytes(limits.max_bytes)
    pipe.send_bytes(_answer(data, limits))
    pipe.close()


def _limit_process(limits: Limits) -> None:
    """Bound memory and processor time where the platform can; Windows has the parent's clock and the scan alone."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.max_memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, math.ceil(limits.max_seconds + _seconds_used())),
    ):
        hard = resource.getrlimit(kind)[1]
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (wanted, hard))
        except (ValueError, OSError):
            # macOS knows RLIMIT_AS but may refuse it; the scan's own limits still hold.
            continue


def _seconds_used() -> float:
    spent = os.times()
    return spent.user + spent.system


def _answer(data: bytes, limits: Limits) -> bytes:
    try:
        answer: dict[str, Any] = {"sheets": _read(data, scan(data, limits), limits)}
        return json.dumps(answer, allow_nan=False).encode()
    except RuleError as refusal:
        return json.dumps({"refused": refusal.code, "facts": refusal.facts}).encode()
    except MemoryError:
        return b'{"refused": "workbook.too_heavy", "facts": {}}'
    except Exception:  # noqa: BLE001 - whatever a broken file makes zipfile, expat or openpyxl raise means: damaged
        return b'{"refused": "workbook.damaged", "facts": {}}'


def _read(data: bytes, extent: Extent, limits: Limits) -> list[dict[str, Any]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > limits.max_sheets:
        raise RuleError("workbook.too_heavy")
    sheets = []
    for sheet in book.worksheets:
        rows = []
        cells = sheet.iter_rows(max_row=extent.rows, max_col=extent.columns, values_only=True)
        for number, values in enumerate(cells, 1):
            while_filled = len(values)
            while while_filled and values[while_filled - 1] is None:
                while_filled -= 1
            rows.append([_plain(values[at], sheet.title, number, at, limits) for at in range(while_filled)])
        while rows and not rows[-1]:
            rows.pop()
        # Nothing else says which part of the zip a sheet is read from.
        look = extent.looks.get(getattr(sheet, "_worksheet_path", ""), Look())
        sheets.append(
            {
                "name": sheet.title,
                "rows": rows,
                "is_hidden": sheet.sheet_state != "visible",
                "hidden_rows": sorted(look.hidden_rows),
                "hidden_columns": sorted(look.hidden_columns),
                "merged": look.merged,
            }
        )
    return sheets


def _plain(value: object, sheet: str, row: int, at: int, limits: Limits) -> Any:
    """A JSON value; dates and times are marked so that they come back as themselves."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise RuleError("workbook.not_finite", sheet=sheet, cell=_place(row, at))
        return value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"datetime": datetime.combine(value, time()).isoformat()}
    text = value.isoformat() if isinstance(value, time) else str(value)
    if len(text) > limits.max_cell_text:
        raise RuleError("workbook.cell_too_long", cell=_place(row, at))
    return text


def _place(row: int, at: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(at + 1)}{row}"
