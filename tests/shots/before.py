"""Before there is a network: the start window in each of its states; and the pieces all screens are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.shots.gallery import gallery_rooms, gallery_search
from tests.shots.stage import Stage
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.start.actions import NetworkAt, Opened
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.ui.window import Window

HOME = Path("/home/anneke/netwerken")
ZEELAND = NetworkAt(HOME / "zeeland", "Zeeuwse Stichting Maatwerk", users=("Anneke de Visser",))
SHARED = ZEELAND._replace(users=("Anneke de Visser", "Marijke Poppe", "Henk Janse"))
BROKEN = NetworkAt(HOME / "oud", "Netwerk Noord-Kennemerland", "Het bestand store.db ontbreekt in deze map.")


class _Nothing:
    """Start actions that are never asked to open anything."""

    def __init__(self, *known: NetworkAt) -> None:
        self._known = list(known)

    def known(self) -> list[NetworkAt]:
        return self._known

    def look(self, folder: Path) -> NetworkAt:
        return next(one for one in self._known if one.folder == folder)

    def folder_for(self, name: str) -> Path:
        return HOME / name.lower().replace(" ", "-")


def _window(stage: Stage, *known: NetworkAt) -> Any:
    return stage.show(StartWindow(stage.theme, _Nothing(*known)))


def start(stage: Stage) -> Iterator[str]:
    _window(stage)
    yield "eerste_keer"
    window = _window(stage, ZEELAND, BROKEN)
    yield "kiezen"
    window.choose.error.show_error("In deze map staat geen netwerk. Kies de map waarin store.db en keys.json staan.")
    yield "kiezen_fout"
    window.show_unlock(BROKEN)
    yield "ontgrendelen_kan_niet"
    window = _window(stage, ZEELAND)
    yield "ontgrendelen"
    window.unlock.show_error("Dit wachtwoord past niet. Let op hoofdletters en Caps Lock.", window.unlock.password)
    yield "ontgrendelen_fout"
    window.show_unlock(SHARED)
    yield "ontgrendelen_wie"
    window.unlock.set_busy(True, "Wordt geopend …")
    yield "ontgrendelen_bezig"
    window.unlock.set_busy(False)
    window.unlock.forgot.emit()
    yield "herstellen"
    window.recover.submit()
    window.recover.show_error("In de sleutel zit een typefout: groep 3 klopt niet.", window.recover.key)
    yield "herstellen_fout"
    window.choose.new.emit()
    yield "maken"
    window.create.name.editor.setText("Rijnmond NetWERKT")
    window.create.submit()
    yield "maken_fout"
    window._on_opened(Opened(None, ZEELAND, "K7QF-2M9A-XW4T-8RDE-5HJN-P3VB-6CZS"))
    yield "herstelsleutel"
    window.recovery.say_saved("herstelsleutel.txt")
    window.recovery.understood.setChecked(True)
    yield "herstelsleutel_bewaard"
    window.making.show_progress(3, 6, "Besprekingen en stuurgroep")
    window.show_page(window.making)
    yield "voorbeeld_maken"


def pieces(stage: Stage) -> Iterator[str]:
    window: Any = Window(
        stage.theme, gallery_rooms(), network="Zeeuwse Stichting Maatwerk", user="Anneke de Visser",
        search=gallery_search, relay=ChangesRelay(),
    )  # fmt: skip
    stage.show(window)
    window.footer.set_stored("reservekopie van vandaag 14.05 uur")
    window.rail.set_count("meetings", 3)
    for room in window.rooms:
        window.open(room.key)
        yield room.key
