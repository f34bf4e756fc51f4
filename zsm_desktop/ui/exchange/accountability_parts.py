"""The parts of what a fund is accountable for: columns, empty states, and what the panel says of one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from zsm_desktop.domain.accountability import Standing
from zsm_desktop.ui.exchange.accountability_state import (
    CONDITIONS,
    CONTRIBUTIONS,
    COSTS,
    EXPENSES,
    REPORTS,
    RESULTS,
    AccountabilityState,
)
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.words import accountability as words
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper, label
from zsm_desktop.words.names import say

Facts = list[tuple[str, str]]
TONES = {
    Standing.REACHED: "good",
    Standing.ON_SCHEDULE: "good",
    Standing.NEARLY: "warn",
    Standing.BEHIND: "bad",
    Standing.MISSED: "bad",
    Standing.UNKNOWN: "neutral",
}
EMPTY = {
    RESULTS: ("Nog geen resultaten", "Leg met Ctrl N vast wat met de gever is afgesproken; de stand houdt u hier bij."),
    CONDITIONS: ("Nog geen voorwaarden", "Leg met Ctrl N vast wat de gever vraagt, en wanneer daaraan is voldaan."),
    REPORTS: ("Nog geen rapportages", "Leg met Ctrl N vast wanneer de gever iets wil horen; die dag staat op Vandaag."),
    EXPENSES: ("Nog geen uitgaven", "Leg met Ctrl N vast wat buiten de uitwisseling uit deze subsidie is betaald."),
    CONTRIBUTIONS: ("Nog geen bijdragen", "Leg met Ctrl N vast wat anderen ernaast inbrachten, in uren of in geld."),
    COSTS: ("Nog niets te berekenen", "Zodra er iets is besteed, staat hier wat het per stuk kostte."),
}
NOT_YOURS = "De secretaris of boekhouder houdt dit bij."
BIN = "weggehaald"


def standing_text(row: Any) -> str:
    return label(words.STANDING, row.standing.value)


def _results(_state: AccountabilityState) -> tuple[Column, ...]:
    return (
        Column("name", "Resultaat", "name", width=190, stretch=4, is_strong=True, detail=_how),
        Column("agreed", "Afgesproken", lambda row: words.amount_text(row.agreed, row.unit), width=104, priority=3),
        Column("reached", "Bereikt", words.reached_text, width=126, priority=2, detail=words.partly),
        Column("share", "Deel", "permille", "share", width=124, none="–", priority=4,
               tone=lambda row: TONES[row.standing]),
        Column("standing", "Stand", standing_text, "pill", width=124, tone=lambda row: TONES[row.standing]),
    )  # fmt: skip


def _how(row: Any) -> str:
    return "telt het programma" if row.is_counted else "zelf ingevoerd"


def _conditions(_state: AccountabilityState) -> tuple[Column, ...]:
    return (
        Column("text", "Voorwaarde", "text", width=240, stretch=4, is_strong=True),
        Column("met", "Voldaan op", "met_on", "date", width=112, priority=2),
        Column("state", "Stand", lambda row: "voldaan" if row.met_on else "nog niet", "pill", width=112,
               tone=lambda row: "good" if row.met_on else "warn"),
    )  # fmt: skip


def report_state(row: Any) -> tuple[str, str]:
    """A word and its tone."""
    tone = "good" if row.sent_on else "bad" if row.is_overdue else "neutral"
    return words.report_text(row.sent_on, is_overdue=row.is_overdue), tone


def _reports(_state: AccountabilityState) -> tuple[Column, ...]:
    return (
        Column("name", "Rapportage", "name", width=190, stretch=4, is_strong=True),
        Column("due", "Uiterlijk", "due_on", "date", width=112),
        Column("sent", "Verstuurd", "sent_on", "date", width=112, priority=2),
        Column("state", "Stand", lambda row: report_state(row)[0], "pill", width=150,
               tone=lambda row: report_state(row)[1]),
    )  # fmt: skip


def _expenses(_state: AccountabilityState) -> tuple[Column, ...]:
    return (
        Column("day", "Betaald op", "spent_on", "date", width=112),
        Column("name", "Waarvoor", "name", width=170, stretch=4, is_strong=True,
               detail=lambda row: _binned(row, first_upper(label(words.EXPENSE_KIND, row.kind)))),
        Column("cents", "Bedrag", "cents", "money", width=124, tone=_faded),
    )  # fmt: skip


def _contributions(_state: AccountabilityState) -> tuple[Column, ...]:
    return (
        Column("day", "Op", "given_on", "date", width=112, priority=2),
        Column("organisation", "Van", "organisation", width=160, stretch=4, is_strong=True, is_name=True,
               detail=lambda row: _binned(row, row.name)),
        Column("hours", "Uren", "hours", "quantity", width=84, priority=3),
        Column("rate", "Per uur", "rate_cents", "money", width=104, priority=4),
        Column("cents", "Waarde", "cents", "money", width=124, tone=_faded),
    )  # fmt: skip


def _costs(state: AccountabilityState) -> tuple[Column, ...]:
    def what(row: Any) -> str:
        return say(state.desk.nouns, words.cost_of(row))

    def whose(row: Any) -> str:
        is_borne = state.found is not None and state.found.costs.is_borne
        return say(state.desk.nouns, words.cost_whose(row, is_borne=is_borne))

    return (
        Column("what", "Kosten per", what, width=230, stretch=4, is_strong=True, detail=whose),
        Column("count", "Aantal", words.count_text, width=110),
        Column("each", "Bedrag", words.cost_text, width=150),
    )


def _binned(row: Any, text: str) -> str:
    return f"{BIN} · {text}" if row.is_removed else text


def _faded(row: Any) -> str:
    return "muted" if row.is_removed else "neutral"


COLUMNS: dict[str, Callable[[AccountabilityState], tuple[Column, ...]]] = {
    RESULTS: _results,
    CONDITIONS: _conditions,
    REPORTS: _reports,
    EXPENSES: _expenses,
    CONTRIBUTIONS: _contributions,
    COSTS: _costs,
}


class Said(NamedTuple):
    """What the panel says of one row."""

    title: str
    subtitle: str
    status: str
    tone: str
    facts: Facts
    note: str = ""


def of_row(part: str, row: Any, state: AccountabilityState) -> Said:
    return _SAID[part](row, state)


def _said_result(row: Any, _state: AccountabilityState) -> Said:
    now = words.amount_text(row.expected, row.unit)
    facts = [
        ("Afgesproken", words.amount_text(row.agreed, row.unit)),
        ("Bereikt", ", ".join(part for part in (words.reached_text(row), words.partly(row)) if part)),
        ("Deel", "" if row.permille is None else dutch.percent(row.permille)),
        ("Verwacht nu", now if row.unit == "number" else ""),
        ("Wanneer", words.days_left_text(row)),
    ]
    means = [words.COUNTED_SAYS] if row.is_counted else []
    means += [words.NOT_SHOWN_SAYS] if row.is_hidden or row.is_partial else []
    note = "\n\n".join(part for part in (row.note, *means, words.STANDING_SAYS) if part)
    return Said(row.name, first_upper(_how(row)), standing_text(row), TONES[row.standing], facts, note)


def _said_condition(row: Any, _state: AccountabilityState) -> Said:
    met = dutch.date_medium(row.met_on) if row.met_on else ""
    status, tone = ("voldaan", "good") if row.met_on else ("nog niet", "warn")
    return Said(row.text, "", status, tone, [("Voldaan op", met)], row.note)


def _said_report(row: Any, _state: AccountabilityState) -> Said:
    sent = dutch.date_medium(row.sent_on) if row.sent_on else ""
    facts = [("Uiterlijk", dutch.date_medium(row.due_on)), ("Verstuurd op", sent)]
    note = "" if row.sent_on else "Maak met Ctrl S de verantwoording, verstuur haar, en vul met Ctrl E in wanneer."
    return Said(row.name, "", *report_state(row), facts, note)


def _said_expense(row: Any, _state: AccountabilityState) -> Said:
    facts = [
        ("Soort", first_upper(label(words.EXPENSE_KIND, row.kind))),
        ("Bedrag", dutch.money(row.cents)),
        ("Betaald op", dutch.date_medium(row.spent_on)),
    ]
    return Said(row.name, "", BIN if row.is_removed else "", "neutral", facts)


def _said_contribution(row: Any, _state: AccountabilityState) -> Said:
    hours = "" if row.hours is None else f"{dutch.quantity(row.hours)} uur à {dutch.money(row.rate_cents)}"
    facts = [
        ("Van", row.organisation),
        ("Uren", hours),
        ("Waarde", dutch.money(row.cents)),
        ("Op", dutch.date_medium(row.given_on)),
    ]
    return Said(row.name, "", BIN if row.is_removed else "", "neutral", facts, words.IN_KIND)


def _said_cost(row: Any, state: AccountabilityState) -> Said:
    found = state.found
    costs, money = found.costs, found.progress.money
    title = say(state.desk.nouns, words.cost_of(row))
    whose = first_upper(say(state.desk.nouns, words.cost_whose(row, is_borne=costs.is_borne)))
    facts = [
        ("Aantal", words.count_text(row)),
        ("Per stuk", words.cost_text(row)),
        ("Gedragen", dutch.money(money.charged_cents)),
        ("Uitgaven", dutch.money(money.expense_cents)),
        ("Aan werkgevers", dutch.money(money.employer_cents)),
        (words.SPENT, dutch.money(money.spent_cents)),
        (
            "Niet erin",
            f"uren ter waarde van {dutch.money(money.hours_cents)}, eigen geld {dutch.money(money.added_cents)}",
        ),
    ]
    return Said(title, whose, "", "neutral", facts, words.NOT_SHOWN_SAYS if row.count is None else "")


_SAID: dict[str, Callable[[Any, AccountabilityState], Said]] = {
    RESULTS: _said_result,
    CONDITIONS: _said_condition,
    REPORTS: _said_report,
    EXPENSES: _said_expense,
    CONTRIBUTIONS: _said_contribution,
    COSTS: _said_cost,
}
