"""A copy to read elsewhere with names in it: asked for, remembered, asked back, and as who got it reads it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta

from tests.shots.stage import Stage
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import WithNames, publish
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import USUAL, HowGone
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.store.keys import Kdf
from zsm_desktop.ui.settings.keys_card import KeysCard
from zsm_desktop.ui.settings.publish_form import WITH, PublishForm

OWN = "vier eenden zwemmen achteruit"
TO = "Samenwerkingsverband Schorrenland"


def outside(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settings")
    page = window.page
    page.open_item("forgetting")
    face = page.privacy.face("forgetting")
    stage.in_sight = face.outside
    yield "geen_kopie"
    page.tabs.open_face("general")
    card = page.locks[0]
    _asked(card)
    yield "kopie_vragen"
    stage.in_sight = _asked(card).fields["own"]
    yield "kopie_vragen_onder"
    form = card.ask_publish()
    form.which.choose(WITH)
    form.try_submit()
    form.refuse(RuleError("copy.password_weak"))
    form.refuse(RuleError("copy.until_late", last=stage.desk.day + timedelta(days=366)))
    yield "kopie_fouten"
    yield from _known(stage)
    yield from _elsewhere(stage)


def _asked(card: KeysCard) -> PublishForm:
    form = card.ask_publish()
    form.which.choose(WITH)
    for name, text in (("to", TO), ("reason", "Overname van de begeleiding"), ("password", OWN), ("again", OWN)):
        form.fields[name].editor.setText(text)
    form.fields["password"].edited.emit()
    return form


def _known(stage: Stage) -> Iterator[str]:
    """One is really made; of the others there are the lines."""
    desk = stage.desk
    who, why = desk.outside_copies.sharable(), "Overname van de begeleiding"
    gone = desk.outside_copies.made(to="Onderzoeksbureau Delta", reason=why, until=desk.day + USUAL, who=who)
    desk.outside_copies.gone(gone.made_id, HowGone.DESTROYED)
    into = stage.place / "kopie-met-namen"
    shutil.rmtree(into, ignore_errors=True)
    names = WithNames(PASSWORD, desk.day + timedelta(days=10))
    publish(desk, into, OWN, to=TO, reason=why, names=names, kdf=Kdf(passes=1, memory_kib=64, lanes=1))
    case = next(one for one in desk.cases.rows(statuses=("closed",)) if one.id in who.cases)
    for consent in desk.cases.card(case.id).consents:
        if consent.is_valid:
            desk.cases.withdraw_consent(consent.id, desk.day)
    other = desk.outside_copies.sharable()
    until = desk.day + USUAL
    desk.outside_copies.made(to="Gemeente Schorrenland, team leerplicht", reason=why, until=until, who=other)
    window = stage.shown
    window.open("settings")
    page = window.page
    page.open_item("forgetting")
    face = page.privacy.face("forgetting")
    stage.in_sight = face.outside
    yield "kopieen"
    face.outside.ask(face.outside.rows[0])
    yield "is_weg"
    window.open("pupils")
    pupils = window.page
    held = desk.outside_copies.sharable().numbers
    row = next(
        one for one in desk.pupils.page(limit=400, with_leavers=True)
        if one.id in held and not desk.forgetting.preview(one.id).stops
    )  # fmt: skip
    pupils.tabs.show_face("pupils")
    pupils.pupils.select(row)
    stage.in_sight = pupils.pupils.ask_forget().fields["typed"]
    yield "vergeten"
    stage.tidy()
    window.open("settings")
    page.open_item("handover")
    handing = page.privacy.face("handover")
    handing.show_step(3)
    yield "overdracht"
    window.open("today")
    stage.wait(lambda: any(one.kind == "copies_outside" for one in window.page._later))
    rows = window.page.waiting
    stage.in_sight = rows.itemAt(rows.count() - 1).widget()
    yield "vandaag"


def _elsewhere(stage: Stage) -> Iterator[str]:
    stage.leave()
    into = stage.place / "kopie-met-namen"
    window = stage._open(open_desk(into, password=OWN, clock=stage._clock))
    yield "bij_de_ontvanger_vandaag"
    window.open("pupils")
    yield "bij_de_ontvanger_casussen"
    page = window.page
    page.tabs.show_face("pupils")
    page.pupils.ask_name()
    yield "bij_de_ontvanger_naam_vragen"
    stage.tidy()
    page.pupils.ask_name().try_submit()
    yield "bij_de_ontvanger_naam"
