"""Aanbod: found, made, given a tariff and stopped, by those who may."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt

from tests.builders import World, made_id, offer_id, school_id
from tests.services.test_offers import draft as offer_draft
from tests.services.test_placement_answers import asked, seats
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.models import Offer, Tariff
from zsm_desktop.services.offer_rows import OfferFilter
from zsm_desktop.ui.offers.forms import OfferForm


def test_an_offer_is_made_by_keys_and_asks_for_its_tariff(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    type_keys("Lassen niveau 1")
    form.fields["school"].editor.choose(school_id("KREEK"))
    form.fields["seats"].editor.setText("6")
    form.days.chips["wo"].click()
    control(Qt.Key.Key_Return)
    page = window.page
    assert page.panel.title.text() == "Lassen niveau 1"
    assert page.state.card is not None
    assert page.state.card.offer.seats == 6
    assert page.state.card.offer.weekdays == ("wo",)
    assert "Leg nu het tarief vast" in toasts(window)[0]
    assert "zonder tarief kan niet geleverd worden" in page.panel.tariffs.accessibleDescription()


def test_a_tariff_with_a_point_is_refused_at_its_field(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    control(Qt.Key.Key_T)
    form = open_dialog(window)
    type_keys("24.70")
    form.fields["valid_from"].editor.setText("1-1-2027")
    control(Qt.Key.Key_Return)
    assert "is geen getal" in form.fields["cents"].error.text()
    assert len(world.desk.tariffs.of_offer(offer_id("DUIN"))) == 1
    form.fields["cents"].editor.setText("26,50")
    form.try_submit()
    assert world.desk.tariffs.of_offer(offer_id("DUIN"))[0].cents == 2650
    panel = window.page.panel
    qtbot.waitUntil(lambda: "26,50" in panel.tariffs.accessibleDescription())
    assert "gaat nog in" in panel.tariffs.accessibleDescription()


def test_enter_changes_the_offer_in_hand_and_with_ctrl_it_does_not(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    qtbot.waitUntil(window.page.table.view.hasFocus)
    control(Qt.Key.Key_Return)
    assert window.findChildren(OfferForm) == []
    press(Qt.Key.Key_Return)
    assert isinstance(open_dialog(window), OfferForm)


def test_a_tariff_before_a_delivery_is_refused_with_the_day(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    window.page.deeds.set_tariff()
    form = open_dialog(window)
    form.fields["cents"].editor.setText("30")
    form.fields["valid_from"].editor.setText("1-10-2026")
    form.try_submit()
    assert "Er is al geleverd op 5 oktober 2026" in form.fields["valid_from"].error.text()


def test_wrong_seats_are_said_at_the_field_and_nothing_changes(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    control(Qt.Key.Key_E)
    form = open_dialog(window)
    assert not form.fields["school"].editor.isEnabled()
    form.fields["seats"].editor.setText("2,5")
    form.try_submit()
    assert form.fields["seats"].error.text() == "“2,5” is geen heel getal. Vul een getal zonder komma in."
    assert world.desk.offers.card(offer_id("DUIN")).offer.seats == 4
    form.fields["seats"].editor.setText("3")
    form.try_submit()
    assert world.desk.offers.card(offer_id("DUIN")).offer.seats == 3


def test_stopping_asks_and_can_be_taken_back(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    control(Qt.Key.Key_Delete)
    assert "niet meer aanbieden?" in window.page.panel.confirm.text.text()
    press(Qt.Key.Key_Escape)
    assert world.desk.offers.card(offer_id("DUIN")).offer.is_active
    control(Qt.Key.Key_Delete)
    yes()
    page = window.page
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2)
    page.filters.stopped.click()
    assert page.table.rows.rowCount() == 3
    page.open_item(offer_id("DUIN"))
    assert page.panel.switch_button.text() == "Weer aanbieden"
    page.panel.switch_button.click()
    assert world.desk.offers.card(offer_id("DUIN")).offer.is_active


def test_filters_narrow_in_the_store_and_an_empty_list_says_so(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    page = window.page
    control(Qt.Key.Key_F)
    type_keys("duin")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    assert page.header.subtitle.text() == "1 keer aanbod gevonden"
    type_keys("zzz")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    assert "Niets gevonden voor “duinzzz”" in words_of(page)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 3)


def test_every_column_sorts_in_the_store(world: World, theme, shown) -> None:
    with world.writing() as work:
        cheap = work.session.query(Tariff).filter(Tariff.offer_id == offer_id("KREEK")).one()
        cheap.cents = 100
    window = open_room(theme, shown, world.desk, "offers")
    model = window.page.table.rows
    for at, column in enumerate(model.columns):
        model.sort(at, Qt.SortOrder.DescendingOrder)
        assert model.sorted_by is not None
        assert model.sorted_by.key == column.key
        assert model.rowCount() == 3
    model.sort([column.key for column in model.columns].index("tariff"), Qt.SortOrder.AscendingOrder)
    assert model.row(0).id == offer_id("KREEK")


def test_seats_and_who_is_there_by_pseudonym(world: World, theme, shown) -> None:
    placement = world.desk.placements.row(world.placement("DUIN", "ZEEUW", starts_on=date(2026, 9, 1)))
    window = open_room(theme, shown, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    panel = window.page.panel
    assert panel.facts.texts()["Plaatsen"] == "3 van 4 vrij"
    assert placement.pseudonym in panel.running.accessibleDescription()
    assert "van den Berg" not in words_of(window) + panel.running.accessibleDescription()


def test_who_was_asked_and_not_answered_stands_there_too(world: World, theme, shown) -> None:
    running = world.desk.placements.row(world.placement("DUIN", "ZEEUW", starts_on=date(2026, 9, 1)))
    world.placement("DUIN", "ZEEUW", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 31))
    proposed = world.desk.placements.row(asked(world, starts_on=date(2027, 1, 4)))
    window = open_room(theme, shown, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    panel = window.page.panel
    said = panel.running.accessibleDescription()
    assert (running.pseudonym in said, proposed.pseudonym in said) == (True, True)
    assert "wacht op antwoord" in said
    assert world.desk.offers.card(offer_id("DUIN")).offer.placements == len(panel.running.lines) == 2
    assert panel.running_title.text() == "Houdt nu of later een plaats bezet"
    panel.go.click()
    assert window.page.placements.table.rows.rowCount() == 3


def test_placements_between_others_are_counted_not_shown(world: World, theme, shown) -> None:
    world.placement("KREEK", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("stage duin"), "offers")
    window.open("offers", offer_id("KREEK"))
    assert "1 traject staat hier niet: dat is van andere scholen." in words_of(window.page.panel)


def test_a_seat_freed_by_time_is_offered_to_who_waits(world: World, theme, shown, qtbot) -> None:
    seats(world, 1)
    world.placement("DUIN", "ZEEUW", ends_on=date(2026, 11, 30))
    waiting = world.desk.placements.row(asked(world, starts_on=date(2026, 11, 23)))
    window = active_room(theme, shown, qtbot, world.desk_of("stage duin"), "offers")
    window.open("offers", offer_id("DUIN"))
    panel = window.page.panel
    assert not panel.move_up_button.isVisible()
    world.now += timedelta(days=9)
    window.page.reload()
    window.open("offers", offer_id("DUIN"))
    first = f"Plek vrij vanaf 1 december 2026. Eerste op de wachtlijst: {waiting.pseudonym}, De Zeeuwse Vaart."
    assert first in words_of(panel)
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.move_up_button.isVisible())
    assert world.desk.placements.row(waiting.id).status == "proposed"
    assert toasts(window)[-1] == "Van de wachtlijst is 1 traject nu gevraagd."


def test_another_school_is_told_who_may_change_it(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk_of("stage zeeuw"), "offers")
    window.open("offers", offer_id("DUIN"))
    page = window.page
    assert not page.panel.edit_button.isVisible()
    sentence = "Dit hoort bij een andere school. Alleen zij of de secretaris mag het wijzigen."
    assert sentence in words_of(page.panel)
    page.deeds.edit()
    assert toasts(window) == [sentence]
    window.open("offers", offer_id("ZEEUW"))
    assert page.panel.edit_button.isVisible()


def test_a_reader_changes_nothing_and_sees_no_placements(world: World, theme, shown) -> None:
    world.placement("DUIN", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("lezer"), "offers")
    window.open("offers", offer_id("DUIN"))
    page = window.page
    assert not page.new.isVisible()
    assert not page.panel.running.isVisible()
    assert "Dit mag u niet met uw rol." in words_of(page.panel)


def test_a_network_without_offers_says_what_to_do(world: World, theme, shown) -> None:
    with world.writing() as work:
        for table in (Tariff, Offer):
            work.session.query(table).delete()
    window = open_room(theme, shown, world.desk, "offers")
    page = window.page
    assert world.desk.offers.count(OfferFilter()) == 0
    assert page.empty.isVisible()
    assert "Nog geen aanbod" in words_of(page)
    assert "Niets te kiezen" in words_of(page.panel)


def test_filters_for_a_need_stand_behind_a_key(world: World, theme, shown, qtbot) -> None:
    world.desk.offers.edit(offer_id("DUIN"), 1, offer_draft(level="entree", target_group="vso", weekdays=("ma",)))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    page = window.page
    assert not page.filters.level.isVisible()
    control(Qt.Key.Key_M)
    assert page.filters.target.hasFocus()
    for choice, key, left in (
        (page.filters.target, "pro", 2), (page.filters.target, "vso", 3), (page.filters.level, "entree", 1),
        (page.filters.weekday, "di", 0), (page.filters.weekday, "ma", 1),
    ):  # fmt: skip
        choice.choose(key)
        choice.activated.emit(choice.currentIndex())
        assert page.table.rows.rowCount() == left
    page.filters.first_day.setText("binnenkort")
    page.filters.first_day.editingFinished.emit()
    assert "binnenkort" in page.filters.fault.text()
    page.open_item(offer_id("KREEK"))
    assert page.table.rows.rowCount() == 3
    assert not page.filters.fault.isVisible()
    control(Qt.Key.Key_M)
    assert not page.filters.level.isVisible()


def test_a_form_keeps_all_that_is_known_of_an_offer(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk_of("stage duin"), "offers")
    page = window.page
    page.open_item(offer_id("DUIN"))
    page.deeds.edit()
    form = open_dialog(window)
    for name, text in (("level", "entree"), ("certificate", "SVA 1"), ("outside", "45,50")):
        form.fields[name].editor.setText(text)
    form.fields["to_provide"].editor.setPlainText("Werkschoenen")
    form.fields["contact"].editor.choose(made_id(4, 1))
    form.fields["ends_on"].editor.setText("21-11-2026")
    form.waiting.setChecked(False)
    form.try_submit()
    card = world.desk.offers.card(offer_id("DUIN"))
    assert (card.offer.level, card.certificate, card.to_provide) == ("entree", "SVA 1", "Werkschoenen")
    assert (card.contact, card.outside_cost_cents, card.offer.has_waiting_list) == ("Contact De Duinpan", 4550, False)
    qtbot.waitUntil(lambda: page.panel.pill.text == "verlopen")
    assert page.panel.facts.texts()["Vragen aan"] == "Contact De Duinpan"
    page.deeds.edit()
    again = open_dialog(window)
    assert (again.fields["outside"].text, again.fields["contact"].text) == ("45,50", made_id(4, 1))
    assert not again.waiting.isChecked()
