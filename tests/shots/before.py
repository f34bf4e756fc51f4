"""Before there is a network: the start window in each of its states; and the pieces all screens are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.shots.gallery import gallery_rooms, gallery_search
from tests.shots.stage import Stage
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.departure import Arrived
from zsm_desktop.ui.start.actions import NetworkAt
from zsm_desktop.ui.start.moving import STOPPED
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.ui.window import Window
from zsm_desktop.words.rules import sentence

HOME = Path("/home/anneke/netwerken")
ZEELAND = NetworkAt(HOME / "zeeland", "Zeeuwse Stichting Maatwerk", users=("Anneke de Visser",))
SHARED = ZEELAND._replace(users=("Anneke de Visser", "Marijke Poppe", "Henk Janse"))
BROKEN = NetworkAt(HOME / "oud", "Netwerk Noord-Kennemerland", "Het bestand store.db ontbreekt in deze map.")


CLOUD = HOME / "OneDrive - Pro Zeeland" / "zeeland"
SYNCED = SHARED._replace(
    folder=CLOUD, trouble=sentence(RuleError("store.synced", path=str(CLOUD), by="OneDrive")), may_come_here=True
)
THERE = ZEELAND._replace(name="", server="server.voorbeeld.nl/netwerk")


class Colleague(NamedTuple):
    name: str
    address: str


COLLEAGUES = tuple(
    Colleague(name, f"postgresql://zsm_0123456789a{at}@server.voorbeeld.nl/netwerk")
    for at, name in enumerate(("Marijke Poppe", "Henk Janse", "Ilse de Nooijer"))
)


class Waits:
    """How long a password has to wait."""

    seconds = 0

    def __call__(self, folder: Path) -> int:
        del folder
        return self.seconds


class _Nothing:
    """Start actions that are never asked to open anything."""

    def __init__(self, *known: NetworkAt, waits: Waits | None = None) -> None:
        self._known = list(known)
        self.keyring = self.copies = self.first = self
        self.wait = waits or Waits()

    def known(self) -> list[NetworkAt]:
        return self._known

    def look(self, folder: Path) -> NetworkAt:
        return next(one for one in self._known if one.folder == folder)

    def check_address(self, text: str) -> None:
        Address.parse(text)

    def half_moved(self, folder: Path) -> _Nothing:
        del folder
        return self

    def has_keyring(self) -> bool:
        return True


def window_at_start(stage: Stage, *known: NetworkAt, waits: Waits | None = None) -> Any:
    return stage.show(StartWindow(stage.theme, _Nothing(*known, waits=waits)))


def start(stage: Stage) -> Iterator[str]:
    window_at_start(stage)
    yield "eerste_keer"
    window = window_at_start(stage, ZEELAND, BROKEN)
    yield "kiezen"
    window.choose.error.show_error("In deze map staat geen netwerk. Kies de map waarin store.db en keys.json staan.")
    yield "kiezen_fout"
    window.show_unlock(BROKEN)
    yield "ontgrendelen_kan_niet"
    window.show_unlock(SYNCED)
    yield "ontgrendelen_verkeerde_plek"
    window = window_at_start(stage, ZEELAND)
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
    yield from _on_a_server(stage, window)
    window.updating.show_progress(4, 7, "Bijwerken · nog ongeveer 10 seconden")
    window.show_page(window.updating)
    yield "bijwerken"
    window.making.show_progress(3, 6, "Besprekingen en stuurgroep")
    window.show_page(window.making)
    yield "voorbeeld_maken"


def _on_a_server(stage: Stage, window: Any) -> Iterator[str]:
    window.show_unlock(THERE)
    stage.wait(lambda: not window.workshop.running)
    yield "ontgrendelen_server"
    yield from _remembered(window)
    window.unlock.forgot.emit()
    yield "herstellen_server"
    window.show_choice()
    window.choose.join.emit()
    yield "meedoen"
    window.join.address.editor.setText("postgresql://zsm_0123456789ab@server.voorbeeld.nl/net?sslmode=disable")
    window.join.password.editor.setText("een lang wachtwoord")
    window.join.submit()
    yield "meedoen_adres"
    window.join.address.editor.setText(COLLEAGUES[0].address)
    window.join.check_address()
    window.join.set_busy(True, "Wordt geopend …", may_stop=True)
    yield "meedoen_bezig"
    window.join.show_error("De server antwoordt niet. Kijk of er verbinding is en probeer het opnieuw.")
    yield "meedoen_lukt_niet"
    moving = window.moving
    window.show_page(moving.making)
    moving.making.title.setText("Het netwerk gaat naar de server")
    moving.making.show_progress(2, 3, "alles wordt nageteld · nog ongeveer 20 seconden")
    yield "verhuizen"
    window.show_page(moving.stranded)
    moving.stranded.show_reason(STOPPED)
    yield "verhuizen_gestopt"
    trouble = sentence(RuleError("store.half_moved", path=str(ZEELAND.folder), to=THERE.server))
    window.show_unlock(ZEELAND._replace(name="", trouble=trouble, is_half_moved=True))
    yield "verhuizen_half"
    moving.ask(ZEELAND.folder)
    yield "verhuizen_verdergaan"
    facts = (HOME / "zeeland-server", 61_204, 4_118, "9f3ac07be2d14c55" * 4, 48_212_650)
    for name, colleagues in (("verhuisd", COLLEAGUES), ("teruggehaald", ())):
        window.show_page(moving.arrived)
        where = "de server server.voorbeeld.nl/netwerk" if colleagues else "deze computer"
        moving.arrived.show_arrived(Arrived(where, *facts, colleagues, lambda: None))
        yield name


def _remembered(window: Any) -> Iterator[str]:
    form = window.unlock
    form.remember.setFocus()
    form.remember.click()
    yield "onthouden_aangevinkt"
    window.show_unlock(THERE._replace(remembers=True))
    yield "onthouden_openen"
    form.stop_offering()
    form.show_error(sentence(RuleError("keyring.outdated")), form.password)
    yield "onthouden_past_niet"
    form.show_error(sentence(RuleError("keyring.not_forgotten")))
    form.password.clear_error()
    yield "onthouden_op_slot"


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
