"""The walk that listens finds each kind of fault; and painted pieces are told in a role of their own."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.readers import unsaid
from zsm_desktop.domain.series import Balances
from zsm_desktop.ui.parts import layout, toast
from zsm_desktop.ui.parts.balance_bars import BalanceChart
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.spoken import say_roles
from zsm_desktop.ui.spoken_pieces import PRESS

Role = QAccessible.Role


class Row(NamedTuple):
    id: str
    days: str


@pytest.fixture(autouse=True)
def roles(qapp) -> None:
    say_roles(qapp)


@pytest.fixture
def said(theme, shown):
    def of(*pieces: QWidget) -> list[str]:
        return unsaid(shown(layout.holder(layout.column(theme, *pieces))))

    return of


def heard(piece: QWidget):
    return QAccessible.queryAccessibleInterface(piece)


def table(theme, column: Column) -> Table:
    return Table(theme, ListModel([column], [Row("1", "3")]), name="Termijnen", empty=EmptyState(theme, "Niets"))


def test_pieces_of_the_house_have_nothing_to_hide(theme, said) -> None:
    days = Column("days", "", "days", "pill", tone=lambda _row: "bad", detail=lambda _row: "te laat")
    chips = ChipRow(theme, [("80", "80%"), ("100", "100%")], name="Grootte")
    pieces = (Button(theme, "Sluiten"), chips, Pill(theme, "nieuw"), Field(theme, "Notitie", NoteField(theme)))
    assert said(*pieces, table(theme, days)) == []


def test_a_name_that_says_nothing_is_found(theme, said) -> None:
    assert said(QPushButton("F7"), Button(theme, "", icon="x"), Button(theme, "Close")) == [
        "QPushButton: the name ‘F7’ says nothing",
        "Button: the name ‘’ says nothing",
        "Button: the name ‘Close’ says nothing",
    ]


def test_two_of_one_name_are_found_unless_they_stand_in_different_things(theme, said) -> None:
    strips = [ConfirmStrip(theme), ConfirmStrip(theme)]
    found = said(Button(theme, "Wijzigen"), Button(theme, "Wijzigen"), *strips)
    assert found == ["2 × Button ‘Wijzigen’ "]
    for at, strip in enumerate(strips):
        strip.ask(f"Zeker weten, {at}?", lambda: None)
    assert unsaid(strips[0].parentWidget()) == found


def test_what_only_paints_and_what_only_colours_is_found(theme, said) -> None:
    class Blob(QWidget):
        __module__ = "zsm_desktop.ui.planted"

        def paintEvent(self, event) -> None:
            QPainter(self).drawText(2, 10, "stil")

    late = Column("days", "Dagen", "days", tone=lambda _row: "bad")
    assert said(Blob(), table(theme, late)) == [
        "Blob: painted, and says nothing",
        "‘Termijnen’: days is bad by its colour alone: ‘Dagen: 3’",
    ]


def test_a_tab_is_a_tab_that_can_be_pressed(theme, shown) -> None:
    tabs = Tabs(theme, ("a", "Per school", QWidget()), ("b", "Per aanbod", QWidget()), name="Saldi")
    shown(tabs)
    first, second = (heard(tabs.tabs[key]) for key in "ab")
    assert (first.role(), first.text(QAccessible.Text.Name), bool(first.state().selected)) == (
        Role.PageTab, "Per school", True,
    )  # fmt: skip
    assert not second.state().selected
    assert PRESS in second.actionInterface().actionNames()
    second.actionInterface().doAction(PRESS)
    assert tabs.current == "b"
    assert second.state().selected
    assert heard(tabs.bar).role() == Role.PageTabList


def test_a_chart_says_its_title_and_its_figures(theme, shown) -> None:
    series = Balances("Saldi", "cents", ("De Brug", "Het Anker"), (12_500, -3_000), ("1", "2"))
    found = heard(shown(BalanceChart(theme, series)))
    assert (found.role(), found.text(QAccessible.Text.Name)) == (Role.Chart, "Saldi")
    assert "De Brug: € +125,00" in found.text(QAccessible.Text.Description).replace("\u00a0", " ")


def test_one_of_several_and_a_heading_that_is_not_painted(theme, shown) -> None:
    chips = shown(ChipRow(theme, [("a", "Alles"), ("b", "Open")], name="Welke"))
    assert {heard(chip).role() for chip in chips.chips.values()} == {Role.RadioButton}
    assert heard(chips).role() == Role.Grouping
    state = table(theme, Column("state", "", "days", "pill"))
    shown(state)
    heads = [heard(state.view).child(at) for at in range(heard(state.view).childCount())]
    assert [one.text(QAccessible.Text.Name) for one in heads if one.role() == Role.ColumnHeader] == ["Stand"]


def test_questions_and_faults_are_read_aloud(theme, shown, monkeypatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    question, fault = ConfirmStrip(theme), ErrorStrip(theme)
    field = Field(theme, "Notitie", NoteField(theme))
    shown(layout.holder(layout.column(theme, question, fault, field)))
    question.ask("Weggooien?", lambda: None)
    fault.show_error("Dat lukte niet.")
    field.show_error("Vul iets in.")
    field.clear_error()
    said = [one.message() for one in told if isinstance(one, QAccessibleAnnouncementEvent)]
    assert said == ["Weggooien?", "Dat lukte niet.", "Vul iets in."]
    assert heard(fault).role() == Role.AlertMessage
    assert toast.Toast.SPOKEN_AS == "AlertMessage"
