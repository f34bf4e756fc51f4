"""Whether silence counts as confirming, and after how many days: an agreement of the network, off unless set."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.conflict import CONFLICT
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import QuantityField
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import say

CHOICES = (("off", "Geldt niet"), ("on", "Geldt na een termijn"))
USUAL_DAYS = 30
MEANS = (
    "Antwoordt een school niet op de bevestigingsronde die zij kreeg, dan kunnen haar leveringen na deze termijn "
    "als bevestigd worden geboekt. Dat doet het programma nooit vanzelf: bij Uitwisseling ziet u eerst wat het zou "
    "zijn. Spreek dit af in [de stuurgroep]. De termijn staat op elke ronde; wat eerder uitging, houdt wat erop stond."
)

CHANGED = "Iemand anders heeft dit intussen gewijzigd: boven uw keuze staat wat nu geldt. Vastleggen vervangt dat."


class SilenceCard(QFrame):
    """Nothing changes before Vastleggen."""

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._desk = desk
        self._stored: int | None = None
        self._version = 0
        self.setProperty("role", "card")
        self.state = layout.label("", "strong", wrap=True)
        self.choice = ChipRow(theme, CHOICES, name="Stilzwijgen", chosen="off")
        self.days = Field(theme, "Termijn in dagen", QuantityField(theme, USUAL_DAYS * 100))
        self.error = ErrorStrip(theme)
        self.keep = Button(theme, "Vastleggen", icon="check", on_click=self.keep_rule)
        self.choice.chosen.connect(lambda key: self.days.setVisible(key == "on"))
        title = layout.label("Stilzwijgen bij leveringen", "section")
        line = layout.row(theme, self.keep, None)
        things = (
            title,
            layout.label(say(desk.nouns, MEANS), "muted", wrap=True),
            self.state,
            self.choice,
            self.days,
            self.error,
            line,
            None,
        )
        self.setLayout(layout.column(theme, *things, gap=16, margins=20))
        self.days.setVisible(False)
        may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        for widget in (self.choice, self.keep, self.days.editor):
            widget.setEnabled(may_edit)

    def reload(self) -> None:
        """What is chosen and not kept yet is left alone: what holds stands above it."""
        self._version = self._desk.network.facts().version
        days = self._desk.silence.rule().days
        after = f"{dutch.plural(days or 0, 'dag', 'dagen')} nadat het overzicht uitging"
        self.state.setText(
            "Nu geldt stilzwijgen niet als bevestiging."
            if days is None
            else f"Nu geldt stilzwijgen als bevestiging, {after}."
        )
        is_touched = self._is_other_than(self._stored)
        if days == self._stored or is_touched:
            self._stored = days
            return
        self._stored = days
        self.choice.choose("off" if days is None else "on")
        self.days.setVisible(days is not None)
        if days is not None:
            self.days.editor.set_hundredths(days * 100)

    def keep_rule(self) -> None:
        before = self._stored
        try:
            self._desk.silence.set_days(self._version, self._typed())
        except RuleError as error:
            if error.code == CONFLICT:
                self._meet(before)
            else:
                self.days.show_error(error)
            return
        self.error.hide()
        self.reload()

    def _meet(self, before: int | None) -> None:
        """Another rule stands above what is chosen here; a change of something else of the network is none of ours."""
        self.reload()
        if self._stored == before:
            self.keep_rule()
        else:
            self.error.show_error(CHANGED)

    def _is_other_than(self, days: int | None) -> bool:
        try:
            return self._typed() != days
        except RuleError:
            return True

    def _typed(self) -> int | None:
        if self.choice.current == "off":
            return None
        hundredths = self.days.editor.hundredths or 0
        return hundredths // 100 if hundredths % 100 == 0 else 0
