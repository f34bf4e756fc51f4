"""Verrekening: four agreements side by side, what was agreed, and a settlement from proposal to reversal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.left_behind import LeftBehind
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.settlement_rows import MovedPosition
from zsm_desktop.services.vat import VatDraft

R = SettlementRegime


def settlements(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settlements")
    page = window.page
    page.chooser.choose(page.chooser.which.itemData(1))
    stage.wait(lambda: not page.compare.reader.is_busy)
    yield "vergelijken"
    yield from comparing(stage, page)
    page.open_item("agreements")
    yield "overeenkomst_gesloten_beurzen"
    yield from agreeing(stage, page)
    page.open_item("settlements")
    yield "afgeboekt"
    yield from settling(stage, page)


def comparing(stage: Stage, page: Any) -> Iterator[str]:
    face = page.compare
    face.try_a_band()
    face.band.slider.setValue(35)
    stage.wait(lambda: not face.reader.is_busy)
    stage.in_sight = face.trying
    yield "drempel_proberen"
    stage.in_sight = face.table
    yield "per_school"
    face.picking.pick(R.CLOSED_PURSES.value)
    stage.in_sight = face.sideways if face.sideways.isVisible() else face.table
    yield "andere_afspraak_in_beeld"
    face.try_tariffs()
    stage.wait(lambda: not face.reader.is_busy)
    stage.in_sight = face.trying
    yield "tarieven_proberen"
    page.chooser.choose(page.chooser.which.itemData(0))
    stage.wait(lambda: not face.reader.is_busy)
    stage.in_sight = face.nothing_done
    yield "als_er_niets_gebeurt"
    page.chooser.choose(page.chooser.which.itemData(1))
    stage.wait(lambda: not face.reader.is_busy)
    page.annex.make(stage.place / "bijlage")
    stage.wait(lambda: not stage.shown.workshop.running)
    yield "bijlage_gemaakt"
    face.show_view("change")
    face.picking.pick(R.THRESHOLD.value)
    stage.in_sight = face.table
    yield "verschil_met_nu"
    stage.in_sight = face.chart
    yield "als_beeld"
    face.show_view("net")
    face.trying.as_agreed()
    stage.wait(lambda: not face.reader.is_busy)
    face.state.choose("2030/31")
    page.reload()
    stage.wait(lambda: not face.reader.is_busy)
    yield "niets_te_verrekenen"
    page.chooser.choose(page.chooser.which.itemData(1))


def agreeing(stage: Stage, page: Any) -> Iterator[str]:
    face, desk = page.agreements, stage.desk
    face.add()
    yield "nieuwe_overeenkomst"
    face.add()
    form = stage.dialogs()[0]
    form.fields["regime"].put(R.THRESHOLD.value)
    form._follow()
    form.try_submit()
    yield "overeenkomst_fouten"
    starts = SchoolYear.of(desk.day).first_day - timedelta(days=365)
    schools = desk.network.schools()
    own = {schools[1].id: Band(cents=250_00)}
    desk.agreements.add(AgreementDraft(R.THRESHOLD, starts - timedelta(days=30), band=Band(permille=150), bands=own))
    made = desk.agreements.add(
        AgreementDraft(R.NETTING, starts, issues_for_all=True, note="Besproken met alle besturen.")
    ).made_id
    for school in schools[:-3]:
        version = next(row.version for row in desk.agreements.rows() if row.id == made)
        desk.agreements.sign(made, version, school.id, f"Directie {school.name}", starts)
    page.open_item("agreements")
    yield "overeenkomst"
    face.edit()
    yield "overeenkomst_wijzigen"
    face.sign()
    yield "tekenen"
    for school in schools[-3:]:
        version = next(row.version for row in desk.agreements.rows() if row.id == made)
        desk.agreements.sign(made, version, school.id, f"Directie {school.name}", starts)


def settling(stage: Stage, page: Any) -> Iterator[str]:
    face, desk = page.settlements, stage.desk
    for kind in KINDS:
        if desk.vat.treatments_on(desk.day)[kind].treatment == "to_check":
            desk.vat.set(VatDraft(kind, date(2020, 8, 1), "exempt", "Onderwijs; de accountant bevestigde dit."))
    face.propose()
    yield "voorstel_maken"
    face._proposed(desk.settlements.propose(R.NETTING, page.state.span).made_id)
    yield "voorstel"
    card = face.state.card
    moved = tuple(
        MovedPosition(line.holder, line.position_cents, line.position_cents + by)
        for line, by in zip(card.lines[:2], (125_00, -125_00), strict=True)
    )
    face.panel.show_card(replace(card, is_overtaken=True, moved=moved), may_keep=True)
    yield "voorstel_achterhaald"
    later = replace(desk.agreements.rows()[0], regime=R.INVOICING)
    face.panel.show_card(replace(card, is_overtaken=True, other_agreement=later), may_keep=True)
    yield "voorstel_andere_overeenkomst"
    face.left.show_left(LeftBehind(3, 120_00, page.state.span.first_day, page.state.span.last_day))
    yield "laat_geboekt"
    face.propose(Span.of_school_year(SchoolYear.of(desk.day)))
    yield "voorstel_laat_liggen"
    face.open(card.settlement.id)
    face.approve()
    yield "besluit_vastleggen"
    decision = desk.tariffs.decisions()[0].number
    desk.settlements.approve(face.state.card.settlement.id, decision)
    face.open(face.state.card.settlement.id)
    face.execute()
    yield "uitvoeren"
    desk.settlements.execute(face.state.card.settlement.id)
    face.open(face.state.card.settlement.id)
    yield "uitgevoerd"
    yield from issuing(stage, page)
    face.reverse()
    yield "terugdraaien"
    page.open_item("agreements")
    yield "overeenkomst_ligt_vast"


def issuing(stage: Stage, page: Any) -> Iterator[str]:
    face, desk = page.settlements, stage.desk
    part, rule = face.documents, desk.issuing.rule()
    minutes = {"document_minutes": rule.document_minutes, "payment_minutes": rule.payment_minutes}
    desk.issuing.set(rule.version, None, **minutes)
    face.reload()
    part.issue()
    yield "documenten_onvolledig"
    desk.issuing.set(desk.issuing.rule().version, rule.issuer_id, **minutes)
    face.reload()
    yield "concepten"
    part.files.view()
    stage.wait(lambda: face.stack.currentIndex() == 1)
    yield "concept_bekijken"
    face.stack.close_view()
    part.issue()
    yield "uitgeven"
    desk.invoices.issue(face.state.card.settlement.id)
    face.reload()
    yield "uitgegeven"
    part.files.draft(part.documents.lines, stage.place / "emails")
    stage.wait(lambda: not stage.shown.workshop.running)
    yield "emails_klaargezet"
