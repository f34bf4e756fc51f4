"""Locking, and help: what is asked and chosen, tips, searching in the guide, and a report of a problem."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.before import SHARED, Waits, window_at_start
from tests.shots.stage import Stage
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui import half_filled
from zsm_desktop.ui.fault_panel import open_fault_panel
from zsm_desktop.ui.faults import Faults
from zsm_desktop.ui.parts import f1
from zsm_desktop.ui.start.locked import hold_for
from zsm_desktop.ui.tips import Tips


def locking(stage: Stage) -> Iterator[str]:
    waits = Waits()
    window = window_at_start(stage, SHARED, waits=waits)
    window.show_unlock(SHARED)
    window.unlock.show_locked("Marijke Poppe")
    yield "vergrendeld"
    hold_for(window.unlock, ["Verslag opmaken"])
    yield "nog_bezig"
    hold_for(window.unlock, None)
    waits.seconds = 8
    window.unlock.show_error("Dit wachtwoord past niet. Let op hoofdletters.", window.unlock.password)
    window.waiting.look(SHARED.folder)
    yield "wachten"
    waits.seconds = 0
    office = stage.office()
    stage.desk.typed_here.keep_forms(
        [
            ("Organisatie toevoegen", [("Naam", "Werkplein Walcheren"), ("Plaats", "Middelburg")]),
            ("Gebruiker toevoegen", [("Naam", "Ilse de Nooijer")]),
        ]
    )
    office.open("network")
    half_filled.offer_again(office, stage.desk)
    yield "half_ingevuld"
    half_filled.look(office, stage.desk)
    yield "half_ingevuld_bekijken"
    stage.desk.typed_here.drop_forms()


def helping(stage: Stage) -> Iterator[str]:
    stage.leave()
    window = stage.office()
    window.open("balances")
    Tips(window, lambda: stage.desk.nouns)
    yield "tip"
    window.panels.open_news()
    stage.dialogs()[0].updated.show()
    yield "nieuw"
    window.panels.open_guide(window, "balances")
    guide = stage.dialogs()[0]
    guide.finding.field.setText("verkeerd wachtwoord")
    guide.finding.field._send()
    yield "zoeken"
    window.panels.open_guide(window, "balances")
    guide = stage.dialogs()[0]
    guide.finding.field.setText("saldo")
    guide.finding.field._send()
    guide.finding.follow("gevonden:0")
    yield "gevonden"
    f1.ask_words(window)
    yield "woordenlijst"
    faults = Faults()
    try:
        stage.desk.cases.card("nergens")
    except RuleError as error:
        faults.keep(error)
    panel = open_fault_panel(window, stage.desk, faults.last)
    panel.told.setPlainText("Bij het openen van een casus gebeurde er niets.")
    panel.show_whole()
    yield "probleem_melden"
    panel.reject()
    bare = open_fault_panel(window, None, ())
    bare.told.setPlainText("Het venster bleef leeg.")
    bare.show_whole()
    yield "probleem_melden_zonder_namen"
    bare.reject()
    window.open("settings")
    stage.in_sight = window.page.help
    yield "instellingen"
