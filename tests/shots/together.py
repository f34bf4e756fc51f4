"""Somebody else changed what is being edited: the forms that then show both texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.offers import OfferDraft


def clashes(stage: Stage) -> Iterator[str]:
    """Both write at one desk here; to the store that is the same."""
    window = stage.office()
    window.open("offers")
    yield from _offer(stage, window.page)
    window.open("exchange", "funds")
    yield from _fund(stage, window.page.funds)


def _offer(stage: Stage, page: Any) -> Iterator[str]:
    page.deeds.edit()
    (form,) = stage.dialogs()
    form.fields["name"].editor.setText("Lassen en slijpen voor beginners")
    form.fields["seats"].editor.setText("4")
    form.fields["description"].editor.setPlainText("Een leerling last en slijpt hier zelf, aan een eigen werkplek.")
    offers = stage.desk.offers
    card = offers.card(form.made_id)
    row = card.offer
    known = {one.name: getattr(card, one.name, getattr(row, one.name, None)) for one in fields(OfferDraft)}
    theirs = OfferDraft(**known | {"name": "Lassen, niveau 1 en 2", "seats": 12, "place": "Vlissingen"})
    offers.edit(row.id, row.version, replace(theirs, description="Lassen met beschermgas, in groepen van zes."))
    form.try_submit()
    yield "aanbod"
    page.deeds.edit()
    (form,) = stage.dialogs()
    form.fields["name"].editor.setText("Lassen voor iedereen")
    form.fields["place"].editor.setText("Goes")
    card = offers.card(form.made_id)
    offers.edit(row.id, card.offer.version, replace(theirs, name="Lassen", place="Middelburg"))
    form.try_submit()
    form.row.both["name"].take.click()
    form.row.both["place"].keep.click()
    yield "gekozen"


def _fund(stage: Stage, face: Any) -> Iterator[str]:
    """Three beside each other."""
    funds, year = stage.desk.funds, SchoolYear.of(stage.desk.day).shifted(1)
    wanted = FundDraft(
        "Regionale middelen", 20_000_00, year.first_day, year.last_day, percent=50_00, owner="RMC", rank=8
    )
    made = funds.add(wanted).made_id
    face.open(made)
    face.edit()
    (form,) = stage.dialogs()
    for name, text in (("granted", "25.000"), ("owner", "RMC-regio"), ("rank", "9"), ("percent", "40")):
        form.fields[name].editor.setText(text)
    funds.edit(made, form.row.version, replace(wanted, granted_cents=31_250_00, owner="Gemeente Vlissingen", rank=7))
    form.try_submit()
    yield "subsidie"
