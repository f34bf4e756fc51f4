"""The dossier of another school opens with a reason, and not before."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.ui.meeting.people import planned
from tests.ui.offices import cut_pieces, open_room, words_of
from zsm_desktop.ui.parts.form import FormDialog


def test_another_schools_case_shows_no_question_until_it_is_opened(world: World, theme, shown, qtbot) -> None:
    case = world.case("ZEEUW")
    planned(world, case)
    window = open_room(theme, shown, world.desk_of("stage duin"), "pupils")
    page = window.page
    window.open("pupils", case)
    assert page.cases.gate.isVisible()
    assert "leren lassen" not in words_of(page)
    assert cut_pieces(page) == []
    page.cases.gate.open.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.try_submit()
    assert world.reasons("case.open_dossier") == []
    dialog.fields["reason"].editor.setText("Voorbereiden van dinsdag.")
    dialog.try_submit()
    qtbot.waitUntil(lambda: page.cases.panel.card is not None)
    assert not page.cases.gate.isVisible()
    assert "leren lassen" in words_of(page.cases.panel)
    assert world.reasons("case.open_dossier") == ["Voorbereiden van dinsdag."]


def test_ones_own_case_needs_no_reason(world: World, theme, shown) -> None:
    case = world.case("DUIN")
    window = open_room(theme, shown, world.desk_of("stage duin"), "pupils")
    window.open("pupils", case)
    assert "leren lassen" in words_of(window.page.cases.panel)
    assert not window.page.cases.gate.isVisible()
