"""What to make of the minutes and for whom; what that reader does not get is shown before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import LEAST_PASSWORD, require_password
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, NoteField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import masked
from zsm_desktop.words import minutes as words
from zsm_desktop.words.format import joined
from zsm_desktop.words.names import Say

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden
    from zsm_desktop.services.minutes_audience import LeftOut
    from zsm_desktop.services.papers import Audience

MINUTES, ARCHIVE, ACTIONS, DRAFTS, NAMED = "minutes", "archive", "actions", "drafts", "named"
KINDS = (
    (MINUTES, "Verslag (pdf en Excel)"),
    (ARCHIVE, "Alle papieren in één bestand (zip)"),
    (ACTIONS, "Actielijst per persoon (pdf en Excel)"),
    (DRAFTS, "Conceptmails met acties, één per persoon"),
)
WITH_NAMES = (NAMED, "Verslag met namen, achter een wachtwoord")
LOOKING = "Even kijken wat deze lezer niet krijgt …"
NOTHING = "Alles staat erin."
UNCHECKED_MEANS = "Laat de secretaris dit maken als het naar buiten gaat. Nummers en adressen zijn wel afgeschermd."
OF_PEOPLE = "Alle open acties van dit overleg en van eerdere. Wie besproken is, staat erin met een pseudoniem."
OF_NAMES = (
    "Het volledige verslag met een lijst van namen. Beide bestanden gaan alleen open met het wachtwoord. "
    "Dat wordt niet bewaard: vergeten is opnieuw maken. Elke naam komt met uw reden in het logboek."
)


@dataclass(frozen=True, slots=True)
class Export:
    """What was chosen; the last three only for minutes with names."""

    kind: str
    audience: str = "full"
    reason: str = ""
    password: str = ""
    again: str = ""


class ExportForm(FormDialog):
    """`look(audience, shown)` fetches what is left out and calls `shown` with it, later.

    `look_people(shown)` does so with what was masked in the actions.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        kind: str,
        audiences: Sequence[Audience],
        *,
        may_name: bool,
        knows_names: bool,
        look: Callable[[str, Callable[[tuple[LeftOut, ...]], object]], object],
        do: Callable[[Export], object],
        look_people: Callable[[Callable[[tuple[Hidden, ...]], object]], object],
        say: Say,
    ) -> None:
        super().__init__(
            theme, "Verslag naar buiten", parent, submit=lambda: do(self.chosen()), do="Kies een map …", width=600
        )
        self._look, self._look_people = look, look_people
        self._is_over = False
        self.finished.connect(self._on_end)
        kinds = (*KINDS, WITH_NAMES) if may_name else KINDS
        whom = [(each.code, words.audience(each.code, each.name, kind, say)) for each in audiences]
        self.kind, self.audience = Choice(theme, kinds), Choice(theme, whom)
        self.add("kind", "Wat", self.kind)
        self.add("audience", "Voor wie", self.audience)
        self.left_out = Lines(theme, name="Wat er niet in staat")
        self.preview = layout.card(
            theme, layout.label("Wat er niet in staat", "strong"), self.left_out, gap=8, margins=(16, 12)
        )
        self.body.addWidget(self.preview)
        self.unchecked = Lines(theme, [Line(words.UNCHECKED, UNCHECKED_MEANS, "alert-triangle", "warn")])
        self.body.addWidget(self.unchecked)
        if knows_names:
            self.unchecked.hide()
        self.means = layout.label("", "muted", wrap=True)
        self.body.addWidget(self.means)
        self._names()
        self.kind.currentIndexChanged.connect(lambda _at: self._on_choice())
        self.audience.currentIndexChanged.connect(lambda _at: self._on_choice())
        self._on_choice()

    def chosen(self) -> Export:
        """Raises RuleError for a file with names without a reason, or with a password that will not do."""
        if self.kind.key != NAMED:
            return Export(self.kind.key, self.audience.key)
        export = Export(NAMED, "full", *(self.fields[name].text for name in ("reason", "password", "again")))
        if not export.reason:
            raise RuleError("minutes.names_reason")
        require_password(export.password, export.again)
        return export

    def _names(self) -> None:
        self.add("reason", "Waarom met namen", NoteField(self.theme, lines=2))
        for name, text, hint in (
            ("password", "Wachtwoord", f"Minstens {LEAST_PASSWORD} tekens. Geef het door langs een andere weg."),
            ("again", "Wachtwoord, nog een keer", ""),
        ):
            self.add(name, text, PasswordField(self.theme), hint=hint)
        self.field_of = {
            "minutes.names_reason": "reason", "minutes.password_short": "password", "minutes.password_differs": "again",
        }  # fmt: skip

    def _on_choice(self) -> None:
        kind, audience = self.kind.key, self.audience.key
        has_readers = kind in (MINUTES, ARCHIVE)
        self.fields["audience"].setVisible(has_readers)
        self.preview.setVisible(has_readers)
        for name in ("reason", "password", "again"):
            self.fields[name].setVisible(kind == NAMED)
        self.means.setText("" if has_readers else OF_NAMES if kind == NAMED else OF_PEOPLE)
        self.means.setVisible(not has_readers)
        if kind in (ACTIONS, DRAFTS):
            self._look_people(self._tell_hidden)
        if has_readers:
            self.left_out.set_lines([Line(LOOKING, tone="muted")])
            self._look(audience, lambda found: self._tell(audience, found))
        self._refit()

    def _tell(self, audience: str, found: tuple[LeftOut, ...]) -> None:
        if self._is_over or audience != self.audience.key:  # closed, or another reader was chosen meanwhile
            return
        self.left_out.set_lines(left_out_lines(found) or [Line(NOTHING, icon="check", tone="good")])
        self._refit()

    def _tell_hidden(self, hidden: tuple[Hidden, ...]) -> None:
        if not self._is_over and hidden and self.kind.key in (ACTIONS, DRAFTS):
            self.means.setText(f"{OF_PEOPLE} {masked.on_way_out(hidden)}")
            self._refit()

    def _on_end(self, _result: int) -> None:
        self._is_over = True

    def _refit(self) -> None:
        if self.isVisible():
            self._reveal(None)


def left_out_lines(found: Sequence[LeftOut]) -> list[Line]:
    """What is left out of which points, and below why; points that miss the same for the same reason share a line."""
    points: dict[tuple[str, str], list[str]] = {}
    for point in dict.fromkeys(row.point for row in found):
        rows = [row for row in found if row.point == point]
        what = ", ".join(words.missing(row.what, row.count) for row in rows)
        why = "; ".join(dict.fromkeys(words.WHY[row.reason] for row in rows))
        points.setdefault((what, why), []).append(point)
    return [
        Line(f"{joined(names)}: {what}" if any(names) else what, why, "eye-off")
        for (what, why), names in points.items()
    ]
