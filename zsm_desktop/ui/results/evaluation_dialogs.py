"""What is asked around a measurement: opening one, a list of the network's own, forms to mail, points for an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.evaluations import HIGHEST_TOP, LOWEST_SHOWN, LOWEST_TOP, TOP
from zsm_desktop.domain.profiles import EvaluationList
from zsm_desktop.services.evaluations import EvaluationDraft
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, NoteField
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.results.evaluations_state import Measuring
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import evaluations as words
from zsm_desktop.words.format import date_medium, plural

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.evaluation_figures import EvaluationOutcome
    from zsm_desktop.services.evaluation_lists import EvaluationCard

ANONYMOUS_SAYS = (
    "Anoniem: alleen de opgetelde cijfers worden bewaard, en de uitkomst staat er vanaf vijf antwoorden. "
    "Niet anoniem: de uitkomst staat er ook per organisatie."
)
ASKED = (Column("name", "Wie wordt gevraagd", "name", width=220, stretch=1, is_name=True),
         Column("kind", "Soort", "kind", width=120, priority=2))  # fmt: skip
KINDS = {"school": "school", "board": "bestuur"}


class OpenForm(FormDialog):
    def __init__(self, theme: Theme, window: QWidget, state: Measuring) -> None:
        super().__init__(theme, "Meting openen", window, submit=self._open, do="Openen", width=640)
        self._state = state
        self.made = ""
        self.field_of |= {
            "evaluation.list": "list", "evaluation.without_name": "name", "evaluation.name_twice": "name",
            "evaluation.until": "until", "evaluation.nobody": "asked",
        }  # fmt: skip
        lists = state.lists()
        self._lists = {one.code: one for one in lists}
        choices = [(one.code, f"{one.name} ({plural(len(one.elements), 'punt', 'punten')})") for one in lists]
        self.list = Choice(theme, choices)
        self.list.activated.connect(lambda _at: self._name())
        self.add("list", "Lijst", self.list, hint="Een eigen lijst maakt u met Ctrl+E.", is_required=True)
        self.add("name", "Naam", QLineEdit(), is_required=True)
        tops = [(str(top), f"1 tot en met {top}") for top in range(LOWEST_TOP, HIGHEST_TOP + 1)]
        self.top = Choice(theme, tops)
        self.top.choose(str(TOP))
        self.until = DateField(theme, state.desk.day, state.until())
        self.add_row(
            ("until", Field(theme, "Antwoorden tot en met", self.until, is_required=True)),
            ("top", Field(theme, "Cijfers", self.top)),
        )
        self.anonymous = Check(theme, "Anoniem")
        self.anonymous.setChecked(True)
        self.add("anonymous", "Anoniem", self.anonymous, hint=ANONYMOUS_SAYS)
        rows = [_Organisation(one.id, one.name, KINDS.get(one.kind, "partner")) for one in _organisations(state)]
        empty = EmptyState(theme, "Er zijn nog geen organisaties", "Voeg ze toe bij Netwerk.")
        self.asked = TickTable(theme, ASKED, name="Wie wordt gevraagd", empty=empty)
        layout.box(theme, self.asked, width=240, height=190)
        self.asked.set_rows(rows)
        self.asked.put(frozenset(row.id for row in rows if row.kind == "school"))
        self.add("asked", "Wie wordt gevraagd (spatie vinkt aan)", self.asked)
        self._name()
        self.list.setFocus()

    def _name(self) -> None:
        chosen = self._lists.get(self.list.key)
        if chosen is not None:
            self.fields["name"].put(self._state.name_for(chosen))

    def _open(self) -> None:
        draft = EvaluationDraft(
            list_code=self.list.key,
            name=self.fields["name"].text,
            answer_until=filled(day_in(self, "until")),
            organisation_ids=sorted(self.asked.ticked),
            top=int(self.top.key),
            is_anonymous=self.anonymous.isChecked(),
        )
        self.made = self._state.desk.evaluations.open(draft).made_id


class _Organisation:
    def __init__(self, key: str, name: str, kind: str) -> None:
        self.id, self.name, self.kind = key, name, kind


def _organisations(state: Measuring):
    """Schools first; a board answers through its schools, and can be asked besides."""
    found = state.desk.network.organisations()
    return sorted(found, key=lambda one: (one.kind != "school", one.kind == "board", one.name.casefold()))


class ListForm(FormDialog):
    """A list of the network's own, or another wording of one there is; it stands in the profile afterwards."""

    def __init__(self, theme: Theme, window: QWidget, state: Measuring) -> None:
        super().__init__(theme, "Eigen lijst", window, submit=self._save, width=640)
        self._state = state
        self._version = state.desk.profiles.facts().version
        self._lists = {one.code: one for one in state.lists()}
        self.field_of |= {
            "evaluation.list_without_name": "name", "evaluation.elements": "elements",
            "evaluation.element_twice": "elements",
        }  # fmt: skip
        self.which = Choice(theme, [("", "Een nieuwe lijst"), *((one.code, one.name) for one in self._lists.values())])
        self.which.activated.connect(lambda _at: self._fill())
        self.add("which", "Welke lijst", self.which)
        self.add("name", "Naam", QLineEdit(), is_required=True)
        self.add(
            "elements", "Punten, elk op een eigen regel", NoteField(theme, lines=12), is_required=True,
            hint="Metingen die al gedaan zijn, houden de punten zoals ze toen gevraagd werden.",
        )  # fmt: skip
        self.which.setFocus()

    def _fill(self) -> None:
        chosen = self._lists.get(self.which.key)
        self.fields["name"].put(chosen.name if chosen else "")
        self.fields["elements"].put("\n".join(chosen.elements) if chosen else "")

    def _save(self) -> None:
        made = EvaluationList(self.which.key, self.fields["name"].text, tuple(self.fields["elements"].text.split("\n")))
        self._state.desk.evaluations.keep_list(self._version, made)


