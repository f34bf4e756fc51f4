"""The page of a kind of meeting: list, preparation, the meeting itself, its minutes, and their preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.faces import RoomFaces
from zsm_desktop.ui.parts.page import PageKey, in_own_words
from zsm_desktop.ui.parts.preview import Preview
from zsm_desktop.ui.parts.talk import finding, hands, live, minutes_view, prepare, take_along
from zsm_desktop.ui.parts.talk.after import AfterMeeting
from zsm_desktop.ui.parts.talk.before import BeforeMeeting
from zsm_desktop.ui.parts.talk.beside import BesidePage
from zsm_desktop.ui.parts.talk.finding import Finding
from zsm_desktop.ui.parts.talk.hands import LiveHands
from zsm_desktop.ui.parts.talk.live import LiveView, follow_notes
from zsm_desktop.ui.parts.talk.meetings_list import MeetingsList
from zsm_desktop.ui.parts.talk.minutes_view import MinutesView
from zsm_desktop.ui.parts.talk.plan_form import plan_form
from zsm_desktop.ui.parts.talk.prepare import PrepareView
from zsm_desktop.ui.parts.talk.sitting import FACES, face_of, fetched
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words.names import saying

UNSETTLED = "De opslag weigert deze tekst. Kopieer haar om haar elders te bewaren."


def list_keys(plans: Permission) -> tuple[tuple[str, str] | PageKey, ...]:
    """Of the list of meetings, with what it takes to plan one."""
    return (
        ("Return", "Overleg openen"),
        PageKey("Ctrl+N", "Overleg plannen", lambda page: page.plan(), (plans,)),
        PageKey(finding.KEY, "Acties en besluiten", lambda page: page.finding.show()),
    )


class _Views(dict[str, Any]):
    """Each view is made when it is first asked for: a room opens with its list, most days there is nothing more."""

    def __init__(self, stack: RoomFaces, makers: Mapping[str, Callable[[], QWidget]]) -> None:
        super().__init__()
        self._stack, self._makers = stack, makers

    def __missing__(self, name: str) -> QWidget:
        view = self[name] = self._makers[name]()
        self._stack.addWidget(view)
        return view


class OpenMeeting:
    """What others may have open too."""

    def __init__(self, page: TalkPage) -> None:
        self._page = page

    @property
    def open_thing(self) -> tuple[str, str]:
        return "meeting", self._page.sitting.meeting_id

    def show_others(self, words: str) -> None:
        views = self._page.views
        for name in {*FACES.values()} & views.keys():
            views[name].header.show_others(words)


class TalkPage(BesidePage):
    """Rooms say to `set_up` how their views are made and with `read` how the open meeting is read again."""

    def __init__(self, tools: Tools, table: OnTable) -> None:
        super().__init__(tools.theme)
        self.tools, self.table, self.sitting = tools, table, table.sitting
        self.stack = RoomFaces()
        self.room_keys: dict[str, tuple[tuple[str, str], ...]] = {}
        self.table.write, self.table.drain = self.writer.write, self.writer.drain
        self._has_table = False
        self.thing = OpenMeeting(self)
        self.send_again, self.let_go = partial(_send_again, self), partial(_let_go, self)
        self.heard_others.connect(partial(_hear_notes, self))
        self.finding = Finding(self)
        self.setLayout(layout.column(self.theme, self.stack))

    def set_up(
        self, listed: MeetingsList, prepare_view: Callable[[], PrepareView], live_view: Callable[[], LiveView]
    ) -> None:
        listed.opened.connect(lambda meeting_id: self.attempt(lambda: self.open_item(meeting_id)))
        listed.planning.connect(self.plan)
        listed.finding.connect(self.finding.show)

        def leaving(view: Any) -> Any:
            view.left.connect(lambda: self.attempt(lambda: self.open_item("")))
            return view

        def prepare_() -> PrepareView:
            view = leaving(prepare_view())
            self.before = BeforeMeeting(self, view)
            return view

        def live() -> LiveView:
            view = leaving(live_view())
            view.said.connect(self.notify)
            view.settled.connect(self.settled)
            self.hands = LiveHands(self, view)
            view.agenda_card.layout().addWidget(self.hands.foot)
            view.shown.connect(lambda _item: self.hands.fill())
            view.shown.connect(lambda item_id: self._put_on_table(self.sitting.meeting_id, item_id))
            if self.tools.wall is None:
                view.wall.hide()
            else:
                self.tools.wall.show_on(view.wall)
            return view

        def minutes() -> MinutesView:
            view = leaving(MinutesView(self.theme, self.sitting))
            self.after = AfterMeeting(self, view)
            return view

        def preview() -> Preview:
            view = Preview(self.theme, self.tools.workshop)
            view.left.connect(lambda: self.show_face("minutes"))
            return view

        makers = {
            "list": lambda: listed,
            "prepare": prepare_,
            "live": live,
            "minutes": minutes,
            "preview": preview,
            "results": self.finding.make,
        }
        self.views = _Views(self.stack, makers)
        self.show_face("list")

    @property
    def talk(self) -> LiveView:
        """The running meeting's view."""
        return self.views["live"]

    def read(self) -> None:
        """Reads the open meeting again; rooms add what hangs on it."""
        self.sitting.open(self.sitting.meeting_id)
        self.table.choose(self.table.item_id)

    def reload(self) -> None:
        if self.sitting.meeting_id:
            try:
                self.read()
            except RuleError as error:
                if error.code != "meeting.none":
                    raise
                self.sitting.open("")  # it was planned by mistake, and that was taken back
        self._fill()

    def open_item(self, item_id: str) -> None:
        """Opens a meeting in the view its stand asks for, if asked at one point or line (`spot`); "" shows the list."""
        if "live" in self.views:
            self.talk.settle()
        meeting_id, point_id, line_id = (*item_id.split("/"), "", "")[:3]
        with self.moment():
            self.sitting.open(meeting_id)
            self.table.item_id = point_id
            self.finding.is_open = False
            self.reload()
        if point_id or line_id:
            self.views[face_of(self.sitting)].point_at(point_id, line_id)

    @property
    def is_live(self) -> bool:
        """A running meeting is on the screen."""
        return self.isVisible() and self.stack.currentWidget() is self.views.get("live")

    def fetch(self) -> Callable[[], object]:
        meeting_id = self.sitting.meeting_id
        put_meeting = fetched(self.sitting, meeting_id)

        def put() -> None:
            if self.sitting.meeting_id == meeting_id:
                put_meeting()
                self.table.choose(self.table.item_id)
                self._fill()

        return put

    def settle(self) -> bool:
        if self.stack.currentWidget() is self.views.get("preview"):
            self.views["preview"].left.emit()
        is_settled = "live" not in self.views or self.talk.settle()
        if not is_settled:
            self.offer.emit(UNSETTLED, "bad", ("Tekst kopiëren", lambda: _copy_unsaved(self)))
        return is_settled

    def go_home(self) -> None:
        """Back to the list, with the row of the meeting that was open in hand."""
        self.finding.is_open = False
        self.open_item("")

    def plan(self) -> None:
        self.attempt(lambda: plan_form(self.theme, self, self.sitting, self.open_item).open())

    def export(self) -> None:
        """The papers of the meeting that is open, when it has any."""
        if self.sitting.status == "finished":
            self.show_face("minutes")
            self.views["minutes"].export.click()

    def show_face(self, face: str) -> None:
        self.stack.setCurrentWidget(self.views[face])
        own = self.room_keys.get(face, ())
        shared = {
            "list": type(self).keys,
            "prepare": prepare.keys_of(self.sitting.kind),
            "live": (*live.KEYS, *hands.KEYS),
            "minutes": minutes_view.KEYS,
        }
        shared["results"] = finding.KEYS
        keys = (*own, *shared.get(face, (("PgDown", "Volgende bladzij"), ("+", "Groter"), ("-", "Kleiner"))))
        if face not in {"list", "results"}:
            keys = (*keys, (finding.KEY, "Acties en besluiten"))
        if not self.sitting.rights.may_take:
            keys = tuple(key for key in keys if key[0] != take_along.KEY)
        if not self.sitting.may_lead:
            leading = {"prepare": prepare.LEADING | dict(own).keys(), "minutes": minutes_view.LEADING}.get(face, ())
            keys = tuple(key for key in keys if key[0] not in leading)
        self.keys = tuple(in_own_words(key, saying(self.sitting.desk.nouns)) for key in keys)
        self.hears = frozenset(key[0] for key in keys if len(key[0]) == 1 or key[0] == "Del")

    def _put_on_table(self, meeting_id: str, item_id: str) -> None:
        """Tells the window; a room where nothing lay on the table takes nothing away from another."""
        if meeting_id or self._has_table:
            self._has_table = bool(meeting_id)
            self.on_table.emit(meeting_id, item_id)

    def _fill(self) -> None:
        """Shows the face that belongs to what is open, and gives it the keyboard when it is new."""
        face = face_of(self.sitting)
        view = self.views[face]
        self.looked.emit()  # a view that was made just now is told who else is here as well
        if self.finding.is_open:
            self.finding.fill()
            return
        is_new = self.stack.currentWidget() is not view
        if self.stack.currentWidget() is self.views.get("preview") and face == "minutes":
            return
        if face != "live":
            self._put_on_table(self.sitting.meeting_id if face == "prepare" else "", "")
        if face == "list":
            view.reload()
        else:
            view.fill()
        if is_new or self.window().focusWidget() is None:
            self.show_face(face)
            places = {"list": "table", "prepare": "agenda", "live": "agenda", "minutes": "export"}
            getattr(view, places[face]).setFocus(Qt.FocusReason.OtherFocusReason)


def _hear_notes(page: TalkPage, topics: frozenset[str]) -> None:
    if "notes" in topics and page.is_live:
        follow_notes(page.talk.notes, page.table)


def _send_again(page: TalkPage) -> None:
    if "live" in page.views:
        page.talk.notes.flush()
        page.table.notes.retry()
        page.table.half.retry()


def _copy_unsaved(page: TalkPage) -> None:
    """The way out when the store goes on refusing: the text goes along on the clipboard."""
    QGuiApplication.clipboard().setText("\n\n".join((*page.table.notes.unsaved.values(), *page.table.half.texts())))
    _let_go(page)


def _let_go(page: TalkPage) -> None:
    if "live" in page.views:
        page.table.notes.unsaved.clear()
        page.talk.notes.let_go()
        page.table.half.let_go()
