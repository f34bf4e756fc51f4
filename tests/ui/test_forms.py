"""Fields and forms: values as people type them, errors at the field, text that is never lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from tests.ui.offices import cut_pieces, cut_words
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button, key_text
from zsm_desktop.ui.parts.chip import ChipRow, ChipSet
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, MoneyField, NoteField, QuantityField
from zsm_desktop.ui.parts.money import MoneyLabel
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.typed_date import read_date
from zsm_desktop.ui.tokens import contrast

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22-11-2026", date(2026, 11, 22)),
        ("1/2/27", date(2027, 2, 1)),
        ("14 sep", date(2026, 9, 14)),
        ("3 mrt", date(2027, 3, 3)),
        ("2 januari 2028", date(2028, 1, 2)),
        ("15-1", date(2027, 1, 15)),
        ("2026-12-01", date(2026, 12, 1)),
        ("vandaag", TODAY),
        ("Morgen", date(2026, 11, 23)),
        ("+14", date(2026, 12, 6)),
        ("ma", date(2026, 11, 23)),
        ("zondag", date(2026, 11, 29)),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["31-2-2026", "14 xyz", "ooit", "40-1", "+12345", "30 feb"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_date(typed, TODAY)
    assert refused.value.code == "date.unreadable"


def test_typed_values_come_back_as_whole_numbers(theme, qtbot) -> None:
    money, amount, day = MoneyField(theme), QuantityField(theme), DateField(theme, TODAY)
    for editor, text in ((money, "1234,5"), (amount, "2,5"), (day, "1 dec")):
        qtbot.addWidget(editor)
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert (money.cents, money.text()) == (123_450, "1.234,50")
    assert amount.hundredths == 250
    assert (day.day, day.text()) == (date(2026, 12, 1), "01-12-2026")
    qtbot.keyClick(amount, Qt.Key.Key_Up)
    qtbot.keyClick(day, Qt.Key.Key_Down)
    assert (amount.text(), day.text()) == ("3,5", "30-11-2026")


def test_unreadable_text_stays_and_says_so_when_asked(theme, qtbot) -> None:
    money = MoneyField(theme)
    qtbot.addWidget(money)
    qtbot.keyClicks(money, "24.70")
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert money.text() == "24.70"
    with pytest.raises(RuleError):
        _ = money.cents
    money.clear()
    assert money.cents is None


def test_an_error_stands_at_the_field_until_it_is_edited(theme, shown, qtbot) -> None:
    field = shown(Field(theme, "Aantal", QLineEdit(), hint="In dagdelen", is_required=True))
    assert field.editor.accessibleName() == "Aantal, verplicht"
    field.editor.setText("24.70")
    field.show_error(RuleError("number.unreadable", text="24.70"))
    assert field.error.isVisible()
    assert "24.70" in field.error.text()
    assert not field.hint.isVisible()
    assert field.editor.accessibleDescription() == field.error.text()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.editor, "1")
    assert not field.error.isVisible()
    assert field.hint.isVisible()
    assert field.text == "24.701"


@pytest.fixture
def dialog(theme, shown, qtbot) -> FormDialog:
    behind = shown(QWidget(), 900, 700)
    acts: list[str] = []
    made = FormDialog(theme, "Nieuwe levering", behind, submit=lambda: acts.append(made.fields["amount"].text))
    made.acts = acts
    made.add("amount", "Aantal", QuantityField(theme), is_required=True)
    made.add("note", "Opmerking", NoteField(theme))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_form_stands_out_against_the_dark_window(dialog: FormDialog, theme) -> None:
    theme.toggle()
    seen = dialog.grab().toImage()
    middle = QPoint(seen.width() // 2, seen.height() // 2)
    edges = [QPoint(0, middle.y()), QPoint(seen.width() - 1, middle.y()), QPoint(middle.x(), seen.height() - 1)]
    for colour in (seen.pixelColor(spot).name() for spot in edges):
        assert contrast(colour, theme.tokens.canvas) >= 3
        assert contrast(colour, theme.tokens.raised) >= 3


def test_ctrl_enter_does_it_and_closes(dialog: FormDialog, qtbot) -> None:
    qtbot.keyClicks(dialog.fields["amount"].editor, "2,5")
    qtbot.keyClick(dialog.fields["note"].editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.ok.click()
    assert dialog.acts == ["2,5"]
    assert not dialog.isVisible()


def test_what_must_be_filled_in_is_said_at_its_field(dialog: FormDialog) -> None:
    dialog.ok.click()
    assert dialog.isVisible()
    assert dialog.acts == []
    assert dialog.fields["amount"].error.text() == "Vul een aantal in bij ‘Aantal’."
    assert dialog.focusWidget() is dialog.fields["amount"].editor


def test_all_that_is_wrong_is_marked_at_once(dialog: FormDialog, theme, qtbot) -> None:
    dialog.add("day", "Geleverd op", DateField(theme, TODAY), is_required=True)
    dialog.add("school", "School", Choice(theme, [("", "Kies een school")]), is_required=True)
    dialog.add("name", "Naam", QLineEdit(), is_required=True)
    dialog.add("cost", "Kosten", MoneyField(theme))
    dialog.fields["cost"].editor.setText("24.70.1")
    dialog.fields["amount"].editor.setText("2")
    dialog.ok.click()
    said = {name: field.error.text() for name, field in dialog.fields.items() if field.has_error}
    assert "24.70.1" in said.pop("cost")
    assert said == {
        "day": "Vul een datum in bij ‘Geleverd op’.",
        "school": "Maak een keuze bij ‘School’.",
        "name": "Vul ‘Naam’ in.",
    }
    assert dialog.focusWidget() is dialog.fields["day"].editor


def test_escape_never_loses_text(dialog: FormDialog, qtbot) -> None:
    qtbot.keyClicks(dialog.fields["note"].editor, "belangrijk")
    qtbot.keyClick(dialog.fields["note"].editor, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.confirm.isVisible()
    qtbot.mouseClick(dialog.confirm.no, Qt.MouseButton.LeftButton)
    assert dialog.fields["note"].text == "belangrijk"
    assert not dialog.confirm.isVisible()
    qtbot.keyClick(dialog.fields["note"].editor, Qt.Key.Key_Escape)
    qtbot.mouseClick(dialog.confirm.yes, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_escape_closes_an_untouched_form(dialog: FormDialog, qtbot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_refusal_is_said_at_the_field_it_is_about_or_above(dialog: FormDialog) -> None:
    def refuse(code: str) -> None:
        raise RuleError(code, text="x")

    dialog.fields["amount"].editor.setText("2")
    dialog.field_of["number.unreadable"] = "amount"
    dialog._submit = lambda: refuse("number.unreadable")
    dialog.ok.click()
    assert dialog.fields["amount"].has_error
    assert dialog.error.isHidden()
    dialog._submit = lambda: refuse("permission.missing")
    dialog.ok.click()
    assert dialog.error.isVisible()
    assert dialog.fields["amount"].text == "2"
    assert dialog.isVisible()


def test_a_question_in_the_page_does_nothing_in_haste(theme, shown, qtbot) -> None:
    strip, done = ConfirmStrip(theme), []
    shown(strip, 700, 60)
    strip.ask("Weet u het zeker?", lambda: done.append(1), yes="Terugdraaien")
    with qtbot.waitActive(strip):
        strip.activateWindow()
    assert strip.window().focusWidget() is strip.no
    with qtbot.waitSignal(strip.answered) as answered:
        qtbot.keyClick(strip.no, Qt.Key.Key_Space)
    assert (answered.args, done) == ([False], [])
    strip.ask("Weet u het zeker?", lambda: done.append(1))
    qtbot.mouseClick(strip.yes, Qt.MouseButton.LeftButton)
    assert done == [1]


def test_a_button_shows_its_key_and_obeys_it(theme, shown, qtbot) -> None:
    pressed: list[int] = []
    button = Button(theme, "Plaatsen", key="Ctrl+Return", on_click=lambda: pressed.append(1))
    plain = Button(theme, "Plaatsen")
    holder = shown(button, 200, 60)
    with qtbot.waitActive(holder):
        holder.activateWindow()
    assert button.sizeHint().width() > plain.sizeHint().width() + 40
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    button.set_words("Verplaatsen")
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (pressed, button.accessibleName()) == ([1, 1], "Verplaatsen")
    assert [key_text(key) for key in ("Ctrl+Return", "Alt+Left", "F1")] == ["Ctrl Enter", "Alt ←", "F1"]


def test_an_icon_button_says_its_words_in_its_tooltip(theme, qtbot) -> None:
    button = Button(theme, "Bewerken", kind="icon", icon="pencil", key="F2")
    qtbot.addWidget(button)
    assert (button.toolTip(), button.accessibleName()) == ("Bewerken (F2)", "Bewerken")


def test_one_chip_is_always_chosen(theme, shown, qtbot) -> None:
    row = shown(ChipRow(theme, [("all", "Alles"), ("new", "Nieuw")], name="Status"), 400, 60)
    row.chips["new"].set_count(12)
    assert (row.current, row.chips["new"].accessibleName()) == ("all", "Nieuw, 12")
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.mouseClick(row.chips["new"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["new"]
    assert row.current == "new"


def test_search_waits_for_a_pause_and_sends_once(theme, shown, qtbot) -> None:
    field = shown(SearchField(theme, "Zoek", name="Zoeken"), 300, 40)
    sent: list[str] = []
    field.searched.connect(sent.append)
    qtbot.keyClicks(field, "brug")
    assert sent == []
    qtbot.waitUntil(lambda: sent == ["brug"])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (sent, field.text()) == (["brug", ""], "")


def test_a_choice_gives_its_key_and_keeps_it(theme, qtbot) -> None:
    choice = Choice(theme, [("a", "De Brug"), ("b", "De Sprong")])
    qtbot.addWidget(choice)
    choice.choose("b")
    choice.set_choices([("c", "Het Anker"), ("b", "De Sprong")])
    assert choice.key == "b"
    choice.set_choices([])
    assert choice.key == ""


def test_a_tick_box_is_ticked_by_its_words_and_by_space(theme, shown, qtbot) -> None:
    check = shown(Check(theme, "Toestemming gezien"), 300, 40)
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()


def test_balances_always_say_their_sign(theme, qtbot) -> None:
    label = MoneyLabel(theme, -5, is_balance=True)
    qtbot.addWidget(label)
    assert label.text() == "€\u00a0\u22120,05"
    label.set_cents(41_250)
    assert label.text() == "€\u00a0+412,50"
    label.set_cents(0)
    assert label.text() == "€\u00a00,00"


def test_a_pill_keeps_its_shape_when_its_words_change(theme, shown) -> None:
    pill = shown(Pill(theme, "Nieuw", "info"), 120, 40)
    before = pill.sizeHint()
    pill.set_status("Op de agenda", "warn")
    assert pill.sizeHint().height() == before.height()
    assert pill.sizeHint().width() > before.width()
    assert pill.accessibleName() == "Op de agenda"


@pytest.mark.parametrize("width", [320, 900])
def test_a_question_keeps_its_words_and_answers_whole_at_any_width(theme, shown, qtbot, width: int) -> None:
    strip = ConfirmStrip(theme)
    holder = QWidget()
    holder.setLayout(layout.column(theme, strip, None))
    shown(holder, width, 400)
    strip.ask("Traject laten vervallen? Er is nog niets van gebruikt.", lambda: None, yes="Laten vervallen", no="Nee")
    qtbot.wait(20)
    assert cut_pieces(holder) == []
    assert cut_words(holder) == []


def test_a_question_below_the_fold_comes_into_sight(theme, shown, qtbot) -> None:
    strip = ConfirmStrip(theme)
    tall = layout.box(theme, QWidget(), height=900)
    area = layout.scrolled(layout.column(theme, tall, strip))
    shown(area, 500, 300)
    strip.ask("Stoppen?", lambda: None)
    qtbot.waitUntil(lambda: not strip.no.visibleRegion().isEmpty())


def test_the_dialog_to_write_a_file_has_room_for_a_thing_of_ours(theme, shown, qtbot) -> None:
    window = shown(QWidget())
    check = Check(theme, "Zonder namen")
    dialog = files.ask_save(window, "Opslaan", "formulier.xlsx", lambda _path: None, files.WORKBOOKS, check)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert check.isVisible()
    dialog.done(0)


def test_chips_of_a_form_that_go_on_below_are_all_in_sight(theme, shown, qtbot) -> None:
    behind = shown(QWidget(), 800, 600)
    form = FormDialog(theme, "Werkgever", behind, submit=lambda: None, width=400)
    words = [f"Vak {at} met een lange naam" for at in range(5)]
    form.add("sectors", "Sectoren", chips := ChipSet(theme, words))
    form.add("more", "Afspraken", QLineEdit())
    form.open()
    qtbot.waitExposed(form)
    field = form.fields["sectors"]
    for chip in chips.chips.values():
        whole = QRect(chip.mapTo(field, QPoint(0, 0)), chip.size())
        assert field.rect().contains(whole)
        assert not chip.visibleRegion().isEmpty()


def test_a_form_is_as_wide_as_its_longest_tick(theme, shown, qtbot) -> None:
    behind = shown(QWidget(), 900, 600)
    form = FormDialog(theme, "Voorstellen", behind, submit=lambda: None, width=300)
    words = "Rotgans 14 weet dat deze werkgever dit hoort, en zo nodig de ouders ook"
    form.add("told", "Verteld", tick := Check(theme, words))
    form.open()
    qtbot.waitExposed(form)
    assert tick.visibleRegion().boundingRect() == tick.rect()
