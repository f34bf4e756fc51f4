"""Trajecten asked, answered and changed, with the keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.builders import TODAY, World, offer_id, school_id
from tests.services.test_meetings import refused
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Offer

FIRST, LAST = date(2026, 12, 1), date(2027, 2, 28)
SPAN = {"starts_on": FIRST, "ends_on": LAST, "planned_hundredths": 1200}


def asked(world: World, **span: object) -> str:
    place = world.desk_of("stage zeeuw").placements.place
    return place(world.case("ZEEUW"), offer_id("DUIN"), **(SPAN | span)).made_id


def proposed_room(world: World, theme, shown, qtbot, name: str):
    window = active_room(theme, shown, qtbot, world.desk_of(name), "exchange")
    window.open("exchange", "proposed")
    window.page.placements.table.setFocus()
    return window


def status(world: World, placement: str) -> str:
    return world.desk.placements.row(placement).status


def test_the_receiving_school_accepts(world: World, theme, shown, qtbot) -> None:
    placement = asked(world)
    window = proposed_room(world, theme, shown, qtbot, "stage duin")
    face = window.page.placements
    assert face.status.chips["proposed"].text() == "Wacht op antwoord  1"
    assert not face.panel.cancel_button.isVisible()
    control(Qt.Key.Key_Return)
    assert status(world, placement) == "running"
    assert any("is toegezegd" in text for text in toasts(window))
    qtbot.waitUntil(lambda: face.table.rows.rowCount() == 0)
    assert face.status.chips["proposed"].text() == "Wacht op antwoord"


def test_a_refusal_wants_a_reason_and_the_list_moves_up(world: World, theme, shown, qtbot) -> None:
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("DUIN")).seats = 1
    placement, waiting = asked(world), asked(world)
    window = proposed_room(world, theme, shown, qtbot, "stage duin")
    control(Qt.Key.Key_D)
    form = open_dialog(window)
    control(Qt.Key.Key_Return)
    assert form.fields["reason"].error.text() == "Vul ‘Reden’ in."
    type_keys("De docent is ziek.")
    control(Qt.Key.Key_Return)
    assert (status(world, placement), status(world, waiting)) == ("refused", "proposed")
    assert any("Van de wachtlijst is 1 traject nu gevraagd." in text for text in toasts(window))
    panel = window.page.placements.panel
    window.page.placements.open(placement)
    qtbot.waitUntil(lambda: "De docent is ziek." in words_of(panel))


def test_the_own_school_sees_that_it_waits_and_takes_it_back(world: World, theme, shown, qtbot) -> None:
    placement = asked(world)
    window = proposed_room(world, theme, shown, qtbot, "stage zeeuw")
    panel = window.page.placements.panel
    assert "De Duinpan antwoordt." in words_of(panel)
    assert not panel.buttons["accept"].isVisible()
    assert panel.cancel_button.text() == "Vraag intrekken"
    control(Qt.Key.Key_Delete)
    yes()
    assert status(world, placement) == "cancelled"


def test_asking_by_the_own_school(world: World, theme, shown, qtbot) -> None:
    world.case("ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk_of("stage zeeuw"), "exchange")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    offers = [form.fields["offer"].editor.itemText(at) for at in range(form.fields["offer"].editor.count())]
    assert "Werkplaats Duin · De Duinpan" in offers
    assert not any("Zeeuw" in text for text in offers)
    assert not form.agreed.isVisible()
    assert (form.fields["offer"].text, form.fields["planned"].label.text()) == ("", "Gepland aantal")
    form.fields["offer"].editor.choose(offer_id("DUIN"))
    form.fields["offer"].editor.activated.emit(form.fields["offer"].editor.currentIndex())
    assert form.fields["planned"].label.text() == "Gepland aantal dagdelen"
    form.fields["planned"].editor.setFocus()
    type_keys("12")
    control(Qt.Key.Key_Return)
    (made,) = world.desk.placements.page()
    assert (made.status, made.planned_hundredths, made.offer_id) == ("proposed", 1200, offer_id("DUIN"))
    assert any("is gevraagd bij De Duinpan" in text for text in toasts(window))


def test_the_secretary_may_say_it_is_agreed(world: World, theme, shown, qtbot) -> None:
    world.case("ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    form.fields["offer"].editor.choose(offer_id("DUIN"))
    form.fields["planned"].editor.setFocus()
    type_keys("12")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    control(Qt.Key.Key_Return)
    (made,) = world.desk.placements.page()
    assert made.status == "running"


def test_the_waiting_list_stands_in_its_order(world: World, theme, shown, qtbot) -> None:
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("DUIN")).seats = 1
    made = []
    for _ in range(3):
        world.now += timedelta(minutes=1)
        made.append(asked(world))
    window = active_room(theme, shown, qtbot, world.desk_of("stage duin"), "exchange")
    face = window.page.placements
    face.status.chips["waiting"].click()
    assert [face.table.rows.row(at).id for at in range(face.table.rows.rowCount())] == made[1:]
    face.open(made[2])
    assert "plaats 2 voor dit aanbod" in words_of(face.panel)


def test_changing_days_leaves_a_line(world: World, theme, shown, qtbot) -> None:
    placement = world.placement(starts_on=FIRST, ends_on=LAST, planned=1200)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.page.placements.open(placement)
    window.page.placements.table.setFocus()
    control(Qt.Key.Key_H)
    form = open_dialog(window)
    form.fields["ends_on"].editor.setText("31-3-2027")
    form.fields["reason"].editor.setFocus()
    type_keys("Langer nodig.")
    control(Qt.Key.Key_Return)
    assert world.desk.placements.row(placement).ends_on == date(2027, 3, 31)
    changes = window.page.placements.panel.changes
    qtbot.waitUntil(lambda: bool(changes.lines))
    lines = changes.lines
    assert lines[0].text == "Laatste dag: 28 februari 2027 → 31 maart 2027"
    assert lines[0].quiet.startswith("Langer nodig. · secretaris")


def test_a_plan_per_month(world: World, theme, shown, qtbot) -> None:
    placement = world.placement(starts_on=FIRST, ends_on=LAST, planned=1200)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.page.placements.open(placement)
    window.page.placements.table.setFocus()
    control(Qt.Key.Key_J)
    form = open_dialog(window)
    assert form.total.text() == "Leeg: de 12 dagdelen worden gelijk over de maanden verdeeld."
    type_keys("8")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_keys("2")
    assert form.total.text() == "Samen 10 van de 12 dagdelen."
    control(Qt.Key.Key_Return)
    assert "Schrijf erbij waarom" in form.fields["reason"].error.text()
    form.fields["reason"].editor.setFocus()
    type_keys("Korter werk.")
    control(Qt.Key.Key_Return)
    card = world.desk.placements.card(placement)
    december = month_index(FIRST)
    assert (card.months, card.row.planned_hundredths) == ({december: 800, december + 2: 200}, 1000)
    panel = window.page.placements.panel
    qtbot.waitUntil(lambda: "december 2026 8, februari 2027 2" in words_of(panel))


def test_the_agreement_is_signed(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_T)
    open_dialog(window)
    control(Qt.Key.Key_Return)
    assert world.desk.placements.row(placement).agreement_on == TODAY
    panel = window.page.placements.panel
    qtbot.waitUntil(lambda: "Getekend op 22 november 2026, vastgelegd door secretaris" in words_of(panel))
    assert panel.ticks.boxes[0].isChecked()


@pytest.mark.parametrize(("name", "count"), [("stage duin", 1), ("stage zeeuw", 0)])
def test_the_first_screen_leads_to_what_waits_for_an_answer(world: World, theme, shown, name: str, count: int) -> None:
    placement = asked(world)
    window = open_room(theme, shown, world.desk_of(name), "today")
    buttons = [window.page.waiting.itemAt(at).widget() for at in range(window.page.waiting.count())]
    found = [one for one in buttons if one.text().endswith("traject wacht op antwoord")] if buttons else []
    assert len(found) == count
    if found:
        found[0].click()
        face = window.page.placements
        assert (window.room, face.status.current, face.table.rows.row(0).id) == ("exchange", "proposed", placement)


def boxes(panel) -> list[tuple[str, bool, bool]]:
    return [(one.text(), one.isChecked(), one.isEnabled()) for one in panel.ticks.boxes if one.isVisible()]


def test_a_consent_is_ticked_at_the_placement_as_at_the_pupil(world: World, theme, shown, qtbot) -> None:
    placement = asked(world)
    case = world.desk.placements.row(placement).case_id
    window = proposed_room(world, theme, shown, qtbot, "stage zeeuw")
    panel = window.page.placements.panel
    agreement, basis = boxes(panel)
    assert agreement == ("Stageovereenkomst", False, False)
    assert (basis[1:], world.desk.cases.card(case).asks_own) == ((True, True), True)
    panel.ticks.boxes[1].setFocus()
    press(Qt.Key.Key_Space)
    open_dialog(window)
    control(Qt.Key.Key_Return)
    assert world.desk.cases.card(case).consents[0].facts.withdrawn_on == TODAY
    qtbot.waitUntil(lambda: boxes(panel)[1] == ("Toestemming van de leerling zelf", False, True))
    assert "De toestemming is ingetrokken." in words_of(panel.ticks)
    with pytest.raises(RuleError, match="consent.elsewhere"):
        world.desk_of("stage duin").placements.accept(placement)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.page.placements.table.setFocus()
    control(Qt.Key.Key_G)
    form = open_dialog(window)
    assert (form.one.receiver.text, form.one.given_by.text) == (school_id("DUIN"), "pupil")
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: boxes(panel)[1] == ("Toestemming van leerling", True, True))
    assert len(world.desk.cases.card(case).consents) == 2
    world.desk_of("stage duin").placements.accept(placement)


def test_who_gave_it_is_said_to_the_own_school_alone(world: World, theme, shown, qtbot) -> None:
    placement = asked(world)
    panel = proposed_room(world, theme, shown, qtbot, "stage duin").page.placements.panel
    assert boxes(panel)[1] == ("Toestemming", True, False)
    assert not panel.buttons["consent"].isVisible()
    case = world.desk.placements.row(placement).case_id
    world.desk.cases.withdraw_consent(world.desk.cases.card(case).consents[0].id, TODAY)
    other = world.desk_of("stage duin").placements.card(placement).sharing
    assert (other.missing, other.asks_own, other.rows) == ("consent.elsewhere", None, ())
    with refused("consent.elsewhere"):
        world.desk_of("stage duin").placements.accept(placement)
    with refused("consent.withdrawn"):
        world.desk.placements.accept(placement)
    assert world.desk_of("boekhouder").placements.card(placement).sharing is None


def test_nobody_is_asked_for_who_was_not_chosen(world: World, theme, shown, qtbot) -> None:
    world.case("ZEEUW")
    world.case("ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    face = window.page.placements
    face.show_offer(offer_id("KREEK"))
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    assert (form.fields["case"].text, form.fields["offer"].text) == ("", offer_id("KREEK"))
    form.try_submit()
    assert form.fields["case"].error.text() == "Maak een keuze bij ‘Casus’."
    assert form.fields["planned"].error.text() == "Vul een aantal in bij ‘Gepland aantal dagdelen’."


def test_all_placements_show_how_they_stand_and_from_when_in_a_small_window(world: World, theme, shown) -> None:
    world.placement(starts_on=FIRST, ends_on=LAST, planned=1200)
    window = open_room(theme, shown, world.desk, "exchange")
    window.resize(1280, 720)
    face = window.page.placements
    face.show_status("")
    view, rows = face.table.view, face.table.rows
    there = {one.key: one for at, one in enumerate(rows.columns) if not view.isColumnHidden(at)}
    assert {"ends", "status"} <= there.keys()
    row = rows.row(0)
    assert (there["ends"].text(row), there["ends"].detail(row)) == ("28-02-2027", "vanaf 01-12-2026")
