"""From an agreement to an executed settlement and back, by keys only; and what is refused is said where it is asked."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import SCHOOLS, TODAY, World, made_id, school_id
from tests.services.settled import NETTING, settle
from tests.services.test_settlements import decided
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.models import Organisation, School
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.store.store import Store
from zsm_desktop.ui.settlements.signing import signers

R, Key = SettlementRegime, Qt.Key
DAGDEEL = 2470
YEAR_BEGAN = date(2026, 8, 1)


@pytest.fixture
def traded(world: World) -> World:
    """DUIN is owed three dagdelen by ZEEUW and owes one to KREEK; VAT is exempt."""
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    return world


def in_room(world: World, theme, shown, qtbot, face: str, desk: Desk | None = None):
    window = active_room(theme, shown, qtbot, desk or world.desk, "settlements")
    window.page.open_item(face)
    return window


def back_in(window, qtbot) -> None:
    """A form closed, and the keys are the window's again."""
    QApplication.processEvents()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def agreement(world: World, regime: SettlementRegime = NETTING, **terms) -> str:
    return world.desk.agreements.add(AgreementDraft(regime, YEAR_BEGAN, **terms)).made_id


def sign_all(world: World, agreement_id: str) -> None:
    for code, name, _ in SCHOOLS:
        version = next(row.version for row in world.desk.agreements.rows() if row.id == agreement_id)
        world.desk.agreements.sign(agreement_id, version, school_id(code), f"Directie {name}", TODAY)


def cells(table, at: int = 0) -> list[str]:
    rows = table.rows
    return [rows.data(rows.index(at, place)).replace("\u00a0", " ") for place in range(len(rows.columns))]


def test_an_agreement_is_made_and_signed_by_keys(traded: World, theme, shown, qtbot) -> None:
    window = in_room(traded, theme, shown, qtbot, "agreements")
    page = window.page
    page.agreements.new.setFocus()
    control(Key.Key_N)
    form = open_dialog(window)
    type_keys("Sald")
    form.fields["regime"].edited.emit()
    control(Key.Key_Return)
    (row,) = traded.desk.agreements.rows()
    assert (row.regime, row.valid_from, row.term_days, row.signatures) == (R.NETTING, YEAR_BEGAN, 30, ())
    assert page.agreements.panel.signed_words.text() == "0 van 3 getekend"
    for _school in SCHOOLS:
        back_in(window, qtbot)
        control(Key.Key_T)
        type_keys("M. de Vries")
        control(Key.Key_Return)
    assert page.agreements.panel.signed_words.text() == "3 van 3 getekend"
    assert toasts(window)[-1] == "3 van 3 getekend."


