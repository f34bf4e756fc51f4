"""What may be done with a delivery, by whom, and how a refusal is said."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from tests.builders import World, offer_id, school_id
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.ui.parts.models import Sort


def status_of(world: World, delivery: str) -> DeliveryStatus:
    (row,) = world.desk.deliveries.page(DeliveryFilter(delivery_id=delivery))
    return row.status


def test_a_dispute_needs_a_reason_and_stays_out_of_the_books(world: World, theme, shown, qtbot) -> None:
    delivery = world.entered("DUIN", "ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.open("exchange", delivery)
    control(Qt.Key.Key_D)
    form = open_dialog(window)
    form.try_submit()
    assert form.fields["reason"].error.text() == "Vul ‘Reden’ in."
    assert status_of(world, delivery) is DeliveryStatus.ENTERED
    form.fields["reason"].editor.setPlainText("Wij hadden er een minder")
    form.try_submit()
    page = window.page
    assert toasts(window) == ["Betwist. De Duinpan ziet uw reden bij de levering."]
    qtbot.waitUntil(lambda: page.deliveries.table.rows.rowCount() == 0)
    page.deliveries.filters.status.choose("disputed")
    assert page.deliveries.panel.pill.text == "betwist"
    assert "Wij hadden er een minder" in page.deliveries.panel.talk.accessibleDescription()
    assert world.desk.ledger.head().entries == 0


def test_a_withdrawal_asks_first(world: World, theme, shown, qtbot) -> None:
    delivery = world.entered("DUIN", "ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.open("exchange", delivery)
    control(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    assert status_of(world, delivery) is DeliveryStatus.ENTERED
    control(Qt.Key.Key_Delete)
    yes()
    assert status_of(world, delivery) is DeliveryStatus.WITHDRAWN


def test_a_counter_entry_names_the_old_one(world: World, theme, shown, qtbot) -> None:
    number = world.delivered("DUIN", "ZEEUW", 200)
    entry = world.desk.ledger.entry(number)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.open("exchange", entry.delivery_id or "")
    control(Qt.Key.Key_R)
    form = open_dialog(window)
    form.fields["reason"].editor.setPlainText("Dubbel ingevoerd")
    form.try_submit()
    assert world.desk.ledger.entry(number).reversed_by == number + 1
    panel = window.page.deliveries.panel
    qtbot.waitUntil(lambda: panel.pill.text == "teruggedraaid")
    assert f"door boeking {number + 1}" in panel.facts.texts()["Teruggedraaid"]
    assert not panel.reverse_button.isVisible()


def test_everything_that_waits_is_confirmed_in_one_act(world: World, theme, shown, qtbot) -> None:
    for day in range(1, 6):
        world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day))
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.page.open_item("deliveries")
    deliveries = window.page.deliveries
    assert deliveries.all_button.text() == "Alles bevestigen (5)"
    deliveries.all_button.click()
    yes()
    assert world.desk.ledger.head().entries == 5
    confirmed = world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'delivery.confirm'")
    assert confirmed == [(1,)]
    qtbot.waitUntil(lambda: deliveries.table.rows.rowCount() == 0)
    assert "Geen leveringen bij deze keuze" in words_of(deliveries)


def test_the_school_that_gave_may_not_confirm_and_is_told_who_does(world: World, theme, shown, qtbot) -> None:
    delivery = world.entered("DUIN", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("stage duin"), "exchange")
    window.open("exchange", delivery)
    panel = window.page.deliveries.panel
    assert not panel.confirm_button.isVisible()
    assert panel.withdraw_button.isVisible()
    assert "De Zeeuwse Vaart bevestigt deze levering" in words_of(panel)


def test_a_refused_act_is_said_in_a_sentence(world: World, theme, shown, qtbot) -> None:
    delivery = world.entered("DUIN", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("stage duin"), "exchange")
    page = window.page
    assert not page.attempt(lambda: page.acts.confirm([delivery]))
    assert toasts(window) == ["Dit hoort bij een andere school. Alleen zij of de secretaris mag het wijzigen."]
    assert status_of(world, delivery) is DeliveryStatus.ENTERED


def test_a_director_sees_deliveries_without_pupils(world: World, theme, shown, qtbot) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    pseudonym = world.desk.placements.row(placement).pseudonym
    window = open_room(theme, shown, world.desk_of("directeur zeeuw"), "exchange")
    page = window.page
    assert page.tabs.current == "deliveries"
    page.tabs.show_face("placements")
    words = words_of(page)
    assert "Trajecten ziet u niet met uw rol" in words
    assert pseudonym not in words
    assert not page.enter.isVisible()


def test_no_pseudonym_stands_beside_an_amount(world: World, theme, shown, qtbot) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    row = world.desk.placements.row(placement)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    type_keys("2")
    control(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    deliveries = window.page.deliveries
    qtbot.waitUntil(lambda: deliveries.isVisible() and deliveries.table.rows.rowCount() == 1)
    model = deliveries.table.rows
    texts = " ".join(
        f"{model.data(model.index(0, at))} {model.data(model.index(0, at), Qt.ItemDataRole.AccessibleTextRole)}"
        for at in range(len(model.columns))
    )
    assert row.number in texts
    assert row.pseudonym not in texts + words_of(deliveries)


def test_one_delivery_without_a_pupil_is_entered_by_form(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.page.open_item("deliveries")
    window.page.deliveries.one_button.click()
    form = open_dialog(window)
    form.fields["offer"].editor.choose(offer_id("DUIN"))
    form.fields["user"].editor.choose(world.desk.offers.card(offer_id("DUIN")).offer.school_id)
    form.fields["quantity"].editor.setFocus()
    type_keys("2.5")
    form.try_submit()
    assert form.fields["quantity"].has_error
    assert world.desk.deliveries.page() == ()
    form.fields["quantity"].editor.setText("2,5")
    form.try_submit()
    assert form.fields["user"].has_error
    form.fields["user"].editor.setCurrentIndex(form.fields["user"].editor.findText("De Zeeuwse Vaart"))
    form.try_submit()
    qtbot.waitUntil(lambda: window.page.deliveries.table.rows.rowCount() == 1)


@pytest.mark.parametrize("key", ["day", "offer", "provider", "quantity", "amount", "status"])
def test_every_column_sorts_in_the_store(world: World, theme, shown, key: str) -> None:
    world.entered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.entered("KREEK", "ZEEUW", 100, date(2026, 10, 6))
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_item("deliveries")
    table = window.page.deliveries.table
    at = [column.key for column in table.rows.columns].index(key)
    table.rows.sort(at, Qt.SortOrder.AscendingOrder)
    first = table.rows.row(0).id
    table.rows.sort(at, Qt.SortOrder.DescendingOrder)
    assert table.rows.sorted_by == Sort(key, is_descending=True)
    assert table.rows.row(0).id != first


def test_an_empty_network_says_where_deliveries_come_from(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk, "exchange")
    page = window.page
    assert "Geen trajecten bij deze keuze" in words_of(page)
    page.placements.status.choose("")
    words = "Een traject ontstaat als een maatwerkbespreking een leerling plaatst, of als u het vraagt."
    assert words in words_of(page)
    page.open_item("deliveries")
    page.deliveries.filters.status.choose("")
    assert "Begin met Ctrl M." in words_of(page)


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("is_asked_first", [True, False])
def test_news_never_covers_a_question(world: World, theme, shown, qtbot, zoom: int, is_asked_first: bool) -> None:
    world.entered("DUIN", "ZEEUW")
    theme.set_zoom(zoom)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.open("exchange", "deliveries")
    face = window.page.deliveries

    def say() -> None:
        for words in ("Er is iets veranderd.", "En nog iets."):
            window.say(words, "bad")

    if not is_asked_first:
        say()
    face.deeds.confirm_all(face.state)
    if is_asked_first:
        say()
    strip = face.deeds.strip
    assert strip.no.hasFocus()

    def is_free() -> bool:
        spot = QRect(strip.mapTo(window, QPoint(0, 0)), strip.size())
        return not any(spot.intersects(toast.geometry()) for toast in window.toasts.shown)

    qtbot.waitUntil(is_free)


def test_who_gave_is_shown_however_little_room_there_is(world: World, theme, shown, qtbot) -> None:
    world.entered("DUIN", "ZEEUW")
    theme.set_zoom(200)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.open("exchange", "deliveries")
    view = window.page.deliveries.table.view
    seen = [one.key for at, one in enumerate(view.rows.columns) if not view.isColumnHidden(at)]
    assert seen == ["day", "offer", "provider", "amount"]
    assert (
        sum(view.columnWidth(at) for at in range(len(view.rows.columns)) if not view.isColumnHidden(at)) <= view.width()
    )


def test_no_school_gives_to_itself_and_nothing_is_chosen_for_whoever_enters(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.open("exchange", "deliveries")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    offer, user = form.fields["offer"].editor, form.fields["user"].editor
    assert (offer.key, user.key) == ("", "")
    form.try_submit()
    assert form.fields["offer"].has_error
    assert form.fields["user"].has_error
    for code, others in (("DUIN", {"ZEEUW", "KREEK"}), ("KREEK", {"DUIN", "ZEEUW"})):
        offer.setCurrentIndex(offer.findData(offer_id(code)))
        assert {user.itemData(at) for at in range(user.count())} - {""} == {school_id(one) for one in others}


@pytest.mark.parametrize(("name", "count"), [("directeur zeeuw", "1"), ("directeur duin", "")])
def test_a_director_is_told_only_what_the_own_school_answers(world: World, theme, shown, name: str, count: str) -> None:
    world.entered("DUIN", "ZEEUW")
    page = open_room(theme, shown, world.desk_of(name), "exchange").page
    assert page.tabs.tabs["deliveries"].text().removeprefix("Leveringen").strip() == count
