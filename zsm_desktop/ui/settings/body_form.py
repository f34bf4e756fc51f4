"""The form of a meeting body: what it is called, how often it meets, and who is invited every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.bodies import KINDS, LEVELS, BodyDraft, BodyFacts, PersonRow
from zsm_desktop.services.body_points import PointDraft
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column, folded
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, NoteField
from zsm_desktop.ui.parts.reading import again, whole_in
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.settings.point_lines import SHOWS, read_points, showing, written
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import BODY_LEVEL, MEETING_KIND, first_upper
from zsm_desktop.words.names import saying

NO_CLUSTER = ("", "Alle scholen")
NO_BODY = ("", "[De enige stuurgroep]")
POINTS = (
    "Eén punt per regel, met de tijd als u wilt: Rondvraag, 10 min. "
    "Wat een punt vanzelf laat zien, kiest u hieronder; het staat dan achter de regel."
)
SHOWN = "Geldt voor de regel waar de cursor staat."
MAY = "/M"
"""Behind the identifier of a member who may decide for the own organisation."""
CHAIRS = (("", "Zoals vorige keer"), ("turns", "Om de beurt, per organisatie"))
COLUMNS = (
    Column("name", "Naam", "name", width=150, stretch=2, is_strong=True),
    Column("organisation", "Organisatie", "organisation", width=180, stretch=3),
)
INVITED = (
    "Wie is aangevinkt, staat op de lijst van elk nieuw overleg. Is dat niemand, dan geldt de vorige lijst. "
    "M: mag wel of niet beslissen voor de eigen organisatie."
)
FIELD_OF = {
    "body.no_name": "name", "body.twice": "name", "body.code": "code", "body.code_twice": "code",
    "body.rhythm": "weeks", "cluster.none": "cluster", "body.circle": "above", "body.quorum": "quorum",
    "body.point_twice": "points", "body.point_kind": "points", "body.points": "points", "meeting.minutes": "points",
    "meeting.item_without_title": "points",
}  # fmt: skip


class BodyForm(FormDialog):
    """A new body, or a change of one: its kind and abbreviation stay as they are."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, do: Callable[[BodyDraft], object], before: BodyFacts | None
    ) -> None:
        super().__init__(
            theme,
            f"{before.name} bewerken" if before else "Overlegvorm toevoegen",
            window,
            submit=lambda: do(self.draft()),
            do="Opslaan" if before else "Toevoegen",
            width=640,
        )
        self.before = before
        self._desk = desk
        self._people: tuple[PersonRow, ...] = desk.bodies.people()
        self.field_of |= FIELD_OF
        self._build()
        self._build_way()
        self._build_members()
        self._fill(before)
        self.fields["name"].editor.setFocus()

    def _clusters(self) -> list[tuple[str, str]]:
        return [NO_CLUSTER, *((one.id, one.name) for one in self._desk.clusters.rows())]

    def _others(self) -> list[tuple[str, str]]:
        own = self.before.id if self.before is not None else ""
        say = saying(self._desk.nouns)
        return [
            (NO_BODY[0], say(NO_BODY[1])),
            *((one.id, one.name) for one in self._desk.bodies.rows() if one.id != own),
        ]

    def _build(self) -> None:
        theme, say = self.theme, saying(self._desk.nouns)
        kinds = [(kind, first_upper(say(MEETING_KIND[kind]))) for kind in KINDS]
        levels = [(level, first_upper(BODY_LEVEL[level])) for level in LEVELS]
        self.add_row(
            ("name", Field(theme, "Naam", QLineEdit(), is_required=True)),
            ("code", Field(theme, "Afkorting", QLineEdit(), hint="Staat in het nummer van elk overleg.")),
        )
        self.add_row(
            ("kind", Field(theme, "Soort", Choice(theme, kinds))),
            ("level", Field(theme, "Niveau", Choice(theme, levels))),
        )
        self.add_row(
            ("weeks", Field(theme, "Ritme: elke … weken", QLineEdit(), hint="Leeg: in overleg.")),
            ("cluster", Field(theme, "Voor welk cluster", Choice(theme, self._clusters()))),
        )

    def _build_way(self) -> None:
        """Where its bottlenecks go, how many must be there, and what every agenda starts with."""
        theme, say = self.theme, saying(self._desk.nouns)
        self.add_row(
            ("above", Field(theme, say("[Knelpunten] gaan naar"), Choice(theme, self._others()))),
            ("quorum", Field(theme, "Quorum: minstens … mensen", QLineEdit(), hint="Leeg: geen quorum.")),
        )
        self.points = NoteField(theme, lines=4)
        self.add("points", "Vaste punten van elke agenda", self.points, hint=say(POINTS))
        kinds = [("", "Kies wat dit punt toont"), ("fixed", "Niets, alleen de titel")]
        self.shows = Choice(theme, [*kinds, *((kind, first_upper(word)) for kind, word in SHOWS.items())])
        self.shows.activated.connect(lambda _at: self._show_on_line())
        self.add_row(
            ("shows", Field(theme, "Toont", self.shows, hint=SHOWN)),
            ("chair", Field(theme, "Voorzitter", Choice(theme, CHAIRS))),
        )

    def _build_members(self) -> None:
        theme = self.theme
        empty = EmptyState(
            theme, "Niemand gevonden", "Contactpersonen voegt u toe bij hun school of organisatie, in Netwerk.",
            icon="users", tone="neutral",
        )  # fmt: skip
        self.search = SearchField(theme, "Naam of organisatie", name="Zoeken in contactpersonen")
        empty.follow(self.search)
        self.mandated: set[str] = set()
        may = Column("may", "", lambda one: "mag beslissen" if one.id in self.mandated else "", "pill", width=128,
                     tone=lambda _one: "info")  # fmt: skip
        self.members = TickTable(theme, (*COLUMNS, may), name="Leden; spatie vinkt aan, M mag beslissen", empty=empty)
        layout.box(theme, self.members, height=190)
        key = QShortcut(QKeySequence("M"), self.members.view, self.let_decide)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.add("members", "Leden", _Members(theme, self.search, self.members, self.mandated), hint=INVITED)
        self.search.searched.connect(self._show_people)
        self.members.ticks_changed.connect(self._count)

    def _fill(self, before: BodyFacts | None) -> None:
        if before is not None:
            for name in ("kind", "code"):
                self.fields[name].put(getattr(before, name))
                self.fields[name].editor.setEnabled(False)
            self.edits(before.version, values_of(before), self._reread)
        self.fields["code"].is_required = before is None
        self._people = tuple(sorted(self._people, key=lambda one: one.id not in self.members.ticked))
        self._show_people("")
        self._count()

    def _reread(self) -> tuple[int, dict[str, object]]:
        """With the lists to choose from as they are by then."""
        body = self.before = again(self._desk.bodies.rows(), self.before.id, "body.none")
        self.fields["cluster"].set_choices(self._clusters())
        self.fields["above"].set_choices(self._others())
        self._people = self._desk.bodies.people()
        self._show_people(self.search.text())
        return body.version, values_of(body)

    def _show_people(self, text: str) -> None:
        wanted = folded(text)
        self.members.set_rows([one for one in self._people if wanted in folded(f"{one.name} {one.organisation}")])

    def _count(self) -> None:
        ticked = len(self.members.ticked)
        self.fields["members"].rename(f"Leden: {dutch.count(ticked)}" if ticked else "Leden")

    def keyPressEvent(self, event) -> None:
        """Enter in the search field searches; it does not send the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.focusWidget() is self.search:
            self.members.setFocus()
        else:
            super().keyPressEvent(event)

    def let_decide(self) -> None:
        """Whoever is in hand, or no longer; who may decide is a member."""
        contact_id = self.members.current_id()
        if not contact_id:
            return
        self.mandated ^= {contact_id}
        if contact_id in self.mandated:
            self.members.set_ticks([contact_id], is_on=True)
        self.members.view.viewport().update()
        self.members.edited.emit()

    def _show_on_line(self) -> None:
        """Writes behind the line the cursor is in what that point shows."""
        kind, cursor = self.shows.key, self.points.textCursor()
        if kind and cursor.block().text().strip():
            line = showing(cursor.block().text(), kind)
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.insertText(line)
        self.shows.choose("")
        self.points.setFocus()

    def _points(self) -> tuple[PointDraft, ...] | None:
        """A new body without a line gets the usual points."""
        text = self.fields["points"].text
        return read_points(text, self.fields["kind"].text) if text or self.before is not None else None

    def draft(self) -> BodyDraft:
        """Raises RuleError at the field for a number of weeks that cannot be read."""
        return BodyDraft(
            name=self.fields["name"].text,
            level=self.fields["level"].text,
            rhythm_weeks=whole_in(self, "weeks"),
            cluster_id=self.fields["cluster"].text or None,
            member_ids=frozenset(self.members.ticked),
            kind=self.fields["kind"].text,
            code=self.fields["code"].text,
            above_id=self.fields["above"].text or None,
            quorum=whole_in(self, "quorum"),
            points=self._points(),
            mandated_ids=frozenset(self.mandated & self.members.ticked),
            is_chair_in_turn=self.fields["chair"].text == "turns",
        )


def values_of(body: BodyFacts) -> dict[str, object]:
    return {
        "name": body.name, "level": body.level, "weeks": str(body.rhythm_weeks or ""),
        "cluster": body.cluster_id or "", "above": body.above_id or "", "quorum": str(body.quorum or ""),
        "points": written(body.points), "chair": "turns" if body.is_chair_in_turn else "",
        "members": body.member_ids | {f"{one}{MAY}" for one in body.mandated_ids},
    }  # fmt: skip


class _Members(QWidget):
    """The table with what searches in it; its value is that of the table, with who may decide."""

    def __init__(self, theme: Theme, search: SearchField, table: TickTable, mandated: set[str]) -> None:
        super().__init__()
        self._table, self._mandated, self.edited = table, mandated, table.edited
        self.setLayout(layout.column(theme, search, table, gap=8))

    @property
    def value(self) -> frozenset[str]:
        return self._table.value | {f"{one}{MAY}" for one in self._mandated & self._table.ticked}

    def put(self, value: frozenset[str]) -> None:
        self._mandated.clear()
        self._mandated |= {one.removesuffix(MAY) for one in value if one.endswith(MAY)}
        self._table.put(frozenset(one for one in value if not one.endswith(MAY)))

    def shown(self, value: frozenset[str]) -> str:
        return self._table.shown(frozenset(one for one in value if not one.endswith(MAY)))
