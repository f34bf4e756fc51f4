"""The settings around users and keys: who has access, the printed key, and other keys for everything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from tests.shots.before import THERE, ZEELAND, window_at_start
from tests.shots.stage import Stage
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import publish
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.keys import Kdf
from zsm_desktop.ui.departure import Arrived, Departure
from zsm_desktop.ui.settings.actions import KeyActs
from zsm_desktop.ui.settings.key_forms import RenewForm
from zsm_desktop.ui.settings.keys_card import KeysCard
from zsm_desktop.words import keys as words
from zsm_desktop.words.recovery import SAVED

OWN = "een zin voor de lezer"


def keys(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settings")
    page = window.page
    stage.in_sight = page.users
    yield "gebruikers"
    card = page.locks[0]
    stage.in_sight = card
    yield "kaart"
    card.ask_printed()
    yield "nieuwe_herstelsleutel"
    dialog = card.show_key("659J-4V0W-7YSR-CQBK-5F16-4F3H-TFCP")
    dialog.box.shown.note.setText(SAVED.format(name="herstelsleutel.pdf"))
    yield "herstelsleutel"
    card.show_key("659J-4V0W-7YSR-CQBK-5F16-4F3H-TFCP").try_submit()
    yield "herstelsleutel_nagevraagd"
    card.show_key("659J-4V0W-7YSR-CQBK-5F16-4F3H-TFCP").reject()
    yield "herstelsleutel_sluiten"
    card.ask_check()
    yield "herstelsleutel_nakijken"
    form = card.ask_renew()
    form.fields["password"].editor.setText("voorbeeld")
    yield "nieuwe_sleutels"
    form = card.ask_publish()
    for name, text in (
        ("to", "Bestuur van de stichting"),
        ("reason", "Bespreking van de saldi"),
        ("password", "Maatwerk 26"),
    ):
        form.fields[name].editor.setText(text)
    form.fields["password"].edited.emit()
    yield "kopie"
    form = card.ask_publish()
    form.try_submit()
    yield "kopie_fouten"
    yield from _there(stage, card)
    yield from _renewed(stage)
    yield from _elsewhere(stage)


def _there(stage: Stage, card: KeysCard) -> Iterator[str]:
    """As of a network on a server, where the owner of its database is asked for."""

    def asked() -> RenewForm:
        form = RenewForm(stage.theme, card.window(), _Together(card._acts), lambda _departure: None, on_server=True)
        form.ask()
        form.fields["address"].editor.setText("postgresql://zeeland_eigenaar@andere.server.nl/netwerk")
        form.fields["password"].editor.setText("voorbeeld")
        return form

    asked()
    yield "nieuwe_sleutels_server"
    asked().try_submit()
    yield "nieuwe_sleutels_server_fout"
    window = window_at_start(stage, THERE)
    for code, facts in (
        ("store.rekeyed", {"at": stage._clock().astimezone(HOME), "by": "Marit de Rijke"}),
        ("store.withdrawn", {}),
    ):
        window.show_network(THERE.folder)
        window.unlock.show_error(RuleError(code, **facts))
        yield code.replace("store.", "op_slot_")


class _Together:
    """The acts of the room, with somebody else there and another database."""

    def __init__(self, acts: KeyActs) -> None:
        self._acts = acts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._acts, name)

    def also_here(self) -> tuple[str, ...]:
        return ("Nadia Oosthoek", "Wim Krijger")

    def renew(self, _password: str, _owner: tuple[str, str]) -> Departure:
        raise RuleError("server.other_database", path="server.voorbeeld.nl/netwerk")


def _renewed(stage: Stage) -> Iterator[str]:
    stage.leave()
    window = window_at_start(stage, ZEELAND)
    moving = window.moving
    window.show_page(moving.making)
    moving.making.title.setText(words.RENEWING)
    moving.making.show_progress(2, 3, f"{words.STAGES['proving']} · nog ongeveer 20 seconden")
    yield "bezig"
    window.show_page(moving.stranded)
    moving.stranded.show_reason(words.STOPPED, is_stopped=True)
    yield "gestopt"
    window.show_page(moving.arrived)
    need = words.NEED_ENTRY.format(names="Adri Kooman, Nadia Oosthoek en Wim Krijger")
    figures = (61_204, 4_118, "9f3ac07be2d14c55" * 4, 48_212_650)
    arrived = Arrived("", ZEELAND.folder, *figures, (), lambda: None, words.RENEWED, words.EQUAL, need)
    moving.arrived.show_arrived(arrived)
    yield "klaar"


def _elsewhere(stage: Stage) -> Iterator[str]:
    """The copy itself, as who it was made for opens it."""
    stage.sit_down()
    into = stage.place / "kopie"
    shutil.rmtree(into, ignore_errors=True)
    publish(stage.desk, into, OWN, to="het bestuur", reason="de saldi", kdf=Kdf(passes=1, memory_kib=64, lanes=1))
    stage.leave()
    window = stage._open(open_desk(into, password=OWN, clock=stage._clock))
    yield "kopie_vandaag"
    window.open("balances")
    yield "kopie_saldi"
