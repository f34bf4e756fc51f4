"""The tariffs of today as a workbook, for directors to agree on and for the accountant to look through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import Block, Cents, Column, Document, Kind, Paragraph, Table, Value
from zsm_desktop.reports.noted import put_at
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.tariffs import EXPLAINED, TITLE

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.tariffs import OfferTariff, TariffFilter

_COLUMNS = (
    Column("School", weight=2),
    Column("Code"),
    Column("Aanbod", weight=3),
    Column("Sector"),
    Column("Eenheid"),
    Column("Tarief", Kind.MONEY),
    Column("Vanaf", Kind.DATE),
    Column("Tot en met", Kind.DATE),
    Column("Loonkosten", Kind.MONEY),
    Column("Materiaal", Kind.MONEY),
    Column("Overhead", Kind.MONEY),
    Column("Afgesproken door", weight=2),
    Column("Besluit"),
)


def write(desk: Desk, path: Path, wanted: TariffFilter) -> int:
    """Those the filter leaves, to `path`; returns how many. Raises as `domain.files.write_atomically`."""
    from zsm_desktop.reports.xlsx import xlsx_bytes

    require_paper_place(path)
    rows = desk.tariffs.today(wanted)
    put_at(desk, Paper(PaperKind.TARIFFS), path, xlsx_bytes(document(desk, rows)))
    return len(rows)


def document(desk: Desk, rows: tuple[OfferTariff, ...]) -> Document:
    blocks: tuple[Block, ...] = (
        Paragraph(EXPLAINED),
        Table("Tarieven", _COLUMNS, tuple(_row(row) for row in rows), sheet=TITLE, when_empty="Geen aanbod."),
    )
    return Document(
        title=TITLE,
        subtitle=date_medium(desk.day),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        facts=(("Aanbod", len(rows)), ("Zonder tarief", sum(row.cents is None for row in rows))),
        blocks=blocks,
    )


def _row(row: OfferTariff) -> tuple[Value, ...]:
    basis = row.basis
    costs = (_cents(basis.wage_cents), _cents(basis.materials_cents), _cents(basis.overhead_cents))
    return (
        row.school, row.offer_code, row.offer, row.sector, row.unit, _cents(row.cents), row.valid_from, row.last_day,
        *costs, row.agreed_by, row.decision_number,
    )  # fmt: skip


def _cents(cents: int | None) -> Cents | None:
    return None if cents is None else Cents(cents)
