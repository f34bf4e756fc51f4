"""Copies: kept, missed, tried, compared and put back; one looked into. The clock on the wall does not matter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from tests.shots.before import _Nothing
from tests.shots.stage import Stage
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.backups import Loss
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.store import backup, backup_state, moved
from zsm_desktop.store.backup_state import Failure, Stay, Trial, failure_of
from zsm_desktop.store.place import SERVER
from zsm_desktop.ui.backups import LeavingDialog
from zsm_desktop.ui.start.actions import Compared, Looked, NetworkAt
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.words import backups as words
from zsm_desktop.words.rules import sentence


class _Acts(_Nothing):
    """The start window of one network, whose copies are real."""

    def __init__(self, stage: Stage, *known: NetworkAt) -> None:
        super().__init__(*known)
        self.copies = Copies(stage.place / "netwerken", stage._clock)


def backups(stage: Stage) -> Iterator[str]:
    window = stage.sit_down()
    window.open("settings")
    stage.in_sight = window.page.backups
    yield "nog_geen"
    stick = _copied(stage)
    window.page.reload()
    stage.in_sight = window.page.backups
    yield "kaart"
    window.page.backups._ask_back()
    stage.in_sight = window.page.backups
    yield "kaart_terugzetten"
    window.open("today")
    window.page.mark_stale()
    window.page.refresh()
    stage.in_sight = window.page.tried
    yield "vandaag_getest"
    stage.in_sight = None
    _missed(stage, stick)
    window.page.mark_stale()
    window.page.refresh()
    yield "vandaag_gemist"
    _damage(stage)
    window.page.mark_stale()
    window.page.refresh()
    stage.in_sight = window.page.copies
    yield "vandaag_beschadigd"
    stage.in_sight = None
    _parted(stage, stick)
    window.page.mark_stale()
    window.page.refresh()
    yield "vandaag_twee"
    window.open("settings")
    window.page.reload()
    stage.in_sight = window.page.backups
    yield "kaart_gemist"
    window.page.backups.gone.click()
    stage.in_sight = window.page.backups.confirm
    yield "kaart_oude_weg"
    window.page.backups.confirm.hide()
    stage.in_sight = window.page.backups
    (stage.network / SERVER).write_text("{}", encoding="utf-8")
    window.page.backups.reload()
    stage.in_sight = window.page.backups
    yield "kaart_op_een_server"
    (stage.network / SERVER).unlink()
    LeavingDialog(stage.theme, window, lambda: None).open()
    yield "sluiten"
    yield from _back(stage, stick)


def _copied(stage: Stage) -> Path:
    """Some weeks of copies, a second place and a trial."""
    kept = stage.desk.backups
    made = kept.make("half uur")
    for days, why in ((0, "inlezen"), (1, "afsluiten"), (2, "afsluiten"), (9, "bijwerken"), (40, "afsluiten")):
        at = stage.desk.clock() - timedelta(days=days, hours=2)
        older = made.with_name(f"{at:%Y%m%d-%H%M%S}-{why}.db")
        shutil.copyfile(made, older)
        shutil.copyfile(backup.keys_beside(made), backup.keys_beside(older))
    stick = stage.place / "STICK"
    stick.mkdir(exist_ok=True)
    kept.choose_second(str(stick))
    now = stage.desk.clock()
    trial = Trial(now, now - timedelta(minutes=30), stage.desk.ledger.head().entries, 0)
    backup_state.change(stage.network, lambda state: replace(state, trial=trial))
    return stick


def _missed(stage: Stage, stick: Path) -> None:
    now = stage.desk.clock()
    ago = now - timedelta(days=20)
    error = RuleError("store.disk_full", path=str(stage.network / "backups"))

    def miss(state: backup_state.BackupState) -> backup_state.BackupState:
        gone = Failure(ago, "backup.place_gone", {"path": str(stick)})
        place = replace(state.place(str(stick)), seen=ago, missed=gone, owes=ago)
        return replace(state.with_place(place), failed=failure_of(error, now - timedelta(days=2), None))

    backup_state.change(stage.network, miss)


def _damage(stage: Stage) -> None:
    now = stage.desk.clock()
    error = RuleError("store.damaged_in_use", path=str(stage.network / "store.db"))
    backup_state.change(stage.network, lambda state: replace(state, looked_at=now, damage=failure_of(error, now, None)))


def _parted(stage: Stage, stick: Path) -> None:
    now = stage.desk.clock()
    twin = Stay(str(stick / "kopie.db"), now, is_logged=True, used_on="MAATWERK-PC", since=now - timedelta(days=12))
    backup_state.change(stage.network, lambda state: replace(state, stays=(twin,)))


def _back(stage: Stage, stick: Path) -> Iterator[str]:
    stage.desk.meetings.plan(stage.desk.meetings.bodies()[0].id, **_meeting(stage))
    name, since = stage.desk.network_name, stage.desk.clock() - timedelta(days=12)
    users = tuple(row.name for row in stage.desk.users.rows() if row.is_active)
    here = NetworkAt(stage.network, name, users=users)
    window = stage.show(StartWindow(stage.theme, _Acts(stage, here)))
    yield "openen"
    window.restoring.show_network(stage.network)
    form = window.restoring.form
    yield "lijst"
    form.password.editor.setText("een ander wachtwoord")
    _press(stage, window)
    yield "verkeerd_wachtwoord"
    Tries().path.unlink()  # as after the wait
    form.password.editor.setText(PASSWORD)
    _press(stage, window)
    yield "vergeleken"
    loss = Loss(cases=2, entries=14, acts=31, is_other=True, since=since, computer="MAATWERK-PC")
    form.show_compared(Compared(loss, "", str(stage.place / "netwerken"), stage.network, may_go_aside=True))
    yield "uiteen_gegaan"
    form.table.select_id(str(window.restoring._acts.of_network(stage.network)[-1].path))
    form.password.editor.setText(PASSWORD)
    form.folder = None
    _press(stage, window)
    yield "niets_om_te_vergelijken"
    window.restoring.show_place(stick)
    yield "lijst_van_een_stick"
    form.show_copies([], None, words.NO_PRESENT)
    yield "geen"
    window.restoring.show_file(backup.copies(stage.network)[0])
    yield "als_bestand"
    yield from _damaged(stage, window)
    yield from _opened(stage, window)


def _damaged(stage: Stage, window: Any) -> Iterator[str]:
    """Of the network nothing is left, and the newest copy is not good either."""
    newest = backup.found_in(stage.network / "backups")[0].path
    whole = newest.read_bytes()
    newest.write_bytes(whole[: 20 * 4096] + bytes(4096) + whole[21 * 4096 :])
    error = RuleError("store.empty_database", path=str(stage.network / "store.db"))
    here = NetworkAt(stage.network, "", sentence(error), is_damaged=True)
    window.show_unlock(here)
    yield "beschadigd"
    window.restoring.seeking.seek(stage.network, sentence(error), PASSWORD, "")
    yield "wordt_nagekeken"
    stage.wait(lambda: not window.workshop.running)
    yield "laatste_goede"
    rows = window.restoring._acts.of_network(stage.network)
    for name, damaged, locked in (
        ("eerder_wachtwoord", (newest,), len(rows) - 1),
        ("geen_goede", tuple(row.path for row in rows), 0),
    ):
        window.restoring.show_rows(rows, stage.network, "")
        window.restoring.form.show_looked(Looked(None, damaged, locked))
        yield name
    newest.write_bytes(whole)


def _press(stage: Stage, window: Any) -> None:
    window.restoring.form.submit()
    stage.wait(lambda: not window.workshop.running)


def _opened(stage: Stage, window: Any) -> Iterator[str]:
    window.restoring.show_network(stage.network)
    form, got = window.restoring.form, []
    window.restoring.done.disconnect()
    window.restoring.done.connect(got.append)
    form.password.editor.setText(PASSWORD)
    form.look_button.click()
    stage.wait(lambda: got)
    asked = form.wish
    stage._open(got.pop().desk)
    yield "inkijken"
    stage.leave()
    acts = _Acts(stage)
    copy = acts.copies.of_network(stage.network)[1]
    wish = asked._replace(copy=copy, password=PASSWORD, set_aside=True) if asked else None
    opened = acts.copies.put_back(wish, _Quiet())
    shown = stage._open(opened.desk)
    yield "teruggezet"
    shown.open("settings")
    stage.in_sight = shown.page.backups
    yield "kaart_teruggezet"
    stage.leave()
    start = stage.show(StartWindow(stage.theme, _Acts(stage)))
    start.show_unlock(Entrance(stage.place, stage.place / "none.json").look(stage.network))
    yield "opzij_gezet"
    start.restoring.again.ask()
    yield "opzij_toch_gebruiken"
    moved.forget(stage.network)
    known = Entrance(stage.place, stage.place / "none.json").known()
    stage.show(StartWindow(stage.theme, _Acts(stage, *known)))
    yield "twee_keer"


class _Quiet:
    def step(self, *_about: object) -> None:
        """Nobody follows it."""


def _meeting(stage: Stage) -> dict[str, Any]:
    return {"held_on": stage.desk.day + timedelta(days=90), "starts_at": time(13), "ends_at": time(15), "place": "Goes"}
