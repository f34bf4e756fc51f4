"""The copies of this network: when the last was made, the second place, the monthly trial, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.departure import ToCopies
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.backup_lines import lines
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.files import ask_folder
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work
from zsm_desktop.words import backups as words

if TYPE_CHECKING:
    from zsm_desktop.services.backups import BackupFacts, Owing

CHOOSE = "Tweede plek kiezen"
OTHER_PLACE = "Andere tweede plek"
MAKE, FETCH = "Nu maken", "Naar deze computer halen"
ASK_BACK = (
    "Dit venster gaat dicht, en u kiest daarna welke reservekopie u terugzet. Eerst ziet u wat u kwijt zou raken; het "
    "huidige netwerk blijft staan."
)


class BackupCard(QFrame):
    """Without a keeper, as in a window that only shows, there is nothing to press."""

    def __init__(self, theme: Theme, desk: Any, keeper: Any, depart: Callable[[ToCopies], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._desk, self._keeper, self._depart = desk, keeper, depart
        self.text = layout.label("", "muted", wrap=True)
        self.facts = FactList(theme)
        self.said = Lines(theme, name="Over de reservekopieën")
        self.error, self.confirm = ErrorStrip(theme), ConfirmStrip(theme)
        self.make = Button(
            theme, MAKE, icon="file-export", key="Ctrl+Shift+B", on_click=lambda: self._run(keeper.make())
        )
        self.second = Button(theme, CHOOSE, icon="map-pin", on_click=self._ask_second)
        self.no_second = Button(theme, "Geen tweede plek", icon="x", on_click=lambda: self._choose(""))
        self.try_out = Button(theme, "Nu testen", icon="shield-check", on_click=lambda: self._run(keeper.try_out()))
        self.back = Button(theme, "Terugzetten", icon="history", on_click=self._ask_back)
        self.gone = Button(theme, words.COPIES_GONE, icon="check", on_click=self._ask_gone)
        self._acts = flow(theme, self.make, self.try_out, self.second, self.no_second, self.back, self.gone, gap=10)
        title = layout.label(words.TITLE, "section")
        things = (title, self.text, self.facts, self.said, self._acts, self.confirm, self.error, None)
        self.setLayout(layout.column(theme, *things, gap=16, margins=20))
        if keeper is not None:
            keeper.changed.connect(lambda: self.reload())  # noqa: PLW0108 - PySide frees what a bare method hangs on

    def reload(self) -> None:
        facts = self._desk.backups.facts()
        self.text.setText(words.RHYTHM if facts.is_here else _there(facts))
        self.facts.set_facts(self._facts(facts) if facts.is_here or facts.may_make else [])
        found = lines(facts, self._desk.day)
        self.said.set_lines(found)
        self.said.setVisible(bool(found))
        self._acts.setVisible(facts.may_make and self._keeper is not None)
        self.make.set_words(MAKE if facts.is_here else FETCH)
        self.second.set_words(OTHER_PLACE if facts.second else CHOOSE)
        self.no_second.setVisible(bool(facts.second))
        self.gone.setVisible(bool(facts.owing) and self._desk.actor.may(Permission.KEEP_PRIVACY))

    def _facts(self, facts: BackupFacts) -> list[tuple[str, str]]:
        day = self._desk.day
        last, seen, origin = facts.last_at, facts.seen, facts.origin
        is_good = seen is not None and facts.missed is None
        parts = [facts.second, words.second_seen(seen.astimezone(HOME), day) if is_good and seen is not None else ""]
        parts.append(words.SAME_DISK if facts.is_same_disk else "")
        second = "\n".join(part for part in parts if part)
        old = words.old_place(origin.old) if origin is not None and origin.old and is_there(Path(origin.old)) else ""
        none = words.NONE_YET if facts.is_here else words.NONE_AT_HOME
        host = "" if facts.is_here else words.HOST_UNKNOWN
        if facts.host_at is not None:
            host = words.last(facts.host_at.astimezone(HOME), day)
        return [
            ("Op de server", host),
            ("Laatste", words.last(last.astimezone(HOME), day) if last is not None else none),
            ("Hier", words.counted(len(facts.copies), facts.size) if facts.copies else ""),
            ("Tweede plek", second or (words.NO_SECOND if facts.is_here else "")),
            ("Herkomst", words.put_back_from(origin.copy_at.astimezone(HOME)) if origin is not None else ""),
            ("Oud netwerk", old),
        ]

    def _ask_second(self) -> None:
        ask_folder(self, words.CHOOSING, lambda path: self._choose(str(path)))

    def _choose(self, place: str) -> None:
        self._run(self._keeper.choose_second(place))

    def _ask_back(self) -> None:
        go = ToCopies(self._desk.folder)
        self.confirm.ask(ASK_BACK, lambda: self._depart(go), yes="Verder", no="Hier blijven", kind="primary")

    def _ask_gone(self) -> None:
        """Of one place after the other: what is said of one is not true of all."""
        self._ask_gone_of(list(self._desk.backups.facts().owing))

    def _ask_gone_of(self, left: list[Owing]) -> None:
        if not left:
            return
        one, *others = left

        def gone() -> None:
            self._say_gone(one)
            following()

        def following() -> None:
            self._ask_gone_of(others)

        text = words.ASK_GONE.format(where=words.owing_at(*one))
        self.confirm.ask(text, gone, otherwise=following, yes="Ja, alles is weg", no="Nog niet")

    def _say_gone(self, one: Owing) -> None:
        self.error.hide()
        try:
            self._desk.destroying.copies_gone(*one)
        except RuleError as error:
            self.error.show_error(error)
        self.reload()

    def _run(self, work: Work) -> None:
        self.error.hide()
        for button in (self.make, self.try_out, self.second, self.no_second):
            button.setEnabled(False)
        work.failed.connect(self.error.show_error)
        work.ended.connect(self._ready)

    def _ready(self) -> None:
        for button in (self.make, self.try_out, self.second, self.no_second):
            button.setEnabled(True)


def _there(facts: BackupFacts) -> str:
    return words.TO_HOME if facts.may_make else words.ON_SERVER
