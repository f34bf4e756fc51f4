"""Around a maatwerkbespreking: order, time and invitation, people and bin, and the lists over all meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from tests.shots.pupils import write_known
from tests.shots.stage import Stage
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.ui.undoing import Undoing


def around(stage: Stage) -> Iterator[str]:
    window = stage.office()
    meeting_id = _planned(stage)
    window.open("meetings", meeting_id)
    page = window.page
    page.views["prepare"]  # made on first use, and what stands before the meeting with it
    stage.settle()
    before = page.before
    before.ask_order()
    yield "volgorde"
    before.ask_minutes(page.sitting.card.agenda[0].id)
    yield "tijd"
    before.ask_change()
    yield "wijzigen"
    before.ask_invite()
    stage.wait(stage.dialogs)
    yield "uitnodigen"
    stage.tidy()
    stage.desk.live.start(meeting_id)
    window.open("meetings", meeting_id)
    stage.wait(lambda: not page.writer.is_busy)
    yield from _live(stage, page)
    yield from _lists(stage, page)


def _planned(stage: Stage) -> str:
    """A meeting of its own, with what may be discussed on it."""
    desk = stage.desk
    (body,) = [one for one in desk.meetings.bodies() if one.kind == "case"]
    day = desk.day + timedelta(days=70)
    made = desk.meetings.plan(body.id, held_on=day, starts_at=time(13), ends_at=time(15), place="Havenrijk").made_id
    desk.agenda.build(made)
    return made


def _live(stage: Stage, page: Any) -> Iterator[str]:
    agenda = stage.desk.meetings.card(page.sitting.meeting_id).agenda
    page.talk.show_point(next(row.id for row in agenda if row.case and not row.case.missing))
    stage.wait(lambda: page.state.card is not None)
    yield from _brought_along(stage, page)
    page.hands.show_people()
    yield "aanwezigen"
    page.feasible.check()
    yield "haalbaar"
    yield from _exam(stage, page, [row.id for row in agenda if row.case and not row.case.missing])
    page.raised.ask()
    yield "bekend_knelpunt"
    made = stage.desk.live.add_bottleneck(page.table.item_id, "Geen bus voor half negen").made_id
    stage.wait(page.state.bottlenecks_to_escalate)
    page.raised.ask()
    yield "knelpunt_aanvullen"
    stage.desk.bin.remove_bottleneck(made)
    page.hands.show_bin()
    yield "prullenbak"


def _brought_along(stage: Stage, page: Any) -> Iterator[str]:
    """A case with what an earlier meeting left to be done about it; and something taken back."""
    first = page.table.item_id
    for row in page.table.agenda:
        page.talk.show_point(row.id)
        stage.settle()
        if page.card.still_open.isVisibleTo(page):
            stage.in_sight = page.card.still_open
            yield "casus_staat_nog_open"
            break
    page.talk.show_point(first)
    page.table.add_action("Kennismaken met de werkmeester", owner="Anneke de Visser", due_on=stage.desk.day)
    stage.wait(lambda: page.agreed.lines[0].icon)
    made = page.agreed.cards.rows[0].id
    undoing = stage.shown.findChild(Undoing)
    undoing.back()
    stage.wait(lambda: not page.agreed.row(made))
    yield "teruggedraaid"
    undoing.again()
    undoing.again()
    stage.settle()
    yield "niets_over_om_te_herhalen"
    undoing.back()


def _exam(stage: Stage, page: Any, points: list[str]) -> Iterator[str]:
    """The first offer of any case that ends in an examination."""
    panel = page.feasible.panel
    first = page.table.item_id
    for point in points:
        page.talk.show_point(point)
        stage.settle()
        card = page.state.card
        for match in card.matches if card is not None else ():
            panel.open_for("Putter 8", match)
            form = panel.ask_exam()
            if form is not None:
                form.fields["examiner"].editor.setText("B. de Winter")
                yield "haalbaar_examen"
                panel.close_panel()
                page.talk.show_point(first)
                stage.settle()
                return


def _lists(stage: Stage, page: Any) -> Iterator[str]:
    page.finding.show()
    stage.settle()
    view = page.views["results"]
    yield "acties"
    view.actions.ask_drop()
    yield "actie_vervalt"
    view.tabs.show_face("decisions")
    stage.settle()
    yield "besluiten"
    view.decisions.ask_withdraw()
    yield "besluit_intrekken"
    view.tabs.show_face("bottlenecks")
    stage.settle()
    yield "knelpunten"


def other_school(stage: Stage) -> Iterator[str]:
    """A stagebegeleider looks into a case of another school, and enters a pupil whom another school knows."""
    stage.office()
    cases = [row for row in stage.desk.cases.rows() if row.status != CaseStatus.CLOSED]
    names = {row.school_id: stage.desk.pupils.open_name(row.pupil_id, "Nakijken") for row in cases}
    window = stage.sit_down("coordinator")
    window.open("pupils")
    desk = stage.desk
    other = next(
        row
        for row in desk.cases.rows()
        if row.school_id != desk.actor.school_id and row.status != CaseStatus.CLOSED and not row.missing
    )
    window.open("pupils", other.id)
    yield "dossier"
    window.page.cases.gate.ask()
    yield "dossier_reden"
    stage.tidy()
    window.page.show_form()
    write_known(window.page.form, next(name for school, name in names.items() if school != desk.actor.school_id))
    window.page.form.submit()
    stage.in_sight = window.page.form.double
    yield "toch_aanmelden"
    window.page.form._throw_away()
