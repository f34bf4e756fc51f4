"""A dialog with fields: Ctrl+Enter does it, Esc leaves it, and nothing typed is lost without a question."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from zsm_desktop.domain.edits import Values
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import f1, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.conflict import CONFLICT, Row
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.ui.parts.round import Round
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import joined

log = logging.getLogger(__name__)

EDGE = 2
"""Keeps the focus ring of a field from being cut at the edge of what scrolls; title and buttons line up with it."""
STANDS = "Wat u hebt ingevuld staat er nog: kopieer wat u wilt bewaren."


class FormDialog(Round, QDialog):
    """Shown with `open()`, never `exec()`: the window behind keeps working.

    `submit` does the act and may raise RuleError: its sentence stands at the field named by `field_of[code]`, or above
    the form, and all text stays. The dialog closes only when `submit` returns.

    With `write` it does not keep the painting waiting: `submit` reads the fields and returns the act, which `write` has
    done elsewhere. Out of sight meanwhile, the form closes when it is done; else `refused` comes, and
    whoever opened it decides when it comes back.

    A form that edits what exists says so with `edits`, and `submit` sends `row.version`. What another wrote since is
    merged with what is typed: at once where nothing clashes (`told` says what was taken over), else after a choice.
    """

    refused = Signal(object)
    """What the store said of an act that was written elsewhere."""
    told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        *,
        submit: Callable[[], object],
        do: str = "Opslaan",
        width: int = 480,
        kind: str = "primary",
        write: Callable[[Callable[[], object], Callable[[Exception | None], object]], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self._submit, self._write = theme, submit, write
        self.fields: dict[str, Field] = {}
        self.field_of: dict[str, str] = {}
        self.row: Row | None = None
        self.is_edited = False
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.error = ErrorStrip(theme)
        self.confirm = ConfirmStrip(theme)
        self.body = layout.column(theme, gap=16)
        self.ok = Button(theme, do, kind=kind, key="Ctrl+Return", on_click=self.try_submit)
        self.ok.setDefault(True)
        self.cancel = Button(theme, "Annuleren", key="Esc", on_click=self.reject)
        self.cancel.setShortcut("")  # Esc reaches the dialog by itself
        buttons = layout.row(theme, None, self.cancel, self.ok, gap=10, margins=(0, 0, EDGE, 0))
        self._inside = layout.scrolled(layout.column(theme, self.body, None, gap=0, margins=EDGE))
        head = layout.row(theme, layout.label(title, "section", wrap=True), margins=(EDGE, 0))
        whole = layout.column(theme, head, self.error, self._inside, self.confirm, buttons, gap=16, margins=24)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._width = width
        f1.Asking(self)

    def add(self, name: str, words: str, editor: QWidget, *, hint: str = "", is_required: bool = False) -> Field:
        """A field under the ones before it; `name` is the key to find it by."""
        field = self.place(name, Field(self.theme, words, editor, hint=hint, is_required=is_required))
        self.body.addWidget(field)
        return field

    def add_row(self, *fields: tuple[str, Field]) -> None:
        """Fields side by side, of equal width."""
        line = layout.row(self.theme, *(self.place(name, field) for name, field in fields), gap=16)
        for at in range(len(fields)):
            line.setStretch(at, 1)
            line.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def place(self, name: str, field: Field) -> Field:
        self.fields[name] = field
        field.edited.connect(self._on_edit)
        return field

    def edits(self, version: int, values: Values, reread: Callable[[], tuple[int, Values]]) -> None:
        """Fills the fields by name; `reread` gives the version and the values as they are by then, or raises RuleError.

        All that a form has of the row is in `values`; a reason, say, is not.
        """
        row = self.row = Row(self.theme, self.fields, version, reread)
        row.start(values)
        row.chosen.connect(self._go_on)
        self.accepted.connect(
            lambda: row.also and self.told.emit(f"Ook van een ander overgenomen: {joined(row.also)}.")
        )
        self.is_edited = False

    def fit(self) -> None:
        """As wide as asked for, or as its longest words, and as high as its fields.

        Never larger than the window behind it, or below it.
        """
        behind = self.parentWidget().window()
        window = behind.size()
        edges = self.layout().contentsMargins()
        needed = self._inside.minimumSizeHint().width() + edges.left() + edges.right()
        width = min(max(self.theme.px(self._width), needed), window.width())
        self.setMinimumWidth(width)
        self.resize(width, self.height())
        self.layout().activate()
        inside = self._inside.widget().layout()
        room = self._inside.viewport().width()
        content = inside.heightForWidth(room) if inside.hasHeightForWidth() else inside.sizeHint().height()
        around = self.height() - self._inside.height()
        frame = self.frameGeometry().height() - self.height()
        self.resize(width, max(self.minimumSizeHint().height(), min(content + around, window.height() - frame)))
        below = self.frameGeometry().bottom() - behind.geometry().bottom()
        if below > 0:
            self.move(self.x(), self.y() - below)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.fit()

    def try_submit(self) -> None:
        """Checks what must be filled in, does the act, and closes when it is done."""
        self.error.hide()
        if self.row is not None and self.row.open:
            self.refuse(RuleError(CONFLICT))
            return
        wrong = self.faults()
        if wrong:
            first = next(field for field in self.fields.values() if field in wrong)
            first.editor.setFocus()
            self._reveal(first)
            return
        self._do()

    def _do(self) -> None:
        def meet(error: Exception, tell: Callable[[Exception], object]) -> None:
            left = error if self.row is None else self.row.meet(error)
            if left is None:
                self._do()
            else:
                tell(left)

        try:
            act = self._submit()
        except RuleError as error:
            meet(error, self.refuse)
            return
        if self._write is None:
            self.accept()
            return
        self.hide()
        self.parentWidget().activateWindow()  # the next key is for what lies under it
        self._write(act, lambda error: self.accept() if error is None else meet(error, self.refused.emit))

    def faults(self) -> list[Field]:
        """Every field that is not filled in as it must be, each marked; a form may know of more."""
        return [field for field in self.fields.values() if not field.check()]

    def refuse(self, error: Exception) -> None:
        """Says in the form why it was refused, also while it is out of sight."""
        field, row = None, self.row
        if not isinstance(error, RuleError):
            log.error("a form could not be written", exc_info=error)
            self.error.show_error(FAILED)
        elif row is not None and row.is_gone:
            self.error.show_error(f"{sentence(error)} {STANDS}")
        elif row is not None and error.code == CONFLICT and row.open:
            self._go_on()
            return
        elif (field := self.fields.get(self.field_of.get(error.code, ""))) is not None:
            field.show_error(error)
            field.editor.setFocus()
        else:
            self.error.show_error(error)
        self._reveal(field)

    def reject(self) -> None:
        """Esc, Annuleren and the window's cross all come here; typed text is never thrown away unasked."""
        if self.confirm.isVisible():
            return
        if not self.is_edited:
            super().reject()
            return
        self.confirm.ask(
            "Wat u hebt ingevuld is nog niet opgeslagen.", super().reject, yes="Weggooien", no="Verder invullen"
        )

    def _go_on(self) -> None:
        """To the next choice between two texts, or on to saving."""
        row = self.row
        if row is None or not row.open:
            self.error.hide()
            self.ok.setFocus()
            self._reveal(None)
            return
        self.error.show_error(row.sentence)
        row.focus_first()
        self._reveal(self.fields[row.open[0]])

    def _reveal(self, field: Field | None) -> None:
        """Makes room for a sentence once the layouts have heard of it, and brings it into sight."""

        def settle() -> None:
            around = [self.layout(), self._inside.widget().layout()]
            layout.settle([*around, field.layout()] if field is not None else around)
            self.fit()
            layout.settle(around)
            if field is None:
                return
            self._inside.ensureWidgetVisible(field)
            if (focus := self.focusWidget()) is not None and field.isAncestorOf(focus):
                self._inside.ensureWidgetVisible(focus)  # where the whole field is higher than the room
            if field.has_error:
                self._inside.ensureWidgetVisible(field.error)

        QTimer.singleShot(0, self, settle)

    def _on_edit(self) -> None:
        self.is_edited = True
