"""The office of the secretary passes on in five steps, and a network goes on at another computer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.shots.backups import _Acts
from tests.shots.before import ZEELAND
from tests.shots.privacy import note_papers
from tests.shots.stage import Stage
from zsm_desktop.app.first import FirstStart
from zsm_desktop.app.leaving import Left, leave, stay
from zsm_desktop.app.people import add_user
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.ui.departure import Arrived
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.words import leaving as words


class _There(_Acts):
    """The other computer, whose steps are real too."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.first = FirstStart(stage.place, stage.place / "none.json")


def handing_over(stage: Stage) -> Iterator[str]:
    window = stage.sit_down()
    window.open("settings")
    window.page.open_item("handover")
    face = window.page.privacy.face("handover")
    yield "opvolger_leeg"
    face.go_on()
    yield "opvolger_geweigerd"
    coordinator = next(row for row in stage.desk.users.rows() if row.role is Role.COORDINATOR)
    face.who.successor.choose(coordinator.id)
    face.who._on_choice()
    yield "opvolger_andere_rol"
    face.who.ask_new()
    yield "opvolger_toevoegen"
    stage.tidy()
    _settled(stage, face)
    for step, name in enumerate(("opvolger", "openstaand", "mensen", "kopieen", "dossier")):
        face.show_step(step)
        stage.in_sight = face.title
        yield name
    face.who.predecessor.choose(coordinator.id)
    face.who._on_choice()
    stage.in_sight = face.last.keys
    yield "dossier_toegang_intrekken"


def _settled(stage: Stage, face: Any) -> None:
    """A successor with a password of their own, copies, and papers that went out."""
    desk = stage.desk
    made = add_user(desk, "Willemijn van der Zanden", Role.SECRETARY, None, "een eigen zin voor haar")
    desk.backups.make("half uur")
    desk.backups.try_out()
    desk.access.published(to="Bestuur van de stichting", reason="De saldi")
    row = next(row for row in desk.pupils.page(limit=40) if row.cases)
    desk.pupil_records.record(row.id, "Verzoek om inzage")
    note_papers(stage)
    face.reload()
    face.who.successor.choose(made.made_id)
    face.who.leaves_on.set_day(desk.day + timedelta(days=40))
    face.who._on_choice()


def leaving(stage: Stage) -> Iterator[str]:
    window = stage.sit_down()
    window.open("settings")
    stage.in_sight = window.page.place[0]
    yield "kaart"
    window.page.place[0].ask_leave()
    yield "wat_er_gebeurt"
    stick = stage.place / "STICK"
    stick.mkdir(exist_ok=True)
    keys = stage.desk.store.keys
    stage.leave()
    left = leave(stage.network, keys, stick, clock=stage._clock)
    start = stage.show(StartWindow(stage.theme, _Acts(stage)))
    start.show_page(start.moving.arrived)
    start.moving.arrived.show_arrived(_arrived(stage.network, left))
    yield "klaar_voor_de_andere"
    start.show_unlock(Entrance(stage.place, stage.place / "none.json").look(stage.network))
    yield "hier_alleen_te_lezen"
    start.restoring.again.ask()
    yield "toch_hier_verder"
    away = stick.rename(stage.place / "weg")
    start.restoring.again.ask()
    start.restoring.again.confirm.yes.click()
    yield "toch_zonder_de_stick"
    away.rename(stick)
    yield from _there(stage, stick)


def _there(stage: Stage, stick: Path) -> Iterator[str]:
    start = stage.show(StartWindow(stage.theme, _There(stage)))
    yield "kiezen"
    start.restoring.show_arriving(stage.place / "leeg")
    yield "geen_stick"
    start.restoring.show_arriving(stick)
    form = start.restoring.form
    yield "van_de_stick"
    form.password.editor.setText(PASSWORD)
    form.submit()
    stage.wait(lambda: not start.workshop.running)
    yield "nagekeken"
    got: list[Any] = []
    start.restoring.done.disconnect()
    start.restoring.done.connect(got.append)
    form.submit()
    stage.wait(lambda: got)
    opened = got.pop()
    start.road.is_open(opened)
    yield "tweede_plek"
    start.road._opened = None
    stage._open(opened.desk)
    yield "op_de_nieuwe"
    stage.leave()
    stay(stage.network, is_sure=True)


def _arrived(folder: Path, left: Left) -> Arrived:
    figures = (0, left.figures.entries, left.figures.chain_head, left.figures.given_cents)
    steps = tuple(step.format(place=left.copy.parent.name, folder=ZEELAND.folder) for step in words.STEPS)
    return Arrived("", folder, *figures, (), lambda: None, words.READY, words.PROOF, steps=steps)
