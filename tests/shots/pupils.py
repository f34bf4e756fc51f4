"""The room of young people: names, texts, consents, a case entered by hand and a school's form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.services.pupils import PupilName
from zsm_desktop.ui.parts.form import FormDialog

REASON = "Ouders bellen over het traject"


def pupils(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("pupils")
    page = window.page
    panel = page.cases.panel
    page.cases.search.setText("wqxz")
    stage.settle()
    page.cases.search.searched.emit("wqxz")
    yield "niets_gevonden"
    page.cases.search.clear()
    page.cases.search.searched.emit("")
    rows = stage.desk.cases.rows()
    blocked = next((row for row in rows if row.missing and row.status != "closed"), rows[0])
    page.open_item(blocked.id)
    yield "zonder_toestemming"
    going_on = next(row for row in rows if row.status != "closed" and stage.desk.cases.card(row.id).actions)
    page.open_item(going_on.id)
    stage.in_sight = panel.still_open
    yield "staat_nog_open"
    with_consent = next(row for row in rows if stage.desk.cases.card(row.id).consents and row.status != "closed")
    page.open_item(with_consent.id)
    panel.ask_name()
    yield "naam_vragen"
    panel.ask_name()
    stage.dialogs()[0].try_submit()
    yield "naam_zonder_reden"
    dialog = panel.ask_name()
    dialog.fields["reason"].editor.setText(REASON)
    dialog.try_submit()
    yield "naam"
    panel.name.forget()
    panel.start_edit()
    yield "teksten_bewerken"
    panel.editor.stop()
    panel.consents.ask_new()
    yield "toestemming"
    panel.consents.ask_withdrawal(stage.desk.cases.card(with_consent.id).consents[0])
    yield "toestemming_intrekken"
    panel.ask_return()
    yield "later_terug"
    panel._ask_close()
    yield "van_de_lijst"
    closed = next(row for row in stage.desk.cases.rows() if row.status == "closed")
    page.open_item(closed.id)
    yield "gesloten"
    panel.ask_reopen()
    yield "heropenen"
    yield from _names(page)


def guiding(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("pupils")
    page, panel = window.page, window.page.cases.panel
    desk, open_ones = stage.desk, [row for row in stage.desk.cases.rows() if row.status != "closed" and not row.missing]
    found = {row.id: desk.guiding.of_case(row.id) for row in open_ones}
    page.open_item(next(row.id for row in open_ones if found[row.id].guide is None))
    stage.in_sight = panel.guide
    yield "nog_niemand"
    panel.guide.ask()
    yield "vastleggen"
    page.open_item(next(row.id for row in open_ones if found[row.id].guide and not found[row.id].handovers))
    stage.in_sight = panel.guide
    yield "iemand"
    dialog = panel.guide.ask()
    dialog.try_submit()
    yield "overdragen"
    page.open_item(next(row.id for row in open_ones if found[row.id].waiting))
    stage.in_sight = panel.guide
    yield "wacht"
    page.open_item(next(row.id for row in open_ones if len(found[row.id].history) > 1))
    stage.in_sight = panel.guide
    yield "overgedragen"
    page.open_item("handovers")
    yield "overdrachten"
    page.handovers.ask(is_accepting=True)
    yield "aanvaarden"
    page.handovers.ask(is_accepting=False).try_submit()
    yield "weigeren"


def _names(page: Any) -> Iterator[str]:
    page.tabs.show_face("pupils")
    page.pupils.leavers.setChecked(True)
    desk = page.pupils._desk
    left = [
        row for row in desk.pupils.page(with_leavers=True, order="left_on", limit=2000) if row.left_on and row.cases
    ]
    page.pupils.select(left[0])
    page.pupils.ask_forget()
    yield "vergeten"
    page.pupils.search.clear()
    page.pupils.leavers.setChecked(False)
    dialog = page.pupils.ask_name()
    dialog.fields["reason"].editor.setText(REASON)
    dialog.try_submit()
    yield "leerling_naam"
    page.pupils.ask_rename()
    yield "leerling_naam_wijzigen"
    page.pupils.ask_rename().try_submit()
    yield "leerling_naam_wijzigen_fouten"
    dialog = page.pupils.ask_rename()
    for name, text in (("given", "Noor"), ("family", "de Bruijne"), ("reason", "Verkeerd gespeld")):
        dialog.fields[name].editor.setText(text)
    dialog.try_submit()
    dialog = page.pupils.ask_name()
    dialog.fields["reason"].editor.setText(REASON)
    dialog.try_submit()
    yield "leerling_eerdere_naam"
    page.pupils.ask_correction()
    yield "leerling_gegevens_vragen"
    page.pupils.ask_correction().try_submit()
    yield "leerling_gegevens_zonder_reden"
    yield from _corrected(page)
    page.pupils.name.forget()
    page.tabs.show_face("cases")
    page.blank.ask()
    yield "invulformulier_opslaan"


def _correcting(page: Any) -> Any:
    """The form behind the question why."""
    asking = page.pupils.ask_correction()
    asking.fields["reason"].editor.setText("Ouders belden: de datum klopt niet")
    asking.try_submit()
    return next(one for one in page.window().findChildren(FormDialog) if one.isVisible() and one is not asking)


def _corrected(page: Any) -> Iterator[str]:
    _correcting(page)
    yield "leerling_gegevens_verbeteren"
    form = _correcting(page)
    form.fields["birth_date"].editor.setText("1-12-2030")
    form.try_submit()
    yield "leerling_gegevens_fouten"
    form = _correcting(page)
    form.fields["school_reference"].editor.setText("2026-4711")
    form.try_submit()
    yield "leerling_gegevens_verbeterd"


def entering(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("pupils")
    page = window.page
    page.show_form()
    yield "leeg"
    page.form.ground.has_consent.setChecked(True)
    page.form.submit()
    yield "fouten"
    page.form.who.kind.choose("known")
    yield "bekende_leerling"
    page.form.question.question.editor.setPlainText("Wil leren lassen; wij hebben geen werkplaats.")
    page.form.leave()
    yield "weggooien"
    page.form._throw_away()
    page.show_form()
    yield from _known(stage, page.form)


def _known(stage: Stage, form: Any) -> Iterator[str]:
    """Somebody who is in the books already, at this school and at another, with who spoke with whom."""
    case = next(row for row in stage.desk.cases.rows() if row.status != "closed")
    form.who.school.editor.choose(case.school_id)
    write_known(form, stage.desk.pupils.open_name(case.pupil_id, REASON))
    stage.in_sight = form.ground.guardians_spoken_by
    yield "gesproken_door"
    form.submit()
    stage.in_sight = form.double
    yield "al_bekend"
    form.double.back.click()
    form.who.school.editor.choose(next(one for one, _name in form._schools if one != case.school_id))
    form.submit()
    stage.in_sight = form.double
    yield "bekend_bij_andere_school"
    form._throw_away()


def write_known(form: Any, known: PupilName) -> None:
    who, ground = form.who, form.ground
    who.given_name.editor.setText(known.given_name)
    who.family_name.editor.setText(known.family_name)
    who.birth_date.editor.set_day(known.birth_date)
    form.question.question.editor.setPlainText("Wil leren lassen; wij hebben geen werkplaats.")
    for field, by in ((ground.pupil_spoken_by, "M. Poppe"), (ground.guardians_spoken_by, "Annelies van der Meulen")):
        field.editor.setText(by)
    for field in (ground.pupil_spoken, ground.guardians_spoken):
        field.editor.set_day(form._desk.day - timedelta(days=9))


def importing(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("pupils")
    page = window.page
    view = page.importing
    page.show_import()
    yield "begin"
    empty = stage.place / "aanmeldformulier.xlsx"
    page.blank.write(empty)
    stage.wait(lambda: not window.workshop.running)
    stage.tidy()

    def read(path: Path) -> None:
        view.read_file(path)
        stage.wait(lambda: not window.workshop.running)

    letter = stage.place / "brief.xlsx"
    letter.write_text("Beste secretaris", encoding="utf-8")
    read(letter)
    yield "geen_formulier"
    good, twice, wrong = _rows(stage)
    read(_filled(empty, "de-sprong-fout.xlsx", good, wrong, {**wrong, "Hulpvraag": ""}))
    yield "fouten"
    view.tabs.show_face("rows")
    yield "fouten_goede_rijen"
    read(_filled(empty, "de-sprong.xlsx", good, twice))
    yield "al_bekend"
    view.tabs.show_face("findings")
    yield "geen_fouten"
    view.tabs.show_face("rows")
    yield "goede_rijen"
    view.take_in()
    yield "ingelezen"
    page.show_import()
    yield "eerder_ingelezen"
    view.leave()


def _rows(stage: Stage) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A row that is right, one of a pupil who has a case already, and one with faults."""
    desk = stage.desk
    case = next(row for row in desk.cases.rows() if row.status != "closed")
    known = desk.pupils.open_name(case.pupil_id, REASON)
    school = next(row.code for row in desk.network.schools() if row.id == case.school_id)
    day = desk.day
    good = {
        "School (code)": school,
        "Leerlingnummer eigen school": "2026-114",
        "Roepnaam": "Sanne",
        "Achternaam": "de Vries",
        "Geboortedatum": day.replace(year=day.year - 16),
        "Hulpvraag": "Wil leren lassen; wij hebben geen werkplaats.",
        "Gesproken met leerling": "ja",
        "Datum gesprek leerling": day - timedelta(days=9),
        "Sector 1": desk.offers.sectors()[0].name,
        "Dagdelen per week": 2.5,
        "Grondslag": "toestemming",
        "Toestemming gegeven door": "leerling en ouders",
        "Toestemming vanaf": day - timedelta(days=9),
    }
    twice = {
        **good,
        "Leerlingnummer eigen school": "2026-115",
        "Roepnaam": known.given_name,
        "Achternaam": known.family_name,
        "Geboortedatum": known.birth_date,
        "Hulpvraag": "Zoekt een rustige plek in het groen.",
    }
    wrong = {**good, "Leerlingnummer eigen school": "2026-116", "School (code)": "ONBEKEND", "Dagdelen per week": 14.3}
    return good, twice, wrong


def _filled(empty: Path, name: str, *rows: dict[str, Any]) -> Path:
    import openpyxl

    from zsm_desktop.intake.case_form import FIRST_ROW, HEADING_ROW

    book = openpyxl.load_workbook(empty)
    sheet = book["Aanmelding"]
    places = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[HEADING_ROW] if cell.value}
    for at, row in enumerate(rows):
        for heading, value in row.items():
            sheet.cell(FIRST_ROW + at, places[heading]).value = value
    path = empty.with_name(name)
    book.save(path)
    return path