def test_from_agreement_to_execution_and_back_by_keys(traded: World, theme, shown, qtbot) -> None:
    number = decided(traded)
    sign_all(traded, agreement(traded))
    window = in_room(traded, theme, shown, qtbot, "agreements")
    page = window.page
    page.agreements.table.setFocus()
    press(Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.current == "settlements"
    control(Key.Key_N)
    form = open_dialog(window)
    assert form.foretold.accessibleDescription().startswith("2 documenten en 2 betalingen, samen €\u00a074,10")
    control(Key.Key_Return)
    back_in(window, qtbot)
    face = page.settlements
    assert (face.panel.title.text(), face.panel.pill.text) == ("VR-2026/27-001", "voorstel")
    control(Key.Key_D)
    form = open_dialog(window)
    press(Key.Key_Down)
    assert form.fields["decision"].text == number
    control(Key.Key_Return)
    back_in(window, qtbot)
    assert face.panel.pill.text == "besloten"
    assert traded.desk.settlements.rows()[0].decision_number == number
    control(Key.Key_Delete)
    assert f"Besluit {number} blijft staan: de stuurgroep trekt het in" in face.panel.confirm.text.text()
    press(Key.Key_Escape)
    control(Key.Key_Return)
    assert (
        face.panel.confirm.text.text()
        .replace("\u00a0", " ")
        .startswith("VR-2026/27-001 uitvoeren? Er komen 2 open posten van samen € 74,10.")
    )
    assert traded.desk.settlements.rows()[0].status == "approved"
    yes()
    assert face.panel.pill.text == "uitgevoerd"
    assert "Verrekening VR-2026/27-001 is uitgevoerd en geboekt." in toasts(window)
    assert cells(face.panel.lines, 1) == ["De Zeeuwse Vaart", "€ −74,10", "€ −74,10"]
    control(Key.Key_R)
    yes()
    assert (face.panel.title.text(), face.panel.subtitle.text()) == (
        "VR-2026/27-002", "Salderen, draait VR-2026/27-001 terug",
    )  # fmt: skip
    control(Key.Key_D)
    press(Key.Key_Down)
    control(Key.Key_Return)
    back_in(window, qtbot)
    control(Key.Key_Return)
    yes()
    assert [row.status for row in traded.desk.settlements.rows()] == ["executed", "reversed"]
    assert traded.desk.checks.run().findings == ()


def test_what_is_refused_is_said_in_the_form(traded: World, theme, shown, qtbot) -> None:
    window = in_room(traded, theme, shown, qtbot, "settlements")
    assert "Nog geen verrekeningen" in words_of(window.page.settlements)
    control(Key.Key_N)
    form = open_dialog(window)
    form.fields["regime"].put("netting")
    control(Key.Key_Return)
    assert "geldt geen verrekenovereenkomst" in form.error.text.text()
    form.fields["first"].put(form.fields["first"].editor.itemData(0))
    form.fields["last"].put(form.fields["last"].editor.itemData(5))
    control(Key.Key_Return)
    assert "eerste maand" in form.fields["last"].error.text().lower()
    assert traded.desk.settlements.rows() == ()


def test_an_agreement_that_does_not_go_together_is_said_at_its_field(traded: World, theme, shown, qtbot) -> None:
    window = in_room(traded, theme, shown, qtbot, "agreements")
    window.page.agreements.add()
    form = open_dialog(window)
    form.fields["regime"].put("threshold")
    form.fields["regime"].edited.emit()
    form.try_submit()
    assert form.fields["band"].error.text().startswith("Spreek eerst een bandbreedte af.")
    form.fields["band"].put("tien procent")
    form.try_submit()
    assert form.fields["band"].has_error
    form.fields["band"].put("12,5 %")
    form.own.editors[school_id("KREEK")].setText("150%")
    form.try_submit()
    assert form.fields["bands"].error.text().startswith("Kies voor de bandbreedte een bedrag")
    form.own.editors[school_id("KREEK")].setText("500")
    form.fields["term"].put("400")
    form.try_submit()
    assert form.fields["term"].error.text() == "De betaaltermijn is 1 tot en met 365 dagen."
    form.fields["term"].put("14")
    form.try_submit()
    (row,) = traded.desk.agreements.rows()
    assert (row.band, row.bands[0].code, row.bands[0].band) == (Band(permille=125), "KREEK", Band(cents=500_00))
    assert window.page.agreements.panel.facts.texts()["Eigen band"] == "Het Kreekrif: €\u00a0500,00"


def test_books_that_moved_are_said_with_whose_position_and_made_anew(traded: World, theme, shown, qtbot) -> None:
    sign_all(traded, agreement(traded))
    traded.desk.settlements.propose(NETTING, _year())
    window = in_room(traded, theme, shown, qtbot, "settlements")
    panel = window.page.settlements.panel
    assert not panel.overtaken.isVisible()
    traded.delivered("DUIN", "KREEK", 100, date(2026, 10, 7))
    qtbot.waitUntil(panel.overtaken.isVisible)
    assert panel.overtaken.moved.text().replace("\u00a0", " ") == "De Duinpan € +24,70; Het Kreekrif € −24,70"
    assert [key for key, button in panel.steps.items() if button.isVisible()] == ["withdraw"]
    press(Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [(row.number, row.status) for row in traded.desk.settlements.rows()] == [
        ("VR-2026/27-002", "proposed"), ("VR-2026/27-001", "withdrawn"),
    ]  # fmt: skip
    assert panel.title.text() == "VR-2026/27-002"
    assert not panel.overtaken.isVisible()


def test_another_agreement_is_named_and_asks_what_to_propose(traded: World, theme, shown, qtbot) -> None:
    sign_all(traded, agreement(traded))
    traded.desk.settlements.propose(NETTING, _year())
    window = in_room(traded, theme, shown, qtbot, "settlements")
    panel = window.page.settlements.panel
    traded.desk.agreements.add(AgreementDraft(R.INVOICING, date(2026, 9, 1)))
    qtbot.waitUntil(panel.overtaken.isVisible)
    assert "een andere overeenkomst: Factureren, vanaf 1 september 2026." in panel.overtaken.words.text()
    assert not panel.overtaken.moved.isVisible()
    assert [key for key, button in panel.steps.items() if button.isVisible()] == ["withdraw"]
    press(Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    form = open_dialog(window)
    assert form.fields["regime"].text == "invoicing"
    form.try_submit()
    assert [(row.number, row.status, row.regime) for row in traded.desk.settlements.rows()] == [
        ("VR-2026/27-002", "proposed", R.INVOICING), ("VR-2026/27-001", "withdrawn", NETTING),
    ]  # fmt: skip


def test_a_decision_says_which_settlements_it_carries(traded: World, theme, shown, qtbot) -> None:
    settled = settle(traded)
    number = traded.desk.settlements.card(settled).settlement.decision_number
    back = traded.desk.settlements.reverse(settled).made_id
    window = in_room(traded, theme, shown, qtbot, "settlements")
    face = window.page.settlements
    face.open(back)
    face.approve()
    choice = open_dialog(window).fields["decision"].editor
    assert choice.itemText(choice.findData(number)).startswith("VR-2026/27-001: ")
    open_dialog(window).reject()
    traded.desk.settlements.approve(back, number)
    face.open(settled)
    assert face.panel.facts.texts()["Besluit"] == f"{number} (ook voor VR-2026/27-002)"


def test_what_was_booked_late_is_said_in_the_list_and_in_the_form(traded: World, theme, shown, qtbot) -> None:
    settle(traded)
    window = in_room(traded, theme, shown, qtbot, "settlements")
    face = window.page.settlements
    assert not face.left.isVisible()
    traded.delivered("DUIN", "KREEK", 100, date(2026, 10, 7))
    qtbot.waitUntil(face.left.isVisible)
    said = face.left.accessibleDescription().replace("\u00a0", " ")
    assert said.startswith("1 boeking (€ 24,70) kwam binnen in maanden die al waren verrekend")
    assert "op 1 oktober 2026 beginnen" in said
    face.propose()
    form = open_dialog(window)
    assert "nergens verrekend" not in form.foretold.accessibleDescription()
    for name, month in (("first", date(2026, 11, 1)), ("last", date(2026, 11, 1))):
        form.fields[name].put(str(month_index(month)))
    form._foretell()
    said = form.foretold.accessibleDescription().replace("\u00a0", " ")
    assert "1 boeking (€ 24,70) van vóór 1 november 2026 is nog nergens verrekend; begin op 1 oktober 2026" in said


def test_an_agreement_on_which_something_rests_is_fixed_and_says_so(traded: World, theme, shown, qtbot) -> None:
    settle(traded)
    window = in_room(traded, theme, shown, qtbot, "agreements")
    face = window.page.agreements
    assert face.panel.used.isVisible()
    assert not face.panel.acts.isVisible()
    for act in (face.edit, face.sign, face.remove, face.unsign):
        act()
    assert not face.panel.confirm.isVisible()
    assert QApplication.activeModalWidget() is None


def test_who_joins_later_signs_an_agreement_on_which_something_rests(traded: World, theme, shown, qtbot) -> None:
    settle(traded)
    with traded.writing() as work:
        work.session.add(Organisation(id=made_id(1, 9), code="NIEUW", name="De Nieuwe", kind="school"))
        work.session.flush()
        work.session.add(School(id=made_id(1, 9), kind="pro"))
    window = in_room(traded, theme, shown, qtbot, "agreements")
    panel = window.page.agreements.panel
    assert panel.sign_button.isVisible()
    assert not panel.edit_button.isVisible()
    assert not panel.remove_button.isVisible()
    assert not panel.unsign_button.isVisible()


def test_a_school_that_left_still_signs_and_keeps_its_band(traded: World, theme, shown, qtbot) -> None:
    band = {school_id("ZEEUW"): Band(cents=250_00)}
    agreement(traded, R.THRESHOLD, band=Band(cents=500_00), bands=band)
    with traded.writing() as work:
        work.session.get_one(Organisation, school_id("ZEEUW")).is_active = False
    window = in_room(traded, theme, shown, qtbot, "agreements")
    window.page.agreements.edit()
    form = open_dialog(window)
    form.fields["term"].put("14")
    form.try_submit()
    (row,) = traded.desk.agreements.rows()
    assert (row.term_days, {one.school_id: one.band for one in row.bands}) == (14, band)
    assert (school_id("ZEEUW"), "De Zeeuwse Vaart") in signers(traded.desk)


def test_a_signature_noted_by_mistake_goes_and_an_agreement_too(traded: World, theme, shown, qtbot) -> None:
    sign_all(traded, agreement(traded))
    window = in_room(traded, theme, shown, qtbot, "agreements")
    face = window.page.agreements
    face.panel.signatures.select_id(school_id("ZEEUW"))
    press(Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert face.panel.confirm.text.text() == "De handtekening namens De Zeeuwse Vaart weghalen?"
    yes()
    qtbot.waitUntil(lambda: face.panel.signed_words.text() == "2 van 3 getekend")
    control(Key.Key_Delete)
    yes()
    assert traded.desk.agreements.rows() == ()
    qtbot.waitUntil(lambda: "Nog geen overeenkomst" in words_of(face))


def test_who_may_not_keep_the_books_sees_it_all_and_no_buttons(traded: World, theme, shown, qtbot) -> None:
    settle(traded)
    window = open_room(theme, shown, traded.desk_of("directeur duin"), "settlements")
    page = window.page
    for face in ("agreements", "settlements"):
        page.open_item(face)
        shown_face = page.faces[face]
        assert shown_face.table.rows.rowCount() == 1
        assert not shown_face.new.isVisible()
        assert not shown_face.panel.acts.isVisible()
    for act in (page.settlements.propose, page.settlements.reverse, page.agreements.add, page.agreements.sign):
        act()
    assert QApplication.activeModalWidget() is None
    assert not page.settlements.panel.confirm.isVisible()
    assert cells(page.settlements.panel.dues)[-1] == "€ 49,40"


def test_two_that_change_one_agreement_both_stand(traded: World, theme, shown, qtbot) -> None:
    made = agreement(traded)
    window = in_room(traded, theme, shown, qtbot, "agreements")
    window.page.agreements.edit()
    form = open_dialog(window)
    other = Desk(Store(traded.folder, traded.keys), traded.desk.actor, lambda: traded.now)
    traded._desks.append(other)
    other.agreements.edit(made, 1, AgreementDraft(NETTING, YEAR_BEGAN, term_days=14))
    form.fields["note"].editor.setPlainText("Besproken.")
    form.try_submit()
    (row,) = traded.desk.agreements.rows()
    assert (row.term_days, row.note) == (14, "Besproken.")
    assert any("overgenomen" in words for words in toasts(window))


def test_a_step_taken_elsewhere_meanwhile_is_refused_and_shown_as_it_is(traded: World, theme, shown, qtbot) -> None:
    sign_all(traded, agreement(traded))
    made = traded.desk.settlements.propose(NETTING, _year()).made_id
    window = in_room(traded, theme, shown, qtbot, "settlements")
    panel = window.page.settlements.panel
    control(Key.Key_Delete)
    other = Desk(Store(traded.folder, traded.keys), traded.desk.actor, lambda: traded.now)
    traded._desks.append(other)
    other.settlements.withdraw(made)
    panel.confirm.yes.click()
    assert any("ingetrokken" in words for words in toasts(window))
    assert panel.pill.text == "ingetrokken"


def _year():
    from tests.services.settled import THIS_YEAR

    return THIS_YEAR
