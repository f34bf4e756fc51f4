"""The commands about what was agreed: the tariffs of today, and what funds bear of the exchange."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.services.tariffs import ALL_TARIFFS
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import date_short, money

if TYPE_CHECKING:
    from zsm_desktop.services.tariffs import OfferTariff


def funds(entrance: Entrance, options: Namespace) -> Answer:
    del options
    with entrance.desk() as desk:
        rows = desk.funds.rows()
    document = [
        {
            "code": row.code,
            "name": row.name,
            "granted_cents": row.granted_cents,
            "charged_cents": row.charged_cents,
            "expense_cents": row.expense_cents,
            "employer_cents": row.employer_cents,
            "left_cents": row.left_cents,
        }
        for row in rows
    ]
    shown = [
        [
            row.code,
            row.name,
            *map(money, (row.granted_cents, row.charged_cents, row.money.beside_cents, row.left_cents)),
        ]
        for row in rows
    ]
    heads = ["code", "subsidie", "toegekend", "gedragen", "daarnaast", "over"]
    return Answer(document, tuple(table(heads, shown, numbers_from=2)))


def tariffs(entrance: Entrance, options: Namespace) -> Answer:
    remarks: tuple[str, ...] = ()
    with entrance.desk() as desk:
        rows = desk.tariffs.today()
        if options.out is not None:
            from zsm_desktop.reports.tariffs import write

            write(desk, options.out, ALL_TARIFFS)
            remarks = (WRITTEN.format(path=options.out),)
    shown = [
        [
            row.school_code,
            row.offer_code,
            row.offer,
            date_short(row.valid_from) if row.valid_from else "",
            row.agreed_by or row.decision_number,
            "" if row.cents is None else f"{money(row.cents)} per {row.unit}",
        ]
        for row in rows
    ]
    heads = ["school", "code", "aanbod", "vanaf", "afgesproken", "tarief"]
    return Answer([_row(row) for row in rows], tuple(table(heads, shown, numbers_from=5)), remarks)


def _row(row: OfferTariff) -> dict[str, object]:
    basis = row.basis
    return {
        "school": row.school_code,
        "offer": row.offer_code,
        "name": row.offer,
        "unit": row.unit,
        "cents": row.cents,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "wage_cents": basis.wage_cents,
        "materials_cents": basis.materials_cents,
        "overhead_cents": basis.overhead_cents,
        "agreed_by": row.agreed_by,
        "decision": row.decision_number,
    }
