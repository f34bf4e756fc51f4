"""The printed key in Instellingen: Vandaag leads there, a lost sheet is replaced, and then it is asked back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import PASSWORD, World
from tests.ui.offices import open_dialog, open_room, toasts
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.first_steps import SHEET, remind, standing
from zsm_desktop.store.store import header_of
from zsm_desktop.ui.settings.recovery_form import RecoveryForm
from zsm_desktop.words.keys import MADE

SLOW = 20_000


@pytest.fixture
def kept() -> str:
    return "file"


def test_from_vandaag_by_keys_to_a_new_sheet_that_is_checked(theme, shown, qtbot, world: World) -> None:
    desk = world.desk
    remind(desk.folder, SHEET)
    window = open_room(theme, shown, desk, "today")
    assert "1 herstelsleutel is nog niet nagekeken" in [
        window.page.waiting.itemAt(at).widget().text() for at in range(window.page.waiting.count())
    ]
    window.page.waiting.itemAt(0).widget().click()
    (form,) = [one for one in window.findChildren(RecoveryForm) if one.isVisible()]
    qtbot.keyClicks(form.box.first, "K7QF")
    form.try_submit()
    qtbot.waitUntil(lambda: form.box.whole.field.has_error, timeout=SLOW)
    assert "28 tekens; hier staan er 4" in form.box.whole.field.error.text()
    qtbot.waitUntil(form.ok.isEnabled)
    qtbot.keyClick(form, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    asked = open_dialog(window)
    qtbot.keyClicks(asked.fields["password"].editor, PASSWORD)
    qtbot.keyClick(asked.fields["password"].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(open_dialog(window), RecoveryForm), timeout=SLOW)
    form = open_dialog(window)
    key = "-".join(form.box.shown.lines.text().split())
    form.try_submit()
    for field, number in zip(form.box.groups.fields, form.box.groups.asked, strict=True):
        qtbot.keyClicks(field.editor, key.split("-")[number - 1])
    form.try_submit()
    assert toasts(window) == [MADE]
    assert standing(desk.folder) == {}
    assert header_of(desk.store).recover(key).user_id == desk.actor.user_id
    ((name,),) = world.store.rows("SELECT act FROM audit_event ORDER BY number DESC LIMIT 1")
    assert name == "keys.recovery"


def test_who_may_not_manage_users_is_not_asked_and_makes_none(world: World, theme, shown) -> None:
    remind(world.folder, SHEET)
    desk = world.desk_of("lezer")
    assert "recovery_unchecked" not in [row.kind for row in desk.today.facts().waiting]
    with pytest.raises(RuleError, match=r"permission\.missing"):
        desk.access.new_recovery(lambda _work: None)
    assert open_room(theme, shown, desk, "settings").page.locks == []
