"""Somebody else changed what is being edited here: both texts in sight, field by field, and neither lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.edits import Merge, Values, merge_fields
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import joined

CONFLICT = "edit.conflict"
CHANGED = "Intussen gewijzigd door een ander"
OPEN, TAKEN, KEPT, MARK = "open", "taken", "kept", "mark"
WORDS = {
    OPEN: "Intussen staat er:",
    TAKEN: "Overgenomen. U had:",
    KEPT: "Niet overgenomen. Intussen stond er:",
    MARK: f"{CHANGED}.",
}
"""What stands under a field: a choice to make, one that was made and can be made over, or only that it changed."""


class Both(QFrame):
    """Under a field, what another wrote there. A choice only changes places, so nothing of either goes away."""

    chosen = Signal()

    def __init__(self, theme: Theme, field: Field, put: Callable[[object], None]) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._field, self._put = field, put
        self._other: object = ""
        self._stage = MARK
        self.words = layout.label("", "strong", wrap=True)
        self.other = layout.label("", wrap=True, selectable=True)
        self.take = Button(theme, "Neem die over", on_click=self._take)
        self.keep = Button(theme, "Houd de mijne", on_click=self._keep)
        for button in (self.take, self.keep):
            button.setAutoDefault(True)  # in a form Enter would press the button of the form, whatever has the focus
        buttons = flow(theme, self.take, self.keep)
        self.setLayout(layout.column(theme, self.words, self.other, buttons, gap=6, margins=10))
        self.hide()
        field.layout().addWidget(self)
        QWidget.setTabOrder(field.editor, self.take)
        QWidget.setTabOrder(self.take, self.keep)

    @property
    def is_open(self) -> bool:
        return self._stage == OPEN and not self.isHidden()

    def clear(self) -> None:
        self._stage = MARK
        self.hide()

    def ask(self, theirs: object) -> None:
        self._other = theirs
        self._show(OPEN)

    def mark(self) -> None:
        """Theirs stands in the field; a choice that was made there can still be made over."""
        if self._stage == MARK:
            self._show(MARK)

    def _take(self) -> None:
        self._swap(TAKEN)

    def _keep(self) -> None:
        if self._stage == OPEN:
            self._show(KEPT)
            self.chosen.emit()
        else:
            self._swap(KEPT)

    def _swap(self, stage: str) -> None:
        theirs, self._other = self._other, self._field.value
        self._put(theirs)
        self._field.clear_error()
        self._show(stage)
        self.chosen.emit()

    def _show(self, stage: str) -> None:
        self._stage = stage
        self.words.setText(WORDS[stage])
        self.other.setText("" if stage == MARK else self._field.shown(self._other))
        self.other.setVisible(stage != MARK)
        self.take.set_words("Neem die over" if stage == OPEN else "Neem die toch over")
        self.keep.set_words("Houd de mijne" if stage == OPEN else "Toch de mijne")
        self.take.setVisible(stage in (OPEN, KEPT))
        self.keep.setVisible(stage in (OPEN, TAKEN))
        label = self._field.label.text()
        for button in (self.take, self.keep):
            button.setAccessibleName(f"{label}: {button.text()}")
        self.show()


class Conflicts(QObject):
    """The fields of one thing, what the store had of each, and what another made of it. `chosen`: at one of them."""

    chosen = Signal()

    def __init__(self, theme: Theme, fields: Mapping[str, Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._fields = theme, fields
        self.stored: dict[str, object] = {}
        self._untouched: dict[str, object] = {}
        self.both: dict[str, Both] = {}

    def start(self, values: Values) -> None:
        """What the store has, into the fields."""
        self.stored = dict(values)
        for name, value in values.items():
            self._put(name, value)
            self._fields[name].clear_error()
        for both in self.both.values():
            both.clear()

    @property
    def changed(self) -> dict[str, object]:
        """What differs from the store, but for what is still to be chosen."""
        still = set(self.open)
        now = self._now()
        return {name: now[name] for name, was in self.stored.items() if now[name] != was and name not in still}

    @property
    def values(self) -> dict[str, object]:
        """What may be written: as the store has it, but for `changed`."""
        return {**self.stored, **self.changed}

    @property
    def open(self) -> tuple[str, ...]:
        """The fields where someone must choose."""
        return tuple(name for name in self._fields if name in self.both and self.both[name].is_open)

    @property
    def sentence(self) -> str:
        names = joined(f"‘{self._fields[name].label.text()}’" for name in self.open)
        return f"Iemand anders heeft dit intussen ook gewijzigd: kies bij {names} wat het wordt."

    def written(self, values: Values) -> None:
        """The store has these now."""
        self.stored |= values
        self._untouched |= {name: self._fields[name].value for name in values}

    def merge(self, theirs: Values, *, is_marked: bool = True) -> Merge:
        """Takes in what the store has now; a field that clashes, or did and waits for a choice, keeps what is typed.

        `is_marked`: what was taken over is told of under its field.
        """
        mine = self._now()
        found = merge_fields(self.stored, mine, theirs)
        self.stored, self._untouched = dict(theirs), dict(theirs)
        for name in theirs:
            if name in found.clashes or (name in self.open and theirs[name] != mine[name]):
                self._both(name).ask(theirs[name])
            elif name in self.open:
                self.both[name].clear()
            elif name in found.taken:
                if is_marked:
                    self._both(name).mark()
                self._put(name, found.values[name])
                self._fields[name].edited.emit()
            if mine[name] == theirs[name]:
                self._untouched[name] = self._fields[name].value
        return found

    def focus_first(self) -> None:
        """Where the first choice is made."""
        if self.open:
            self.both[self.open[0]].take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _now(self) -> dict[str, object]:
        """What stands in the fields; what nobody touched is as the store has it, however a field writes that."""
        found = {name: self._fields[name].value for name in self.stored}
        return {name: self.stored[name] if value == self._untouched[name] else value for name, value in found.items()}

    def _put(self, name: str, value: object) -> None:
        self._fields[name].put(value)
        if value == self.stored[name]:
            self._untouched[name] = self._fields[name].value

    def _both(self, name: str) -> Both:
        if name not in self.both:
            both = self.both[name] = Both(self._theme, self._fields[name], lambda value: self._put(name, value))
            both.chosen.connect(lambda: self._on_choice(name))
        return self.both[name]

    def _on_choice(self, name: str) -> None:
        self._fields[name].edited.emit()
        self.chosen.emit()


class Row(Conflicts):
    """A row that a form edits: `version` as it was read last, and `reread` gives it and the fields as they are now.

    `also` names the fields that were taken over and sent at once; `is_gone` once it can be read no more.
    """

    def __init__(
        self, theme: Theme, fields: Mapping[str, Field], version: int, reread: Callable[[], tuple[int, Values]]
    ) -> None:
        super().__init__(theme, fields)
        self.version, self._reread = version, reread
        self.also: tuple[str, ...] = ()
        self.is_gone = False

    def follow(self, version: int, theirs: Values) -> None:
        """News of the row, for what is edited in place."""
        self.version = version
        self.merge(theirs, is_marked=False)

    def meet(self, error: Exception) -> Exception | None:
        """After a refusal: None when all that others did is taken in and it may be sent again, else what to say."""
        self.is_gone = False
        if not isinstance(error, RuleError) or _tells_of_the_line(error):
            return error
        try:
            version, theirs = self._reread()
        except RuleError as gone:
            if _tells_of_the_line(gone):
                return error
            self.is_gone = True
            return gone
        if error.code != CONFLICT or version == self.version:
            return error
        self.version = version
        found = self.merge(theirs)
        if self.open:
            return error
        self.also += tuple(self._fields[name].label.text() for name in found.taken)
        return None


def _tells_of_the_line(error: RuleError) -> bool:
    """Of the server, and so nothing of the row: the act may even have been kept."""
    return error.code.startswith("server.")
