"""The page while a network of an older version of the program is copied and brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.start.making import Making
from zsm_desktop.words.news import UPDATES, WHY_UPDATES

if TYPE_CHECKING:
    from zsm_desktop.ui.start.forms import Form
    from zsm_desktop.ui.start.window import StartWindow
    from zsm_desktop.ui.work import Work


class Updating(Making):
    """In sight from the first step on; what needs no update never shows it."""

    def __init__(self, window: StartWindow) -> None:
        super().__init__(window.theme, UPDATES)
        self._window = window
        whole = self.layout()
        whole.insertWidget(whole.indexOf(self.title) + 1, layout.label(WHY_UPDATES, "muted", wrap=True))

    def watch(self, work: Work, form: Form) -> None:
        """Stopped or refused, it is the form's turn again."""

        def begun(done: int, total: int, text: str) -> None:
            if self._window.page is form and work.is_running:
                self._window.show_page(self)
                self.follow(work)
                self.show_progress(done, total, text)

        def back() -> None:
            if self._window.page is self:
                self._window.show_page(form)
                form.set_busy(False)
                form.fields[-1].editor.setFocus()

        work.progressed.connect(begun)
        work.cancelled.connect(back)
        work.failed.connect(lambda _words: back())
