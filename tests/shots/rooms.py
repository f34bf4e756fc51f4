"""Every room as it opens, full, empty, for another role and with a store that fails; and the frame around them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.app.people import add_user
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.store.keys import Kdf
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.parts.writer import Writer


def _walk(stage: Stage, window: Any) -> Iterator[str]:
    """Every room, and in it every face that has a tab, with what is read beside the painting."""

    def is_at_rest() -> bool:
        return not any(one.is_busy for one in window.findChildren(Writer))

    for room in window.rooms:
        window.open(room.key)
        stage.wait(is_at_rest)
        yield room.key
        tabs = [one for one in window.page.findChildren(Tabs) if one.isVisible()]
        for one in tabs:
            first = one.current
            for key in one.tabs:
                if key != first and one.tabs[key].isVisible():
                    one.show_face(key)
                    stage.wait(is_at_rest)
                    yield f"{room.key}_{key}"
            one.show_face(first)


def new_network(stage: Stage) -> Iterator[str]:
    window = stage.found()
    yield from _walk(stage, window)
    window.open("exchange")
    window.page.open_month()
    yield "exchange_month"
    window.page.open_periods()
    yield "exchange_periods"


def director(stage: Stage) -> Iterator[str]:
    yield from _walk(stage, stage.sit_down("director"))


def coordinator(stage: Stage) -> Iterator[str]:
    yield from _walk(stage, stage.sit_down("coordinator"))


def reader(stage: Stage) -> Iterator[str]:
    stage.sit_down()
    add_user(stage.desk, "Joke Meijer", Role.READER, None, PASSWORD, kdf=Kdf(passes=1, memory_kib=64, lanes=1))
    yield from _walk(stage, stage.sit_down("reader"))


def every_room(stage: Stage) -> Iterator[str]:
    yield from _walk(stage, stage.sit_down())


def shell(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("today")
    panels = window.panels
    panels.open_palette()
    yield "zoeken_leeg"
    for words, name in (("ki", "zoeken"), ("wqxz", "zoeken_niets")):
        panels.open_palette()
        panels.palette.field.setText(words)
        panels.palette.find()
        yield name
    panels.palette.field.clear()
    for room in window.rooms:
        window.open(room.key)
        panels.open_keys(room.key, window.page.keys)
        yield f"toetsen_{room.key}"
    panels.keys.close_panel()
    for room in ("exchange", "settings"):
        panels.open_guide(window, room)
        yield f"uitleg_{room}"
    window.open("today")
    window.say("Levering bevestigd en geboekt als boeking 1.204.", "good", ("Ongedaan maken", lambda: None))
    window.say("De aanmelding staat al op de agenda van 14 december.", "warn")
    window.say("De verbinding met de map is weg. Wat u typt blijft staan.", "bad", ("Opnieuw", lambda: None))
    yield "meldingen"
    yield from _at_work(stage, window)
    window.rail.fold(True)
    yield "menu_ingeklapt"
    window.rail.fold(False)
    yield "menu_uitgeklapt"
    window.rail._wanted = None
    window.rail.fit(window.width())


def _at_work(stage: Stage, window: Any) -> Iterator[str]:
    """The strip of work that takes its time."""
    go_on = threading.Event()

    def job(progress: Any) -> None:
        progress.step(3, 8, "bladzijde 3 van 8")
        go_on.wait(120)

    window.workshop.run("Verslag maken", job)
    stage.wait(lambda: window.footer.work_strip is not None and window.footer.work_strip.isVisible())
    stage.waits_for_work = False
    yield "bezig"
    stage.waits_for_work = True
    go_on.set()
    stage.wait(lambda: not window.workshop.running)


def today(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("today")
    window.page._settle()
    yield "actie_gedaan"


def broken(stage: Stage) -> Iterator[str]:
    """What every room says when the store does not answer."""
    window = stage.sit_down()
    for room in window.rooms:
        window.open(room.key)
    quiet = logging.getLogger("zsm_desktop.ui.parts.page")
    quiet.disabled = True
    stage.desk.store.close()
    for room in window.rooms:
        window.open(room.key)
        window._read_again()
        yield room.key
    quiet.disabled = False