class AgendaForm(FormDialog):
    """`chosen_meeting`: where the points went."""

    def __init__(self, theme: Theme, window: QWidget, state: Measuring, outcome: EvaluationOutcome) -> None:
        super().__init__(theme, "Punten voor de agenda", window, submit=self._put, do="Op de agenda zetten", width=620)
        self._state, self._outcome = state, outcome
        self.meeting = Choice(
            theme, [(row.id, f"{row.body}, {date_medium(row.held_on)} ({row.number})") for row in state.meetings()]
        )
        self.add("meeting", "Op de agenda van", self.meeting, is_required=True)
        most = len(outcome.lowest(len(outcome.elements)))
        self.number = Choice(theme, [(str(one), f"De {one} laagste") for one in range(1, most + 1)])
        self.number.choose(str(min(LOWEST_SHOWN, most)))
        self.number.activated.connect(lambda _at: self._show())
        self.add("number", "Hoeveel", self.number)
        self.points = layout.label("", wrap=True)
        self.body.addWidget(self.points)
        self._show()
        self.meeting.setFocus()

    def _show(self) -> None:
        lowest = self._outcome.lowest(int(self.number.key or 1))
        self.points.setText("\n".join(f"{words.hundredths(one.mean)}   {one.text}" for one in lowest))
        self.fit()

    def _put(self) -> None:
        self._state.desk.evaluations.to_agenda(self._outcome.id, self.meeting.key, int(self.number.key))


class FormsForm(FormDialog):
    """To whom forms go; where they are written is asked afterwards."""

    def __init__(self, theme: Theme, window: QWidget, card: EvaluationCard) -> None:
        super().__init__(theme, "Formulieren maken", window, submit=lambda: None, do="Map kiezen", width=620)
        self.body.addWidget(
            layout.label(
                "Elke organisatie krijgt een Excelformulier en een e-mail die klaarstaat om te versturen. "
                "Een formulier telt één keer: maak er zoveel als er mensen antwoorden.", "muted", wrap=True,
            )
        )  # fmt: skip
        rows = [_Organisation(one.organisation_id, one.name, _told(one.answers)) for one in card.asked]
        columns = (ASKED[0], Column("kind", "Antwoorden", "kind", width=130))
        empty = EmptyState(theme, "Niemand is gevraagd")
        self.asked = TickTable(theme, columns, name="Wie een formulier krijgt", empty=empty)
        layout.box(theme, self.asked, width=240, height=230)
        self.asked.set_rows(rows)
        self.asked.put(frozenset(one.organisation_id for one in card.silent))
        self.add("asked", "Wie een formulier krijgt (spatie vinkt aan)", self.asked)
        self.each = Choice(theme, [(str(one), plural(one, "formulier", "formulieren")) for one in range(1, 11)])
        self.add("each", "Per organisatie", self.each)
        self.asked.setFocus()

    @property
    def chosen(self) -> tuple[Sequence[str], int]:
        """Organisations, and how many forms each."""
        return sorted(self.asked.ticked), int(self.each.key)


def _told(answers: int) -> str:
    return plural(answers, "antwoord", "antwoorden") if answers else "nog geen"


def write_forms(desk: Desk, evaluation_id: str, organisations: Sequence[str], each: int, folder: Path) -> str:
    """Writes them; the sentence that says how many."""
    from zsm_desktop.reports.evaluation_form import write

    sent = write(desk, evaluation_id, organisations, folder, each=each)
    forms = sum(len(one.forms) for one in sent)
    made = f"{plural(forms, 'formulier', 'formulieren')} en {plural(len(sent), 'e-mail', 'e-mails')}"
    return f"{made} staan in {folder.name}."
