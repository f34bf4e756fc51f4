"""The window before there is a network: choose, unlock, make, recover, or look at the sample. The work is app.py's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStackedWidget, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.rail import draw_mark
from zsm_desktop.ui.start.actions import NetworkAt, NewNetwork, Opened, StartActions
from zsm_desktop.ui.start.forms import CreateForm, RecoverForm, UnlockForm
from zsm_desktop.ui.start.pages import ChoosePage, RecoveryPage
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, Workshop, time_left_words

ABOUT_KEYS = frozenset(
    {
        "keys.wrong_password",
        "keys.password_short",
        "keys.wrong_recovery",
        "recovery.length",
        "recovery.sign",
        "recovery.typo",
    }
)
"""Rules whose sentence belongs at the field of the password or the printed key."""

MOTTO = "Voor elke leerling\neen oplossing"


class Banner(QWidget):
    """The left half: sign, motto, and the water between the islands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px, rect = theme.px, QRectF(self.rect())
        painter.fillRect(rect, theme.colour("rail"))
        for at in range(5):
            top = rect.height() * (0.70 + 0.065 * at)
            wave = QPainterPath(QPointF(-20, top))
            width = rect.width() / 2 + 20
            for turn in range(3):
                x = -20 + width * turn + at * 18
                wave.cubicTo(x + width * 0.3, top - px(26), x + width * 0.7, top + px(26), x + width, top)
            painter.setPen(QPen(theme.colour("rail_active"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(wave)
        left = px(48)
        draw_mark(painter, theme, QRectF(left, px(48), px(40), px(40)))
        painter.setFont(theme.font(18, 600))
        painter.setPen(theme.colour("rail_strong"))
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left + px(54), px(48), rect.width(), px(40)), align, "Maatwerk")
        painter.setFont(theme.font(32, 600))
        room = QRectF(left, rect.height() * 0.32, rect.width() - left, px(100))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), MOTTO)
        painter.end()


