"""A list of the profile: who stands on it, who is talked about, and who came off, each by one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.profiles import PupilList
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.pupils.listing_forms import OffForm, OnForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import saying
from zsm_desktop.words.outcomes import LIST_OFF

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.pupil_lists import ListRow

COLUMNS = (
    Column("pseudonym", "[Leerling]", "pseudonym", width=130, stretch=2, is_strong=True),
    Column("school", "School", "school", width=150, stretch=2, priority=4, is_name=True),
    Column("added", "Op de lijst", "added_on", "date", priority=3),
    Column("talked", "", lambda row: status_of(row)[0], "pill", width=124, tone=lambda row: status_of(row)[1]),
    Column("case", "Casus", "case_number", width=108, priority=5),
    Column("off", "Eraf", "off_on", "date", priority=2),
)
TALKED, FOLLOWED = ("besproken", "accent"), ("gevolgd", "neutral")
NO_MEETING = "Er is geen [maatwerkbespreking] gepland. Plan er eerst een bij Besprekingen."


def status_of(row: ListRow) -> tuple[str, str]:
    if row.off_on is not None:
        return LIST_OFF.get(row.off_reason, row.off_reason), "neutral"
    return TALKED if row.needs_partners else FOLLOWED


class ListFace(QWidget):
    """`said` is news for a toast: (sentence, tone); `asked_case` names a pupil for whom one is to be entered."""

    said = Signal(str, str)
    asked_case = Signal(str)
    opened_case = Signal(str)

    def __init__(
        self, theme: Theme, desk: Desk, shown: PupilList, attempt: Callable[[Callable[[], object]], bool]
    ) -> None:
        super().__init__()
        self.theme, self.desk, self.list, self._attempt = theme, desk, shown, attempt
        self.rows: tuple[ListRow, ...] = ()
        self._say = saying(desk.nouns)
        self.may_edit = desk.actor.may(Permission.EDIT_CASES)
        self.school = Choice(theme, [("", "Alle scholen")])
        self.school.setAccessibleName("School")
        layout.box(theme, self.school, width=180, max_width=260)
        if desk.actor.role is not Role.SECRETARY:
            self.school.hide()
        self.school.activated.connect(lambda _at: self._attempt(self.reload))
        self.with_off = Check(theme, "Ook wie eraf is")
        self.with_off.toggled.connect(lambda _on: self._attempt(self.reload))
        self.add = Button(theme, "Op de lijst zetten", icon="plus", key="Ctrl+Shift+L", on_click=self.ask_add)
        if not self.may_edit:
            self.add.hide()
        self.count = layout.label("", "muted", wrap=True)
        empty = EmptyState(
            theme, f"Niemand staat op de {shown.name}",
            self._say("Zet met Ctrl Shift L in één keer [alle leerlingen] op de lijst die dit jaar van school gaan."),
            icon="clipboard-list",
        )  # fmt: skip
        self.table = Table(
            theme, ListModel(in_own_words(COLUMNS, self._say)), name=first_upper(shown.name), empty=empty
        )
        layout.box(theme, self.table, width=240, height=150)
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.row and self.row.case_id and self.opened_case.emit(self.row.case_id))
        sides = Sides(theme, self.table, self._build_panel(), width=380)
        whole = layout.column(
            theme, flow(theme, self.school, self.with_off, self.add, gap=12), self.count, sides, gap=10
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def _build_panel(self) -> DetailPanel:
        theme = self.theme
        self.panel = DetailPanel(theme, self._say("Kies [een leerling]"), icon="users")
        self.talk = Button(theme, "Bespreken (B)", icon="users", on_click=self.mark)
        self.agenda = Button(theme, "Op de agenda (A)", icon="calendar-event", on_click=self.to_agenda)
        self.off = Button(theme, f"{first_upper(self.list.off)} (V)", icon="door-exit", on_click=self.ask_off)
        self.back = Button(theme, "Terug op de lijst (T)", icon="refresh", on_click=self.put_back)
        self.buttons = (self.talk, self.agenda, self.off, self.back)
        if self.may_edit:
            self.panel.set_acts(*self.buttons)
            for key, act in (("B", self.mark), ("A", self.to_agenda), ("V", self.ask_off), ("T", self.put_back)):
                shortcut = QShortcut(QKeySequence(key), self, act)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.facts = FactList(theme)
        self.panel.body.addWidget(self.facts)
        self.panel.body.addWidget(
            layout.label(
                self._say("Besproken wordt wie meer partijen nodig heeft: [de leerling] komt dan op elke agenda."),
                "muted", wrap=True,
            )
        )  # fmt: skip
        return self.panel

    def reload(self) -> None:
        lists = self.desk.pupil_lists
        if not self.school.isHidden():
            self.school.set_choices(
                [("", "Alle scholen"), *((row.id, row.name) for row in self.desk.network.schools())]
            )
        chosen = self.table.current_id()
        self.rows = lists.rows(self.list.code, school_id=self.school.key, with_off=self.with_off.isChecked())
        self.table.set_rows(self.rows)
        if self.rows and not self.table.select_id(chosen):
            self.table.select_id(self.rows[0].id)
        self.count.setText(self._counted())
        self._show()

    def ask_add(self) -> FormDialog | None:
        if not self.may_edit:
            return None
        dialog = OnForm(self.theme, self.window(), self.desk, self.list, self.school.key)
        dialog.added.connect(
            lambda count: self.said.emit(f"{dutch.plural(count, 'naam staat', 'namen staan')} op de lijst.", "good")
        )
        dialog.open()
        return dialog

    def mark(self) -> None:
        if (row := self._open_row()) is None:
            return
        wanted = not row.needs_partners
        if self._attempt(lambda: self.desk.pupil_lists.mark(row.id, row.version, needs_partners=wanted)):
            words = "wordt besproken" if wanted else "wordt alleen gevolgd"
            self.said.emit(f"{row.pseudonym} {words}.", "good")
            self._again(row.id)

    def to_agenda(self) -> None:
        """On the next agenda; who has no case yet gets one first."""
        if (row := self._open_row()) is None:
            return
        if not row.case_id:
            self.asked_case.emit(row.pupil_id)
            return
        coming = [
            one for one in self.desk.meetings.rows("case") if one.status == "planned" and one.held_on >= self.desk.day
        ]
        if not coming:
            self.said.emit(self._say(NO_MEETING), "warn")
            return
        meeting = min(coming, key=lambda one: (one.held_on, one.starts_at))
        if self._attempt(lambda: self.desk.meetings.add_case(meeting.id, row.case_id)):
            day = dutch.date_medium(meeting.held_on)
            self.said.emit(f"{row.pseudonym} staat op de agenda van {meeting.number}, {day}.", "good")

    def ask_off(self) -> FormDialog | None:
        if (row := self._open_row()) is None:
            return None
        dialog = OffForm(self.theme, self.window(), self.desk, self.list, row)
        dialog.accepted.connect(lambda: self.said.emit(f"{row.pseudonym} is {self.list.off}.", "good"))
        dialog.accepted.connect(lambda: self._attempt(self.reload))
        dialog.open()
        return dialog

    def put_back(self) -> None:
        row = self.row
        if row is None or row.off_on is None or not self.may_edit:
            return
        if self._attempt(lambda: self.desk.pupil_lists.put_back(row.id, row.version)):
            self.said.emit(f"{row.pseudonym} staat weer op de lijst.", "good")
            self._again(row.id)

    @property
    def row(self) -> ListRow | None:
        chosen = self.table.current_id()
        return next((row for row in self.rows if row.id == chosen), None)

    def _open_row(self) -> ListRow | None:
        row = self.row
        return row if row is not None and row.off_on is None and self.may_edit else None

    def _again(self, row_id: str) -> None:
        self._attempt(self.reload)
        self.table.select_id(row_id)

    def _counted(self) -> str:
        on = [row for row in self.rows if row.off_on is None]
        said = f"{len(on)} op de lijst, van wie {sum(row.needs_partners for row in on)} besproken"
        expected = f"; een school heeft er zo’n {self.list.expected}" if self.list.expected else ""
        return f"{said}{expected}."

    def _show(self) -> None:
        row = self.row
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_thing(row.pseudonym, row.school, *status_of(row))
        for button in self.buttons:
            button.setVisible((row.off_on is not None) == (button is self.back))
        self.talk.setText("Alleen volgen (B)" if row.needs_partners else "Bespreken (B)")
        facts = [("Op de lijst sinds", dutch.date_medium(row.added_on)), ("Casus", row.case_number or "nog geen")]
        if row.off_on is not None:
            facts.append((first_upper(self.list.off), dutch.date_medium(row.off_on)))
        self.facts.set_facts(facts)
