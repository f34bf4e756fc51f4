"""Two desks change the same thing, room by room: each form and each list that is edited in place meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import TODAY, World, made_id, offer_id, school_id, user_id
from tests.services.test_funds import draft as fund_draft
from tests.ui.offices import open_dialog, open_room, press_toast, toasts
from tests.versions import version_of
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.bodies import BodyDraft, BodyFacts, draft_of
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.store.store import Store
from zsm_desktop.ui.balances.limits import LimitForm
from zsm_desktop.ui.exchange.fund_form import FundForm
from zsm_desktop.ui.exchange.funds_state import FundsState
from zsm_desktop.ui.exchange.placement_forms import ChangeForm, PlanForm
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.offers.tariffs import TariffForm
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk.bottleneck_form import BottleneckForm
from zsm_desktop.ui.parts.talk.plan_form import reschedule_form
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.settings.vat_card import VatForm

CASES, ISLANDS, TECHNIQUE = made_id(9, 1), made_id(3, 1), made_id(6, 1)
DUIN = school_id("DUIN")


@pytest.fixture
def behind(shown) -> QWidget:
    return shown(QWidget(), 1280, 720)


@pytest.fixture
def other(world: World) -> Desk:
    """A second secretary's program on the same network: the first hears nothing of it."""
    desk = Desk(Store(world.folder, world.keys), world.desk.actor, lambda: world.now)
    world._desks.append(desk)
    return desk


def both_say(form: FormDialog) -> dict[str, str]:
    return {name: form.row.both[name].other.text().replace("\u00a0", " ") for name in form.row.open}


def body(world: World) -> BodyFacts:
    return next(row for row in world.desk.bodies.rows() if row.id == CASES)


def edit_body(desk: Desk, world: World, **changes: Any) -> BodyDraft:
    now = body(world)
    draft = replace(draft_of(now), **changes)
    desk.bodies.edit(CASES, now.version, draft)
    return draft


def test_members_that_two_ticked_are_all_members_and_undo_gives_back_what_the_other_made(
    world: World, other: Desk, theme, shown, qtbot
) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    window.page.bodies.ask_edit(body(world))
    form = open_dialog(window)
    one, two, gone = (row.id for row in world.desk.bodies.people()[:3])
    edit_body(other, world, member_ids=frozenset({gone}))
    form.members.set_ticks([one], is_on=True)
    form.try_submit()
    assert body(world).member_ids == {one, gone}
    window.page.bodies.ask_edit(body(world))
    form = open_dialog(window)
    edit_body(other, world, member_ids=frozenset({one, two}), rhythm_weeks=3)
    form.fields["name"].editor.setText("Anders")
    form.try_submit()
    assert (body(world).name, body(world).member_ids, body(world).rhythm_weeks) == ("Anders", {one, two}, 3)
    assert any("Ook van een ander overgenomen: Ritme" in text for text in toasts(window))
    press_toast(window, "Ongedaan maken")
    assert (body(world).name != "Anders", body(world).member_ids, body(world).rhythm_weeks) == (True, {one, two}, 3)


def test_a_body_that_was_removed_meanwhile_leaves_its_text(world: World, other: Desk, theme, shown) -> None:
    made = world.desk.bodies.add(BodyDraft("Kernteam", "tactical", None, kind="case", code="kt")).made_id
    window = open_room(theme, shown, world.desk, "settings")
    window.page.bodies.ask_edit(next(row for row in world.desk.bodies.rows() if row.id == made))
    form = open_dialog(window)
    form.fields["name"].editor.setText("Nieuwe naam")
    other.bodies.remove(made)
    form.try_submit()
    assert form.isVisible()
    assert "bestaat niet meer" in form.error.text.text()
    assert "Wat u hebt ingevuld staat er nog" in form.error.text.text()
    assert form.fields["name"].text == "Nieuwe naam"


