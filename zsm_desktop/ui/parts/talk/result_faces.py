"""The three lists of what meetings left behind, each with its filters and its acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services import retirement
from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button, say_why
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, NoteField
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.talk.bottleneck_form import BottleneckForm
from zsm_desktop.ui.parts.talk.results_state import SHOWN, ResultsState
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.rooms import spot
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words import labels, results, votes
from zsm_desktop.words.names import counted, saying

Attempt = Callable[[Callable[[], object]], bool]
ACTION_TONES = {"open": "neutral", "done": "good", "dropped": "neutral"}
BOTTLENECK_TONES = {"open": "neutral", "escalated": "warn", "answered": "good", "closed": "neutral"}


class _Face(QWidget):
    """A search field and choices above a table with buttons; `reload` reads what they ask for."""

    said = Signal(str, str)
    offered = Signal(str, str, object)
    opened = Signal(str, str)

    def __init__(self, theme: Theme, state: ResultsState, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, state, attempt
        self.rows: dict[str, Any] = {}
        self.search: QWidget
        self.counts = layout.growing(layout.label(" ", "muted"))

    def build(
        self,
        filters: Sequence[QWidget],
        columns: Sequence[Column],
        name: str,
        empty: EmptyState,
        *acts: Button,
        before: Sequence[QWidget] = (),
    ) -> None:
        """`before` stands in front of the count, where the filters have no room for it."""
        self.acts = acts
        if isinstance(self.search, SearchField):
            empty.follow(self.search)
        self.table = Table(self.theme, ListModel(tuple(columns)), name=name, empty=empty)
        layout.box(self.theme, self.table, width=240, height=160)
        self.table.chosen.connect(lambda _id: self.dress())
        line = flow(self.theme, *before, self.counts, *acts)
        whole = layout.column(self.theme, flow(self.theme, *filters), line, self.table, gap=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def fill_choices(self) -> None:
        """The choices above the list, once."""

    def reload(self) -> None:
        raise NotImplementedError

    def dress(self) -> None:
        """Which acts there are for the row in hand."""

    @property
    def row(self) -> Any:
        return self.rows.get(self.table.current_id())

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.rows = {row.id: row for row in rows}
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self.dress()

    def search_field(self, words: str, name: str, say: Callable[[str], None]) -> SearchField:
        field = SearchField(self.theme, words, name=name)
        layout.box(self.theme, field, width=200, max_width=280)
        field.searched.connect(say)
        return field

    def choice(self, name: str, choose: Callable[[str], None]) -> Choice:
        made = Choice(self.theme)
        made.setAccessibleName(name)
        layout.box(self.theme, made, width=150, max_width=200)
        made.activated.connect(lambda _at: choose(made.key))
        return made

    def chosen(self, name: str) -> Callable[[str], None]:
        """Keeps what was chosen under this name and reads again."""

        def keep(key: str) -> None:
            setattr(self.state, name, key)
            self._attempt(self.reload)

        return keep

    def key(self, key: str, act: Callable[[], object]) -> None:
        """A key of this list alone: the same key does something else in the lists beside it."""
        shortcut = QShortcut(QKeySequence(key), self, act)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def did(self, words: str) -> None:
        """Says what was done, with the way back."""
        undo = self.state.desk.undo
        self.offered.emit(words, "good", ("Ongedaan maken", lambda: self._attempt(undo.back)))


class ActionsFace(_Face):
    def __init__(self, theme: Theme, state: ResultsState, attempt: Attempt) -> None:
        super().__init__(theme, state, attempt)
        self.shown = ChipRow(theme, SHOWN, name="Welke acties", chosen=state.shown)
        self.shown.chosen.connect(self.chosen("shown"))
        self.search = self.search_field("Zoek in wat, wie of casus", "Zoeken in acties", self.chosen("text"))
        self.school = self.choice("School", self.chosen("school_id"))
        self.body = self.choice("Overleg", self.chosen("body_id"))
        self.done = Button(theme, "Gedaan", icon="check", key="Ctrl+D", kind="primary", on_click=self.settle)
        self.drop = Button(theme, "Vervalt", icon="x", key="Del", on_click=self.ask_drop)
        empty = EmptyState(
            theme, "Geen acties bij deze keuze", "Acties legt u vast in een overleg, met F6.", icon="list-check"
        )
        columns = (
            Column("text", "Wat", "text", width=240, stretch=4, detail=_whose, is_strong=True),
            Column("due", "Voor", "due_on", "date", width=118, priority=2),
            Column("meeting", "Uit", "meeting_number", width=164, priority=3, detail=lambda row: row.body),
            Column("status", "Stand", _action_status, "pill", width=112, tone=_action_tone),
        )
        self.build(
            (self.shown, self.school, self.body), columns, "Acties", empty, self.drop, self.done, before=(self.search,)
        )
        for button, act in ((self.done, self.settle), (self.drop, self.ask_drop)):
            key = button.shortcut().toString()
            button.setShortcut("")
            if key != "Del":
                self.key(key, act)
        deleting = QShortcut(QKeySequence("Del"), self.table, self.ask_drop)
        deleting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.table.opened.connect(lambda _id: self.opened.emit(self.row.kind, _where(self.row)))

    def fill_choices(self) -> None:
        self.school.set_choices(self.state.schools())
        self.body.set_choices(self.state.bodies())

    def reload(self) -> None:
        rows = self.state.actions()
        self.counts.setText(results.counted(len(rows), sum(row.is_overdue for row in rows)) if rows else " ")
        self.show_rows(rows)

    def dress(self) -> None:
        row: ActionRow | None = self.row
        may = row is not None and self.state.may_settle(row)
        closed = retirement.closed(self.state.desk)
        self.done.setEnabled(may)
        for button in (self.done, self.drop):
            say_why(button, sentence(closed) if closed is not None else "")
        self.done.set_words("Gedaan" if row is None or row.status == "open" else "Weer open")
        self.drop.setEnabled(may and row is not None and row.status == "open")

    def settle(self) -> None:
        row: ActionRow | None = self.row
        if row is None or not self.done.isEnabled():
            return
        status = "done" if row.status == "open" else "open"
        if self._attempt(lambda: self.state.settle(row, status)):
            self.did(f"{'Gedaan' if status == 'done' else 'Weer open'}: {row.text}")

    def ask_drop(self) -> FormDialog | None:
        row: ActionRow | None = self.row
        if row is None or not self.drop.isEnabled():
            return None
        dialog = FormDialog(
            self.theme,
            "Actie laten vervallen",
            self.window(),
            submit=lambda: self.state.settle(row, "dropped", dialog.fields["reason"].text),
            do="Vervalt",
        )
        dialog.field_of["action.reason_needed"] = "reason"
        dialog.body.addWidget(layout.label(row.text, "muted", wrap=True))
        dialog.add("reason", "Waarom vervalt de actie?", NoteField(self.theme, lines=2), is_required=True)
        dialog.accepted.connect(lambda: self.did(f"Vervallen: {row.text}"))
        dialog.open()
        dialog.fields["reason"].editor.setFocus()
        return dialog


class DecisionsFace(_Face):
    def __init__(self, theme: Theme, state: ResultsState, attempt: Attempt, table: OnTable) -> None:
        super().__init__(theme, state, attempt)
        self._on_table = table
        self.search = self.search_field("Zoek op nummer of woord", "Zoeken in besluiten", self.chosen("words"))
        self.year = self.choice("Schooljaar", self.chosen("year"))
        self.body = self.choice("Overleg", self.chosen("decisions_of"))
        self.withdraw = Button(theme, "Intrekken", icon="gavel", key="Ctrl+I", on_click=self.ask_withdraw)
        self.withdraw.setShortcut("")
        self.key("Ctrl+I", self.ask_withdraw)
        empty = EmptyState(
            theme, "Geen besluiten bij deze keuze", "Besluiten legt u vast in een overleg, met F9.", icon="gavel"
        )
        columns = (
            Column("text", "Besluit", "text", width=260, stretch=4, detail=_about, is_strong=True),
            Column("number", "Nummer", "number", width=150, priority=2),
            Column("decided_on", "Datum", "decided_on", "date", width=118, priority=3),
            Column("status", "Stand", _decision_status, "pill", width=118, tone=_decision_tone),
        )
        self.build((self.search, self.year, self.body), columns, "Besluiten", empty, self.withdraw)
        self.table.opened.connect(self._open)

    def fill_choices(self) -> None:
        self.year.set_choices(self.state.years())
        self.body.set_choices(self.state.bodies())

    def reload(self) -> None:
        rows = self.state.decisions()
        self.counts.setText(dutch.plural(len(rows), "besluit", "besluiten") if rows else " ")
        self.show_rows(rows)

    def dress(self) -> None:
        row: DecisionRow | None = self.row
        may = self.state.desk.actor.may
        leads = may(Permission.LEAD_MEETINGS) or may(Permission.LEAD_STEERING)
        self.withdraw.setVisible(leads)
        self.withdraw.setEnabled(row is not None and not row.withdrawn_by and self.state.leads(row.meeting_id))

    def ask_withdraw(self) -> FormDialog | None:
        """With a new decision, in the meeting that is running."""
        row: DecisionRow | None = self.row
        if row is None or not self.withdraw.isVisible() or not self.withdraw.isEnabled():
            return None
        found: list[tuple[str, str]] = []
        card = self._on_table.sitting.card
        if not self._attempt(lambda: found.append(self.state.point_for(row, card, self._on_table.item_id))):
            return None
        (item_id, where), *_ = found
        dialog = FormDialog(
            self.theme,
            f"Besluit {row.number} intrekken",
            self.window(),
            submit=lambda: self.state.withdraw(row, item_id, dialog.fields["text"].text),
            do="Intrekken",
        )
        dialog.field_of["meeting.empty_text"] = "text"
        dialog.body.addWidget(layout.label(row.text, "muted", wrap=True))
        dialog.add(
            "text", "Wat geldt in plaats daarvan, en waarom?", NoteField(self.theme, lines=3), is_required=True,
            hint=f"Dit wordt een nieuw besluit van {where}. Het noemt {row.number}; dat besluit noemt het nieuwe.",
        )  # fmt: skip
        dialog.accepted.connect(lambda: self.did(f"Besluit {row.number} is ingetrokken."))
        dialog.open()
        dialog.fields["text"].editor.setFocus()
        return dialog

    def _open(self, _row_id: str) -> None:
        kinds = {meeting.id: meeting.kind for meeting in self.state.desk.meetings.rows()}
        self.opened.emit(kinds.get(self.row.meeting_id, "case"), _where(self.row))


class BottlenecksFace(_Face):
    def __init__(self, theme: Theme, state: ResultsState, attempt: Attempt) -> None:
        super().__init__(theme, state, attempt)
        say = saying(state.desk.nouns)
        self.shown = ChipRow(theme, (("waiting", "Loopt nog"), ("", "Alles")), name=say("Welke [knelpunten]"))
        self.shown.chosen.connect(self._choose)
        self.search = self.shown.chips["waiting"]
        self.edit = Button(theme, "Bewerken", icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        self.edit.setShortcut("")
        self.key("Ctrl+E", self.ask_edit)
        empty = EmptyState(
            theme,
            say("Geen [knelpunten] bij deze keuze"),
            say("[Knelpunten] legt u vast in een overleg, met F10."),
            icon="flag",
        )
        columns = (
            Column("title", say("[Knelpunt]"), "title", width=240, stretch=4, detail=self._hits, is_strong=True),
            Column("kind", "Soort", lambda row: results.BOTTLENECK_KIND[row.kind], width=120, priority=3),
            Column(
                "waits", "Wacht", lambda row: results.waiting(row.weeks_waiting(state.desk.day)), width=120, priority=2,
                sort_by=lambda row: row.weeks_waiting(state.desk.day),
            ),
            Column(
                "status", "Stand", lambda row: results.bottleneck_status(row.status, row.body, say), "pill",
                width=150, tone=lambda row: BOTTLENECK_TONES[row.status],
            ),
        )  # fmt: skip
        self.build((self.shown,), columns, say("[Knelpunten]"), empty, self.edit)
        self.table.opened.connect(lambda _id: self.ask_edit())

    def reload(self) -> None:
        rows = self.state.bottlenecks()
        self.counts.setText(counted(self.state.desk.nouns, len(rows), "bottleneck") if rows else " ")
        self.show_rows(rows)

    def dress(self) -> None:
        row: BottleneckRow | None = self.row
        may = self.state.desk.actor.may
        self.edit.setVisible(may(Permission.LEAD_MEETINGS) or may(Permission.LEAD_STEERING))
        self.edit.setEnabled(row is not None and self.state.desk.bottlenecks.may_describe(row.id))

    def ask_edit(self) -> FormDialog | None:
        row: BottleneckRow | None = self.row
        if row is None or not self.edit.isVisible() or not self.edit.isEnabled():
            return None
        made: list[FormDialog] = []
        if self._attempt(lambda: made.append(BottleneckForm(self.theme, self.window(), self.state.desk, row))):
            made[0].told.connect(lambda words: self.said.emit(words, "info"))
            made[0].open()
            return made[0]
        return None

    def _hits(self, row: BottleneckRow) -> str:
        is_outside = not self.state.desk.actor.may(Permission.READ_MEETINGS)
        parts = (results.cases_touched(row.cases, is_outside=is_outside), results.hit(row.schools))
        return " · ".join(part for part in (f"nr. {row.number}", *parts) if part)

    def _choose(self, key: str) -> None:
        self.state.is_waiting = key == "waiting"
        self._attempt(self.reload)


def _where(row: ActionRow | DecisionRow) -> str:
    return spot(row.meeting_id, row.agenda_item_id, row.id)


def _whose(row: ActionRow) -> str:
    return " · ".join(part for part in (row.owner, row.organisation, row.pseudonym, row.reason) if part)


def _action_status(row: ActionRow) -> str:
    return "te laat" if row.is_overdue else labels.label(labels.ACTION_STATUS, row.status)


def _action_tone(row: ActionRow) -> str:
    return "bad" if row.is_overdue else ACTION_TONES[row.status]


def _about(row: DecisionRow) -> str:
    mark = results.decision_mark(row.withdrawn_by, row.withdraws)
    voted = votes.carried(vote.voice for vote in row.votes) if row.manner == "vote" else ""
    return " · ".join(part for part in (row.body, row.pseudonym, voted, mark) if part)


def _decision_status(row: DecisionRow) -> str:
    return "ingetrokken" if row.withdrawn_by else "geldt"


def _decision_tone(row: DecisionRow) -> str:
    return "warn" if row.withdrawn_by else "good"
