"""Putting a copy back: which one, what would be lost, and then a network again in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.files import ask_folder
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.start.actions import Compared, CopyActs, CopyRow, Looked, NetworkAt, PuttingBack
from zsm_desktop.ui.start.again import Again
from zsm_desktop.ui.start.forms import Form
from zsm_desktop.ui.start.making import Making
from zsm_desktop.ui.start.seeking import Seeking
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Job, Work, Workshop
from zsm_desktop.words import backups as words
from zsm_desktop.words import leaving

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow

TITLE = "Reservekopie terugzetten"
TITLE_OF_FILE = "Reservekopie inkijken"
COMPARE, PUT_BACK, LOOK = "Vergelijken", "Terugzetten", "Inkijken"
PUT_BACK_INSTEAD = "Terugzetten …"
OTHER_PLACE = "Andere plek"
PASSWORD_HINT = "Van toen de reservekopie werd gemaakt; de herstelsleutel van toen mag ook."  # noqa: S105
OF_PLACE = "De reservekopieën in {place}."
OF_FILE = "Van {at}, {why}. Met “Inkijken” leest u wat er toen in stond; er verandert niets."
EMPTY = ("Geen reservekopieën", "Kies de stick, schijf of map waar ze staan, met “Andere plek”.")
ABOUT_PASSWORD = frozenset({"keys.wrong_password", "keys.unknown_user", "user.unknown"})
TABLE_HEIGHT = 200


def columns() -> tuple[Column, ...]:
    return (
        Column("at", "Gemaakt", lambda row: words.shown_in_list(row.at), width=146, is_strong=True),
        Column("why", "Waarom", "why", width=110, stretch=2),
        Column("where", "Waar", lambda row: ", ".join(row.places), width=104, stretch=2, priority=2),
        Column("size", "Grootte", lambda row: words.size(row.size), width=72, priority=3),
    )


class RestoreForm(Form):
    """First compares and then puts back, with the same button; another copy or password begins anew.

    For a copy that was opened as a file looking into it is the main button, and comparing the one beside it.
    """

    room_width = 660

    asked = Signal(bool)
    """To compare, or to put back (True)."""
    look = Signal()
    other_place = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, TITLE, COMPARE, parent)
        self.folder: Path | None = None
        self.is_for_looking = self.is_move = False
        self._rows: dict[str, CopyRow] = {}
        self._compared: Compared | None = None
        empty = EmptyState(theme, *EMPTY, icon="history")
        model = ListModel(columns(), row_id=lambda row: str(row.path))
        self.table = Table(theme, model, name="Reservekopieën", empty=empty)
        layout.box(theme, self.table, height=TABLE_HEIGHT)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _id: self.password.editor.setFocus())
        self.who = Choice(theme)
        self.who_field = Field(theme, "Wie bent u?", self.who)
        self.body.addWidget(self.table)
        self.body.addWidget(self.who_field)
        self.password = self.add("Wachtwoord", PasswordField(theme), PASSWORD_HINT)
        self.password.editor.textEdited.connect(lambda _text: self._begin_anew())
        self.who.activated.connect(lambda _at: self._begin_anew())
        self.said = Lines(theme, name="Wat u kwijt zou raken")
        self.aside = Check(theme, words.SETS_ASIDE)
        self.aside.setChecked(True)
        self.why_aside = layout.label("", "small", wrap=True)
        self.outcome = layout.card(theme, self.said, self.aside, self.why_aside, gap=8, margins=(14, 12))
        self.body.addWidget(self.outcome)
        self.look_button = Button(theme, LOOK, icon="eye", on_click=self._do_other)
        self.place_button = Button(theme, OTHER_PLACE, icon="file-import", on_click=self.other_place.emit)
        buttons = self.buttons.layout()
        for button in (self.look_button, self.place_button):
            buttons.addWidget(button)
        self.go.setAutoDefault(True)  # Enter does it
        self.outcome.hide()

    @property
    def copy(self) -> CopyRow | None:
        return self._rows.get(self.table.current_id())

    @property
    def wish(self) -> PuttingBack | None:
        copy = self.copy
        if copy is None:
            return None
        folder, is_aside = self.folder, False
        if self._compared is not None:
            folder = self._compared.folder
            is_aside = self._compared.may_go_aside and self.aside.isChecked()
        return PuttingBack(copy, folder, self.password.editor.text(), self.who.key, is_aside, self.is_move)

    def show_copies(
        self,
        rows: list[CopyRow],
        folder: Path | None,
        explained: str,
        *,
        is_for_looking: bool = False,
        is_move: bool = False,
    ) -> None:
        """`folder` is of the network that is here now, None where these are of any network or of another computer."""
        self.folder, self.is_for_looking, self.is_move = folder, is_for_looking, is_move
        self.title.setText(leaving.WAY if is_move else TITLE_OF_FILE if is_for_looking else TITLE)
        for part in (self.table, self.place_button):
            part.setVisible(not is_for_looking)
        self.explain(explained)
        self._rows = {str(row.path): row for row in rows}
        self.table.set_rows(rows)
        self.error.hide()
        self.password.editor.clear()
        self.password.clear_error()
        self._begin_anew()
        if rows:
            self.table.select_id(str(rows[0].path))
            self.password.editor.setFocus()
        else:
            self.place_button.setFocus()
        self._on_chosen(self.table.current_id())

    def show_compared(self, compared: Compared) -> None:
        loss = compared.loss
        if loss is None:
            found = [Line(compared.why, icon="info-circle", tone="info")]
        else:
            is_free = not loss.acts and not loss.is_other
            tone, icon = ("good", "circle-check") if is_free else ("warn", "alert-triangle")
            found = [Line(words.would_lose(loss), icon=icon, tone=tone, is_strong=True)]
            if loss.is_other:
                since = loss.since.astimezone(HOME) if loss.since is not None else None
                found.append(Line(words.other(since, loss.computer), icon="alert-triangle", tone="bad"))
        found.append(Line(words.NOT_OVER.format(place=compared.place), icon="info-circle", tone="neutral"))
        self.said.set_lines(found)
        for part in (self.aside, self.why_aside):
            part.setVisible(compared.may_go_aside)
        if compared.folder is not None:
            self.why_aside.setText(words.why_aside(compared.folder.name))
        self.outcome.show()
        self._compared = compared
        self._do_words = leaving.ARRIVING_DO if self.is_move else PUT_BACK
        self._name_other(LOOK)
        self.set_busy(False)
        self.go.setFocus()
        layout.reveal(self.buttons)

    def show_sought(self, password: str, user: str) -> None:
        """After `show_copies`: of a network that will not open, while the last good one is looked up."""
        self.password.editor.setText(password)
        self.who.choose(user)
        self.explain(words.SEEKING)
        self.set_busy(True, words.LOOKING, may_stop=True)

    def show_looked(self, looked: Looked) -> None:
        """The good one on top, chosen, so that Enter goes on with it."""
        said = {looked.good: words.LAST_GOOD} | dict.fromkeys(looked.damaged, words.IS_DAMAGED)
        rows = [
            row._replace(why=f"{said[row.path]} · {row.why}") if row.path in said else row
            for row in sorted(self._rows.values(), key=lambda row: row.path != looked.good)
        ]
        password, user = self.password.editor.text(), looked.user or self.who.key
        self._rows = {str(row.path): row for row in rows}
        self.table.set_rows(rows)
        is_locked = looked.good is None and looked.locked > 0
        chosen = next(row for row in rows if not is_locked or row.path not in looked.damaged)
        self.table.select_id(str(chosen.path))
        self.who.choose(user)
        self.password.editor.setText("" if is_locked else password)
        self.explain(words.FOUND_GOOD if looked.good is not None else words.none_good(looked.locked))
        self.set_busy(False)
        (self.go if looked.good is not None else self.password.editor if is_locked else self.place_button).setFocus()

    def submit(self) -> None:
        if self.is_for_looking and self._compared is None:
            self._look()
        else:
            self._ask()

    def set_busy(self, is_busy: bool, words: str = "", *, may_stop: bool = False) -> None:
        super().set_busy(is_busy, words, may_stop=may_stop)
        if hasattr(self, "place_button"):
            for widget in (self.table, self.who, self.place_button, self.aside):
                widget.setEnabled(not is_busy)
            self.look_button.setEnabled(not is_busy and self.copy is not None)
            self.go.setEnabled(not is_busy and self.copy is not None)

    def _name_other(self, text: str) -> None:
        self.look_button.set_words(text)
        self.look_button.set_icon_name("eye" if text == LOOK else "history")

    def _do_other(self) -> None:
        if self.is_for_looking and self._compared is None:
            self._ask()
        else:
            self._look()

    def _ask(self) -> None:
        if self.copy is not None and self.is_complete():
            self.error.hide()
            self.password.clear_error()
            self.set_busy(True, "Wordt vergeleken …")
            self.asked.emit(self._compared is not None)

    def _look(self) -> None:
        if self.copy is not None and self.is_complete():
            self.error.hide()
            self.set_busy(True, "Wordt geopend …")
            self.look.emit()

    def _on_chosen(self, _row_id: str) -> None:
        copy = self.copy
        users = copy.users if copy is not None else ()
        self.who.set_choices([(name, name) for name in users])
        self.who_field.setVisible(len(users) > 1)
        self.aside.setChecked(True)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._compared = None
        self._do_words = LOOK if self.is_for_looking else COMPARE
        self._name_other(PUT_BACK_INSTEAD if self.is_for_looking else LOOK)
        self.outcome.hide()
        self.set_busy(False)


class Restoring(QObject):
    """`done` carries what was opened: what was put back, or a copy to look into."""

    done = Signal(object)

    def __init__(self, window: StartWindow, theme: Theme, workshop: Workshop, acts: CopyActs) -> None:
        super().__init__(window)
        self._window, self._workshop, self._acts = window, workshop, acts
        self._network: NetworkAt | None = None
        self.form, self.making = RestoreForm(theme), Making(theme, words.PUTTING_BACK)
        self.pages = (self.form, self.making)
        self.open = Button(theme, TITLE, kind="quiet", icon="history", on_click=self._open)
        self.again = Again(window, theme, acts)
        unlock = window.unlock
        unlock.buttons.layout().addWidget(self.open)
        unlock.shown.connect(self._on_network)
        window.choose.copies.connect(lambda: self._ask_place(is_move=False))
        window.choose.arrive.connect(lambda: self._ask_place(is_move=True))
        self.seeking = Seeking(self, workshop, acts)
        self.form.name_back("Terug")
        self.form.back.connect(self._back)
        self.form.asked.connect(self._do)
        self.form.look.connect(self._look)
        self.form.other_place.connect(lambda: self._ask_place(is_move=self.form.is_move))

    def show_network(self, folder: Path) -> None:
        """The copies of the network in `folder`, in all places that are known of it and there now."""
        self._window.show_network(folder)
        self.show_rows(self._acts.of_network(folder), folder, words.CHOOSE_ONE)

    def show_place(self, place: Path) -> bool:
        """The copies that lie in a place somebody points at; False where there are none."""
        rows = self._acts.in_place(place)
        if rows:
            self.show_rows(rows, None, OF_PLACE.format(place=place))
        return bool(rows)

    def show_file(self, file: Path) -> None:
        """A copy somebody opened by itself: to read; or why the file is none."""
        try:
            row = self._acts.at(file)
        except RuleError as error:
            self._window.show_choice()
            self._window.choose.error.show_error(error)
            return
        self._window.show_page(self.form)
        explained = OF_FILE.format(at=words.shown_in_list(row.at), why=row.why)
        self.form.show_copies([row], None, explained, is_for_looking=True)

    def show_rows(self, rows: list[CopyRow], folder: Path | None, explained: str) -> None:
        self._window.show_page(self.form)
        self.form.show_copies(rows, folder, explained)

    def _on_network(self, network: NetworkAt) -> None:
        self._network = network
        self.open.setVisible(not network.server)

    def _open(self) -> None:
        if self._network is not None:
            self.show_rows(self._acts.of_network(self._network.folder), self._network.folder, words.CHOOSE_ONE)

    def _ask_place(self, *, is_move: bool) -> None:
        ask_folder(self._window, OTHER_PLACE, self.show_arriving if is_move else self._on_place)

    def show_arriving(self, place: Path) -> None:
        """What was made ready at another computer and lies at that place."""
        rows, folder = self._acts.arriving(place)
        self._window.show_page(self.form)
        said = leaving.ARRIVING if rows else leaving.NOTHING
        self.form.show_copies(rows, folder, said.format(place=place), is_move=True)

    def _on_place(self, place: Path) -> None:
        """With a network at hand it stays the one to compare with."""
        rows = self._acts.in_place(place)
        folder = self.form.folder if self._window.page is self.form else None
        self.show_rows(rows, folder, OF_PLACE.format(place=place))

    def _back(self) -> None:
        if self.form.folder is not None:
            self._window.show_network(self.form.folder)
        else:
            self._window.show_choice()

    def _do(self, is_sure: bool) -> None:
        wish = self.form.wish
        if wish is None:
            return
        if not is_sure:
            work = self._workshop.run(COMPARE, lambda _progress: self._acts.compare(wish), done=self.form.show_compared)
            work.failed.connect(lambda text: self.refused(text, work))
            return
        work = self._run(PUT_BACK, lambda progress: self._acts.put_back(wish, progress))
        self._window.show_page(self.making)
        self.making.follow(work)
        work.cancelled.connect(lambda: self._window.show_page(self.form))
        work.cancelled.connect(lambda: self.form.set_busy(False))

    def _look(self) -> None:
        wish = self.form.wish
        if wish is not None:
            self._run(LOOK, lambda _progress: self._acts.look_into(wish))

    def _run(self, name: str, job: Job) -> Work:
        work = self._workshop.run(name, job, done=self.done.emit)
        work.failed.connect(lambda text: self.refused(text, work))
        return work

    def refused(self, text: str, work: Work) -> None:
        self._window.show_page(self.form)
        code = work.error.code if isinstance(work.error, RuleError) else ""
        self.form.show_error(text, self.form.password if code in ABOUT_PASSWORD else None)
