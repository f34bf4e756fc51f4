"""Somebody else changed what is being edited: the forms that then show both texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.offers import OfferDraft
from zsm_desktop.ui.network.page import LISTS


def clashes(stage: Stage) -> Iterator[str]:
    """Both write at one desk here; to the store that is the same."""
    window = stage.office()
    window.open("offers")
    yield from _offer(stage, window.page)
    window.open("exchange", "funds")
    yield from _fund(stage, window.page.funds)
    window.open("settings")
    yield from _body(stage, window.page)
    window.open("network")
    yield from _clusters(stage, window.page)
    window.open("pupils")
    yield from _texts(stage, window.page)


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


def _body(stage: Stage, page: Any) -> Iterator[str]:
    """Gone while it was being changed."""
    made = stage.desk.bodies.add(BodyDraft("Kernteam", "tactical", 6, kind="case", code="KT")).made_id
    page.bodies.ask_edit(next(row for row in stage.desk.bodies.rows() if row.id == made))
    (form,) = stage.dialogs()
    form.fields["name"].editor.setText("Kernteam Walcheren")
    stage.desk.bodies.remove(made)
    form.try_submit()
    yield "verdwenen"


def _clusters(stage: Stage, page: Any) -> Iterator[str]:
    """Edited in place, where news comes in while somebody types."""
    page.tabs.show_face(LISTS)
    clusters = page.lists.clusters
    made = stage.desk.clusters.add("Bevelanden").made_id
    stage.wait(lambda: made in clusters.lines)
    line = clusters.lines[made]
    line.name.setFocus()
    line.name.setText("Noord- en Zuid-Beveland")
    stage.desk.clusters.rename(made, line.edit.version, "Bevelanden en Tholen")
    stage.wait(lambda: line.edit.open)
    yield "lijst"


def _texts(stage: Stage, page: Any) -> Iterator[str]:
    case = next(row.id for row in stage.desk.cases.rows() if row.status != "closed")
    page.open_item(case)
    panel = page.cases.panel
    panel.start_edit()
    panel.editor.fields["question"].editor.setPlainText("Waar kan deze leerling leren lassen?")
    card = stage.desk.cases.card(case)
    theirs = {"question": "Waar leert deze leerling lassen, het liefst dichtbij?", "tried": "Een dag meegelopen."}
    stage.desk.cases.edit(case, card.version, theirs)
    panel.editor.flush()
    yield "casus"
