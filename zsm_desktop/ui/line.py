"""Over every room while the server cannot be reached; and what was typed meanwhile, once it can be again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services import retirement, typed_here
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.toast import announce
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.ui.taken import TakenStrip, show_taken
from zsm_desktop.words.format import date_medium, plural, time_of_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zsm_desktop.services.desk import Desk, Lost
    from zsm_desktop.services.typed_here import Settled, TypedRow
    from zsm_desktop.ui.theme import Theme
    from zsm_desktop.ui.window import Window

LOST = "server.lost"
KEY = "Alt+N"
LOOK_KEY = "Alt+T"
KEPT = "Wat u typt wordt op deze computer bewaard."
BACK = "Er is weer verbinding met de server."
NARROW = 480
SOON_MS = 5_000
"""After a text was kept here while the line itself holds: then it is sent again."""


class Banner(QFrame):
    """Takes no focus by itself; narrow, the button stands below the words."""

    SPOKEN_AS = "AlertMessage"

    def __init__(
        self, theme: Theme, window: Window, do: str, key: str, on_click: Callable[[], object], role: str = "notice"
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self.setProperty("role", role)
        self.text = layout.label("", wrap=True)
        self.button = Button(theme, do, key=key, on_click=on_click)
        self.button.setShortcut("")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._line = layout.row(theme, self.text, self.button, gap=12, margins=(28, 6, 28, 6))
        self._line.setStretch(0, 1)
        self.setLayout(self._line)
        self.hide()
        self._key = QShortcut(QKeySequence(key), window, self._press)
        self._key.setEnabled(False)

    def say(self, text: str) -> None:
        """Shown until `leave`; read to screen readers when it is news."""
        if text != self.text.text() or self.isHidden():
            self.text.setText(text)
            self.setAccessibleName(text)
            announce(self, text)
        self.show()
        self._key.setEnabled(True)

    def leave(self) -> None:
        self._key.setEnabled(False)
        self.hide()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= self._theme.px(NARROW)
        self._line.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _press(self) -> None:
        if self.button.isEnabled():
            self.button.click()


class LineKeeper(QObject):
    """Of a window on a server. What can go to the store without losing anything goes by itself."""

    _turned = Signal()
    _kept = Signal()

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._was_lost = self.is_over = False
        self._panel: Any = None
        self.settled: Settled | None = None
        self.merged: list[TypedRow] = []
        """Nobody has looked at these yet."""
        self.writer = Writer(self)
        self.banner = Banner(window.theme, window, "Nu proberen", KEY, self._try_now)
        self.waiting = Banner(window.theme, window, "Bekijken", LOOK_KEY, self.look)
        self.retired: TakenStrip | None = None
        for banner in (self.banner, self.waiting):
            window.notices.addWidget(banner)
        self._turned.connect(self._show, Qt.ConnectionType.QueuedConnection)
        desk.turned = self._turned.emit
        self.soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self.soon.timeout.connect(self._send_again)
        self._kept.connect(self.soon.start, Qt.ConnectionType.QueuedConnection)
        desk.kept_here = self._kept.emit
        window.unreached.connect(self._on_unreached)
        window.closing.connect(self._stop)
        QTimer.singleShot(0, self, self._begin)

    def settle(self) -> None:
        """Brings what was typed to the store, beside the painting and after what the rooms are writing themselves."""
        writers = (getattr(page, "writer", None) for page in self._window.pages.values())
        busy = next((writer for writer in writers if writer is not None and writer.is_busy), None)
        if busy is not None:
            busy.idle.connect(self.settle, Qt.ConnectionType.SingleShotConnection)
        elif self._may_type and not self.is_over:
            found: list[Settled] = []
            settle = self._desk.typed_here.settle
            self.writer.write(lambda: found.append(settle()), lambda error: self._on_settled(error, found))

    def look(self) -> None:
        from zsm_desktop.ui.typed import TypedPanel

        rows = (*self.merged, *(self.settled.left if self.settled is not None else ()))
        if rows:
            self._panel = TypedPanel(self._window.theme, self._window, self._desk, rows)
            self._panel.finished.connect(lambda _result: self._looked())
            self._panel.open()

    def _looked(self) -> None:
        self.merged.clear()
        self.settle()

    @property
    def _may_type(self) -> bool:
        return any(self._desk.actor.may(need) for need in typed_here.NEEDS)

    def _begin(self) -> None:
        self._say_retired()
        if self._desk.lost is not None:
            self._show()
        else:
            self.settle()

    def _show(self) -> None:
        self._say_retired()
        lost = self._desk.lost
        if lost is not None:
            self._was_lost = True
            self.banner.button.set_words("Nu proberen")
            self.banner.button.setEnabled(True)
            self.banner.say(said(lost, self._desk.day, keeps=self._may_type))
            return
        if self._was_lost:
            self._was_lost = False
            self.banner.leave()
            self._window.say(BACK, "good")
            clear_refused(self._window)
        self._send_again()

    def _say_retired(self) -> None:
        """It stands over every room as long as it is so; who may not even read has the window locked."""
        how = self._desk.retired
        if how is None and self.retired is not None:
            self.retired.hide()
            self.retired.deleteLater()
            self.retired = None
        if how is not None and self.retired is None:
            text = sentence(retirement.refusal(how))
            self.retired = TakenStrip(self._window.theme, text)
            self._window.notices.insertWidget(0, self.retired)
            announce(self.retired, text)
            if not how.may_read:
                self._window.locked.emit()

    def _send_again(self) -> None:
        """To a server that takes nothing any more nothing is sent; what was typed is looked at and copied."""
        if self._desk.lost is None and not self.is_over:
            if self._desk.retired is None:
                for page in self._window.pages.values():
                    page.send_again()
            self.settle()

    def _stop(self) -> None:
        """The desk closes: what was on its way here comes too late."""
        self.is_over = True
        self.soon.stop()

    def _try_now(self) -> None:
        self.banner.button.set_words("Proberen…")
        self.banner.button.setEnabled(False)
        if self._desk.line is not None:
            self._desk.line.try_now()

    def _on_unreached(self, error: RuleError) -> None:
        """Where the line does not know of it yet it is said here, and looked at."""
        if self._desk.lost is None:
            self._window.say(sentence(error), "warn")

    def _on_settled(self, error: Exception | None, found: list[Settled]) -> None:
        if error is not None or self.is_over:
            return
        self.settled = found[0]
        finding = self._desk.typed_here.finding()
        if finding is not None:
            self._window.say(sentence(RuleError(finding.code, **finding.facts)), "bad")
        if self.settled.count:
            texts = plural(self.settled.count, "tekst", "teksten")
            self._window.say(f"Getypt zonder verbinding en nu vastgelegd: {texts}.", "good")
            show_taken(self._window, self._desk)
        self.merged += self.settled.merged
        waiting = waits(len(self.settled.left), len(self.merged))
        if waiting:
            self.waiting.say(waiting)
        else:
            self.waiting.leave()


def clear_refused(window: Window) -> None:
    """That the server did not answer stands at no field any more, and over no form; what was filled in stays."""
    window.toasts.take_away(sentence(RuleError(LOST)))
    for place in (*window.findChildren(Field), *window.findChildren(ErrorStrip)):
        if place.code == LOST:
            place.show_error("")


def waits(left: int, merged: int) -> str:
    """What there is to look at."""
    parts = []
    if merged:
        points = plural(merged, "punt", "punten")
        parts.append(f"Bij {points} schreef intussen ook een ander. Beide teksten staan er nu; kijk ze na.")
    if left:
        texts = plural(left, "tekst die u typte staat", "teksten die u typte staan")
        parts.append(f"{texts} nog alleen op deze computer.")
    return " ".join(parts)


def said(lost: Lost, day: date, *, keeps: bool) -> str:
    """What the banner says; a server that answers with a refusal says that itself."""
    moment = lost.since.astimezone(HOME)
    when = "" if home_day(moment) == day else f"{date_medium(home_day(moment))} "
    text = f"Geen verbinding met de server sinds {when}{time_of_day(moment.time())}."
    if lost.why.code != LOST:
        text = f"{text} {sentence(lost.why)}"
    return f"{text} {KEPT}" if keeps else text
