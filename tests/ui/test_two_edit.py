"""Two desks edit the same thing in a form: what clashes is shown twice, the rest comes together, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.builders import TODAY, World, offer_id
from tests.ui.exchange.hands import press, type_keys
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.offers import OfferCard, OfferDraft
from zsm_desktop.ui.offers.forms import OfferForm
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, MoneyField

DUIN = offer_id("DUIN")


def card_at(desk: Desk) -> OfferCard:
    return desk.offers.card(DUIN)


def draft_of(card: OfferCard) -> OfferDraft:
    row = card.offer
    return OfferDraft(
        school_id=row.school_id, sector_id=row.sector_id, unit_id=row.unit_id, name=row.name, kind=row.kind,
        target_group=row.target_group, description=card.description, place=row.place, weekdays=row.weekdays,
        seats=row.seats, starts_on=row.starts_on, ends_on=row.ends_on, level=row.level,
        certificate=card.certificate, to_provide=card.to_provide, contact_id=card.contact_id,
        outside_cost_cents=card.outside_cost_cents, has_waiting_list=row.has_waiting_list,
    )  # fmt: skip


@pytest.fixture
def other(world: World) -> Callable[..., None]:
    """Another desk changes the offer: `other(name=…)`."""

    def edit(**changes: object) -> None:
        desk = world.desk_of("stage duin")
        card = card_at(desk)
        desk.offers.edit(DUIN, card.offer.version, replace(draft_of(card), **changes))

    return edit


@pytest.fixture
def form(world: World, theme, shown, qtbot) -> OfferForm:
    behind = shown(QWidget(), 1280, 720)
    made = OfferForm(theme, behind, OffersState(world.desk), card_at(world.desk), TODAY)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def typed(form: FormDialog, name: str, text: str) -> None:
    form.fields[name].editor.setFocus()
    form.fields[name].editor.selectAll()
    type_keys(text)


def test_what_only_one_of_them_changed_comes_together_at_once(form: OfferForm, other, world: World) -> None:
    said: list[str] = []
    form.told.connect(said.append)
    typed(form, "place", "Goes")
    other(name="Lassen", weekdays=("di",), seats=None, outside_cost_cents=12_50, has_waiting_list=False)
    form.try_submit()
    assert not form.isVisible()
    now = draft_of(card_at(world.desk))
    assert (now.name, now.place, now.weekdays, now.outside_cost_cents) == ("Lassen", "Goes", ("di",), 12_50)
    assert not now.has_waiting_list
    assert said == ["Ook van een ander overgenomen: Naam, Dagen, Aantal plaatsen, Wachtlijst en Kosten van buiten."]


def test_where_both_wrote_both_are_shown_and_saving_waits_for_a_choice(form: OfferForm, other, world: World) -> None:
    typed(form, "name", "Lassen voor beginners")
    typed(form, "level", "entree")
    other(name="Lassen en snijden", place="Goes", level="")
    form.try_submit()
    both = form.row.both["name"]
    assert form.isVisible()
    assert form.fields["name"].text == "Lassen voor beginners"
    assert (both.words.text(), both.other.text()) == ("Intussen staat er:", "Lassen en snijden")
    assert form.error.text.text() == "Iemand anders heeft dit intussen ook gewijzigd: kies bij ‘Naam’ wat het wordt."
    assert form.fields["place"].text == "Goes"
    assert form.row.both["place"].words.text() == "Intussen gewijzigd door een ander."
    assert not form.row.both["place"].take.isVisible()
    assert QApplication.focusWidget() is both.take
    form.try_submit()
    assert form.isVisible()
    assert card_at(world.desk).offer.name == "Lassen en snijden"
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is both.keep
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is form.ok
    press(Qt.Key.Key_Return)
    assert not form.isVisible()
    row = card_at(world.desk).offer
    assert (row.name, row.place, row.level) == ("Lassen voor beginners", "Goes", "entree")


def test_taking_theirs_keeps_mine_within_reach(form: OfferForm, other, world: World) -> None:
    typed(form, "name", "Die van mij")
    other(name="Die van hen")
    form.try_submit()
    both = form.row.both["name"]
    press(Qt.Key.Key_Return)
    assert (form.fields["name"].text, both.words.text(), both.other.text()) == (
        "Die van hen", "Overgenomen. U had:", "Die van mij",
    )  # fmt: skip
    both.keep.click()
    assert (form.fields["name"].text, both.other.text()) == ("Die van mij", "Die van hen")
    both.take.click()
    assert (form.fields["name"].text, both.other.text()) == ("Die van hen", "Die van mij")
    both.keep.click()
    form.try_submit()
    assert card_at(world.desk).offer.name == "Die van mij"


def test_a_second_conflict_while_the_form_stands_open_is_met_the_same_way(form: OfferForm, other, world: World) -> None:
    typed(form, "name", "Die van mij")
    typed(form, "place", "Goes")
    other(name="De eerste van hen")
    form.try_submit()
    form.row.both["name"].keep.click()
    other(name="De tweede van hen", place="Yerseke", level="entree")
    form.try_submit()
    assert form.row.open == ("name", "place")
    assert form.row.both["name"].other.text() == "De tweede van hen"
    assert form.row.both["place"].other.text() == "Yerseke"
    assert form.fields["level"].text == "entree"
    assert "‘Naam’ en ‘Plaats’" in form.error.text.text()
    form.row.both["name"].take.click()
    assert QApplication.focusWidget() is form.row.both["place"].take
    form.row.both["place"].keep.click()
    form.try_submit()
    row = card_at(world.desk).offer
    assert (row.name, row.place, row.level) == ("De tweede van hen", "Goes", "entree")


def test_what_was_taken_over_follows_the_other_once_more(form: OfferForm, other, world: World) -> None:
    typed(form, "name", "Die van mij")
    other(name="De eerste van hen")
    form.try_submit()
    form.row.both["name"].take.click()
    other(name="De tweede van hen")
    form.try_submit()
    assert not form.isVisible()
    assert card_at(world.desk).offer.name == "De tweede van hen"


def test_the_same_change_by_both_is_no_conflict(form: OfferForm, other, world: World) -> None:
    said: list[str] = []
    form.told.connect(said.append)
    typed(form, "name", "Lassen")
    other(name="Lassen")
    form.try_submit()
    assert not form.isVisible()
    assert said == []
    assert card_at(world.desk).offer.name == "Lassen"


def test_every_kind_of_value_is_shown_and_taken(form: OfferForm, other, world: World) -> None:
    fields = form.fields
    typed(form, "outside", "10")
    typed(form, "starts_on", "1-9-2026")
    form.days.chips["wo"].click()
    fields["target"].put("all" if fields["target"].text != "all" else "pro")
    fields["description"].editor.setPlainText("Van ons")
    kind = "pro" if fields["target"].text != "pro" else "vso"
    other(
        outside_cost_cents=99_95, starts_on=TODAY, weekdays=("ma", "vr"), description="Van hen\nmet een regel",
        target_group=kind,
    )  # fmt: skip
    form.try_submit()
    shown = {name: form.row.both[name].other.text() for name in form.row.open}
    words = fields["target"].shown(kind)
    assert {name: text.replace("\u00a0", " ") for name, text in shown.items()} == {
        "target": words, "days": "ma en vr", "starts_on": "22 november 2026", "outside": "€ 99,95",
        "description": "Van hen\nmet een regel",
    }  # fmt: skip
    for name in form.row.open:
        form.row.both[name].take.click()
    form.try_submit()
    assert not form.isVisible()
    now = draft_of(card_at(world.desk))
    assert (now.outside_cost_cents, now.starts_on, now.weekdays, now.description, now.target_group) == (
        99_95, TODAY, ("ma", "vr"), "Van hen\nmet een regel", kind,
    )  # fmt: skip


def test_what_cannot_stand_together_is_refused_at_its_field_with_both_in_sight(form: OfferForm, other) -> None:
    typed(form, "starts_on", "1-9-2027")
    other(name="Lassen", ends_on=date(2027, 7, 31))
    form.try_submit()
    assert form.isVisible()
    assert form.fields["ends_on"].has_error
    assert (form.fields["name"].text, form.fields["starts_on"].text) == ("Lassen", "01-09-2027")
    assert form.row.both["ends_on"].words.text() == "Intussen gewijzigd door een ander."
    assert form.row.both["ends_on"].isVisible()


class Shelf:
    """One row that two may write, as a service keeps it."""

    def __init__(self) -> None:
        self.version, self.values = 1, {"name": "Was", "cents": 100, "who": "a"}
        self.is_gone = self.is_lost = False

    def reread(self) -> tuple[int, dict[str, object]]:
        if self.is_lost:
            raise RuleError("server.lost", path="")
        if self.is_gone:
            raise RuleError("body.none")
        return self.version, dict(self.values)

    def write(self, version: int, values: dict[str, object]) -> None:
        if self.is_gone:
            raise RuleError("body.none")
        if version != self.version:
            raise RuleError("edit.conflict")
        self.version, self.values = version + 1, values


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def plain(shelf: Shelf, theme, shown, qtbot) -> FormDialog:
    """Written elsewhere: what is sent waits in `sent` until the test lets it go."""
    behind = shown(QWidget(), 900, 700)
    sent: list[tuple[Callable[[], object], Callable[[Exception | None], object]]] = []

    def submit() -> Callable[[], object]:
        version, values = made.row.version, {name: field.value for name, field in made.fields.items()}
        return lambda: shelf.write(version, values)

    made = FormDialog(theme, "Iets", behind, submit=submit, write=lambda act, told: sent.append((act, told)))
    made.sent = sent
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.add("name", "Naam", QLineEdit())
    made.add_row(
        ("cents", Field(theme, "Bedrag", MoneyField(theme))),
        ("who", Field(theme, "Wie", Choice(theme, [("a", "Anna"), ("b", "Bram")]))),
    )
    made.edits(*shelf.reread(), shelf.reread)
    qtbot.addWidget(made)
    made.open()
    return made


def let_go(form: FormDialog) -> None:
    act, told = form.sent.pop(0)
    try:
        act()
    except RuleError as error:
        told(error)
    else:
        told(None)


def test_what_is_written_elsewhere_is_merged_and_sent_again(plain: FormDialog, shelf: Shelf) -> None:
    plain.fields["name"].editor.setText("Van mij")
    plain.try_submit()
    shelf.write(1, {**shelf.values, "cents": 250})
    let_go(plain)
    assert not plain.isVisible()
    let_go(plain)
    assert shelf.values == {"name": "Van mij", "cents": 250, "who": "a"}
    assert plain.sent == []


def test_a_clash_brings_a_form_that_was_out_of_sight_back_with_both(plain: FormDialog, shelf: Shelf) -> None:
    refused: list[RuleError] = []
    plain.refused.connect(refused.append)
    plain.fields["name"].editor.setText("Van mij")
    plain.try_submit()
    shelf.write(1, {**shelf.values, "name": "Van hen"})
    let_go(plain)
    assert [error.code for error in refused] == ["edit.conflict"]
    plain.refuse(refused[0])
    plain.open()
    assert plain.row.both["name"].other.text() == "Van hen"
    plain.row.both["name"].keep.click()
    plain.try_submit()
    let_go(plain)
    assert shelf.values["name"] == "Van mij"


def test_a_row_that_is_gone_is_said_and_the_text_stays(plain: FormDialog, shelf: Shelf) -> None:
    plain.refused.connect(plain.refuse)
    plain.fields["name"].editor.setText("Van mij")
    plain.try_submit()
    shelf.is_gone = True
    let_go(plain)
    plain.open()
    assert plain.error.text.text() == (
        "Deze overlegvorm bestaat niet meer. Ververs de lijst. Wat u hebt ingevuld staat er nog: kopieer wat u wilt "
        "bewaren."
    )
    assert plain.fields["name"].text == "Van mij"
    assert plain.fields["name"].editor.isEnabled()


def test_what_may_have_been_kept_is_said_as_such_also_when_nothing_can_be_read(plain: FormDialog, shelf: Shelf) -> None:
    refused: list[RuleError] = []
    plain.refused.connect(refused.append)
    shelf.is_lost = True
    for code in ("server.maybe_kept", "server.lost", "body.name_taken"):
        plain.try_submit()
        _, told = plain.sent.pop(0)
        told(RuleError(code, path=""))
        assert refused.pop().code == code
        assert not plain.row.is_gone


def test_a_row_that_was_gone_and_came_back_is_no_longer_said_to_be_gone(plain: FormDialog, shelf: Shelf) -> None:
    shelf.is_gone = True
    plain.try_submit()
    let_go(plain)
    assert plain.row.is_gone
    shelf.is_gone = False
    plain.try_submit()
    plain.sent.pop(0)[1](RuleError("server.maybe_kept", path=""))
    assert not plain.row.is_gone


def test_a_choice_that_the_other_made_and_this_list_does_not_know_stays_that_choice(
    plain: FormDialog, shelf: Shelf
) -> None:
    plain.fields["name"].editor.setText("Van mij")
    plain.try_submit()
    shelf.write(1, {**shelf.values, "who": "c"})
    let_go(plain)
    let_go(plain)
    assert shelf.values == {"name": "Van mij", "cents": 100, "who": "c"}


def test_a_refusal_that_no_reading_helps_is_not_sent_for_ever(plain: FormDialog, shelf: Shelf) -> None:
    """The conflict is about something else than this row."""
    refused: list[RuleError] = []
    plain.refused.connect(refused.append)
    plain.try_submit()
    _, told = plain.sent.pop(0)
    told(RuleError("edit.conflict"))
    assert plain.sent == []
    assert [error.code for error in refused] == ["edit.conflict"]
