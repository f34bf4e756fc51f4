"""Vergelijken: the services' own figures side by side, a band that is tried, and from a figure to what is under it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea

from tests.builders import World, school_id
from tests.services.settled import say_vat, settle
from tests.ui.exchange.hands import active_room, press
from tests.ui.offices import open_room, words_of
from zsm_desktop.domain.forecast import Range
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.forecast import by_standing
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.settlements.band import STEPS, step_for
from zsm_desktop.ui.settlements.compare import COMPARING
from zsm_desktop.ui.settlements.compared import AS_AGREED
from zsm_desktop.ui.window import Window
from zsm_desktop.words.scenarios import standing as standing_words
from zsm_desktop.words.settling import read_band

R, Key = SettlementRegime, Qt.Key


def read_room(theme, shown, desk, room: str) -> Window:
    window = open_room(theme, shown, desk, room)
    window.page.compare.reader.drain()
    return window


def active_read(theme, shown, qtbot, desk, room: str) -> Window:
    window = active_room(theme, shown, qtbot, desk, room)
    window.page.compare.reader.drain()
    return window


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
    window = read_room(theme, shown, traded.desk, "settlements")
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
    assert [regime for regime, card in face.cards.cards.items() if card.now.isVisible()] == [R.CLOSED_PURSES]
    assert "Zo blijft het ook als er niets wordt besloten." in face.cards.cards[R.CLOSED_PURSES].means.text()
    assert face.not_agreed.isVisible()
    assert (face.band.kind.currentText(), face.band.value.text()) == ("Niet afgesproken", "gerekend met 10%")
    assert "Geen bandbreedte afgesproken; gerekend is met 10% van wat een school afnam." in face.trying.note.text()
    assert not face.unchecked.isVisible()
    said = face.chart.accessibleDescription().replace("\u00a0", " ")
    assert "ZEEUW: gesloten beurzen € 0,00, drempel € −66,69, factureren € −74,10, salderen € −74,10" in said


def test_a_band_is_tried_and_nothing_is_written(traded: World, theme, shown, qtbot) -> None:
    window = active_read(theme, shown, qtbot, traded.desk, "settlements")
    face = window.page.compare
    ((before,),) = traded.store.rows("SELECT count(*) FROM audit_event")
    press(Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert face.band.slider.hasFocus()
    assert face.band.value.text() == "10% van wat een school afnam"
    for _step in range(5):
        press(Key.Key_Right)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert face.state.tried.band == Band(permille=150)
    found = traded.desk.scenarios.compare(face.state.span, Band(permille=150)).of(R.THRESHOLD)
    assert figures(face)["De Zeeuwse Vaart"][2] == "€ −62,98"
    assert next(line.pays_cents for line in found.lines if line.holder.code == "ZEEUW") == 62_98
    assert face.cards.cards[R.THRESHOLD].tried.isVisible()
    face.band.choose("cents")
    face.band.slider.setValue(face.band.slider.maximum())
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Zeeuwse Vaart"][2] == "€ 0,00"
    face.band.choose("agreed")
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Zeeuwse Vaart"][2] == "€ −66,69"
    assert not face.cards.cards[R.THRESHOLD].tried.isVisible()
    assert traded.store.rows("SELECT count(*) FROM audit_event") == [(before,)]


def test_the_difference_is_with_what_was_agreed_also_while_a_band_is_tried(traded: World, theme, shown, qtbot) -> None:
    traded.desk.agreements.add(AgreementDraft(R.THRESHOLD, date(2026, 8, 1), band=Band(permille=100)))
    window = active_read(theme, shown, qtbot, traded.desk, "settlements")
    face = window.page.compare
    press(Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert figures(face)["De Zeeuwse Vaart"][1:] == ["€ +66,69", "€ 0,00", "€ −7,41", "€ −7,41"]
    face.try_a_band()
    face.band.slider.setValue(0)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Zeeuwse Vaart"][1:] == ["€ +66,69", "€ −7,41", "€ −7,41", "€ −7,41"]
    assert card_facts(face, R.THRESHOLD)["Erop achteruit"] == "1 school"


def test_why_goes_to_the_balance_of_the_school_over_the_same_months(traded: World, theme, shown, qtbot) -> None:
    traded.delivered("DUIN", "ZEEUW", 100, date(2026, 5, 5))
    window = active_read(theme, shown, qtbot, traded.desk, "settlements")
    page = window.page
    page.chooser.choose("2025/26")
    page.compare.reader.drain()
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
    window = active_read(theme, shown, qtbot, world.desk, "settlements")
    face = window.page.compare
    assert face.unchecked.words.text().replace("\u00a0", " ").startswith("Van € 24,70 aan leveringen")
    face.unchecked.go.click()
    assert window.room == "settings"
    assert window.page.vat.add.hasFocus()


def test_who_may_not_say_the_vat_has_no_button_for_it(world: World, theme, shown) -> None:
    world.delivered()
    window = read_room(theme, shown, world.desk_of("directeur duin"), "settlements")
    assert window.page.compare.unchecked.isVisible()
    assert not window.page.compare.unchecked.go.isVisible()


def test_what_is_settled_is_no_longer_to_be_settled(traded: World, theme, shown, qtbot) -> None:
    window = read_room(theme, shown, traded.desk, "settlements")
    assert window.page.compare.stack.currentIndex() == 0
    settle(traded)
    qtbot.waitUntil(lambda: window.page.compare.stack.currentIndex() == 1)
    assert "Niets te verrekenen" in words_of(window.page)


def test_vat_stands_apart_on_the_card(world: World, theme, shown) -> None:
    say_vat(world, "high")
    world.delivered()
    face = read_room(theme, shown, world.desk, "settlements").page.compare
    assert (card_facts(face, R.CLOSED_PURSES)["Btw"], card_facts(face, R.NETTING)["Btw"]) == ("€ 0,00", "€ 5,19")
    assert figures(face)["De Zeeuwse Vaart"] == ["€ −24,70", "€ 0,00", "€ −27,42", "€ −29,89", "€ −29,89"]


def test_nothing_was_exchanged(world: World, theme, shown) -> None:
    window = read_room(theme, shown, world.desk, "settlements")
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


def test_tariffs_are_tried_by_keys_and_everything_follows(traded: World, theme, shown, qtbot) -> None:
    window = active_read(theme, shown, qtbot, traded.desk, "settlements")
    face = window.page.compare
    ((before,),) = traded.store.rows("SELECT count(*) FROM audit_event")
    press(Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert face.tariffs.slider.hasFocus()
    assert face.tariffs.value.text() == "10% hoger"
    for _step in range(5):
        press(Key.Key_Right)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert face.state.tried.tariffs == TariffTrial(150)
    assert figures(face)["De Zeeuwse Vaart"] == ["€ −85,23", "€ 0,00", "€ −76,71", "€ −85,23", "€ −85,23"]
    netting = face.cards.cards[R.NETTING]
    assert (netting.now.isVisible(), netting.tried.isVisible()) == (False, True)
    assert netting.against.text().replace("\u00a0", " ") == "Betaald: € 11,13 meer dan zonder proef."
    closed = face.cards.cards[R.CLOSED_PURSES]
    assert closed.now.isVisible()
    assert closed.against.text().replace("\u00a0", " ") == "Blijft staan: € 11,13 meer dan zonder proef."
    assert face.reason.text().startswith("Gesloten beurzen: Met alle tarieven 15% hoger: De Duinpan staat op")
    assert "ZEEUW: gesloten beurzen € 0,00, drempel € −76,71" in face.chart.accessibleDescription().replace(
        "\u00a0", " "
    )
    assert face.trying.reset.isVisible()
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert face.state.tried == AS_AGREED
    assert figures(face)["De Zeeuwse Vaart"][0] == "€ −74,10"
    assert not netting.against.isVisible()
    assert not face.trying.reset.isVisible()
    assert traded.store.rows("SELECT count(*) FROM audit_event") == [(before,)]


def test_one_offer_or_one_kind_is_tried(traded: World, theme, shown, qtbot) -> None:
    face = active_read(theme, shown, qtbot, traded.desk, "settlements").page.compare
    kind = face.tariffs.kind
    assert [kind.itemText(at) for at in range(kind.count())] == [
        "Zoals afgesproken", "Alle tarieven", "Soort: faciliteit",
        "Werkplaats Duin (De Duinpan)", "Werkplaats Kreek (Het Kreekrif)",
    ]  # fmt: skip
    face.tariffs.choose(kind.itemData(3))
    face.tariffs.slider.setValue(-50)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Duinpan"][0] == "€ +12,35"
    assert "het tarief van Werkplaats Duin (De Duinpan) 50% lager" in face.reason.text()
    face.tariffs.choose(kind.itemData(2))
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert figures(face)["De Duinpan"][0] == "€ +54,34"


def test_an_offer_that_was_not_used_in_other_months_is_no_longer_tried(traded: World, theme, shown, qtbot) -> None:
    traded.delivered("ZEEUW", "KREEK", 100, date(2026, 3, 5))
    page = active_read(theme, shown, qtbot, traded.desk, "settlements").page
    face = page.compare
    page.chooser.choose("2026/27")
    face.reader.drain()
    face.tariffs.choose(face.tariffs.kind.itemData(3))
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert face.state.tried != AS_AGREED
    page.chooser.choose("2025/26")
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert face.state.tried == AS_AGREED
    assert figures(face)["De Zeeuwse Vaart"][0] == "€ +24,70"
    assert (face.tariffs.slider.value(), face.tariffs.slider.isEnabled()) == (0, False)


def test_where_it_goes_if_nothing_is_done(traded: World, theme, shown) -> None:
    face = read_room(theme, shown, traded.desk, "settlements").page.compare
    assert "Wat de saldi op 31 juli 2027 zijn, valt nog niet te zeggen" in words_of(face)
    for back in (1, 0):
        for month in (8, 9, 10):
            traded.delivered("DUIN", "ZEEUW", 100 + back, date(2026 - back, month, 7))
    traded.delivered("DUIN", "ZEEUW", 400, date(2026, 3, 5))
    window = read_room(theme, shown, traded.desk, "settlements")
    (row, standing), *_ = by_standing(traded.desk.forecasts.rows())
    said = window.page.compare.nothing_done.facts.texts()
    assert next(iter(said)) == row.name
    assert said[row.name] == standing_words(standing, row.now_cents)
    assert standing.likely != row.now_cents
    face = window.page.compare
    assert face.nothing_done.title.text() == "Als er niets gebeurt, schooljaar 2026/27"
    for months, is_told in (("2025/26", False), ("all", False), ("2026/27", True)):
        window.page.chooser.choose(months)
        face.reader.drain()
        assert face.nothing_done.isVisible() is is_told, months


def test_what_is_expected_is_told_in_whole_euros_and_what_stands_to_the_cent() -> None:
    said = standing_words(Range(-61_815_68, -57_984_63, -55_308_72), -42_904_45).replace("\u00a0", " ")
    assert said == "rond € −57.985, tussen € −61.816 en € −55.309; nu € −42.904,45"


def test_opening_the_room_says_that_it_is_reading_and_the_table_then_has_the_keys(
    traded: World, theme, shown, qtbot
) -> None:
    page = open_room(theme, shown, traded.desk, "settlements").page
    face = page.compare
    assert face.waiting.isVisible()
    assert page.header.subtitle.text() == COMPARING
    page.take_keyboard()
    assert page.window().focusWidget() is face.waiting
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert page.window().focusWidget() in {face.table, face.table.view}
    assert page.header.subtitle.text() != COMPARING
    page.chooser.choose("all")
    assert page.header.subtitle.text() == COMPARING
    assert figures(face)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    assert page.header.subtitle.text() != COMPARING


def test_every_key_has_one_meaning_on_the_face_in_sight(traded: World, theme, shown) -> None:
    page = read_room(theme, shown, traded.desk, "settlements").page
    told = {}
    for face in page.faces:
        page.open_item(face)
        told[face] = dict(page.keys)
        assert len(told[face]) == len(page.keys)
    assert {face: keys.get("Ctrl+S", "") for face, keys in told.items()} == {
        "compare": "Bijlage maken", "agreements": "", "settlements": "Documenten opslaan",
        "open": "Betaalbestanden maken", "years": "Dossier van een boekjaar maken",
    }  # fmt: skip


def test_every_agreement_can_be_brought_in_sight_at_200_percent(traded: World, theme, shown, qtbot) -> None:
    theme.set_zoom(200)
    face = active_read(theme, shown, qtbot, traded.desk, "settlements").page.compare
    view = face.table.view

    def in_sight() -> list[str]:
        return [one.value for one, at in zip(R, face.picking.figures, strict=True) if not view.isColumnHidden(at)]

    assert face.sideways.isVisible()
    assert len(in_sight()) < len(R)
    face.table.setFocus()
    seen = []
    for one in R:
        press(Key.Key_Right)
        assert face.picking.key == one.value
        assert one.value in in_sight()
        assert not view.isColumnHidden(0)
        seen.append(in_sight())
    assert face.sideways.words.text() == f"{len(seen[0])} van 4 afspraken in beeld"
    face.sideways.back.click()
    assert face.picking.key == "invoicing"
    for _step in range(3):
        face.sideways.back.click()
    assert face.picking.key == ""


def in_view(widget) -> bool:
    """Whether all of it can be seen in the page that scrolls under it."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area.viewport().rect().contains(QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size()))


