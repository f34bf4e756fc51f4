"""What is said of a bottleneck beyond its title: its kind, what is asked, and whether it meets this case too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.talk.bottleneck_form import BottleneckForm
from zsm_desktop.words.format import joined
from zsm_desktop.words.names import saying
from zsm_desktop.words.results import send_up

MORE, SAME = "[Knelpunt] aanvullen", "[Bekend knelpunt]"
ASKED = "Speelt hier ook [een knelpunt]?"


class Raised:
    """One key: what was noted with this case is filled in, or an earlier bottleneck is joined to this case."""

    def __init__(self, page: Any, state: MeetingState) -> None:
        self._page, self._state = page, state
        self._above: dict[str, str] = {}
        self._say = saying(state.desk.nouns)
        self.button = Button(page.theme, self._say(MORE), icon="flag", kind="quiet", key="Shift+F10", on_click=self.ask)
        self.up = Button(
            page.theme,
            self._say("Naar [de bottleneck_agenda]"),
            icon="arrow-right",
            kind="quiet",
            key="Ctrl+F10",
            on_click=self.send_up,
        )
        for button in (self.button, self.up):
            layout.growing(button)
            button.hide()

    def fill(self) -> None:
        self.button.set_words(self._say(MORE if self._state.bottlenecks_noted() else SAME))
        card = self._page.sitting.card
        if card is not None and not self.up.isHidden():
            if card.body_id not in self._above:
                self._above[card.body_id] = self._state.desk.bottlenecks.above_body(card.body_id)
            self.up.set_words(send_up(self._above[card.body_id], self._say))
        self.button.setVisible(self._page.sitting.may_lead and self._state.card is not None)

    def send_up(self) -> None:
        """The bottlenecks noted with this case go to the body above."""
        rows = self._state.bottlenecks_to_escalate()
        if rows and not self.up.isHidden():
            said = f"{self.up.text()}: {joined([row.title for row in rows])}"
            self._page.hands.once(self.up, self._state.escalate, said)

    def ask(self) -> FormDialog | None:
        if self.button.isHidden():
            return None
        made: list[FormDialog] = []
        rows = self._state.bottlenecks_noted()
        page = self._page

        def form() -> FormDialog:
            return (
                BottleneckForm(page.theme, page, self._state.desk, rows[0], page.table) if rows else self._join_form()
            )

        page.attempt(lambda: made.append(page.hands.sent.show(rows[0].id if rows else "", form)))
        return made[0] if made else None

    def _join_form(self) -> FormDialog:
        """Bottlenecks that still run, the latest first: the case is counted with the one chosen."""
        page, desk = self._page, self._state.desk
        card = self._state.card
        case_id = card.case.row.id if card is not None else ""
        rows = desk.bottlenecks.rows(statuses=("open", "escalated"))

        def submit() -> Callable[[], object]:
            chosen = dialog.fields["which"].text
            return lambda: desk.bottlenecks.touch_case(chosen, case_id)

        dialog = FormDialog(
            page.theme,
            self._say(ASKED),
            page,
            submit=submit,
            do="Deze casus meetellen",
            write=page.table.write,
        )
        if rows:
            dialog.add("which", self._say("[Knelpunt]"), Choice(page.theme, [(row.id, row.title) for row in rows]))
            dialog.fields["which"].editor.setFocus()
        else:
            words = self._say("Er loopt nog [geen knelpunt]. Leg er een vast met F10.")
            dialog.body.addWidget(layout.label(words, "muted", wrap=True))
            dialog.ok.hide()
        return dialog
