"""The card of the network's profile: its words, which can be changed here, and the way out and in as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.files import safe_file_name, write_atomically
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.profiles import FOLLOWS, NOUNS, Noun
from zsm_desktop.services.profiles import ProfileFacts
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.copy_first import copy_first
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import EDGE, FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import backups as copies
from zsm_desktop.words import profiles as words
from zsm_desktop.words.labels import first_upper

KIND = "Netwerkprofielen (*.toml)"
UNDO = "Ongedaan maken"
FORMS = ("singular", "plural", "article", "short", "short_plural")


class ProfileCard(QFrame):
    """`offered` says what was done, with the way back; `said` anything else."""

    offered = Signal(str, str, object)
    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any, workshop: Workshop) -> None:
        super().__init__()
        self._theme, self._desk, self._workshop = theme, desk, workshop
        self.setProperty("role", "card")
        self.name = layout.label("", "strong", wrap=True)
        self.state = layout.label("", "muted", wrap=True)
        self.facts = FactList(theme)
        self.change = Button(theme, "Woorden wijzigen", icon="pencil", key="Ctrl+P", on_click=self.ask_words)
        self.whole = Button(theme, "Alles bewerken", icon="pencil", key="Ctrl+Shift+P", on_click=self.ask_whole)
        self.import_ = Button(theme, "Inlezen", icon="file-import", on_click=self.ask_file)
        self.export = Button(theme, "Opslaan als bestand", icon="file-export", on_click=self.ask_save)
        self.may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        for button in (self.change, self.whole, self.import_):
            if not self.may_edit:
                button.hide()
        head = layout.column(theme, self.name, self.state, gap=2)
        acts = flow(theme, self.change, self.whole, self.import_, self.export, gap=10)
        things = (layout.label(words.TITLE, "section"), layout.label(words.MEANS, "muted", wrap=True), head)
        self.setLayout(layout.column(theme, *things, self.facts, acts, None, gap=16, margins=20))

    def reload(self) -> None:
        facts = self._desk.profiles.facts()
        self.name.setText(facts.profile.name)
        self.state.setText(words.LATER if not facts.is_readable else words.OWN if facts.is_own else words.AS_SHIPPED)
        for button in (self.change, self.whole):
            button.setEnabled(facts.is_readable)
        nouns = facts.profile.nouns
        self.facts.set_facts([(first_upper(words.NOUN[code]), words.noun(nouns[code])) for code in NOUNS])

    def ask_words(self) -> FormDialog:
        desk = self._desk

        def submit() -> None:
            version, was = dialog.row.version, desk.profiles.facts().profile.nouns.by_code
            try:
                desk.profiles.set_words(version, words_in(dialog.fields, before))
            except RuleError as error:
                dialog.field_of[error.code] = str(error.facts.get("key", "")).removeprefix("words.")
                raise
            self._offer(words.CHANGED, lambda: desk.profiles.set_words(version + 1, was))

        def reread() -> tuple[int, dict[str, object]]:
            facts = desk.profiles.facts()
            return facts.version, values_of(facts)

        facts = desk.profiles.facts()
        before = facts.profile.nouns.by_code
        dialog = FormDialog(self._theme, "Woorden van dit netwerk", self.window(), submit=submit, width=640)
        for code, usual in NOUNS.items():
            self._add_word(dialog, code, usual)
        dialog.edits(facts.version, values_of(facts), reread)
        next(iter(dialog.fields.values())).editor.setFocus()
        dialog.told.connect(lambda text: self.said.emit(text, "info"))
        dialog.open()
        return dialog

    def _add_word(self, dialog: FormDialog, code: str, usual: Noun) -> None:
        theme, name = self._theme, first_upper(words.NOUN[code])
        dialog.add_row(
            (f"{code}.singular", Field(theme, name, QLineEdit(), is_required=True)),
            (f"{code}.plural", Field(theme, "Meervoud", QLineEdit(), is_required=True, of=name)),
            (f"{code}.article", Field(theme, "Lidwoord", Choice(theme, words.ARTICLES), of=name)),
        )
        if usual.short:
            dialog.add_row(
                (f"{code}.short", Field(theme, "Kort", QLineEdit(), hint="Leeg: het hele woord.", of=name)),
                (f"{code}.short_plural", Field(theme, "Kort, meervoud", QLineEdit(), of=name)),
            )

    def ask_save(self) -> None:
        facts = self._desk.profiles.facts()
        name = safe_file_name(facts.profile.name, ".toml")
        files.ask_save(self, "Netwerkprofiel opslaan", name, lambda path: self.save(path, facts.text), KIND)

    def save(self, path: Path, text: str) -> None:
        try:
            write_atomically(path, text.encode("utf-8"))
        except RuleError as error:
            self.said.emit(sentence(error), "bad")
        else:
            self.said.emit(f"Het profiel staat in {path.name}.", "good")

    def ask_file(self) -> None:
        files.ask_open(self, "Netwerkprofiel inlezen", self.read, KIND)

    def read(self, path: Path) -> ImportForm | None:
        """What it would change, or why it cannot; nothing changes before the answer."""
        from zsm_desktop.intake.profiles import read_profile_file

        try:
            file = read_profile_file(path)
        except RuleError as error:
            self.said.emit(sentence(error), "bad")
            return None
        form = ImportForm(self._theme, self, file.file, file.text, file.findings)
        form.open()
        return form

    def copy_first(self, then: Callable[[], object]) -> bool:
        """`then` comes when the copy is made; False where nothing changed since the last one."""
        return copy_first(self._workshop, self._desk.backups, then)

    def ask_whole(self) -> FormDialog:
        from zsm_desktop.ui.settings.profile_text import ProfileTextForm

        form = ProfileTextForm(self._theme, self, self._desk)
        form.open()
        return form

    def facts_now(self) -> ProfileFacts:
        return self._desk.profiles.facts()

    def keep(self, before: ProfileFacts, text: str) -> None:
        """Raises RuleError("edit.conflict") when somebody changed it since `before` was read."""
        desk = self._desk
        desk.profiles.take_in(before.version, text)
        facts = desk.profiles.facts()
        self._offer(
            words.TAKEN_IN.format(name=facts.profile.name),
            lambda: desk.profiles.take_in(facts.version, before.text),
        )

    def differences(self, text: str) -> list[str]:
        return [words.difference(one) for one in self._desk.profiles.preview(text)]

    def _offer(self, text: str, put_back: Any) -> None:
        self.reload()
        self.offered.emit(text, "good", (UNDO, put_back))


class ImportForm(FormDialog):
    """What a file would change, line by line, or its faults with theirs: then there is nothing to take in.

    A copy is made first when it is taken in; whoever leaves meanwhile takes nothing in.
    """

    def __init__(self, theme: Theme, card: ProfileCard, name: str, text: str, findings: tuple[Finding, ...]) -> None:
        before = card.facts_now()
        super().__init__(
            theme, f"Inlezen: {name}", card.window(), submit=lambda: card.keep(before, text), do="Inlezen", width=620
        )
        self._card, self._is_left = card, False
        self.lines = Lines(theme, name=words.CHANGES, empty=words.NO_DIFFERENCE)
        if findings:
            self.ok.hide()
            head = words.FAULTS
            shown = [Line(words.at_line(one.row, sentence(one)), icon="alert-triangle", tone="bad") for one in findings]
        else:
            head = words.STAYS
            shown = [Line(one, icon="arrow-right") for one in card.differences(text)]
            self.ok.setEnabled(bool(shown))
        self.waiting = layout.label(copies.FIRST, "muted", wrap=True)
        self.waiting.setContentsMargins(theme.px(EDGE), 0, 0, 0)
        self.body.addWidget(layout.label(head, "muted", wrap=True))
        self.lines.set_lines(shown)
        self.body.addWidget(self.lines)
        whole = self.layout()
        whole.insertWidget(whole.count() - 1, self.waiting)  # in sight, however long the list above it is
        self.waiting.hide()
        self.finished.connect(lambda _how: self._leave())

    def try_submit(self) -> None:
        if not self.ok.isEnabled():
            return
        self.error.hide()
        if self._card.copy_first(self._go_in):
            self.waiting.show()
            self.ok.setEnabled(False)
            self._reveal(None)
        else:
            super().try_submit()

    def _go_in(self) -> None:
        if self._is_left:
            return
        self.waiting.hide()
        self.ok.setEnabled(True)
        super().try_submit()

    def _leave(self) -> None:
        self._is_left = True


def values_of(facts: ProfileFacts) -> dict[str, object]:
    nouns = facts.profile.nouns
    return {
        f"{code}.{form}": getattr(nouns[code], form)
        for code, usual in NOUNS.items()
        for form in (FORMS if usual.short else FORMS[:3])
    }


def words_in(fields: Mapping[str, Field], before: Mapping[str, Noun]) -> dict[str, Noun]:
    """What was called after something else, and was left so, is called after it again."""

    def text(code: str, form: str) -> str:
        field = fields.get(f"{code}.{form}")
        return " ".join(field.text.split()) if field is not None else ""

    typed = {code: Noun(*(text(code, form) for form in FORMS)) for code in NOUNS}
    followed = {code: typed[other] for code, other in FOLLOWS.items() if typed[code] == before[other]}
    return typed | followed
