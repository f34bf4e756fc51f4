"""One figure the partners share: of which year, of which part, and who counted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.shared_figures import FigureDraft
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.reading import again, filled, thousandths_in, whole_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.outcomes import value_text

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.shared_figures import FigureRow

YEARS_BACK = 8
UNITS = [("number", "aantal"), ("share", "deel, in procenten")]
EXAMPLE = "Bijvoorbeeld: voortijdig schoolverlaters. Dezelfde naam in een ander jaar wordt één lijn."


class FigureForm(FormDialog):
    """A new one, or one to put right or take away."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, year: int, row: FigureRow | None) -> None:
        title = "Cijfer wijzigen" if row else "Cijfer toevoegen"
        super().__init__(theme, title, window, submit=self._save, width=520)
        self._desk, self._id = desk, row.id if row else ""
        self.field_of |= {
            "figure.name": "name", "figure.twice": "name", "figure.year": "school_year", "figure.value": "value",
            "cluster.none": "cluster_id",
        }  # fmt: skip
        running = SchoolYear.of(desk.day).start_year
        years = sorted(
            {*range(running - YEARS_BACK, running + 1), year, *([row.school_year] if row else [])}, reverse=True
        )
        parts = [("", "De hele regio"), *((one.id, one.name) for one in desk.clusters.rows())]
        self.add("name", "Welk cijfer", QLineEdit(), is_required=True, hint=EXAMPLE)
        self.add_row(
            ("school_year", Field(theme, "Schooljaar", Choice(theme, [(str(y), SchoolYear(y).label) for y in years]))),
            ("cluster_id", Field(theme, "Waarvan", Choice(theme, parts))),
        )
        self.add_row(
            ("value", Field(theme, "Hoeveel", QLineEdit(), is_required=True)),
            ("unit", Field(theme, "Dat is een", Choice(theme, UNITS))),
        )
        self.add("source", "Geteld door", QLineEdit(), hint="Bijvoorbeeld RMC, DUO of de gemeenten.")
        self.fields["school_year"].put(str(year))
        if row is not None:
            self.edits(*_values(row), self._reread)
            self.remove = Button(theme, "Cijfer weghalen", kind="danger", icon="trash", on_click=self._remove)
            self.body.addLayout(layout.row(theme, self.remove, None))
        self.fields["name"].editor.setFocus()

    def _reread(self) -> tuple[int, dict[str, object]]:
        return _values(again(self._desk.shared_figures.rows(), self._id, "figure.none"))

    def _save(self) -> None:
        unit = self.fields["unit"].text
        draft = FigureDraft(
            name=self.fields["name"].text,
            school_year=int(self.fields["school_year"].text),
            value=filled(whole_in(self, "value") if unit == "number" else thousandths_in(self, "value")),
            unit=unit,
            cluster_id=self.fields["cluster_id"].text or None,
            source=self.fields["source"].text,
        )
        if self.row is None:
            self._desk.shared_figures.add(draft)
        else:
            self._desk.shared_figures.edit(self._id, self.row.version, draft)

    def _remove(self) -> None:
        try:
            self._desk.shared_figures.remove(self._id)
        except RuleError as error:
            self.refuse(error)
        else:
            self.accept()


def _values(row: FigureRow) -> tuple[int, dict[str, object]]:
    return row.version, {
        "name": row.name,
        "school_year": str(row.school_year),
        "cluster_id": row.cluster_id or "",
        "value": value_text(row.value, row.unit).removesuffix("%"),
        "unit": row.unit,
        "source": row.source,
    }
