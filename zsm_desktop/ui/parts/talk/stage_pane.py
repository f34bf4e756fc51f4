"""How far the minutes are: what that means, what those present want changed, and every version with its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Line, Lines, Words
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import minutes as words
from zsm_desktop.words.format import date_medium

if TYPE_CHECKING:
    from zsm_desktop.services.rights import MeetingRights
    from zsm_desktop.services.versions import AmendmentRow, VersionRow, VersionsCard

STAGE_TONES = {"draft": "warn", "prepared": "info", "final": "good"}
STEPS = {"draft": "Klaarzetten", "prepared": "Vaststellen", "final": "Corrigeren"}
WRITES = {"draft": "Bijwerken", "prepared": "Aanvulling"}
AMENDMENT_TONES = {"proposed": "warn", "accepted": "good", "rejected": "neutral"}
TAKE, REFUSE = "Alt+O", "Alt+W"
NO_AMENDMENTS = "Nog geen aanvullingen."
NO_VERSIONS = "Er is nog geen versie vastgelegd."


class VersionsPane(QWidget):
    """`settling` carries the id of an amendment and whether it is taken over."""

    settling = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.first_proposed = ""
        self.pill = Pill(theme)
        self.means = Words(theme, colour="muted")
        self.digest = Words(theme, size=12, colour="muted")
        self.step = Button(theme, STEPS["draft"], key="F4")
        self.write = Button(theme, WRITES["draft"], kind="quiet", key="F8")
        for button in (self.step, self.write):
            button.setShortcut("")  # the view has the key
        self.amendments = layout.column(theme, gap=12)
        self.versions = Lines(theme, name="Versies", empty=NO_VERSIONS)
        self.changes = layout.card(
            theme, layout.label("Aanvullingen", "section"), self.amendments, gap=10, margins=(16, 14)
        )
        head = layout.row(theme, layout.label("Stand", "section"), None, self.pill)
        acts = flow(theme, self.step, self.write, gap=8)
        self.setLayout(
            layout.column(
                theme,
                layout.card(theme, head, self.means, self.digest, acts, gap=8, margins=(16, 14)),
                self.changes,
                layout.card(theme, layout.label("Versies", "section"), self.versions, gap=8, margins=(16, 14)),
                None,
                gap=12,
            )
        )

    def fill(self, card: VersionsCard, rights: MeetingRights) -> None:
        stage = card.stage.value
        self.pill.set_status(words.STAGE[stage], STAGE_TONES[stage])
        fixes_not = rights.may_lead and not may_step(stage, rights)
        means = words.STAGE_MEANS[stage] if rights.may_lead or stage != "draft" else words.DRAFT_OF_OTHERS
        self.means.say(" ".join((means, *([words.NOT_CHAIR[stage]] if fixes_not else []))))
        self.digest.say(f"{words.DIGEST} {words.digest_of(card.stamp.digest)[:26]} …" if card.stamp.digest else "")
        self.digest.setToolTip(card.stamp.digest)
        self.step.set_words(STEPS[stage])
        self.step.setVisible(may_step(stage, rights))
        self.write.set_words(WRITES.get(stage, ""))
        self.write.setVisible(may_write(stage, rights))
        self.changes.setVisible(stage != "draft" or bool(card.amendments))
        while self.amendments.count():
            self.amendments.takeAt(0).widget().deleteLater()
        may_settle = rights.may_lead and stage == "prepared"
        waiting = [row.id for row in card.amendments if may_settle and row.status == "proposed"]
        self.first_proposed = waiting[0] if waiting else ""
        for row in card.amendments:
            self.amendments.addWidget(self._amendment(row, may_settle=row.id in waiting))
        if not card.amendments:
            self.amendments.addWidget(Words(self._theme, NO_AMENDMENTS, colour="muted"))
        self.versions.set_lines([line for row in card.versions for line in _version(row)])

    def _amendment(self, row: AmendmentRow, *, may_settle: bool) -> QFrame:
        theme = self._theme
        said = f"{row.by}, {date_medium(home_day(row.made_at))}"
        status = Pill(theme, words.AMENDMENT_STATUS[row.status], AMENDMENT_TONES[row.status])
        head = layout.row(theme, Words(theme, row.point or "Hele verslag", weight=600), status, gap=8)
        head.setStretch(0, 1)
        holder = QFrame()
        inner = layout.column(theme, head, Words(theme, row.text), Words(theme, said, size=12, colour="muted"), gap=4)
        holder.setLayout(inner)
        if may_settle:
            keys = (TAKE, REFUSE) if row.id == self.first_proposed else ("", "")
            take = Button(theme, "Overnemen", icon="check", key=keys[0])
            refuse = Button(theme, "Afwijzen", kind="quiet", key=keys[1])
            take.clicked.connect(lambda _checked=False: self.settling.emit(row.id, True))
            refuse.clicked.connect(lambda _checked=False: self.settling.emit(row.id, False))
            for button in (take, refuse):
                button.setShortcut("")  # the view has the key
                button.setAccessibleDescription(f"{row.point or 'Hele verslag'}: {row.text}")
            inner.addWidget(flow(theme, take, refuse, gap=8))
        return holder

    def settle_first(self, is_accepted: bool) -> None:
        """The amendment that has the keys; when it is settled the next one has them."""
        first, self.first_proposed = self.first_proposed, ""  # until it is known which is the next
        if first:
            self.settling.emit(first, is_accepted)


def may_step(stage: str, rights: MeetingRights) -> bool:
    """To the next stage: preparing is for who leads, fixing and correcting for the chair and the secretary."""
    return rights.may_lead if stage == "draft" else rights.may_fix_minutes


def may_write(stage: str, rights: MeetingRights) -> bool:
    return {"draft": rights.may_lead, "prepared": rights.may_amend}.get(stage, False)


def _version(row: VersionRow) -> list[Line]:
    stamp = row.stamp
    made = f"{date_medium(home_day(stamp.made_at))} door {stamp.made_by}" if stamp.made_at else ""
    title = f"Versie {stamp.version}, {words.STAGE[stamp.stage]}"
    lines = [Line(title, made, "lock" if stamp.stage == "final" else "history", STAGE_TONES[stamp.stage], True)]
    if stamp.redacted_on:
        lines.append(Line(words.redacted(stamp.redacted_on), icon="note"))
    if stamp.reason:
        lines.append(Line(f"Reden van de correctie: {stamp.reason}", icon="note"))
    lines += [Line(words.change(one.code, one.point, one.facts), icon="pencil") for one in row.changes]
    return lines
