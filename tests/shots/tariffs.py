"""What was agreed about money: tariffs and what they are made of, funds, and VAT per kind of offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.parts import layout


def tariffs(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("offers")
    page = window.page
    offer = page.state.rows(0, 1)[0][0]
    starts = SchoolYear.of(stage.desk.day).last_day.replace(month=8, day=1)
    costs = {"wage_cents": 2600, "materials_cents": 300, "overhead_cents": 100}
    stage.desk.tariffs.set(TariffDraft(offer.id, 3000, starts, **costs, agreed_by="de stuurgroep"))
    page.open_item(offer.id)
    yield "historie"
    page.deeds.set_tariff()
    form = stage.dialogs()[0]
    for name, text in (("cents", "32"), ("valid_from", "1-9-2027"), ("wage", "25"), ("overhead", "2")):
        form.fields[name].editor.setText(text)
    form.fields["wage"].edited.emit()
    yield "let_op"
    page.deeds.remove_tariff()
    yield "weghalen"
    page.tabs.show_face("tariffs")
    yield "overzicht"
    page.tariffs.age.choose("1")
    page.tariffs.bare.setChecked(True)
    yield "zonder_kosten"
    page.tariffs.bare.setChecked(False)
    page.tabs.show_face("offers")


def funds(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange", "funds")
    face, desk = window.page.funds, stage.desk
    if not face.state.rows():
        yield "leeg"
    face.add()
    yield "nieuw"
    face.add()
    stage.dialogs()[0].try_submit()
    yield "nieuw_fouten"
    year = SchoolYear.of(desk.day)
    wanted = FundDraft(
        "Provinciale projectsubsidie", 150_00, year.first_day, year.last_day, percent=60_00, owner="Provincie Zeeland",
        rank=9,
        terms="Alleen voor leerlingen die in een maatwerkbespreking zijn besproken.",
    )  # fmt: skip
    made = desk.funds.add(wanted).made_id
    waiting = desk.deliveries.page(DeliveryFilter(status=DeliveryStatus.ENTERED), limit=6)
    desk.deliveries.confirm([row.id for row in waiting])
    ended = replace(
        wanted, name="Oude subsidie", owner="ESF", rank=10, percent=None, fixed_cents=5_00, granted_cents=2_000_00
    )
    desk.funds.end(desk.funds.add(ended).made_id)
    face.open(made)
    yield "lijst"
    face.open_claims()
    yield "leveringen"
    face.close_claims()
    face.edit()
    form = stage.dialogs()[0]
    form.fields["granted"].editor.setText("400")
    form._foretell()
    yield "wijzigen"
    face.switch()
    yield "beëindigen"


def vat(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settings")
    card, desk = window.page.vat, stage.desk
    desk.vat.set(VatDraft("facility", SchoolYear.of(desk.day).last_day.replace(month=8, day=1), "high"))
    layout.reveal(card)
    yield "per_soort"
    card.ask("course")
    yield "vastleggen"
    card.ask("course")
    form = stage.dialogs()[0]
    form.fields["treatment"].editor.choose("outside")
    form.fields["valid_from"].editor.setText("1-1-2027")
    form.try_submit()
    yield "fouten"
    card.ask_remove(next(rule for rule in desk.vat.rules() if rule.kind == "facility"))
    yield "weghalen"
