"""Over every room: that this is only a copy of a network, one to read elsewhere too, or was put back from one.

Of a network on a server also what becomes of the copy that was taken along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.words import backups, leaving
from zsm_desktop.words import published as copy_words
from zsm_desktop.words import taken as words

if TYPE_CHECKING:
    from datetime import datetime

    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.theme import Theme
    from zsm_desktop.ui.window import Window


class TakenStrip(QFrame):
    """Stands over every room as long as the window is open."""

    SPOKEN_AS = "AlertMessage"

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.text = layout.label(text, wrap=True)
        self.setAccessibleName(text)
        self.setLayout(layout.row(theme, self.text, margins=(28, 6, 28, 6)))


def show_taken(window: Window, desk: Desk) -> None:
    """Says it at a copy; else looks whether the one on this computer has to go."""
    if desk.taken is not None:
        said = words.banner(desk.taken.at.astimezone(HOME), desk.day)
        window.notices.addWidget(TakenStrip(window.theme, said))
    elif desk.copy_at is not None:
        window.notices.addWidget(TakenStrip(window.theme, backups.banner(desk.copy_at.astimezone(HOME))))
    elif desk.put_back is not None:
        back = desk.put_back
        at = back.copy_at.astimezone(HOME)
        moved = leaving.live(at, is_noted=back.is_noted)
        said = moved if back.is_move else backups.live(at, str(back.old or ""), is_aside=back.is_aside)
        window.notices.addWidget(TakenStrip(window.theme, said))
    elif desk.published_at is not None:
        window.notices.addWidget(TakenStrip(window.theme, _published(desk, desk.published_at)))
    elif desk.has_copy:
        _tidy(window, desk)


def _published(desk: Desk, at: datetime) -> str:
    return copy_words.banner(at.astimezone(HOME), desk.published_until, desk.day)


def _tidy(window: Window, desk: Desk) -> None:
    from zsm_desktop.services.taking_along import Stand

    along = desk.taking_along
    copy = along.lies_here()
    try:
        stand = along.tidy()
    except RuleError:  # the server does not answer, and that is said over every room
        return
    said = {Stand.OVER: words.OVER, Stand.SERVED: words.SERVED, Stand.BEFORE: words.BEFORE}.get(stand)
    if said is not None:
        window.say(said, "info")
    elif stand is Stand.OLD and copy is not None:

        def throw_away() -> None:
            try:
                along.throw_away()
            except RuleError as error:
                window.say(sentence(error), "bad")
            else:
                window.say(words.GONE, "good")

        moment = words.moment(copy.at.astimezone(HOME), desk.day)
        window.say(words.OLD.format(moment=moment), "warn", ("Weggooien", throw_away))
