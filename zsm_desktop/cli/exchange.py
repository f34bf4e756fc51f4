"""The commands about the exchange: balances, what is under them, and the ledger as a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.exchange import line_text, quantity_with_unit
from zsm_desktop.words.format import date_short, money, signed_money

if TYPE_CHECKING:
    from zsm_desktop.services.balances import Balances, ExplainLine


class _Balance(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def given_cents(self) -> int: ...
    @property
    def taken_cents(self) -> int: ...
    @property
    def balance_cents(self) -> int: ...


def balances(entrance: Entrance, options: Namespace) -> Answer:
    year = _year(options)
    with entrance.desk() as desk:
        rows = _rows(desk.balances, options.by, year)
    total = sum(row["balance_cents"] for row in rows if isinstance(row["balance_cents"], int))
    names = {"school": "school", "counter": "met", "offer": "aanbod", "month": "maand"}
    keys = [key for key in names if rows and key in rows[0]] or ["school"]
    shown = [
        [*(str(row[key]) for key in keys), *(say(int(str(row[f"{what}_cents"]))) for what, say in _AMOUNTS.items())]
        for row in rows
    ]
    shown.append(["Totaal", *("" for _ in keys[1:]), "", "", signed_money(total)])
    lines = table([*(names[key] for key in keys), "gegeven", "afgenomen", "saldo"], shown, numbers_from=len(keys))
    return Answer({"rows": rows, "total_cents": total}, tuple(lines))


def _year(options: Namespace) -> SchoolYear | None:
    """None for all years, when none was named: an empty name is a slip, not a wish."""
    return None if options.year is None else SchoolYear.parse(options.year)


_AMOUNTS = {"given": money, "taken": money, "balance": signed_money}


def _rows(service: Balances, by: str, year: SchoolYear | None) -> list[dict[str, object]]:
    if by == "pair":
        return [{"school": row.code, "counter": row.counter_code} | _cents(row) for row in service.by_pair(year)]
    if by == "offer":
        return [{"school": row.code, "offer": row.offer_code} | _cents(row) for row in service.by_offer(year)]
    if by == "month":
        return [
            {"school": row.code, "month": row.first_day.isoformat()[:7]} | _cents(row) for row in service.by_month(year)
        ]
    return [{"school": row.code} | _cents(row) for row in service.by_school(year)]


def _cents(row: _Balance) -> dict[str, object]:
    return {
        "given_cents": row.given_cents,
        "taken_cents": row.taken_cents,
        "balance_cents": row.balance_cents,
    }


def explain(entrance: Entrance, options: Namespace) -> Answer:
    year = _year(options)
    with entrance.desk() as desk:
        found = desk.balances.explain(options.school, year)
    lines = [_line(line) for line in found.lines]
    document = {"school": found.code, "balance_cents": found.balance_cents, "lines": lines}
    return Answer(document, tuple(_shown(found.name, found.balance_cents, found.lines)))


def _line(line: ExplainLine) -> dict[str, object]:
    return {
        "kind": line.kind,
        "date": line.delivered_on.isoformat(),
        "number": line.number,
        "counter": line.counter_code,
        "text": _text(line),
        "cents": line.cents,
    }


def _text(line: ExplainLine) -> str:
    return line_text(
        offer=line.offer,
        amount=quantity_with_unit(abs(line.quantity_hundredths), line.unit, line.unit_plural),
        tariff_cents=line.tariff_cents,
        reverses=line.reverses,
        placement_number=line.placement_number,
        decision_number=line.decision_number,
    )


def _shown(name: str, balance_cents: int, lines: Sequence[ExplainLine]) -> list[str]:
    rows = [
        [str(line.number), date_short(line.delivered_on), line.counter_code, _text(line), signed_money(line.cents)]
        for line in lines
    ]
    rows.append(["", "", "", f"Saldo van {name}", signed_money(balance_cents)])
    return table(["boeking", "geleverd", "met", "wat", "bedrag"], rows, numbers_from=4)


def journal(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.reports.journal import write_csv, write_hledger

    write = write_hledger if options.format == "hledger" else write_csv
    with entrance.desk() as desk:
        entries = write(desk, options.out)
    return Answer({"file": str(options.out), "entries": entries}, remarks=(WRITTEN.format(path=options.out),))
