"""The filters above the offers: the usual ones in sight, those for one pupil a key away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.offer_rows import WEEKDAYS
from zsm_desktop.ui.offers.lists import kinds, need_text
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import SCHOOL_KIND_SHORT
from zsm_desktop.words.names import saying

DISTANCES = (5, 10, 20, 30, 50)


class OfferFilters(QWidget):
    """`narrowed` sends what changed, by the names of OfferFilter."""

    narrowed = Signal(dict)

    def __init__(self, theme: Theme, state: OffersState) -> None:
        super().__init__()
        self._state = state
        self.search = SearchField(theme, "Zoek op naam, niveau, plaats of school", name="Zoeken in het aanbod")
        layout.box(theme, self.search, width=190, max_width=340)
        self.free = Check(theme, "Met vrije plaatsen")
        self.stopped = Check(theme, "Ook gestopt")
        self.choices: dict[str, Choice] = {}
        self.sector = self._choice(theme, "sector_id", "Sector")
        self.kind = self._choice(theme, "kind", "Soort")
        self.school = self._choice(theme, "school_id", "School")
        self.asked = self._choice(theme, "need_id", "Voor een vraag")
        layout.box(theme, self.asked, width=190, max_width=300)
        self.more = Button(theme, "Meer filters", icon="filter", key="Ctrl+M", on_click=self.turn)
        self._build_more(theme)
        self.search.searched.connect(lambda text: self.narrowed.emit({"text": text}))
        self.free.toggled.connect(lambda on: self.narrowed.emit({"only_free": on}))
        self.stopped.toggled.connect(lambda on: self.narrowed.emit({"with_inactive": on}))
        asked = [self.asked] if state.sees_needs else []
        row = flow(theme, self.search, *asked, self.sector, self.kind, self.school, self.free, self.more)
        self.setLayout(layout.column(theme, row, self.need, self.fault, gap=10))
        self.need.hide()
        self.fault.hide()

    def _build_more(self, theme: Theme) -> None:
        self.target = self._choice(theme, "target_group", "Doelgroep")
        self.weekday = self._choice(theme, "weekday", "Dag")
        self.level = self._choice(theme, "level", "Niveau")
        self.origin = self._choice(theme, "from_id", "Reizen vanaf")
        self.travel = self._choice(theme, "within_km", "Reisafstand", read=lambda key: int(key) if key else None)
        today = self._state.desk.day
        self.first_day, self.last_day = DateField(theme, today), DateField(theme, today)
        dates = (
            (self.first_day, "first_day", "Vrij vanaf"),
            (self.last_day, "last_day", "Vrij tot en met"),
        )
        for field, name, words in dates:
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
            layout.box(theme, field, width=150, max_width=176)
            field.editingFinished.connect(lambda field=field, name=name: self._read_day(field, name))
        things = (
            self.target, self.weekday, self.level, self.origin, self.travel, self.first_day, self.last_day,
            self.stopped,
        )  # fmt: skip
        self.need = flow(theme, *things)
        self.fault = layout.label("", "error", wrap=True)

    def _choice(self, theme: Theme, name: str, words: str, read=lambda key: key) -> Choice:
        choice = self.choices[name] = Choice(theme)
        choice.setAccessibleName(words)
        layout.box(theme, choice, width=140, max_width=152)
        choice.activated.connect(lambda _at: self.narrowed.emit({name: read(choice.key)}))
        return choice

    def fill(self) -> None:
        state = self._state
        say = saying(state.desk.nouns)
        self.sector.set_choices([("", "Alle sectoren"), *state.sectors()])
        self.kind.set_choices([("", "Alle soorten"), *kinds()])
        self.school.set_choices([("", "Alle scholen"), *state.schools()])
        self.target.set_choices(
            [
                ("", say("[Elke leerling]")),
                *((kind, f"{say('[Leerling]')} {SCHOOL_KIND_SHORT[kind]}") for kind in ("pro", "vso")),
            ]
        )
        named = zip(WEEKDAYS, dutch.WEEKDAYS, strict=False)
        self.weekday.set_choices([("", "Elke dag"), *((day, f"Op {name}") for day, name in named)])
        self.level.set_choices([("", "Elk niveau"), *((level, level) for level in state.levels())])
        self.origin.set_choices([("", "Reizen vanaf …"), *((key, f"Vanaf {name}") for key, name in state.schools())])
        self.travel.set_choices([("", "Elke afstand"), *((str(km), f"Binnen {km} km") for km in DISTANCES)])
        needs = [(row.id, f"{need_text(row)} · {row.pseudonym or row.school}") for row in state.read_needs()]
        self.asked.set_choices([("", "Voor elke vraag"), *needs])
        self.dress()

    def dress(self) -> None:
        """A distance is counted from somewhere, and for a need from the school that asks."""
        need = self._state.need
        self.asked.choose(need.id if need else "")
        self.origin.choose(need.school_id if need else self._state.wanted.from_id or "")
        self.origin.setEnabled(need is None)
        self.travel.setEnabled(bool(self.origin.key))

    def turn(self) -> None:
        """Shows the second row, or puts it away; what is filled in there goes on counting."""
        is_on = self.need.isHidden()
        self.need.setVisible(is_on)
        self.more.set_words("Minder filters" if is_on else "Meer filters")
        (self.target if is_on else self.search).setFocus()

    def clear(self) -> None:
        """Without sending anything."""
        self.blockSignals(True)
        self.search.clear()
        for choice in self.choices.values():
            choice.choose("")
        for check in (self.free, self.stopped):
            check.setChecked(False)
        for field in (self.first_day, self.last_day):
            field.set_day(None)
        self._say("")
        self.blockSignals(False)

    def _read_day(self, field: DateField, name: str) -> None:
        """What cannot be read as a date leaves the list as it is, and is said below."""
        try:
            day = field.day
        except RuleError as error:
            self._say(sentence(error))
        else:
            self._say("")
            self.narrowed.emit({name: day})

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
