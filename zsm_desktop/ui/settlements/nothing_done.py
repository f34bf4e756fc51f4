"""Als er niets gebeurt: where the balances that go furthest may stand at the end of the school year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from zsm_desktop.services.forecast import by_standing
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import scenarios as words

if TYPE_CHECKING:
    from zsm_desktop.services.forecast import Forecast

MOST = 3


class NothingDone(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.said = layout.label("", "muted", wrap=True)
        self.facts = FactList(theme)
        self.title = layout.label("", "section", wrap=True)
        self.setLayout(layout.column(theme, self.title, self.said, self.facts, gap=6, margins=(16, 10, 16, 10)))

    def show_forecasts(self, found: Sequence[Forecast]) -> None:
        self.setVisible(bool(found))
        if not found:
            return
        known = by_standing(found)
        self.title.setText(words.nothing_done(found[0].year))
        self.said.setText(words.expected(found[0].year.last_day, is_known=bool(known)))
        self.facts.set_facts([(row.name, words.standing(standing, row.now_cents)) for row, standing in known[:MOST]])