class _Making(QWidget):
    """While the sample is made."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Voortgang")
        self.text = layout.label("", "muted", wrap=True)
        self.stop = Button(theme, "Stoppen")
        title = layout.label("Het voorbeeld wordt gemaakt", "title", wrap=True)
        self.setLayout(
            layout.column(theme, None, title, 4, self.bar, self.text, layout.row(theme, self.stop, None), None, gap=14)
        )


class StartWindow(QWidget):
    """`opened` carries the desk as app.py made it, after the printed key has been kept where there is one."""

    opened = Signal(object)

    def __init__(self, theme: Theme, actions: StartActions) -> None:
        super().__init__()
        self.theme, self._actions = theme, actions
        self.workshop = Workshop(self)
        self._opened: Opened | None = None
        self.setWindowTitle("Maatwerk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.known = actions.known()
        self.choose = ChoosePage(theme, self.known)
        self.unlock = UnlockForm(theme)
        self.recover = RecoverForm(theme)
        self.create = CreateForm(theme, actions.folder_for)
        self.recovery = RecoveryPage(theme)
        self.making = _Making(theme)
        self.stack = QStackedWidget()
        self._pages = [self.choose, self.unlock, self.recover, self.create, self.recovery, self.making]
        for page in self._pages:
            self.stack.addWidget(self._room(page))
        self._build()
        self._connect()
        self.resize(1080, 680)
        if len(self.known) == 1:
            self.show_unlock(self.known[0])

    def _room(self, page: QWidget) -> QWidget:
        """In the middle, as wide as reads well, scrolling by itself where the window is low."""
        inside = layout.box(self.theme, layout.holder(layout.row(self.theme, page)), max_width=440)
        room = layout.row(self.theme, None, inside, None, margins=(40, 24, 40, 24))
        room.setStretch(1, 20)
        return layout.scrolled(room)

    def show_page(self, page: QWidget) -> None:
        self.stack.setCurrentIndex(self._pages.index(page))

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[self.stack.currentIndex()]

    def show_unlock(self, network: NetworkAt) -> None:
        self.show_page(self.unlock)
        self.unlock.show_network(network)

    def show_choice(self) -> None:
        self.show_page(self.choose)

    def _build(self) -> None:
        self.banner = Banner(self.theme)
        whole = layout.row(self.theme, self.banner, self.stack, gap=0)
        whole.setStretch(0, 9)
        whole.setStretch(1, 11)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.choose.network.connect(self.show_unlock)
        self.choose.new.connect(lambda: self._show_form(self.create, self.create.name))
        self.choose.other.connect(self._look)
        self.choose.sample.connect(self._make_sample)
        for form in (self.unlock, self.create):
            form.back.connect(self.show_choice)
        self.recover.back_button.set_words("Terug")
        self.recover.back.connect(lambda: self.show_page(self.unlock))
        self.unlock.forgot.connect(self._show_recover)
        self.unlock.unlock.connect(self._unlock)
        self.recover.recover.connect(self._recover)
        self.create.create.connect(self._create)
        self.recovery.kept.connect(self._finish)
        self.recovery.save.connect(self._save_key)

    def _show_form(self, form: QWidget, first: Field) -> None:
        self.show_page(form)
        first.editor.setFocus()

    def _show_recover(self) -> None:
        self.recover.network = self.unlock.network
        self._show_form(self.recover, self.recover.key)

    def _look(self, folder: Path) -> None:
        try:
            self.show_unlock(self._actions.look(folder))
        except RuleError as error:
            self.choose.error.show_error(error)

    def _unlock(self, folder: Path, password: str) -> None:
        work = self._run("Netwerk openen", lambda _progress: self._actions.unlock(folder, password))
        work.failed.connect(lambda words: self._refused(self.unlock, words, self.unlock.password, work))

    def _recover(self, folder: Path, key: str, password: str) -> None:
        work = self._run("Netwerk openen", lambda _progress: self._actions.recover(folder, key, password))
        work.failed.connect(lambda words: self._refused(self.recover, words, self.recover.key, work))

    def _create(self, new: NewNetwork) -> None:
        work = self._run("Netwerk maken", lambda _progress: self._actions.create(new))
        work.failed.connect(lambda words: self._refused(self.create, words, self.create.password, work))

    def _refused(self, form, words: str, field: Field, work: Work) -> None:
        """What is wrong with a key is said at its field; anything else above the form."""
        code = work.error.code if isinstance(work.error, RuleError) else ""
        if code == "keys.password_short":
            field = form.password
        form.show_error(words, field if code in ABOUT_KEYS else None)

    def _make_sample(self) -> None:
        self.show_page(self.making)
        self.making.bar.setRange(0, 0)
        self.making.text.setText("")
        work = self._run("Voorbeeld maken", self._actions.make_sample)
        work.progressed.connect(lambda done, total, text: self._on_progress(work, done, total, text))
        self.making.stop.clicked.connect(work.cancel)
        self.making.stop.setFocus()
        work.cancelled.connect(self.show_choice)
        work.failed.connect(self._sample_failed)

    def _on_progress(self, work: Work, done: int, total: int, text: str) -> None:
        self.making.bar.setRange(0, total)
        self.making.bar.setValue(done)
        left = time_left_words(work.seconds_left())
        self.making.text.setText(" · ".join(part for part in (text, left) if part))

    def _sample_failed(self, words: str) -> None:
        self.show_choice()
        self.choose.error.show_error(words)

    def _run(self, name: str, job) -> Work:
        return self.workshop.run(name, job, done=self._on_opened)

    def _on_opened(self, opened: Opened) -> None:
        self._opened = opened
        if opened.recovery_key:
            self.recovery.show_key(opened.recovery_key)
            self.show_page(self.recovery)
        else:
            self._finish()

    def _finish(self) -> None:
        self.opened.emit(self._opened)

    def _save_key(self, name: str) -> None:
        text = f"Herstelsleutel van {self._opened.network.name}\n\n{self.recovery.key.text()}\n" if self._opened else ""
        try:
            Path(name).write_text(text, encoding="utf-8")
        except OSError as error:
            self.recovery.error.show_error(
                f"Het bestand kon niet worden geschreven: {error.strerror}. Kies een andere plek."
            )
            return
        self.recovery.say_saved(Path(name).name)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.banner.setVisible(self.width() >= self.theme.px(860))
