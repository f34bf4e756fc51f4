"""The commands about the exchange: balances, what is under them, and the ledger as a file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.spans import ALL, Span, When
from zsm_desktop.words.balances import RESULT, explained_text, parts_of
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import date_short, money, quantity, signed_money

if TYPE_CHECKING:
    from zsm_desktop.domain.in_kind import InKind
    from zsm_desktop.services.balances import Balances, ExplainLine, Explanation


class _Balance(Protocol):
    @property
    def given_cents(self) -> int: ...
    @property
    def taken_cents(self) -> int: ...
    @property
    def balance_cents(self) -> int: ...


_NAMES = {
    "school": "school",
    "counter": "met",
    "offer": "aanbod",
    "month": "maand",
    "sector": "sector",
    "kind": "soort",
    "counter_kind": "met",
}
_AMOUNTS = {"given": money, "taken": money, "balance": signed_money}


def balances(entrance: Entrance, options: Namespace) -> Answer:
    when = when_of(options)
    with entrance.desk() as desk:
        rows = _rows(desk.balances, options.by, when)
    total = sum(row["balance_cents"] for row in rows if isinstance(row["balance_cents"], int))
    keys = [key for key in _NAMES if rows and key in rows[0]] or ["school"]
    use = [key for key in ("given", "taken") if rows and f"{key}_dagdelen" in rows[0]]
    shown = [
        [
            *(str(row[key]) for key in keys),
            *(say(int(str(row[f"{what}_cents"]))) for what, say in _AMOUNTS.items()),
            *(quantity(int(str(row[f"{key}_dagdelen"]))) for key in use),
        ]
        for row in rows
    ]
    shown.append(["Totaal", *("" for _ in keys[1:]), "", "", signed_money(total), *("" for _ in use)])
    headings = [
        *(_NAMES[key] for key in keys),
        "gegeven",
        "afgenomen",
        "saldo",
        *(f"dagdelen {_WAYS[key]}" for key in use),
    ]
    return Answer({"rows": rows, "total_cents": total}, tuple(table(headings, shown, numbers_from=len(keys))))


_WAYS = {"given": "gegeven", "taken": "afgenomen"}


def when_of(options: Namespace) -> When:
    """None for all time, when nothing was named: an empty name is a slip, not a wish."""
    between = (options.first_month, options.last_month)
    if any(between):
        if options.year is not None:
            raise RuleError("span.twice")
        first, last = between
        return Span(first.first_month if first else ALL.first_month, last.last_month if last else ALL.last_month)
    return None if options.year is None else SchoolYear.parse(options.year)


def _rows(service: Balances, by: str, when: When) -> list[dict[str, object]]:
    if by == "pair":
        return [{"school": row.code, "counter": row.counter_code} | _cents(row) for row in service.by_pair(when)]
    if by == "offer":
        return [{"school": row.code, "offer": row.offer_code} | _cents(row) for row in service.by_offer(when)]
    if by == "month":
        return [
            {"school": row.code, "month": row.first_day.isoformat()[:7]} | _cents(row) for row in service.by_month(when)
        ]
    if by == "sector":
        return [
            {"school": row.code, "sector": row.sector_code} | _cents(row) | _dagdelen(row.given, row.taken)
            for row in service.by_sector(when)
        ]
    if by == "kind":
        return [
            {"kind": row.kind, "counter_kind": row.counter_kind} | _cents(row) | _dagdelen(row.given, row.taken)
            for row in service.by_school_kind(when)
        ]
    return [{"school": row.code} | _cents(row) for row in service.by_school(when)]


def _cents(row: _Balance) -> dict[str, object]:
    return {
        "given_cents": row.given_cents,
        "taken_cents": row.taken_cents,
        "balance_cents": row.balance_cents,
    }


def _dagdelen(given: InKind, taken: InKind) -> dict[str, object]:
    """In hundredths; what cannot be counted so stands in its own unit under "others"."""
    others = [
        {"side": side, "unit": one.unit, "hundredths": one.hundredths}
        for side, use in (("given", given), ("taken", taken))
        for one in use.others
    ]
    return {"given_dagdelen": given.hundredths, "taken_dagdelen": taken.hundredths, "others": others}


def explain(entrance: Entrance, options: Namespace) -> Answer:
    when = when_of(options)
    if options.month is not None:
        if when is not None:
            raise RuleError("span.twice")
        when = options.month
    narrowed = {"counter": options.counter, "offer": options.offer, "sector": options.sector}
    with entrance.desk() as desk:
        found = desk.balances.explain(options.school, when, **narrowed)
        if options.out is not None:
            from zsm_desktop.reports.explain import write

            write(desk, found, options.out)
    document: dict[str, object] = {
        "school": found.code,
        "balance_cents": found.balance_cents,
        "lines": [_line(line) for line in found.lines],
        "parts": {
            "given_cents": found.parts.given_cents,
            "taken_cents": found.parts.taken_cents,
            "fund_cents": found.parts.fund_cents,
            "corrections_cents": found.parts.corrections_cents,
        },
    }
    if options.out is None:
        return Answer(document, tuple(_shown(found)))
    return Answer(document | {"file": str(options.out)}, remarks=(WRITTEN.format(path=options.out),))


def _line(line: ExplainLine) -> dict[str, object]:
    return {
        "kind": line.kind,
        "date": line.delivered_on.isoformat(),
        "number": line.number,
        "counter": line.counter_code,
        "text": explained_text(line),
        "cents": line.cents,
        "fund_cents": line.fund_cents,
        "school_year": line.school_year.label,
        "book_year": line.book_year,
    }


def _shown(found: Explanation) -> list[str]:
    rows = [_cells(line) for line in found.lines]
    rows += [["", "", "", words, signed_money(cents)] for words, cents in parts_of(found.parts)]
    rows.append(["", "", "", f"{RESULT} van {found.name}", signed_money(found.balance_cents)])
    return table(["boeking", "geleverd", "met", "wat", "bedrag"], rows, numbers_from=4)


def _cells(line: ExplainLine) -> list[str]:
    return [
        str(line.number),
        date_short(line.delivered_on),
        line.counter_code,
        explained_text(line),
        signed_money(line.cents),
    ]


def journal(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.reports.journal import write_csv, write_hledger

    write = write_hledger if options.format == "hledger" else write_csv
    with entrance.desk() as desk:
        entries = write(desk, options.out)
    return Answer({"file": str(options.out), "entries": entries}, remarks=(WRITTEN.format(path=options.out),))
