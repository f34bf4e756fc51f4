"""The window before there is a network: choose, unlock, make, recover, or look at the sample. The work is app.py's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_file_there
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.round import Round
from zsm_desktop.ui.start.actions import NetworkAt, Opened, StartActions
from zsm_desktop.ui.start.banner import Banner
from zsm_desktop.ui.start.forms import RecoverForm
from zsm_desktop.ui.start.joining import JoinForm
from zsm_desktop.ui.start.making import Making
from zsm_desktop.ui.start.moving import Moving
from zsm_desktop.ui.start.opening import Opening
from zsm_desktop.ui.start.pages import ChoosePage
from zsm_desktop.ui.start.remembering import Remembering
from zsm_desktop.ui.start.restoring import Restoring
from zsm_desktop.ui.start.road import Road
from zsm_desktop.ui.start.unlock_form import RESTORED, UnlockForm
from zsm_desktop.ui.start.updating import Updating
from zsm_desktop.ui.start.waiting import Waiting
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop


class StartWindow(Round, QWidget):
    """`opened` carries what app.py made, after the printed key has been kept where there is one."""

    opened = Signal(object)
    left = Signal()
    """It closes, with a network behind it or without."""
    began = Signal(object)
    """The folder of a network whose first steps are being taken: to be found again after whatever happens."""

    def __init__(self, theme: Theme, actions: StartActions, *, offers_remembered: bool = True) -> None:
        """After locking, a password that is remembered is not offered."""
        super().__init__()
        self.theme, self._actions, self._offers_remembered = theme, actions, offers_remembered
        self.workshop = Workshop(self)
        self.setWindowTitle("Maatwerk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.known = actions.known()
        self.choose = ChoosePage(theme, self.known)
        self.unlock = UnlockForm(theme)
        self.waiting = Waiting(self.unlock, actions.wait)
        self.recover = RecoverForm(theme)
        self.join = JoinForm(theme, actions.check_address)
        self.making = Making(theme, "Het voorbeeld wordt gemaakt")
        self.updating = Updating(self)
        self.moving = Moving(self, theme, self.workshop, actions)
        self.restoring = Restoring(self, theme, self.workshop, actions.copies)
        self.road = Road(self, actions.first)
        self._pages = [
            self.choose, self.unlock, self.recover, self.join, self.making, self.updating, *self.moving.pages,
            *self.restoring.pages, *self.road.pages,
        ]  # fmt: skip
        self._build()
        self._connect()
        theme.dress(self)
        self.resize(1180, 690)
        if len(self.known) == 1:
            self.show_unlock(self.known[0])

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[self.stack.currentIndex()]

    def show_page(self, page: QWidget) -> None:
        self.stack.setCurrentIndex(self._pages.index(page))
        self._fit()

    def show_unlock(self, network: NetworkAt) -> None:
        self.show_page(self.unlock)
        self.unlock.show_network(network, may_offer=self._offers_remembered)
        self.waiting.look(network.folder)
        if network.server:
            self.remembering.look()

    def show_network(self, folder: Path) -> None:
        """Straight to the password of the network in `folder`, or what is wrong with it; a file is a copy to read."""
        if is_file_there(folder):
            self.restoring.show_file(folder)
            return
        try:
            self.show_unlock(self._actions.look(folder))
        except RuleError as error:
            if not self.restoring.show_place(folder):
                self.show_choice()
                self.choose.error.show_error(error)

    def show_choice(self) -> None:
        self.show_page(self.choose)

    def _build(self) -> None:
        self.banner = Banner(self.theme)
        self.stack = QStackedWidget()
        for page in self._pages:
            self.stack.addWidget(_room(self.theme, page))
        whole = layout.row(self.theme, self.banner, self.stack, gap=0)
        whole.setStretch(0, 9)
        whole.setStretch(1, 11)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.remembering = Remembering(self, self._actions, self.workshop)
        self.opening = Opening(self, self._actions, self.workshop)
        self.opening.done.connect(self._on_opened)
        self.moving.done.connect(self._on_opened)
        self.restoring.done.connect(self._on_opened)
        # What lies here of one on a server may have changed since the window opened.
        self.choose.network.connect(lambda at: self.show_network(at.folder) if at.server else self.show_unlock(at))
        self.choose.new.connect(self.road.start)
        self.choose.other.connect(self.show_network)
        self.choose.join.connect(lambda: self._show_form(self.join, self.join.address))
        self.join.back.connect(self.show_choice)
        self.unlock.back.connect(self.show_choice)
        self.unlock.forgot.connect(self._show_recover)
        self.unlock.restore.connect(self._restore_keys)
        self.recover.name_back("Terug")
        self.recover.back.connect(lambda: self.show_page(self.unlock))
        self.road.done.connect(self.opened)

    def _show_form(self, form: QWidget, first: Field) -> None:
        self.show_page(form)
        first.editor.setFocus()

    def _show_recover(self) -> None:
        if self.unlock.network is not None:
            self.show_page(self.recover)
            self.recover.show_network(self.unlock.network)

    def _restore_keys(self, folder: Path) -> None:
        try:
            self.show_unlock(self._actions.restore_keys(folder))
        except RuleError as error:
            self.unlock.show_error(error)
        else:
            self.unlock.explain(RESTORED)

    def _on_opened(self, opened: Opened) -> None:
        if not self.road.is_open(opened):
            self.opened.emit(opened)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The picture gives way in a narrow window, and to what needs all of its width."""
        is_whole = room_width(self.page) == 0
        self.banner.setVisible(self.width() >= self.theme.px(860) and not is_whole)

    def closeEvent(self, event) -> None:
        self.workshop.close()
        self.left.emit()
        self.road.close()
        super().closeEvent(event)


def room_width(page: QWidget) -> int:
    """In design pixels; 0 for all there is."""
    return int(getattr(page, "room_width", 440))


def _room(theme: Theme, page: QWidget) -> QWidget:
    """In the middle, as wide as reads well, scrolling by itself where the window is low."""
    width = room_width(page)
    if not width:
        return layout.roomy(page)
    inside = layout.box(theme, layout.holder(layout.row(theme, page)), max_width=width)
    room = layout.row(theme, None, inside, None, margins=(40, 24, 40, 24))
    room.setStretch(1, 20)
    return layout.scrolled(room)
