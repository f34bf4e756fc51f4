"""A meeting taken along to where there is no line: before it goes, at the start window, and at the copy itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.shots.before import ZEELAND, window_at_start
from tests.shots.stage import Stage
from zsm_desktop.app.offline import open_taken
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.services.typed_here import TypedRow
from zsm_desktop.store import taken_along
from zsm_desktop.store.kept_here import NOTES, KeptText
from zsm_desktop.store.postgres.logins import login_name, login_secret
from zsm_desktop.store.taken_along import TakenAlong
from zsm_desktop.ui.parts.talk.sitting import face_of
from zsm_desktop.ui.parts.talk.take_along import ask_take
from zsm_desktop.ui.start.actions import TakenHere
from zsm_desktop.ui.typed import TypedPanel
from zsm_desktop.words.rules import sentence

SERVER = ZEELAND._replace(server="server.voorbeeld.nl/netwerk")
TAKEN = TakenHere("Bespreking 24 november 2026, meegenomen vandaag 16.10 uur", is_old=False)
OLD = TakenHere("Bespreking 24 november 2026, meegenomen 2 november 2026 16.10 uur", is_old=True)


def taken(stage: Stage) -> Iterator[str]:
    window = stage.sit_down()
    meeting_id = _ahead(stage)
    _take(stage, meeting_id)
    window.open("meetings", meeting_id)
    page = window.page
    page.sitting.rights = replace(page.sitting.rights, may_take=True)
    page.views[face_of(page.sitting)].fill()
    ask_take(page)
    yield "meenemen"
    _start(stage, TAKEN).unlock.show_error(sentence(RuleError("server.lost")))
    yield "geen_verbinding"
    window = _start(stage, OLD)
    window.unlock.taken.open.click()
    yield "oud"
    yield from _away(stage, meeting_id)


def _away(stage: Stage, meeting_id: str) -> Iterator[str]:
    stage.leave()
    window = stage._open(open_taken(stage.network, password=PASSWORD, clock=stage._clock))
    yield "vandaag"
    window.open("meetings", meeting_id)
    page = window.page
    point = next(row for row in page.table.agenda if row.case and not row.case.missing)
    page.talk.show_point(point.id)
    page.talk.notes.editor.setPlainText("Moeder belt morgen met de werkplaats. Proefles in maart.")
    page.talk.settle()
    yield "notities"
    page.talk.compose("decision")
    page.talk.composer.text.setText("Drie dagen per week vanaf maart")
    stage.settle()
    yield "besluit_als_concept"
    page.choose_outcome()
    yield "uitkomst_kan_niet"
    window.open("pupils")
    yield "leerlingen"
    stage.sit_down()
    _both(stage, meeting_id)
    yield "beiden_schreven"


def _both(stage: Stage, meeting_id: str) -> None:
    """At the server again, where somebody wrote at the same point."""
    desk = stage.desk
    row = next(one for one in desk.meetings.card(meeting_id).agenda if one.case and not one.case.missing)
    mine, now = "Moeder belt morgen met de werkplaats.", "Vader is akkoord.\nMoeder belt morgen met de werkplaats."
    kept = KeptText(NOTES, row.id, "", "", mine, desk.clock(), desk.actor.user_id)
    typed = TypedRow(kept, desk.meetings.card(meeting_id).row.number, row.case.pseudonym, now, is_merged=True)
    TypedPanel(stage.theme, stage.shown, desk, (typed,)).open()


def _start(stage: Stage, here: TakenHere) -> Any:
    network = SERVER._replace(taken=here)
    window = window_at_start(stage, network)
    stage.wait(lambda: not window.workshop.running)
    window.unlock.password.editor.setText("een wachtwoord")
    return window


def _ahead(stage: Stage) -> str:
    rows = stage.desk.meetings.rows("case")
    return next(row.id for row in rows if row.status in ("planned", "running") and row.cases)


def _take(stage: Stage, meeting_id: str) -> None:
    """As from a server, which a stage has none of."""
    row = next(one for one in stage.desk.meetings.rows("case") if one.id == meeting_id)
    desk = stage.desk
    taken_along.lay_down(
        desk.store,
        TakenAlong(
            name=taken_along.new_name(),
            meeting_id=meeting_id,
            number=row.number,
            body=row.body,
            held_on=row.held_on,
            at=desk.clock(),
        ),
        login_secret(PASSWORD, login_name(desk.actor.user_id)),
    )
