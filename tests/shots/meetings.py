"""Both kinds of meeting from planning to the preview of the minutes; they are really held, on the stage's own copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.shots.stage import Stage
from tests.versions import last_minutes
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.domain.votes import Voice
from zsm_desktop.services.minutes_correction import Correction
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.parts.talk.starting import ask_start


def _coming(stage: Stage, kind: str) -> Any:
    return [row for row in stage.desk.meetings.rows(kind) if row.status == "planned"][-1]


def case_meeting(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("meetings", "")
    page = window.page
    page.open_item("")
    page.plan()
    yield "plannen"
    page.plan()
    stage.dialogs()[0].fields["day"].editor.setText("31-2")
    stage.dialogs()[0].try_submit()
    yield "plannen_fout"
    coming = _coming(stage, "case")
    window.open("meetings", coming.id)
    yield "voorbereid"
    page.views["prepare"].add_point()
    yield "agendapunt"
    page.pick_case()
    yield "wachtlijst"
    page.pick_case()
    page.picker.search.setText("wqxz")
    page.picker.fill()
    yield "wachtlijst_niets"
    ask_start(page)
    yield "starten"
    page.sitting.start()
    stage.settle()
    yield from _cases(stage, page, coming.id)
    for row in stage.desk.meetings.card(coming.id).attendance[:9]:
        stage.desk.meetings.set_attendance(row.id, is_present=True)
    page.talk.ending.ask()
    yield "afronden"
    stage.desk.live.finish(coming.id)
    stage.wait(lambda: page.stack.currentWidget() is page.views.get("minutes"))
    yield "verslag"
    yield from _after(stage, page, coming.id)
    yield from _preview(stage, page)


def _cases(stage: Stage, page: Any, meeting_id: str) -> Iterator[str]:
    agenda = stage.desk.meetings.card(meeting_id).agenda
    blocked = [row.id for row in agenda if row.case and row.case.missing]
    plain = [row.id for row in agenda if not row.case]
    for name, ids in (("niet_toegestaan", blocked), ("punt_zonder_casus", plain)):
        if ids:
            page.talk.show_point(ids[0])
            yield name
    free = [row.id for row in agenda if row.case and not row.case.missing]
    page.talk.show_point(free[0])
    yield "casus"
    page.choose_outcome()
    yield "uitkomst"
    page.choose_outcome()
    page.outcome.choose(list(page.outcome.buttons)[5])
    page.outcome._with_reason()
    yield "uitkomst_zonder_reden"
    for kind in ("action", "decision", "bottleneck"):
        page.talk.compose(kind)
        yield f"schrijven_{kind}"
        page.talk.composer.submit()
        yield f"schrijven_{kind}_fout"
        page.talk.composer.leave()
    page.card.name.ask()
    yield "naam_vragen"
    page.card.name.reason.setText("Ouders bellen over de start")
    page.card.name.open()
    yield "naam"
    page.card.name.hide()
    page.place(page.offers.cards.rows[0].match.offer_id)
    yield "plaatsen"
    page.talk.panes.show_pane("side")
    yield "aanbod"
    page.talk.panes.show_pane("agenda")
    yield "agenda"
    page.talk.panes.show_pane("point")
    yield from _agreed(stage, page)


def _agreed(stage: Stage, page: Any) -> Iterator[str]:
    """A case with everything that can be agreed on it."""
    table = page.table
    page.talk.notes.editor.setPlainText("Wil graag met de handen werken. De stagebegeleider kijkt wat er vrij is.")
    page.talk.settle()
    table.add_action("Kennismaken met de werkmeester", owner="Anneke de Visser", due_on=stage.desk.day)
    table.add_decision("De proefplaatsing begint na de kerstvakantie.")
    table.add_bottleneck("Er rijdt geen bus naar de werkplaats op de dagen dat er plaats is.")
    page.state.desk.live.record_outcome(page.table.item_id, list(page.outcome.buttons)[1])
    stage.settle()
    stage.wait(lambda: not page.writer.is_busy and len(page.agreed.lines) > 3)
    yield "afgesproken"


def deciding(stage: Stage, page: Any, point_id: str) -> Iterator[str]:
    """A proposal to settle at the point about the balances, and the decision it becomes."""
    desk = stage.desk
    for kind in KINDS:
        if desk.vat.treatments_on(desk.day)[kind].treatment == "to_check":
            desk.vat.set(VatDraft(kind, date(2020, 8, 1), "exempt", "Onderwijs; de accountant bevestigde dit."))
    pending = [row.id for row in desk.settlements.rows() if row.status in {"proposed", "approved"}]
    for one in pending:
        desk.settlements.withdraw(one)
    desk.settlements.propose(SettlementRegime.INVOICING, Span.of_school_year(page.state.year))
    page.talk.show_point(point_id)
    page.read()
    page.talk.fill()
    yield "voorstel_tot_verrekening"
    page.decide()
    stage.settle()
    stage.wait(lambda: not page.writer.is_busy and not page.state.may_decide)
    yield "voorstel_besloten"


def voting(stage: Stage, page: Any) -> Iterator[str]:
    """Nobody there yet; then three organisations, of which one against; then a decision of it."""
    page.points.ask_vote()
    yield "stemmen_zonder_stemmers"
    there = [row for row in page.sitting.card.attendance if row.organisation][:5]
    for row in there:
        stage.desk.meetings.set_attendance(row.id, is_present=True)
    stage.desk.live.set_presence(there[-1].id, is_mandated=False)
    stage.settle()

    def half_way() -> Any:
        form = page.points.ask_vote()
        form.text.setText("De tarieven gaan per 1 augustus 2,5 % omhoog.")
        form.say(Voice.FOR)
        form.say(Voice.AGAINST)
        return form

    half_way()
    yield "stemmen_bezig"
    half_way().rest()
    yield "stemmen_aangenomen"
    form = half_way()
    form.say(Voice.AGAINST)
    form.say(Voice.BLANK)
    yield "stemmen_verworpen"
    form = half_way()
    form.rest()
    form.try_submit()
    stage.settle()
    yield "besluit_bij_stemming"


def steering(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("steering")
    page = window.page
    page.open_item("")
    page.plan()
    yield "plannen"
    coming = _coming(stage, "steering")
    window.open("steering", coming.id)
    yield "voorbereid"
    page.sitting.start()
    stage.settle()
    agenda = stage.desk.meetings.card(coming.id).agenda
    for row in agenda:
        page.talk.show_point(row.id)
        stage.wait(lambda: not page.point.shown.counting.is_busy)
        yield f"punt_{row.position}_{row.kind}"
    yield from voting(stage, page)
    yield from deciding(stage, page, next(row.id for row in agenda if row.kind == "balances"))
    up = [row for row in agenda if row.bottleneck]
    if up:
        page.talk.show_point(up[0].id)
        page.settle_point()
        yield "antwoord"
        page.talk.composer.leave()
    page.talk.ending.ask()
    yield "afronden"
    stage.desk.live.finish(coming.id)
    stage.wait(lambda: page.stack.currentWidget() is page.views.get("minutes"))
    yield "verslag"
    yield from _preview(stage, page)


def _after(stage: Stage, page: Any, meeting_id: str) -> Iterator[str]:
    """From draft to a corrected final, and what goes out."""
    stage.wait(lambda: page.stack.currentWidget() is page.views.get("minutes"))
    versions, after = stage.desk.versions, page.after
    after.write_text()
    yield "bijwerken"
    versions.prepare(meeting_id)
    stage.settle()
    yield "klaargezet"
    after.write_text()
    yield "aanvulling"
    card = stage.desk.meetings.card(meeting_id)
    there = next(row.id for row in card.attendance if row.is_present)
    item = next(row.id for row in card.agenda if row.case)
    taken = versions.amend(meeting_id, there, "Vader was er ook bij en is het ermee eens.", item).made_id
    stage.settle()
    yield "aanvullingen"
    versions.settle(taken, is_accepted=True)
    stage.settle()
    after.step()
    yield "vaststellen"
    versions.finalise(meeting_id)
    better = Correction({item: "Begint op donderdag met een proefles."})
    versions.correct(meeting_id, last_minutes(stage.desk, meeting_id), "De dag van de proefles klopte niet", better)
    stage.settle()
    yield "vastgesteld"
    after.step()
    yield "corrigeren"
    after.choose_export()
    (form,) = stage.dialogs()
    form.audience.setCurrentIndex(1)
    stage.wait(lambda: not page.tools.workshop.running)
    yield "naar_buiten"
    after.choose_export()
    (form,) = stage.dialogs()
    form.kind.choose("named")
    form.try_submit()
    yield "met_namen_zonder_reden"


def _preview(stage: Stage, page: Any) -> Iterator[str]:
    stage.wait(lambda: page.stack.currentWidget() is page.views.get("minutes"))
    page.after.show_preview()
    stage.wait(lambda: page.views["preview"].isVisible() and not page.tools.workshop.running)
    yield "verslag_voorbeeld"
    page.views["preview"].left.emit()
