"""The steps after the network was made: the printed key, the schools, the first meeting body and the copies.

Each may be left for later; the work is that of the network's own services.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.recovery import RecoveryBox
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.start.actions import FirstActs
from zsm_desktop.ui.start.step_form import LATER, LATER_KEY, StepForm, numbered
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import recovery as words

BODY, COPIES = "Het eerste overleg", "Reservekopieën"
WHY_SCHOOLS = "Lees de scholen in uit de lijst van DUO; bij Netwerk kan het later ook, of één voor één."
WHY_BODY = "Hier bespreekt u samen de leerlingen. De volgende datum volgt het ritme, buiten de schoolvakanties om."
WHY_COPIES = "Het programma maakt zelf kopieën, versleuteld. Een tweede plek helpt als deze computer kwijt of stuk is."
SAME_DISK = (
    "Deze plek staat op dezelfde schijf als het netwerk. Gaat die stuk, dan is de kopie ook weg: kies liever een "
    "USB-schijf of een netwerkschijf."
)
IN_NETWORK = "Deze plek ligt in de map van het netwerk zelf. Kies een map daarbuiten."


class SheetStep(StepForm):
    """Comes first, as the key that was just made can only now be shown."""

    done = Signal()

    def __init__(self, theme: Theme, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(theme, 3, words.TITLE, words.WHY, may_wait=True, parent=parent)
        self.box = RecoveryBox(theme, workshop)
        self.body.addWidget(self.box)
        self.confirm = ConfirmStrip(theme)
        self.layout().insertWidget(self.layout().indexOf(self.buttons), self.confirm)
        self.box.faced.connect(self._dress)
        self.box.busy.connect(self._on_busy)
        self.box.checked.connect(self.done)

    def begin(self, acts: Any, key: str) -> None:
        self.box.begin(acts, key)

    def enter(self) -> None:
        self._dress()

    def show_back(self, *, is_shown: bool) -> None:
        """Within the step itself, if anywhere."""

    def submit(self) -> None:
        self.box.go_on()

    def leave(self) -> None:
        """Nothing lies before it: the network is there."""
        if not self.is_busy:
            self.box.back()

    def put_off(self) -> None:
        """A key nobody has on paper is shown here for the last time, so it is asked first."""
        if self.box.is_unsaved:
            self.confirm.ask(words.LATER_ANYWAY, super().put_off, yes="Toch later", no="Terug")
        else:
            super().put_off()

    def _on_busy(self, is_busy: bool) -> None:
        self.set_busy(is_busy)
        if not is_busy:
            self._dress()

    def _dress(self) -> None:
        self._do_words = self.box.next_words
        self.go.set_words(self._do_words)
        self.back_button.setVisible(self.box.may_go_back)
        (self.box.first or self.go).setFocus()


class SchoolsStep(QWidget):
    """The room's own face for the national list, as wide as the window."""

    done = Signal(int)
    """How many schools came in."""
    back = Signal()
    later = Signal()
    room_width = 0
    """As wide as there is room for."""

    def __init__(self, theme: Theme, workshop: Workshop) -> None:
        super().__init__()
        self._tools = Tools(theme, workshop)
        self.face: Any = None
        self.wait = Button(theme, LATER, kind="quiet", key=LATER_KEY, on_click=self.later.emit)
        said = layout.column(
            theme, layout.label(numbered(4), "small"), layout.label(WHY_SCHOOLS, "muted", wrap=True), gap=6
        )
        line = layout.row(theme, said, self.wait, gap=16, margins=(28, 20, 28, 0))
        line.setStretch(0, 1)
        head = layout.holder(line)
        self._whole = layout.column(theme, head, gap=0)
        self.setLayout(self._whole)

    def begin(self, desk: Any) -> None:
        from zsm_desktop.ui.parts.school_import import SchoolImport

        if self.face is not None:
            self.face.deleteLater()
        self.face = SchoolImport(self._tools, desk)
        self.face.taken.connect(lambda new, _changed: self.done.emit(new))
        self.face.left.connect(self.back)
        self._whole.addWidget(self.face, 1)

    def show_back(self, *, is_shown: bool) -> None:
        self.face.may_leave = is_shown

    def enter(self) -> None:
        if self.face is not None:
            self.face.start()


