"""Vergelijken: the services' own figures side by side, a band that is tried, and from a figure to what is under it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.settled import say_vat, settle
from tests.ui.exchange.hands import active_room, press
from tests.ui.offices import open_room, words_of
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.settlements.band import STEPS, step_for
from zsm_desktop.words.settling import read_band

R, Key = SettlementRegime, Qt.Key


@pytest.fixture
def traded(world: World) -> World:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    return world


def figures(face) -> dict[str, list[str]]:
    rows = face.table.rows
    return {
        rows.data(rows.index(at, 0)): [rows.data(rows.index(at, place)).replace("\u00a0", " ") for place in range(1, 6)]
        for at in range(rows.rowCount())
    }


def card_facts(face, regime: SettlementRegime) -> dict[str, str]:
    return {name: text.replace("\u00a0", " ") for name, text in face.cards.cards[regime].facts.texts().items()}


def test_four_agreements_side_by_side(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "settlements")
    face = window.page.compare
    assert figures(face) == {
        "De Duinpan": ["€ +49,40", "€ 0,00", "€ +43,69", "€ +49,40", "€ +49,40"],
        "De Zeeuwse Vaart": ["€ −74,10", "€ 0,00", "€ −66,69", "€ −74,10", "€ −74,10"],
        "Het Kreekrif": ["€ +24,70", "€ 0,00", "€ +23,00", "€ +24,70", "€ +24,70"],
    }
    assert face.cards.cards[R.NETTING].moved.text().replace("\u00a0", " ") == "€ 74,10"
    assert card_facts(face, R.INVOICING) == {
        "Documenten": "2", "Betalingen": "2", "Btw": "€ 0,00", "Werk": card_facts(face, R.INVOICING)["Werk"],
        "Erop vooruit": "2 scholen", "Erop achteruit": "1 school",
    }  # fmt: skip
    assert face.cards.cards[R.CLOSED_PURSES].pill.text == "geldt nu"
    assert "Zo blijft het ook als er niets wordt besloten." in face.cards.cards[R.CLOSED_PURSES].means.text()
    assert face.not_agreed.isVisible()
    assert not face.unchecked.isVisible()
    said = face.chart.accessibleDescription().replace("\u00a0", " ")
    assert "ZEEUW: gesloten beurzen € 0,00, drempel € −66,69, factureren € −74,10, salderen € −74,10" in said


def test_a_band_is_tried_and_nothing_is_written(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "settlements")
    face = window.page.compare
    ((before,),) = traded.store.rows("SELECT count(*) FROM audit_event")
    press(Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert face.trier.slider.hasFocus()
    assert face.trier.value.text() == "10% van wat een school afnam"
    for _step in range(5):
        press(Key.Key_Right)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert face.state.band == Band(permille=150)
    found = traded.desk.scenarios.compare(face.state.span, Band(permille=150)).of(R.THRESHOLD)
    assert figures(face)["De Zeeuwse Vaart"][2] == "€ −62,98"
    assert next(line.pays_cents for line in found.lines if line.holder.code == "ZEEUW") == 62_98
    assert face.cards.cards[R.THRESHOLD].pill.text == "proberen"
    face.trier.choose("cents")
    face.trier.slider.setValue(face.trier.slider.maximum())
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Zeeuwse Vaart"][2] == "€ 0,00"
    face.trier.choose("agreed")
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Zeeuwse Vaart"][2] == "€ −66,69"
    assert face.cards.cards[R.THRESHOLD].pill.text == ""
    assert traded.store.rows("SELECT count(*) FROM audit_event") == [(before,)]


def test_the_difference_is_with_what_was_agreed_also_while_a_band_is_tried(traded: World, theme, shown, qtbot) -> None:
    traded.desk.agreements.add(AgreementDraft(R.THRESHOLD, date(2026, 8, 1), band=Band(permille=100)))
    window = active_room(theme, shown, qtbot, traded.desk, "settlements")
    face = window.page.compare
    press(Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert figures(face)["De Zeeuwse Vaart"][1:] == ["€ +66,69", "€ 0,00", "€ −7,41", "€ −7,41"]
    face.try_a_band()
    face.trier.slider.setValue(0)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Zeeuwse Vaart"][1:] == ["€ +66,69", "€ −7,41", "€ −7,41", "€ −7,41"]
    assert card_facts(face, R.THRESHOLD)["Erop achteruit"] == "1 school"


def test_why_goes_to_the_balance_of_the_school_over_the_same_months(traded: World, theme, shown, qtbot) -> None:
    traded.delivered("DUIN", "ZEEUW", 100, date(2026, 5, 5))
    window = active_room(theme, shown, qtbot, traded.desk, "settlements")
    page = window.page
    page.chooser.choose("2025/26")
    page.compare.table.setFocus()
    page.compare.table.select_id(school_id("ZEEUW"))
    for _regime in range(2):
        press(Key.Key_Right)
    assert page.compare.reason.text().replace("\u00a0", " ") == (
        "Drempel: De Zeeuwse Vaart staat op € −24,70. De bandbreedte is 10% van wat een school afnam. "
        "De school betaalt € 22,23. Er blijft € −2,47 staan."
    )
    press(Key.Key_Return)
    assert window.room == "balances"
    assert window.page.is_down
    assert window.page.faces.reason.asked.span == page.state.span
    assert window.page.faces.reason.asked.school == school_id("ZEEUW")


def test_vat_that_nobody_looked_at_is_said_and_the_button_goes_there(world: World, theme, shown, qtbot) -> None:
    world.delivered()
    window = active_room(theme, shown, qtbot, world.desk, "settlements")
    face = window.page.compare
    assert face.unchecked.words.text().replace("\u00a0", " ").startswith("Van € 24,70 aan leveringen")
    face.unchecked.go.click()
    assert window.room == "settings"
    assert window.page.vat.add.hasFocus()


def test_who_may_not_say_the_vat_has_no_button_for_it(world: World, theme, shown) -> None:
    world.delivered()
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settlements")
    assert window.page.compare.unchecked.isVisible()
    assert not window.page.compare.unchecked.go.isVisible()


def test_what_is_settled_is_no_longer_to_be_settled(traded: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, traded.desk, "settlements")
    assert window.page.compare.stack.currentIndex() == 0
    settle(traded)
    qtbot.waitUntil(lambda: window.page.compare.stack.currentIndex() == 1)
    assert "Niets te verrekenen" in words_of(window.page)


def test_vat_stands_apart_on_the_card(world: World, theme, shown) -> None:
    say_vat(world, "high")
    world.delivered()
    face = open_room(theme, shown, world.desk, "settlements").page.compare
    assert (card_facts(face, R.CLOSED_PURSES)["Btw"], card_facts(face, R.NETTING)["Btw"]) == ("€ 0,00", "€ 5,19")
    assert figures(face)["De Zeeuwse Vaart"] == ["€ −24,70", "€ 0,00", "€ −27,42", "€ −29,89", "€ −29,89"]


def test_nothing_was_exchanged(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settlements")
    assert "Niets te verrekenen" in words_of(window.page)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("500", Band(cents=500_00)),
        ("€ 12,50", Band(cents=1250)),
        ("2,5 %", Band(permille=25)),
        ("10%", Band(permille=100)),
    ],
)
def test_a_band_as_people_type_it(text: str, band: Band) -> None:
    assert read_band(text) == band


def test_no_band_is_none() -> None:
    assert read_band("  ") is None


@pytest.mark.parametrize("most", [1, 74_10, 9_999_00, 1_000_000_00])
def test_a_slider_of_amounts_reaches_the_highest_in_round_steps(most: int) -> None:
    step = step_for(most)
    assert step * STEPS >= most
    assert int(str(step)[0]) in {1, 2, 5}
    assert set(str(step)[1:]) <= {"0"}
