"""Openstaand: nothing yet, what is late, the sum per school, and a payment that is entered and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.vat import VatDraft

_GROUND = "Onderwijs; de accountant bevestigde dit."


def open_items(stage: Stage) -> Iterator[str]:
    window = stage.office()
    desk, clock = stage.desk, stage.desk.clock
    window.open("settlements", "open")
    page = window.page
    face = page.open
    yield "leeg"
    _issue(desk)
    desk.clock = lambda: clock() + timedelta(days=44)
    page.reload()
    yield "te_laat"
    yield from _reminders(stage, face)
    yield from _orders(stage, face)
    face.pay()
    yield "betaling_invullen"
    face.pay()
    form = stage.dialogs()[0]
    form.fields["cents"].put("999999")
    form.try_submit()
    yield "betaling_te_veel"
    desk.clock = clock
    desk.payments.enter(face.state.line.row.invoice_id, desk.day, 25_00, "Gezien op het afschrift")
    page.reload()
    yield "deels_betaald"
    face.take_back()
    yield "betaling_terugdraaien"
    face.panel.confirm.no.click()
    face.show_which("paid")
    yield "betaald"
    face.show_which("late")
    yield "niets_te_laat"
    face.show_which("sums")
    yield "per_school"
    face.show_which("open")
    yield from _statement(stage, face)


def _reminders(stage: Stage, face: Any) -> Iterator[str]:
    face.open_reminders()
    view = face.views.reminders
    yield "herinneringen"
    view.panel.text.editor.setPlainText(
        "Wij spraken u hierover aan de telefoon. Wilt u het bedrag deze week overmaken?"
    )
    yield "herinnering_eigen_tekst"
    view.view()
    stage.wait(lambda: view.stack.currentIndex() > 0)
    yield "herinnering_bekijken"
    view.stack.close_view()
    view.panel.text.editor.setPlainText("")
    view.ask_folder()
    yield "herinnering_zonder_tekst"
    view.panel.back.click()
    first, second, *_ = view.state.lines
    view.lines.put(frozenset((first, second)))
    view.make(view.state.chosen(view.lines.value), stage.place / "herinneringen")
    stage.wait(lambda: face.views.currentIndex() == 0)
    face.table.select_id(next(line.id for line in face.state.lines if line.row.level))
    stage.in_sight = face.panel.sent
    yield "herinnerd"
    stage.in_sight = None
    face.open_reminders()
    yield "herinneringen_wie_niet"
    view.left.emit()


def _orders(stage: Stage, face: Any) -> Iterator[str]:
    face.order.ask()
    yield "betaalbestanden"
    face.order.ask()
    desk = stage.desk
    card = desk.network.card(face.state.line.row.issuer_id)
    draft = OrganisationDraft(**{one.name: getattr(card, one.name) for one in fields(OrganisationDraft)})
    desk.network.edit_organisation(card.id, card.version, replace(draft, iban=""))
    stage.dialogs()[0].try_submit()
    yield "betaalbestanden_zonder_iban"
    desk.network.edit_organisation(card.id, card.version + 1, draft)


def _statement(stage: Stage, face: Any) -> Iterator[str]:
    face.open_bank()
    yield "afschrift_kiezen"
    view = face.views.bank
    yield from _read(stage, view, 0, "afschrift_gelezen")
    view.lines.select_id(view.found.lines[-1].id)
    view.lines.toggle(view.lines.current_id())
    yield "afschrift_nog_niet_gekozen"
    view.choose(view.what.itemData(view.what.count() - 1))
    yield "afschrift_zelf_gekozen"
    view.keep.click()
    face.open_bank()
    yield from _read(stage, view, 0, "afschrift_opnieuw")
    yield from _read(stage, view, 1, "afschrift_met_fouten")
    face.views.show_list()


def _read(stage: Stage, view: Any, off: int, name: str) -> Iterator[str]:
    """A statement whose balances are `off` by so many cents."""
    view.start()
    view.read_file(_bank_file(stage, off))
    stage.wait(lambda: view.found is not None)
    yield name


def _bank_file(stage: Stage, off: int) -> Path:
    file = stage.place / "afschrift.sta"
    if off or not file.exists():
        _write(stage.desk, file, off)
    return file


def _write(desk: Any, file: Path, off: int) -> None:
    """One that pays with its reference, one known by its number, and one that nobody knows."""
    row, other = [one for one in desk.payments.open_items().open if one.invoice_id][1:3]
    day = f"{desk.day:%y%m%d}"
    moves = [
        (row.open_cents, f"/NAME/{row.payer.name}/REMI/{make_reference(row.number)}"),
        (other.open_cents - 10_00, f"/NAME/{other.payer.name}/REMI/factuur {other.number}"),
        (30_00, "/IBAN/NL20INGB0001234567/NAME/Bakkerij Bos/REMI/kantine"),
    ]
    account = desk.network.card(row.payee.school_id).iban
    lines = [":20:ZSM", f":25:{account}", ":28C:1/1", f":60F:C{day}EUR0,00"]
    for cents, text in moves:
        lines += [f":61:{day}{day[2:]}C{_amount(cents)}NTRFNONREF", f":86:/TRTP/SEPA OVERBOEKING{text}"]
    lines += [f":62F:C{day}EUR{_amount(sum(cents for cents, _ in moves) + off)}", "-"]
    file.write_text("\r\n".join(lines), encoding="cp1252")


def _amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def _issue(desk: Any) -> None:
    """Last year's deliveries settled by invoice, with all that the documents need filled in."""
    _describe(desk)
    for kind in KINDS:
        if desk.vat.treatments_on(desk.day)[kind].treatment == "to_check":
            desk.vat.set(VatDraft(kind, date(2020, 8, 1), "exempt", _GROUND))
    done = [row.id for row in desk.settlements.rows() if row.status == "executed" and (row.documents or row.payments)]
    made = done[0] if done else _settle(desk)
    if not desk.invoices.rows(made):
        desk.invoices.issue(made)


def _settle(desk: Any) -> str:
    year = SchoolYear.of(desk.day).shifted(-1)
    span = Span.of_school_year(year)
    if desk.agreements.on(span.last_day) is None:
        desk.agreements.add(AgreementDraft(SettlementRegime.INVOICING, year.first_day))
    made = desk.settlements.propose(SettlementRegime.INVOICING, span).made_id
    desk.settlements.approve(made, desk.tariffs.decisions()[0].number)
    desk.settlements.execute(made)
    return made


def _describe(desk: Any) -> None:
    """Addresses, numbers and accounts of all schools and boards, invented."""
    for at, row in enumerate(desk.network.organisations(), 1):
        card = desk.network.card(row.id)
        draft = OrganisationDraft(
            row.name, row.kind, card.street or "Dijkweg", card.house_number or str(at), card.postcode or "4461 AA",
            card.city or "Goes", iban=card.iban or _iban(at), kvk_number=card.kvk_number or f"{10_000_000 + at}",
            vat_number=card.vat_number, rsin=card.rsin or "123456782", reference=card.reference or f"ZSM-{row.code}",
        )  # fmt: skip
        desk.network.edit_organisation(row.id, card.version, draft)


def _iban(at: int) -> str:
    account = f"{417_000_000 + at:010}"
    letters = "".join(str(int(one, 36)) for one in f"RABO{account}NL00")
    return f"NL{98 - int(letters) % 97:02}RABO{account}"
