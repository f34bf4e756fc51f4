"""Verzoeken: who asked what about their data, by when an answer is due, and the next thing to do for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy_requests import STOPS_SHARING
from zsm_desktop.services.privacy_requests import RequestRow
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.parts.pupil_paper import PupilPaper
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settings import privacy_request_forms as forms
from zsm_desktop.ui.settings.rows_face import RowsFace
from zsm_desktop.words import privacy as words
from zsm_desktop.words import privacy_letters, published
from zsm_desktop.words.exchange import going_on
from zsm_desktop.words.format import date_medium, joined, plural
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.services.placement_rows import PlacementRow
    from zsm_desktop.ui.parts.page import Page
    from zsm_desktop.ui.work import Progress

GOES, SHARED = "Loopt nog", "Wie al iets zag of kreeg"
COLUMNS = (
    Column("pupil", "[Leerling]", "pseudonym", width=120, stretch=1, is_strong=True, detail=lambda row: row.school),
    Column("kind", "Vraagt om", lambda row: words.REQUEST[row.kind], width=170, stretch=2,
           detail=lambda row: words.ASKED_BY[row.asked_by]),
    Column("asked_on", "Binnen op", "asked_on", "date", priority=4),
    Column("due", "Antwoord", lambda row: words.due(row.days_left) or date_medium(row.answered_on), width=136,
           priority=2),
    Column("status", "", lambda row: words.ANSWER_SHORT[row.status], "pill", width=150,
           tone=lambda row: "bad" if (row.days_left or 0) < 0 else words.ANSWER_TONE[row.status]),
)  # fmt: skip
NOTHING_SHARED = "Over deze leerling wordt nu niets gedeeld. U kunt het verzoek beantwoorden."
GOES_ON = "Het delen is gestopt. Dit loopt nog door: {numbers}. Beëindigen? Overleg eerst met de scholen."
TO_PLACEMENTS = "Naar trajecten"
DO = {"access": "Inzage maken", "correction": "Leerling openen", "objection": "Delen stoppen",
      "restriction": "Delen stoppen", "erasure": "Vergeten …"}  # fmt: skip


class RequestsFace(RowsFace):
    def __init__(self, page: Page, tools: Tools, desk: Any) -> None:
        super().__init__()
        self._page, self._tools, self._desk = page, tools, desk
        theme = self.theme = tools.theme
        empty = EmptyState(
            theme, "Geen verzoeken",
            "Vraagt een leerling of ouder om inzage, verbetering, stoppen of vergeten? Noteer het hier; het programma "
            "bewaakt de maand.", icon="mail",
        )  # fmt: skip
        say = saying(desk.nouns)
        self.table = Table(theme, ListModel(in_own_words(COLUMNS, say)), name="Verzoeken", empty=empty)
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.do())
        self.add = Button(theme, "Verzoek noteren", kind="primary", icon="plus", key="Ctrl+N", on_click=self.ask_new)
        bar = flow(theme, layout.label("Binnen een maand beantwoorden, met twee te verlengen.", "muted"), self.add,
                   gap=12)  # fmt: skip
        self.home = layout.holder(
            _stretched(layout.column(theme, bar, Sides(theme, self.table, self._panel()), gap=14))
        )
        self.stack = Faces(self.home)
        self.setLayout(_stretched(layout.column(theme, self.stack), 0))
        self.paper = PupilPaper(tools, desk, self.stack, self.home)
        self.paper.said.connect(page.notify)
        self.paper.made.connect(page.offer)
        self.setFocusProxy(self.table)
        for button in (self.add, self.acting, self.answer, self.extend, self.letters):
            if not desk.actor.may(Permission.KEEP_PRIVACY):
                button.hide()

    def _panel(self) -> DetailPanel:
        theme = self.theme
        self.panel = DetailPanel(theme, "Kies een verzoek", icon="mail")
        self.acting = Button(theme, "Inzage maken", kind="primary", icon="arrow-right", key="Ctrl+E", on_click=self.do)
        self.answer = Button(theme, "Beantwoorden", icon="check", key="Ctrl+Return", on_click=self.ask_answer)
        self.letters = PaperButton(self._tools, "Brieven", self.ask_letters)
        self.letters.said.connect(self._page.notify)
        self.letters.made.connect(self._page.offer)
        self.extend = Button(theme, "Verlengen", icon="clock", key="Ctrl+T", on_click=self.ask_extend)
        self.panel.set_acts(self.acting, self.answer, self.letters, self.extend)
        self.facts, self.help = FactList(theme), layout.label("", "muted", wrap=True)
        self.shared = layout.label("", wrap=True, selectable=True)
        self.going_head, self.going = layout.label(GOES, "section"), layout.label("", wrap=True, selectable=True)
        for thing in (self.help, self.facts, self.going_head, self.going, layout.label(SHARED, "section"), self.shared):
            self.panel.body.addWidget(thing)
        return self.panel

    def _read(self) -> Iterable[RequestRow]:
        return self._desk.privacy_requests.rows()

    def ask_new(self) -> FormDialog:
        form = forms.RequestForm(self.theme, self.window(), self._desk, self._on_written)
        form.open()
        return form

    def ask_answer(self) -> FormDialog | None:
        return self._ask(forms.answer_form)

    def ask_extend(self) -> FormDialog | None:
        return self._ask(forms.extend_form)

    def do(self) -> FormDialog | None:
        """The next thing to do for what was asked."""
        row = self.row
        if row is None or row.status != "open":
            return None
        if row.kind == "access":
            return self.paper.ask(row.pupil_id, row.pseudonym)
        if row.kind == "correction":
            self._page.navigate.emit("pupils", row.pupil_id)
        elif row.kind == "erasure":
            from zsm_desktop.ui.parts.forget_form import ask_forget

            return ask_forget(self.theme, self, self._desk, row.pupil_id, self._page.notify.emit)
        elif (left := self._desk.privacy_requests.sharing(row.id)).can_stop:
            form = self._ask(forms.stop_form)
            if form is not None and left.placements:
                form.accepted.connect(lambda: self._tell_going(left.placements))
            return form
        else:
            self._page.notify.emit(NOTHING_SHARED, "info")
        return None

    def _tell_going(self, going: Sequence[PlacementRow]) -> None:
        """Stopping the sharing ended nothing of these."""
        said = GOES_ON.format(numbers=joined(one.number for one in going))
        self._page.offer.emit(said, "warn", (TO_PLACEMENTS, lambda: self._page.navigate.emit("exchange", "unshared")))

    def ask_letters(self) -> None:
        row = self.row
        if row is None:
            return

        def chosen(folder: Path) -> None:
            def job(progress: Progress) -> tuple[Path, ...]:
                from zsm_desktop.reports.privacy_letters import write

                progress.check()
                return write(self._desk, row.id, folder).paths

            self.letters.run("Brieven maken", job)

        files.ask_folder(self.window(), "Kies een map voor de brieven", chosen)

    def _ask(self, make: Any) -> FormDialog | None:
        row = self.row
        if row is None or row.status != "open":
            return None
        form: FormDialog = make(self.theme, self.window(), self._desk, row)
        return form

    def _show(self) -> None:
        row = self.row
        if row is None:
            self.panel.show_nothing()
            return
        is_open = row.status == "open"
        tone = "bad" if (row.days_left or 0) < 0 else words.ANSWER_TONE[row.status]
        title = f"{row.pseudonym}: {words.REQUEST[row.kind]}"
        self.panel.show_thing(title, f"{row.code} · {row.school}", words.ANSWER[row.status], tone)
        self.help.setText(words.REQUEST_HELP[row.kind] if is_open else "")
        self.help.setVisible(is_open)
        left, stops = words.due(row.days_left), row.kind in STOPS_SHARING
        sharing = self._desk.privacy_requests.sharing(row.id) if stops else None
        still = sharing.placements if sharing is not None else ()
        going = [going_on(one.number, one.offer, one.provider, one.ends_on) for one in still]
        going += map(forms.still_open, sharing.others if sharing is not None else ())
        self.facts.set_facts([
            ("Gevraagd door", first_upper(words.ASKED_BY[row.asked_by])),
            ("Binnen op", date_medium(row.asked_on)),
            ("Uiterlijk", f"{date_medium(row.due_on)}{f' ({left})' if left else ''}"),
            ("Verlengd op", words.day(row.extended_on)),
            ("Wat gevraagd is", row.asked),
            ("Beantwoord op", words.day(row.answered_on)),
            ("Antwoord", row.answer),
        ])  # fmt: skip
        self.going.setText("\n".join(f"• {line}" for line in going))
        for thing in (self.going_head, self.going):
            thing.setVisible(bool(going))
        self._page.attempt(self._show_shared)
        may = self._desk.actor.may(Permission.KEEP_PRIVACY)
        self.acting.set_words(DO[row.kind])
        for button in (self.acting, self.answer):
            button.setVisible(may and is_open)
        self.extend.setVisible(may and is_open and row.extended_on is None and (row.days_left or 0) >= 0)
        if sharing is not None and is_open:
            self.acting.setVisible(may and sharing.can_stop)

    def _show_shared(self) -> None:
        found = self._desk.privacy_requests.shared(self.row.id)
        lines = [f"{one.name} ({plural(len(one.lines), 'keer', 'keer')}, laatst {date_medium(one.last_on)})"
                 for one in found.receivers]  # fmt: skip
        lines += [first_upper(privacy_letters.guests(number)) for number in found.guests]
        lines += [published.in_a_list(one) for one in found.copies]
        self.shared.setText("\n".join(lines) or "Nog niemand buiten de eigen school.")


def _stretched(box: Any, at: int = 1) -> Any:
    box.setStretch(at, 1)
    return box
