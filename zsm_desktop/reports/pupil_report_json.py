"""A pupil's record for a machine: every table and column, in JSON that needs no program of ours to read."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zsm_desktop.services.pupil_record import PupilRecord, RecordColumn, Value

FORMAT = "zsm-desktop/pupil-record/1"


def json_bytes(record: PupilRecord) -> bytes:
    """UTF-8, indented; money in cents, quantities in hundredths, days and moments in ISO 8601."""
    return json.dumps(as_json(record), ensure_ascii=False, indent=2).encode() + b"\n"


def as_json(record: PupilRecord) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "network": record.network,
        "made_at": record.made_at.isoformat(),
        "reason": record.reason,
        "pupil": {"code": record.code, "pseudonym": record.pseudonym, "name": record.name, "school": record.school},
        "tables": {
            table.name: [{key(one): _plain(row[one.name]) for one in table.columns} for row in table.rows]
            for table in record.tables
        },
        "shared_with": [
            {
                "date": one.on.isoformat(),
                "kind": one.kind,
                "number": one.number,
                "organisation": one.receiver,
                "people": [_plain(person) for person in one.people],
            }
            for one in record.shared
        ],
        "logbook": [
            {"at": one.at.isoformat(), "who": _plain(one.who), "act": one.act, "about": one.about, "why": one.reason}
            for one in record.openings
        ],
        "kept_until": [
            {"category": one.category, "years": one.years, "ground": one.ground, "until": _plain(one.until)}
            for one in record.kept
        ],
        "left_out": [{"table": table, "column": name, "reason": reason} for table, name, reason in record.left_out],
    }


def key(column: RecordColumn) -> str:
    """What a column is called here: a link to something outside the record is said by name, so without "_id"."""
    name = column.name
    if column.kind == "link":
        return name.removesuffix("_id")
    if column.kind == "quantity":
        return f"{name}_hundredths"
    return f"{name}_cents" if column.kind == "cents" and not name.endswith("cents") else name


def _plain(value: Value) -> Any:
    match value:
        case None | str() | int():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case person:
            return {"function": person.function, "role": person.role, "organisation": person.organisation}
