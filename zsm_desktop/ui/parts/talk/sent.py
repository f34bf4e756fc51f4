"""Forms of a running meeting whose act is on its way: refused, they come back with what was filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.page import FAILED

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.page import TalkPage


class Sent:
    """One form a point and thing: asked for again while it is on its way or was refused, it is the same one."""

    def __init__(self, page: TalkPage) -> None:
        self._page = page
        self._forms: dict[tuple[str, str], FormDialog] = {}

    def show(self, what: str, make: Callable[[], FormDialog]) -> FormDialog:
        """Opens the form for `what` at the point on the table; raises what making it raises."""
        at = (self._page.table.item_id, what)
        if at not in self._forms:
            form = self._forms[at] = make()
            form.finished.connect(lambda _result: self._forms.pop(at, None))
            form.refused.connect(lambda error: self._refused(at, error))
            form.told.connect(lambda words: self._page.notify.emit(words, "info"))
        self._forms[at].open()
        return self._forms[at]

    def _refused(self, at: tuple[str, str], error: Exception) -> None:
        """At once where its point still lies on the table; else it is said, and the form waits there."""
        form, page = self._forms[at], self._page
        form.refuse(error)
        if at[0] == page.table.item_id and page.is_live and QApplication.activeModalWidget() is None:
            form.open()
        else:
            said = sentence(error) if isinstance(error, RuleError) else FAILED
            page.notify.emit(
                f"{form.windowTitle()}: niet vastgelegd. {said} Wat u invulde staat nog bij dat punt.", "bad"
            )
