"""A network that was set aside, or that went to another computer, can be used here again: a button and its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.start.actions import NOT_SURE, CopyActs, NetworkAt
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import backups as words
from zsm_desktop.words import leaving

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow


class Again(QObject):
    def __init__(self, window: StartWindow, theme: Theme, acts: CopyActs) -> None:
        super().__init__(window)
        self._window, self._acts = window, acts
        self._network: NetworkAt | None = None
        self.confirm = ConfirmStrip(theme)
        self.button = Button(theme, words.USE_AGAIN, icon="refresh", on_click=self.ask)
        body = window.unlock.body
        body.insertWidget(0, self.confirm)
        body.insertLayout(0, layout.row(theme, self.button, None))
        window.unlock.shown.connect(self._on_network)

    def _on_network(self, network: NetworkAt) -> None:
        self._network = network
        self.confirm.hide()
        self.button.setVisible(network.aside_for is not None or bool(network.left))
        self.button.set_words(leaving.STAY if network.left else words.USE_AGAIN)

    def ask(self) -> None:
        network = self._network
        if network is None or not (network.left or network.aside_for):
            return
        text, do = words.ASK_AGAIN.format(path=network.aside_for), words.USE_AGAIN
        if network.left:
            text, do = leaving.ASK_STAY.format(seen=network.left), leaving.STAY

        self.confirm.ask(text, lambda: self._use(network), yes=do, no=leaving.LEAVE_IT, kind="primary")

    def _use(self, network: NetworkAt, *, is_sure: bool = False) -> None:
        """While the copy may be in use elsewhere it is asked once more, with what would be better."""
        try:
            self._acts.use_again(network.folder, is_sure=is_sure)
        except RuleError as error:
            if error.code not in NOT_SURE:
                self._window.unlock.show_error(error)
                return
            text = leaving.ASK_ANYWAY.format(why=sentence(error))
            self.confirm.ask(
                text, lambda: self._use(network, is_sure=True), yes=leaving.STAY_ANYWAY, no=leaving.LEAVE_IT
            )
        else:
            self._window.show_network(network.folder)