def test_a_user_keeps_the_school_of_one_and_the_name_of_the_other(world: World, other: Desk, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    row = next(one for one in world.desk.users.rows() if one.id == user_id("stage duin"))
    window.page.users.ask_edit(row)
    form = open_dialog(window)
    form.fields["name"].editor.setText("Stage Duinpan")
    other.users.edit(row.id, row.version, name=row.name, role=Role.COORDINATOR, school_id=school_id("KREEK"))
    form.try_submit()
    now = next(one for one in world.desk.users.rows() if one.id == row.id)
    assert (now.name, now.school_id) == ("Stage Duinpan", school_id("KREEK"))


def test_a_user_whose_access_was_taken_meanwhile_does_not_get_it_back_by_an_edit(
    world: World, other: Desk, theme, shown
) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    row = next(one for one in world.desk.users.rows() if one.id == user_id("lezer"))
    window.page.users.ask_edit(row)
    form = open_dialog(window)
    for name in ("password", "again"):
        form.fields[name].editor.setText("vier woorden zijn genoeg")
    other.users.retire(row.id)
    form.try_submit()
    assert form.error.text.text().startswith("De toegang van lezer is intussen gewijzigd.")
    assert not next(one for one in world.desk.users.rows() if one.id == row.id).is_active


def test_a_school_two_changed_and_undo_leaves_what_the_other_wrote(world: World, other: Desk, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "network")
    window.open("network", DUIN)
    window.page.panel.ask_edit()
    form = open_dialog(window)
    card = world.desk.network.card(DUIN)
    kept = {key: getattr(card, key) for key in ("street", "house_number", "postcode", "phone", "website", "iban")}
    theirs = OrganisationDraft(name=card.name, city="Veere", kvk_number=card.kvk_number, **(kept | {"phone": "0118"}))
    other.network.edit_organisation(DUIN, card.version, theirs)
    form.fields["city"].editor.setText("Goes")
    form.fields["island"].editor.setText("Tholen")
    form.try_submit()
    assert both_say(form) == {"city": "Veere"}
    form.row.both["city"].keep.click()
    form.try_submit()
    now = world.desk.network.card(DUIN)
    assert (now.city, now.phone, now.island) == ("Goes", "0118", "Tholen")
    press_toast(window, "Ongedaan maken")
    now = world.desk.network.card(DUIN)
    assert (now.city, now.phone, now.island) == ("Veere", "0118", card.island)


def test_limits_of_a_school(world: World, other: Desk, theme, behind) -> None:
    row = next(one for one in world.desk.limits.rows() if one.school_id == DUIN)

    class State:
        desk = world.desk

    form = LimitForm(theme, behind, row, State)
    form.owed.setText("100")
    other.limits.set(DUIN, row.version, 250_00, 300_00)
    form.open()
    form.try_submit()
    assert both_say(form) == {"owed": "€ 250,00"}
    assert form.due.cents == 300_00
    form.row.both["owed"].keep.click()
    form.try_submit()
    now = next(one for one in world.desk.limits.rows() if one.school_id == DUIN)
    assert (now.most_owed_cents, now.most_due_cents) == (100_00, 300_00)


def test_a_fund_of_which_the_other_raised_the_grant(world: World, other: Desk, theme, behind) -> None:
    made = world.desk.funds.add(fund_draft(1_000_00, percent=40_00)).made_id
    (row,) = world.desk.funds.rows()
    form = FundForm(theme, behind, FundsState(world.desk), row)
    form.open()
    form.fields["terms"].editor.setPlainText("Alleen op donderdag.")
    other.funds.edit(made, row.version, replace(fund_draft(2_000_00, percent=40_00), terms="Niet in mei."))
    form.try_submit()
    assert both_say(form) == {"terms": "Niet in mei."}
    assert form.fields["granted"].value == 2_000_00
    form.row.both["terms"].keep.click()
    form.try_submit()
    (row,) = world.desk.funds.rows()
    assert (row.granted_cents, row.terms) == (2_000_00, "Alleen op donderdag.")


@pytest.fixture
def placement(world: World) -> str:
    days = {"starts_on": TODAY + timedelta(days=7), "ends_on": TODAY + timedelta(days=70)}
    place = world.desk.placements.place
    return place(world.case("ZEEUW"), offer_id("DUIN"), **days, planned_hundredths=10_00, is_agreed=True).made_id


def test_the_terms_of_a_placement(world: World, other: Desk, placement: str, theme, behind) -> None:
    acts = world.desk.placements
    row = acts.row(placement)
    form = ChangeForm(
        theme, behind, row, TODAY,
        lambda version, terms, why: acts.change(placement, version, terms, why), lambda: acts.row(placement),
    )  # fmt: skip
    form.open()
    form.fields["planned"].editor.setText("12")
    form.fields["reason"].editor.setPlainText("Meer nodig.")
    later = row.ends_on + timedelta(days=7)
    other.placements.change(placement, row.version, Terms(row.starts_on, later, 10_00), "Vakantie.")
    form.try_submit()
    assert not form.isVisible()
    assert (acts.row(placement).ends_on, acts.row(placement).planned_hundredths) == (later, 12_00)


def test_a_plan_whose_months_moved_says_so_and_one_whose_months_stand_is_merged(
    world: World, other: Desk, placement: str, theme, behind
) -> None:
    acts = world.desk.placements
    card = acts.card(placement)
    form = PlanForm(
        theme, behind, card,
        lambda version, plan, why: acts.plan_months(placement, version, plan, why), lambda: acts.card(placement),
    )  # fmt: skip
    form.open()
    first, second = [name for name in form.fields if name.startswith("month")][:2]
    months = {int(name.removeprefix("month")) for name in (first, second)}
    form.fields[first].editor.setText("4")
    form.fields["reason"].editor.setPlainText("Zo komt het uit.")
    other.placements.plan_months(placement, card.row.version, {max(months): 6_00}, "Meer in de winter.")
    form.try_submit()
    assert not form.isVisible()
    assert dict(acts.card(placement).months) == {min(months): 4_00, max(months): 6_00}


def test_bottleneck_texts_and_its_schools(world: World, other: Desk, theme, behind) -> None:
    held = {"held_on": date(2026, 11, 24), "starts_at": time(13), "ends_at": time(16), "place": "Goes"}
    meeting = world.desk.meetings.plan(CASES, **held).made_id
    item = world.desk.meetings.add_case(meeting, world.case("ZEEUW")).made_id
    world.desk.live.start(meeting)
    made = world.desk.live.add_bottleneck(item, "Geen bus").made_id
    (row,) = world.desk.bottlenecks.rows()
    form = BottleneckForm(theme, behind, world.desk, row)
    form.open()
    form.schools.set_ticks([DUIN], is_on=True)
    form.fields["asked"].editor.setPlainText("Een bus.")
    theirs = replace(world.desk.bottlenecks.draft(made), asked="Een taxi.", school_ids=frozenset({school_id("KREEK")}))
    other.bottlenecks.describe(made, row.version, theirs)
    form.try_submit()
    assert both_say(form) == {"asked": "Een taxi."}
    form.row.both["asked"].take.click()
    form.try_submit()
    now: BottleneckDraft = world.desk.bottlenecks.draft(made)
    assert (now.asked, now.school_ids) == ("Een taxi.", {DUIN, school_id("KREEK")})


def test_the_day_of_a_meeting_and_its_place(world: World, other: Desk, theme, behind) -> None:
    held = {"held_on": date(2026, 12, 1), "starts_at": time(13), "ends_at": time(15), "place": "Goes"}
    meeting = world.desk.meetings.plan(CASES, **held).made_id
    sitting = Sitting(world.desk, "case")
    sitting.open(meeting)
    moved: list[str] = []
    form = reschedule_form(theme, behind, sitting, lambda: moved.append(meeting), lambda: None)
    form.open()
    form.fields["day"].editor.setText("8-12-2026")
    form.fields["starts"].editor.setText("9:00")
    version = sitting.card.row.version
    other.meetings.reschedule(meeting, version, **(held | {"place": "Veere", "starts_at": time(10)}))
    form.try_submit()
    assert both_say(form) == {"starts": "10.00"}
    assert (form.fields["place"].text, moved) == ("Veere", [])
    form.row.both["starts"].take.click()
    form.try_submit()
    row = world.desk.meetings.card(meeting).row
    assert (row.held_on, row.starts_at, row.place) == (date(2026, 12, 8), time(10), "Veere")
    assert moved == [meeting]


def test_the_day_on_which_a_case_comes_back(world: World, other: Desk, theme, shown) -> None:
    case = world.case("ZEEUW")
    window = open_room(theme, shown, world.desk, "pupils")
    window.page.open_item(case)
    form = window.page.cases.panel.ask_return()
    other.cases.set_return(case, world.desk.cases.card(case).version, TODAY + timedelta(days=9))
    form.fields["day"].editor.setText("+5")
    form.try_submit()
    assert both_say(form) == {"day": "1 december 2026"}
    form.row.both["day"].keep.click()
    form.try_submit()
    assert world.desk.cases.card(case).return_on == TODAY + timedelta(days=5)


def test_a_tariff_and_a_vat_rule_of_the_same_day_are_said_before_they_are_replaced(
    world: World, other: Desk, theme, behind
) -> None:
    state, day = OffersState(world.desk), TODAY + timedelta(days=30)
    card = world.desk.offers.card(offer_id("DUIN"))
    form = TariffForm(theme, behind, state, card.offer, state.tariffs(card.offer.id))
    form.open()
    form.fields["cents"].editor.setText("30")
    form.fields["valid_from"].editor.set_day(day)
    other.tariffs.set(TariffDraft(card.offer.id, 28_00, day))
    form.try_submit()
    said = form.fields["cents"].error.text().replace("\u00a0", " ")
    assert said.startswith("Iemand anders legde vanaf 22 december 2026 intussen € 28,00 vast.")
    assert state.tariffs(card.offer.id)[0].cents == 28_00
    form.try_submit()
    assert state.tariffs(card.offer.id)[0].cents == 30_00

    vat = VatForm(theme, behind, world.desk, "course", world.desk.vat.rules())
    vat.open()
    vat.fields["valid_from"].editor.set_day(day)
    vat.fields["treatment"].editor.choose("high")
    other.vat.set(VatDraft(kind="course", valid_from=day, treatment="low"))
    vat.try_submit()
    assert "intussen iets anders vast" in vat.fields["valid_from"].error.text()
    assert any("22 december 2026" in line.text for line in vat.history.lines)
    vat.try_submit()
    assert next(rule for rule in world.desk.vat.rules() if rule.valid_from == day).treatment == "high"


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "network")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def retype(line, text: str, qtbot) -> None:
    line.name.setFocus()
    line.name.selectAll()
    qtbot.keyClicks(line.name, text)


