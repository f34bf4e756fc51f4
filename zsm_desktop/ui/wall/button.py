"""A button of a page that says what the room sees now; an empty wall is not forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.button import Button

if TYPE_CHECKING:
    from zsm_desktop.ui.wall.keeper import WallKeeper

OFF, ON, BLANK = "Wand", "Wand aan", "Wand leeg"
FACES = {
    OFF: ("presentation", "", "F11"),
    ON: ("presentation", "accent", "F11"),
    BLANK: ("eye-off", "warn", "F12"),
}


def face(keeper: WallKeeper) -> str:
    if not keeper.is_open:
        return OFF
    return BLANK if keeper.state.is_blank else ON


def show_on(button: Button, keeper: WallKeeper) -> None:
    """Of an empty wall it shows the key that brings it back, and does the same."""

    def follow() -> None:
        words = face(keeper)
        icon, tone, key = FACES[words]
        button.set_face(words, icon=icon, tone=tone, key=key)

    button.clicked.connect(lambda _checked: keeper.blank() if face(keeper) == BLANK else keeper.toggle())
    keeper.changed.connect(follow)
    follow()
