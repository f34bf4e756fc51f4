"""Which bank an account number is of, from the table that comes with the program; abroad nothing is known."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from zsm_desktop.settings import resources_dir


class Bank(NamedTuple):
    code: str
    bic: str
    name: str


@cache
def _banks() -> dict[str, Bank]:
    """Read once: the table is part of the program and never changes while it runs."""
    with (resources_dir() / "banks" / "dutch_banks.csv").open(encoding="utf-8", newline="") as lines:
        return {row[0]: Bank(*row) for row in list(csv.reader(lines, delimiter=";"))[1:]}


def bank_of(iban: str | None) -> Bank | None:
    """None for an account in another country and for a bank that is not in the table."""
    return _banks().get(iban[4:8]) if iban and iban.startswith("NL") else None
