"""Texts that were typed by somebody who cannot look for names, looked through by the first who can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.parts.talk.table import agreed_on
from zsm_desktop.words import masked

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden
    from zsm_desktop.ui.parts.talk.page import TalkPage


class NameCheck:
    """Says once for each point and each finding what papers will not show of it."""

    def __init__(self, page: TalkPage) -> None:
        self._page, self._desk = page, page.sitting.desk
        self._seen: dict[str, object] = {}
        self._said: set[tuple[str, tuple[Hidden, ...]]] = set()

    def look(self, item_id: str) -> None:
        """Beside the window: the first time today the names are looked up."""
        row = self._page.table.row_of(item_id)
        texts = (row, agreed_on(self._page.sitting, item_id))
        if row is None or self._seen.get(item_id) == texts or not self._desk.masks.knows_names():
            return
        self._seen[item_id] = texts

        def tell(found: tuple[Hidden, ...]) -> None:
            if found and (item_id, found) not in self._said:
                self._said.add((item_id, found))
                self._page.notify.emit(masked.on_paper(point_title(row), found), "warn")

        self._page.tools.workshop.run(
            "Namen nakijken", lambda _progress: self._desk.minutes.names_at(item_id), done=tell
        )
