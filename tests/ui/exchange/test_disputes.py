"""The talk about a disputed delivery by keys, for both sides; and silence, for who keeps the books."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.test_disputes import bookkeeper
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from tests.versions import version_of
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.ui.exchange.deliveries import totals_text
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.window import Window


@pytest.fixture
def disputed(world: World) -> str:
    delivery = world.entered("DUIN", "ZEEUW", 400)
    world.desk_of("stage zeeuw").deliveries.dispute(delivery, "Wij telden er drie.")
    return delivery


def open_at(world: World, theme, shown, qtbot, who: str, delivery: str) -> Window:
    window = active_room(theme, shown, qtbot, world.desk_of(who), "exchange")
    window.open("exchange", delivery)
    window.page.deliveries.table.setFocus()
    return window


def statuses(world: World) -> list[tuple[int, str]]:
    return sorted((row.quantity_hundredths, row.status.value) for row in world.desk.deliveries.page())


def test_the_provider_reads_the_talk_and_answers(world: World, theme, shown, qtbot, disputed: str) -> None:
    window = open_at(world, theme, shown, qtbot, "stage duin", disputed)
    panel = window.page.deliveries.panel
    assert "Wij telden er drie." in panel.talk.accessibleDescription()
    assert not panel.confirm_button.isVisible()
    control(Qt.Key.Key_T)
    form = open_dialog(window)
    answer = form.fields["reason"]
    assert "Antwoord" in words_of(answer)
    assert "Reden" not in words_of(form)
    assert answer.editor.placeholderText() == "Wat wilt u de andere school zeggen?"
    assert form.ok.kind == "primary"
    form.try_submit()
    assert answer.error.text() == "Vul ‘Antwoord’ in."
    answer.editor.setPlainText("Het waren er echt vier.")
    form.try_submit()
    qtbot.waitUntil(lambda: "Het waren er echt vier." in panel.talk.accessibleDescription())
    assert "De Duinpan" in panel.talk.accessibleDescription()
    assert statuses(world) == [(400, "disputed")]


def test_the_provider_corrects_by_keys(world: World, theme, shown, qtbot, disputed: str) -> None:
    window = open_at(world, theme, shown, qtbot, "stage duin", disputed)
    control(Qt.Key.Key_H)
    form = open_dialog(window)
    form.try_submit()
    assert "Er is niets veranderd" in form.fields["quantity"].error.text()
    form.fields["quantity"].editor.setText("3")
    form.try_submit()
    assert statuses(world) == [(300, "entered"), (400, "withdrawn")]
    assert any("De Zeeuwse Vaart kan de nieuwe bevestigen." in one for one in toasts(window))


def test_the_using_school_lets_it_stand(world: World, theme, shown, qtbot, disputed: str) -> None:
    window = open_at(world, theme, shown, qtbot, "stage zeeuw", disputed)
    panel = window.page.deliveries.panel
    assert panel.confirm_button.text() == "Alsnog akkoord"
    assert not panel.correct_button.isVisible()
    assert not panel.withdraw_button.isVisible()
    control(Qt.Key.Key_Return)
    form = open_dialog(window)
    assert statuses(world) == [(400, "disputed")]
    form.try_submit()
    assert statuses(world) == [(400, "confirmed")]
    assert world.desk.ledger.head().entries == 1
    assert [line.kind for line in world.desk.disputes.thread(disputed)] == ["disputed", "agreed"]


def test_what_is_disputed_is_not_confirmed_with_the_rest(world: World, theme, shown, qtbot, disputed: str) -> None:
    world.entered("DUIN", "ZEEUW", 100)
    window = open_at(world, theme, shown, qtbot, "stage zeeuw", disputed)
    window.page.deliveries.filters.status.choose("")
    window.page.deliveries.table.setFocus()
    control(Qt.Key.Key_A)
    assert window.page.deliveries.panel.confirm_button.text() == "1 bevestigen"
    control(Qt.Key.Key_Return)
    yes()
    assert statuses(world) == [(100, "confirmed"), (400, "disputed")]
    assert disputed


def test_a_director_of_the_other_school_only_reads(world: World, theme, shown, qtbot, disputed: str) -> None:
    window = open_at(world, theme, shown, qtbot, "directeur duin", disputed)
    panel = window.page.deliveries.panel
    assert "Wij telden er drie." in panel.talk.accessibleDescription()
    buttons = (panel.confirm_button, panel.answer_button, panel.correct_button, panel.withdraw_button)
    assert [button.isVisible() for button in buttons] == [False] * 4


def test_totals_name_what_is_disputed_apart(world: World, disputed: str) -> None:
    world.entered("DUIN", "ZEEUW", 100)
    world.desk.deliveries.withdraw(world.entered("DUIN", "ZEEUW", 200))
    words = totals_text(world.desk.deliveries.totals()).replace("\u00a0", " ")
    assert words == "1 levering, samen € 24,70 · 1 betwist, € 98,80 · 1 ingetrokken, € 49,40"
    assert world.desk.disputes.thread(disputed)


def test_the_list_narrows_by_number_offer_and_how(world: World, theme, shown, qtbot) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.deliveries.enter(DeliveryDraft(world.desk.day, 100, placement_id=placement))
    world.delivered("KREEK", "ZEEUW", 300)
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_item("deliveries")
    face = window.page.deliveries
    face.filters.status.choose("")
    assert face.table.rows.rowCount() == 2
    face.filters.number.setFocus()
    type_keys("001")
    press(Qt.Key.Key_Return)
    assert [row.quantity_hundredths for row in (face.table.rows.row(0),)] == [100]
    assert face.table.rows.rowCount() == 1
    press(Qt.Key.Key_Escape)
    assert face.table.rows.rowCount() == 2
    face.filters.how.setCurrentIndex(face.filters.how.findData("hand"))
    face.filters.how.activated.emit(face.filters.how.currentIndex())
    assert [face.table.rows.row(at).quantity_hundredths for at in range(face.table.rows.rowCount())] == [300]
    assert "door een gebruiker" in words_of(face.panel)
    face.filters.how.setCurrentIndex(0)
    face.filters.how.activated.emit(0)
    face.filters.offer.setCurrentIndex(1)
    face.filters.offer.activated.emit(1)
    assert face.table.rows.rowCount() == 1


def test_silence_is_asked_first_and_says_how_it_was_confirmed(world: World, theme, shown, qtbot) -> None:
    world.desk.silence.set_days(version_of(world, "network"), 14)
    delivery = world.entered("DUIN", "ZEEUW")
    world.desk.rounds.make(school_id("ZEEUW"))
    world.now += timedelta(days=15)
    window = open_room(theme, shown, bookkeeper(world), "exchange")
    window.page.open_item("deliveries")
    face = window.page.deliveries
    assert face.silent_button.text() == "Door stilzwijgen (1)"
    assert not face.all_button.isVisible()
    face.silent_button.click()
    assert "antwoordden niet binnen de termijn" in face.deeds.strip.text.text()
    face.deeds.strip.yes.click()
    (row,) = world.desk.deliveries.page()
    assert (row.id, row.status, row.settled_how) == (delivery, DeliveryStatus.CONFIRMED, "silence")
    qtbot.waitUntil(lambda: not face.silent_button.isVisible())


def test_without_the_rule_or_the_right_silence_is_not_offered(world: World, theme, shown) -> None:
    world.entered("DUIN", "ZEEUW")
    world.desk.rounds.make(school_id("ZEEUW"))
    world.now += timedelta(days=99)
    for who in ("secretaris", "stage zeeuw"):
        window = open_room(theme, shown, world.desk_of(who), "exchange")
        window.page.open_item("deliveries")
        assert not window.page.deliveries.silent_button.isVisible()


def test_where_nothing_is_disputed_there_is_nothing_to_agree_to(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "exchange")
    window.open("exchange", "deliveries")
    deeds = window.page.deliveries.deeds
    for deed in (deeds.agree, deeds.answer, deeds.correct, deeds.dispute):
        deed(None)
    assert not window.findChildren(FormDialog)
