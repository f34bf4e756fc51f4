"""The commands about the exchange: balances, what is under them, and the ledger as a file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any, Protocol, cast

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.in_kind import NOTHING, UnitQuantity
from zsm_desktop.domain.spans import ALL, Span, When, span_of
from zsm_desktop.services.explaining_asked import Kinds
from zsm_desktop.words.balances import (
    GIVEN,
    OPEN,
    RESULT,
    SETTLED,
    TAKEN_NET,
    explained_text,
    kind_words,
    made_up_of,
    result_of,
)
from zsm_desktop.words.command_line import NOTHING_BOOKED, WRITTEN, table
from zsm_desktop.words.format import date_short, money, quantity, signed_money
from zsm_desktop.words.spans import others_words, span_words

if TYPE_CHECKING:
    from zsm_desktop.domain.in_kind import InKind
    from zsm_desktop.services.balance_rows import MonthBalance, SchoolBalance
    from zsm_desktop.services.balances import Balances, ExplainLine, Explanation


class _Balance(Protocol):
    @property
    def given_cents(self) -> int: ...
    @property
    def taken_cents(self) -> int: ...
    @property
    def balance_cents(self) -> int: ...


class _Use(Protocol):
    @property
    def given(self) -> InKind: ...
    @property
    def taken(self) -> InKind: ...


_NAMES = {
    "school": "school",
    "counter": "met",
    "offer": "aanbod",
    "month": "maand",
    "sector": "sector",
    "kind": "soort",
    "counter_kind": "met",
}
_AMOUNTS = {"given": (money, GIVEN), "taken": (money, TAKEN_NET), "balance": (signed_money, RESULT)}
_AFTER_SETTLING = {"settled": (signed_money, SETTLED), "open": (signed_money, OPEN)}


def balances(entrance: Entrance, options: Namespace) -> Answer:
    when = when_of(options)
    with entrance.desk() as desk:
        rows = _rows(desk.balances, options.by, when)
    total = sum(row["balance_cents"] for row in rows if isinstance(row["balance_cents"], int))
    keys = [key for key in _NAMES if rows and key in rows[0]] or ["school"]
    amounts = _AMOUNTS if not any(row.get("settled_cents") for row in rows) else {**_AMOUNTS, **_AFTER_SETTLING}
    shown = [
        [
            *((kind_words if key in _KINDS else str)(str(row[key])) for key in keys),
            *(say(int(str(row[f"{what}_cents"]))) for what, (say, _) in amounts.items()),
            *(quantity(int(str(row[f"{key}_dagdelen"]))) for key in _IN_KIND),
            _others(row),
        ]
        for row in rows
    ]
    rest = ["" for _ in (*amounts, *_IN_KIND)][len(_AMOUNTS) :]
    shown.append(["Totaal", *("" for _ in keys[1:]), "", "", signed_money(total), *rest, ""])
    headings = [
        *(_NAMES[key] for key in keys),
        *(words.lower() for _, words in amounts.values()),
        *(f"dagdelen {words}" for words in _IN_KIND.values()),
        "niet in dagdelen",
    ]
    is_empty = not any(row["given_cents"] or row["taken_cents"] or row.get("settled_cents") for row in rows)
    remarks = (NOTHING_BOOKED.format(span=span_words(span_of(when))),) if is_empty else ()
    lines = tuple(table(headings, shown, numbers_from=len(keys), words_from=len(headings) - 1))
    return Answer({"rows": rows, "total_cents": total}, lines, remarks)


_IN_KIND = {"given": "gegeven", "taken": "afgenomen"}
_KINDS = frozenset({"kind", "counter_kind"})


def _others(row: dict[str, object]) -> str:
    found = cast("list[dict[str, Any]]", row["others"])
    gave, took = (
        [UnitQuantity(one["unit"], one["unit_plural"], one["hundredths"]) for one in found if one["side"] == side]
        for side in _IN_KIND
    )
    return others_words(gave, took)


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
    if by == "offer":
        return [{"school": row.code, "offer": row.offer_code} | _figures(row, row) for row in service.by_offer(when)]
    if by == "sector":
        return [{"school": row.code, "sector": row.sector_code} | _figures(row, row) for row in service.by_sector(when)]
    if by == "kind":
        return [
            {"kind": row.kind, "counter_kind": row.counter_kind} | _figures(row, row)
            for row in service.by_school_kind(when)
        ]
    use = {(row.code, row.key): row for row in service.use(by, when)}
    if by == "pair":
        return [
            {"school": row.code, "counter": row.counter_code} | _figures(row, use.get((row.code, row.counter_code)))
            for row in service.by_pair(when)
        ]
    if by == "month":
        months = [(row, row.first_day.isoformat()[:7]) for row in service.by_month(when)]
        return [
            {"school": row.code, "month": month} | _figures(row, use.get((row.code, month))) | _settled(row)
            for row, month in months
        ]
    return [
        {"school": row.code} | _figures(row, use.get((row.code, ""))) | _settled(row) for row in service.by_school(when)
    ]


def _settled(row: SchoolBalance | MonthBalance) -> dict[str, object]:
    return {"settled_cents": row.settled_cents, "open_cents": row.open_cents}


def _figures(row: _Balance, use: _Use | None) -> dict[str, object]:
    given, taken = (use.given, use.taken) if use else (NOTHING, NOTHING)
    return _cents(row) | _dagdelen(given, taken)


def _cents(row: _Balance) -> dict[str, object]:
    return {
        "given_cents": row.given_cents,
        "taken_cents": row.taken_cents,
        "balance_cents": row.balance_cents,
    }


def _dagdelen(given: InKind, taken: InKind) -> dict[str, object]:
    """In hundredths; what cannot be counted so stands in its own unit under "others"."""
    others = [
        {"side": side, "unit": one.unit, "unit_plural": one.unit_plural, "hundredths": one.hundredths}
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
    with entrance.desk() as desk:
        found = _explained(desk.balances, options, when)
        if options.out is not None:
            from zsm_desktop.reports.explain import write

            write(desk, found, options.out)
    document: dict[str, object] = {
        "school": found.code,
        **(found.kinds._asdict() if found.kinds else {}),
        "balance_cents": found.balance_cents,
        "lines": [_line(line) for line in found.lines],
        "parts": {
            "given_cents": found.parts.given_cents,
            "taken_cents": found.parts.taken_cents,
            "fund_cents": found.parts.fund_cents,
            "corrections_cents": found.parts.corrections_cents,
            "settled_cents": found.parts.settled_cents,
            "written_off_cents": found.parts.written_off_cents,
        },
        **_dagdelen(found.used("given"), -found.used("taken")),
    }
    if options.out is None:
        return Answer(document, tuple(_shown(found)))
    return Answer(document | {"file": str(options.out)}, remarks=(WRITTEN.format(path=options.out),))


def _explained(balances: Balances, options: Namespace, when: When) -> Explanation:
    narrowed: dict[str, Any] = {name: getattr(options, name) or "" for name in ("counter", "offer", "sector", "side")}
    status = _STATUS[options.beside]
    kinds = Kinds(options.kind, options.counter_kind) if options.kind or options.counter_kind else None
    return balances.explain(options.school or "", when, status=status, kinds=kinds, **narrowed)


_STATUS = {"": "", "waiting": "entered", "disputed": "disputed"}


def _line(line: ExplainLine) -> dict[str, object]:
    return {
        "kind": line.kind,
        "date": line.delivered_on.isoformat(),
        "number": line.number or None,
        "counter": line.counter_code,
        "text": explained_text(line),
        "cents": line.cents,
        "dagdelen": line.use.hundredths,
        "fund_cents": line.fund_cents,
        "school_year": line.school_year.label,
        "book_year": line.book_year,
    }


def _shown(found: Explanation) -> list[str]:
    rows = [_cells(line) for line in found.lines]
    rows += [["", "", "", words, signed_money(cents)] for words, cents in made_up_of(found)]
    rows.append(["", "", "", result_of(found), signed_money(found.result_cents)])
    return table(["boeking", "geleverd", "met", "wat", "bedrag"], rows, numbers_from=4)


def _cells(line: ExplainLine) -> list[str]:
    return [
        str(line.number or ""),
        date_short(line.delivered_on),
        line.counter_code,
        explained_text(line),
        signed_money(line.cents),
    ]


def journal(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.reports import journal as texts
    from zsm_desktop.reports import journal_xlsx

    write = {"hledger": texts.write_hledger, "csv": texts.write_csv, "xlsx": journal_xlsx.write}[options.format]
    with entrance.desk() as desk:
        entries = write(desk, options.out)
    return Answer({"file": str(options.out), "entries": entries}, remarks=(WRITTEN.format(path=options.out),))