def test_a_name_in_a_list_that_two_changed_stands_twice(window, world: World, other: Desk, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    line = window.page.lists.clusters.lines[ISLANDS]
    retype(line, "Walcheren", qtbot)
    other.clusters.rename(ISLANDS, version_of(world, "cluster", ISLANDS), "Bevelanden")
    qtbot.keyClick(line.name, Qt.Key.Key_Tab)
    both = line.edit.both["name"]
    assert (line.name.text(), both.other.text()) == ("Walcheren", "Bevelanden")
    assert world.desk.clusters.rows()[0].name == "Bevelanden"
    both.keep.click()
    assert world.desk.clusters.rows()[0].name == "Walcheren"
    press_toast(window, "Ongedaan maken")
    assert world.desk.clusters.rows()[0].name == "Bevelanden"


def test_a_sector_that_only_moved_takes_its_new_name_at_once(window, world: World, other: Desk, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    line = window.page.lists.sectors.lines[TECHNIQUE]
    retype(line, "Bouw", qtbot)
    other.sectors.move(TECHNIQUE, 1)
    qtbot.keyClick(line.name, Qt.Key.Key_Tab)
    assert "Bouw" in {row.name for row in world.desk.sectors.rows()}
    assert line.edit.open == ()


def test_news_of_a_name_that_is_being_typed_stands_below_it_and_takes_nothing(window, world: World, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    line = window.page.lists.clusters.lines[ISLANDS]
    retype(line, "Walch", qtbot)
    world.desk.clusters.rename(ISLANDS, version_of(world, "cluster", ISLANDS), "Bevelanden")
    qtbot.waitUntil(lambda: line.edit.open == ("name",))
    assert QApplication.focusWidget() is line.name
    qtbot.keyClicks(line.name, "eren")
    assert line.name.text() == "Walcheren"
    line.edit.both["name"].keep.click()
    assert world.desk.clusters.rows()[0].name == "Walcheren"


def test_the_name_of_the_network_and_its_region_by_two(world: World, other: Desk, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.network
    other.network.edit(version_of(world, "network"), name="Hun naam", region="Walcheren", holiday_region="Zuid")
    card.region.editor.setText("De eilanden")
    card.keep()
    assert (card.name.text, card.region.text, card._row.open) == ("Hun naam", "De eilanden", ("region",))
    assert card._row.both["region"].other.text() == "Walcheren"
    card._row.both["region"].keep.click()
    facts = world.desk.network.facts()
    assert (facts.name, facts.region) == ("Hun naam", "De eilanden")


def test_the_rule_of_silence_says_what_holds_before_it_is_replaced(world: World, other: Desk, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.silence
    card.choice.choose("on")
    card.days.editor.set_hundredths(14_00)
    other.silence.set_days(version_of(world, "network"), 21)
    card.keep_rule()
    assert "21 dagen" in card.state.text()
    assert card.error.text.text().startswith("Iemand anders heeft dit intussen gewijzigd")
    assert (card.days.editor.hundredths, world.desk.silence.rule().days) == (14_00, 21)
    card.keep_rule()
    assert world.desk.silence.rule().days == 14
