"""What ties a confirmation file to what went out: a number for the round, a code over all its lines, one per line."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.calendar import SchoolYear

CODE_LENGTH = 12
REFERENCE_LENGTH = 8
_GROUP = 4


class RoundStatus(StrEnum):
    SENT = "sent"
    READ = "read"
    REPLACED = "replaced"


class Answer(StrEnum):
    AGREED = "agreed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class CodedLine:
    """What of a line may not change between going out and coming back; all of it is fixed in the store as well."""

    line: int
    delivery_id: str
    delivered_on: date
    quantity_hundredths: int
    tariff_cents: int
    amount_cents: int


def round_number(year: SchoolYear, sequence: int) -> str:
    """Such as "BR-2026/27-012": rounds are numbered per school year in which they are made."""
    return f"BR-{year.label}-{sequence:03d}"


def check_code(network_id: str, number: str, school_id: str, lines: Iterable[CodedLine]) -> str:
    """Twelve letters and digits (60 bits) over everything that counts; shown in groups by `shown_code`."""
    content = [f"{network_id}|{number}|{school_id}"]
    content += [
        f"{one.line}|{one.delivery_id}|{one.delivered_on.isoformat()}"
        f"|{one.quantity_hundredths}|{one.tariff_cents}|{one.amount_cents}"
        for one in lines
    ]
    return _short("\n".join(content), CODE_LENGTH)


def line_reference(network_id: str, number: str, delivery_id: str) -> str:
    """Names one line of one round: in another round or network the same delivery has another."""
    return _short(f"{network_id}|{number}|{delivery_id}", REFERENCE_LENGTH)


def shown_code(code: str) -> str:
    """ "ABCD-EFGH-IJKL": read aloud and typed over without losing one's place."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def typed_code(text: str) -> str:
    """A code as somebody wrote it down, to be compared: small letters, spaces and dashes do not matter."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _short(content: str, length: int) -> str:
    """The alphabet A-Z and 2-7 has no 0, 1 or 8 to be taken for a letter."""
    return base64.b32encode(hashlib.sha256(content.encode()).digest()).decode()[:length]