@pytest.mark.parametrize("key", [Key.Key_R, Key.Key_B])
def test_what_is_tried_and_what_it_changes_are_in_sight_together(traded: World, theme, shown, qtbot, key) -> None:
    face = active_read(theme, shown, qtbot, traded.desk, "settlements").page.compare
    press(key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    slider = (face.tariffs if key == Key.Key_R else face.band).slider
    qtbot.waitUntil(lambda: in_view(slider))
    cards = face.cards.cards.values()
    assert len({card.y() for card in cards}) == 1
    assert all(in_view(card.moved) for card in cards)
    assert face.cards.cards[R.CLOSED_PURSES].now.isVisible()


def test_the_slider_is_in_sight_at_200_percent(traded: World, theme, shown, qtbot) -> None:
    theme.set_zoom(200)
    face = active_read(theme, shown, qtbot, traded.desk, "settlements").page.compare
    press(Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    qtbot.waitUntil(lambda: in_view(face.tariffs.slider))


def test_the_table_whose_figures_changed_comes_in_sight(traded: World, theme, shown, qtbot) -> None:
    face = active_read(theme, shown, qtbot, traded.desk, "settlements").page.compare
    for view in ("change", "net"):
        press(Key.Key_D, Qt.KeyboardModifier.AltModifier)
        assert face.view.key == view
        qtbot.waitUntil(lambda: in_view(face.view) and in_view(face.table))
