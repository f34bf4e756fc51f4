"""The page of a kind of meeting: list, preparation, the meeting itself, its minutes, and their preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.preview import Preview
from zsm_desktop.ui.parts.talk import live, minutes_view, papers, prepare
from zsm_desktop.ui.parts.talk.live import LiveView
from zsm_desktop.ui.parts.talk.meetings_list import MeetingsList
from zsm_desktop.ui.parts.talk.minutes_view import MinutesView
from zsm_desktop.ui.parts.talk.plan_form import plan_form
from zsm_desktop.ui.parts.talk.prepare import PrepareView
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.rooms import Tools

UNSETTLED = "De opslag weigert deze notities. Kopieer de tekst om haar elders te bewaren."
OWN_NOTES = frozenset({"meeting"})
LIST_KEYS = (("Return", "Overleg openen"), ("Ctrl+N", "Overleg plannen"))
FACES = {"planned": "prepare", "running": "live", "finished": "minutes"}


class _Stack(QStackedWidget):
    """Each view looks after its own room: the largest must not make the others scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        return False


class TalkPage(Page):
    """Rooms give their views to `set_up` and say with `read` how the open meeting is read again."""

    def __init__(self, tools: Tools, table: OnTable) -> None:
        super().__init__(tools.theme)
        self.tools, self.table, self.sitting = tools, table, table.sitting
        self.stack = _Stack()
        self.views: dict[str, QWidget] = {}
        self.room_keys: dict[str, tuple[tuple[str, str], ...]] = {}
        self._own_notes = 0
        self.setLayout(layout.column(self.theme, self.stack))

    def set_up(self, listed: MeetingsList, prepared: PrepareView, talk: LiveView) -> None:
        self.talk = talk
        minutes = MinutesView(self.theme, self.sitting)
        preview = self.preview = Preview(self.theme, self.tools.workshop)
        self.views = {"list": listed, "prepare": prepared, "live": talk, "minutes": minutes, "preview": preview}
        for view in self.views.values():
            self.stack.addWidget(view)
        listed.opened.connect(lambda meeting_id: self.attempt(lambda: self.open_item(meeting_id)))
        listed.planning.connect(self.plan)
        for view in (prepared, talk, minutes):
            view.left.connect(lambda: self.attempt(lambda: self.open_item("")))
        talk.said.connect(self.notify)
        talk.notes.kept.connect(self._on_notes_kept)
        minutes.previewing.connect(self.show_preview)
        minutes.exporting.connect(self.choose_folder)
        preview.left.connect(lambda: self.show_face("minutes"))
        self.show_face("list")

    def read(self) -> None:
        """Reads the open meeting again; rooms add what hangs on it."""
        self.sitting.open(self.sitting.meeting_id)
        self.table.choose(self.table.item_id)

    def reload(self) -> None:
        self._own_notes = 0
        if self.sitting.meeting_id:
            self.read()
        self._fill()

    def open_item(self, item_id: str) -> None:
        """Opens a meeting in the view its stand asks for; "" shows the list."""
        self.talk.settle()
        self.sitting.open(item_id)
        self.table.item_id = ""
        self.reload()

    def hear(self, topics: frozenset[str]) -> None:
        """What this page wrote of its own notes is on the screen already; reading it back would hinder the typing."""
        if topics == OWN_NOTES and self._own_notes:
            self._own_notes = 0
            return
        super().hear(topics)

    def settle(self) -> bool:
        if self.stack.currentWidget() is self.preview:
            self.preview.left.emit()
        is_settled = self.talk.settle()
        if not is_settled:
            self.offer.emit(UNSETTLED, "bad", ("Tekst kopiëren", self._copy_unsaved))
        return is_settled

    def _copy_unsaved(self) -> None:
        """The way out when the store goes on refusing: the text goes along on the clipboard."""
        QGuiApplication.clipboard().setText("\n\n".join(self.table.unsaved.values()))
        self.table.unsaved.clear()
        self.talk.notes.let_go()

    def plan(self) -> None:
        plan_form(self.theme, self, self.sitting, self.open_item).open()

    def show_face(self, face: str) -> None:
        self.stack.setCurrentWidget(self.views[face])
        own = self.room_keys.get(face, ())
        shared = {"list": LIST_KEYS, "prepare": prepare.KEYS, "live": live.KEYS, "minutes": minutes_view.KEYS}
        self.keys = (*own, *shared.get(face, (("PgDown", "Volgende bladzij"), ("+", "Groter"), ("-", "Kleiner"))))

    def show_preview(self) -> None:
        """The minutes as they will be on paper."""

        def done(content: bytes) -> None:
            self.show_face("preview")
            self.preview.show_pdf(content)

        papers.read_minutes(
            self.tools.workshop,
            self.sitting.desk,
            self.sitting.meeting_id,
            done,
            lambda text: self.notify.emit(text, "bad"),
        )

    def choose_folder(self) -> None:
        papers.choose_folder(self, self.write_to)

    def write_to(self, folder: Path) -> None:
        """PDF and Excel of the open meeting into `folder`."""

        def done(paths: dict[str, Path]) -> None:
            names = " en ".join(path.name for path in paths.values())
            self.offer.emit(f"Gemaakt: {names}", "good", ("Openen", lambda: papers.open_file(paths["pdf"])))

        papers.write_minutes(
            self.tools.workshop,
            self.sitting.desk,
            self.sitting.meeting_id,
            folder,
            done,
            lambda text: self.notify.emit(text, "bad"),
        )

    def _fill(self) -> None:
        """Shows the face that belongs to what is open, and gives it the keyboard when it is new."""
        face = FACES.get(self.sitting.status, "list")
        view = self.views[face]
        is_new = self.stack.currentWidget() is not view
        if self.stack.currentWidget() is self.preview and face == "minutes":
            return
        if face == "list":
            view.reload()  # type: ignore[attr-defined]
        else:
            view.fill()  # type: ignore[attr-defined]
        if is_new or self.window().focusWidget() is None:
            self.show_face(face)
            places = {"list": "table", "prepare": "agenda", "live": "agenda", "minutes": "export"}
            getattr(view, places[face]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_notes_kept(self, _item_id: str) -> None:
        self._own_notes += 1