class BodyStep(StepForm):
    """The first body of the profile at which cases are discussed, to name and to give its rhythm."""

    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 5, BODY, WHY_BODY, may_wait=True, parent=parent)
        self._desk: Any = None
        self._body: Any = None
        self.name = self.add("Naam", QLineEdit())
        self.weeks = self.add(
            "Ritme: elke … weken", QLineEdit(), "Een getal van 1 tot 52. Leeg: in overleg.", is_required=False
        )
        self.also = layout.label("", "muted", wrap=True)
        self.body.addWidget(self.also)

    def begin(self, desk: Any) -> None:
        self._desk = desk
        bodies = desk.bodies.rows()
        self._body = next((one for one in bodies if one.kind == "case"), bodies[0] if bodies else None)
        if self._body is None:
            self.name.put("Maatwerkbespreking")
            return
        self.name.put(self._body.name)
        self.weeks.put(str(self._body.rhythm_weeks or ""))
        others = [one.name for one in bodies if one.id != self._body.id]
        self.also.setText(f"Uit het profiel komen ook: {', '.join(others)}. Alles is te wijzigen bij Instellingen.")
        self.also.setVisible(bool(others))

    def enter(self) -> None:
        self.name.editor.setFocus()
        self.name.editor.selectAll()

    def submit(self) -> None:
        if not self.is_complete():
            return
        try:
            self._keep(_weeks(self.weeks.text))
        except RuleError as error:
            self.show_error(error, {"body.no_name": self.name, "body.twice": self.name, "body.rhythm": self.weeks}.get(
                error.code
            ))  # fmt: skip
        else:
            self.error.hide()
            self.done.emit()

    def _keep(self, weeks: int | None) -> None:
        from zsm_desktop.services.bodies import BodyDraft, draft_of

        body, bodies = self._body, self._desk.bodies
        if body is None:
            bodies.add(BodyDraft(self.name.text, "operational", weeks, code="MB"))
        elif (self.name.text, weeks) != (body.name, body.rhythm_weeks):
            bodies.edit(body.id, body.version, replace(draft_of(body), name=self.name.text, rhythm_weeks=weeks))


class CopiesStep(StepForm):
    done = Signal(str)
    """The second place, "" without one."""

    def __init__(self, theme: Theme, acts: FirstActs, parent: QWidget | None = None) -> None:
        super().__init__(theme, 6, COPIES, WHY_COPIES, may_wait=True, parent=parent)
        self._acts = acts
        self._folder = Path()
        self.here = layout.label("", wrap=True, selectable=True)
        self.body.addWidget(self.here)
        self.second = self.add("Tweede plek voor kopieën", QLineEdit(), "Leeg: geen tweede plek.", is_required=False)
        self.pick = Button(theme, "Map kiezen", icon="file-import", key="Ctrl+O", on_click=self.ask_folder)
        self.body.addWidget(layout.holder(layout.row(theme, self.pick, None)))
        self.warning = layout.label("", "muted", wrap=True)
        self.warning.hide()
        self.body.addWidget(self.warning)
        self.second.editor.textChanged.connect(lambda _text: self._warn())

    def begin(self, folder: Path, second: str) -> None:
        self._folder = folder
        self.here.setText(f"Kopieën komen in {folder / 'backups'}.")
        self.second.put(second)
        self._warn()

    def enter(self) -> None:
        self.second.editor.setFocus()

    def ask_folder(self) -> object:
        return files.ask_folder(self, "Tweede plek voor kopieën", lambda path: self.second.put(str(path)))

    def submit(self) -> None:
        place = self.second.text
        if place:
            path = Path(place)
            if not path.is_absolute() or not is_there(path, is_folder=True):
                self.show_error(RuleError("file.no_folder", path=place), self.second)
                return
            if path == self._folder or self._folder in path.parents:
                self.show_error(IN_NETWORK, self.second)
                return
        self.done.emit(place)

    def _warn(self) -> None:
        text = self.second.text
        is_same = bool(text) and self._acts.is_same_disk(self._folder, Path(text))
        self.warning.setText(SAME_DISK if is_same else "")
        self.warning.setVisible(is_same)


def _weeks(text: str) -> int | None:
    """Raises RuleError("body.rhythm") for what is no number, as the service does for one that is too large."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        from zsm_desktop.services.bodies import MOST_WEEKS

        raise RuleError("body.rhythm", most=MOST_WEEKS)
    return int(text)
