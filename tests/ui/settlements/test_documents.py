"""Documenten of an executed settlement: concepts, what they lack and where that is, issuing, and the files after it."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.builders import World, school_id
from tests.services.invoicing import DRAFTS, describe, fill_in
from tests.services.settled import THIS_YEAR, execute, settle, take_back
from tests.services.test_checks import tamper
from tests.services.test_invoices import INVOICING, agree_term, exchanged, invoiced
from tests.services.test_one_board import one_board
from tests.services.test_set_off_invoices import taxed
from tests.ui.exchange.hands import active_room, control, press, yes
from tests.ui.offices import open_room, press_toast, toasts
from tests.versions import version_of
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.store import Store

Key = Qt.Key


def executed(world: World) -> str:
    """With all its documents need, and none issued yet; its id."""
    fill_in(world)
    agree_term(world)
    exchanged(world)
    return settle(world, INVOICING)


def in_room(world: World, theme, shown, qtbot, desk: Desk | None = None):
    """The window, with the list of settlements in hand, and the part."""
    window = active_room(theme, shown, qtbot, desk or world.desk, "settlements")
    window.page.open_item("settlements")
    window.page.settlements.table.setFocus()
    return window, window.page.settlements.documents


def cells(part) -> list[tuple[str, ...]]:
    rows = part.table.rows
    return [
        tuple(rows.data(rows.index(at, place)).replace("\u00a0", " ") for place in range(len(rows.columns)))
        for at in range(rows.rowCount())
    ]


def details(part) -> list[tuple[str, ...]]:
    columns = part.table.rows.columns
    return [tuple(one.detail(line) for one in columns if one.detail) for line in part.documents.lines]


def idle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.workshop.running)


def choose(window, folder: Path) -> None:
    (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def laid(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def attached(mail: Message) -> list[str | None]:
    return [part.get_filename() for part in mail.walk() if part.get_filename()]


def buttons(part) -> dict[str, bool]:
    files = part.files
    return {one.text(): one.isVisible() for one in (part.do, files.look, files.keep, files.mail)}


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found


def test_concepts_are_seen_and_issued_by_keys(world: World, theme, shown, qtbot) -> None:
    settlement = executed(world)
    window, part = in_room(world, theme, shown, qtbot)
    assert cells(part) == [
        ("Factuur", "De Duinpan", "€ 117,33"),
        ("Factuur", "De Zeeuwse Vaart", "€ 24,70"),
        ("Factuur", "Het Kreekrif", "€ 8,15"),
    ]
    assert part.words.text() == "3 concepten, nog niet uitgegeven. Er ontbreekt niets."
    assert details(part)[0] == ("compleet", "aan De Zeeuwse Vaart", "")
    assert {line[0] for line in details(part)} == {"compleet"}
    assert buttons(part) == {"Uitgeven": True, "Concept bekijken": True, "Opslaan": False, "E-mails klaarzetten": False}
    control(Key.Key_O)
    face = window.page.settlements
    qtbot.waitUntil(lambda: face.stack.currentIndex() == 1)
    idle(window, qtbot)
    assert face.stack.preview.title.text() == "Conceptfactuur"
    assert len(face.stack.preview.pages.pages) == 1
    press(Key.Key_Escape)
    assert face.stack.currentIndex() == 0
    assert part.table.isAncestorOf(QApplication.focusWidget())
    control(Key.Key_Return)
    assert part.confirm.text.text().replace("\u00a0", " ").startswith("3 documenten uitgeven, samen € 150,18?")
    assert world.desk.invoices.rows(settlement) == ()
    press(Key.Key_Escape)
    assert not part.confirm.isVisible()
    control(Key.Key_Return)
    yes()
    rows = world.desk.invoices.rows(settlement)
    assert [line[0] for line in cells(part)] == ["DUIN-2026-0001", "KREEK-2026-0001", "ZEEUW-2026-0001"]
    assert [line.id for line in part.documents.lines] == [row.id for row in sorted(rows, key=lambda one: one.number)]
    issued_on, due_on = rows[0].issued_on, rows[0].due_on
    assert details(part)[0] == (f"Factuur, {issued_on:%d-%m-%Y}", "aan De Zeeuwse Vaart", f"t/m {due_on:%d-%m-%Y}")
    assert part.words.text() == "Uitgegeven: nummers en inhoud liggen vast."
    assert toasts(window) == ["3 documenten van VR-2026/27-001 uitgegeven."]
    assert buttons(part) == {"Uitgeven": False, "Bekijken": True, "Opslaan": True, "E-mails klaarzetten": True}


def test_what_was_set_off_is_told_apart_and_does_not_count_as_to_be_paid(world: World, theme, shown, qtbot) -> None:
    taxed(world)
    world.delivered("DUIN", "ZEEUW", 350)
    settlement = settle(world)
    _window, part = in_room(world, theme, shown, qtbot)
    assert [(line[0], line[-1]) for line in details(part)] == [("compleet", ""), ("compleet", "verrekend")]
    control(Key.Key_Return)
    asked = part.confirm.text.text().replace("\u00a0", " ")
    assert asked.startswith("2 documenten uitgeven, samen € 104,60? Op 1 stuk valt niets te betalen: dat is verrekend.")
    yes()
    assert len(world.desk.invoices.rows(settlement)) == 2
    assert sorted(line[-1] for line in details(part))[1] == "verrekend"


def test_no_leaves_the_concepts(world: World, theme, shown, qtbot) -> None:
    settlement = executed(world)
    _window, part = in_room(world, theme, shown, qtbot)
    control(Key.Key_Return)
    press(Key.Key_Space)
    assert not part.confirm.isVisible()
    assert world.desk.invoices.rows(settlement) == ()
    assert part.do.isVisible()


def test_what_is_missing_is_said_once_with_a_button_to_its_place(world: World, theme, shown, qtbot) -> None:
    executed(world)
    describe(world, "ZEEUW", street="", kvk_number="")
    window, part = in_room(world, theme, shown, qtbot)
    assert part.words.text() == (
        "3 concepten, nog niet uitgegeven. Aan 3 concepten ontbreekt nog iets; hieronder staat wat."
    )
    assert [line[0] for line in details(part)] == ["2 punten open"] * 3
    (strip,) = part.lacks.strips
    assert [text.split(".")[0] for text in strip.words.text().split("\n")] == [
        "Van De Zeeuwse Vaart ontbreekt de straat", "Van De Zeeuwse Vaart ontbreekt het KvK-nummer of het OIN",
    ]  # fmt: skip
    control(Key.Key_Return)
    assert not part.confirm.isVisible()
    assert part.error.text.text().startswith("Van 3 documenten ontbreekt nog iets.")
    assert strip.go.hasFocus()
    assert strip.go.text() == "Naar Netwerk"
    press(Key.Key_Space)
    assert window.room == "network"
    assert window.page.panel.title.text() == "De Zeeuwse Vaart"
    describe(world, "ZEEUW")
    window.open("settlements")
    qtbot.waitUntil(lambda: part.lacks.strips == [])
    assert not part.error.isVisible()
    assert {line[0] for line in details(part)} == {"compleet"}


def test_without_a_term_the_button_goes_to_the_agreements(world: World, theme, shown, qtbot) -> None:
    fill_in(world)
    exchanged(world)
    execute(world, world.desk.settlements.propose(INVOICING, THIS_YEAR).made_id)
    window, part = in_room(world, theme, shown, qtbot)
    (strip,) = part.lacks.strips
    assert strip.words.text().startswith("Er is geen betaaltermijn afgesproken.")
    strip.go.click()
    assert window.page.tabs.current == "agreements"


def test_a_payment_without_penvoerder_asks_for_one_in_settings(world: World, theme, shown, qtbot) -> None:
    fill_in(world)
    exchanged(world)
    settle(world, SettlementRegime.NETTING)
    window, part = in_room(world, theme, shown, qtbot)
    (strip,) = part.lacks.strips
    assert strip.words.text().startswith("Er is nog geen penvoerder.")
    strip.go.click()
    assert window.room == "settings"
    assert window.page.issuing.change.hasFocus()


def test_vat_that_is_not_known_is_asked_for_at_its_rules(world: World, theme, shown, qtbot) -> None:
    executed(world)
    tamper(world, "UPDATE vat_rule SET treatment = 'to_check'")
    window, part = in_room(world, theme, shown, qtbot)
    (strip,) = part.lacks.strips
    assert strip.go.text() == "Naar btw-regels"
    strip.go.click()
    assert window.room == "settings"
    assert window.page.vat.add.hasFocus()


def test_what_went_missing_elsewhere_is_refused_at_its_place(world: World, theme, shown, qtbot) -> None:
    settlement = executed(world)
    window, part = in_room(world, theme, shown, qtbot)
    control(Key.Key_Return)
    other = Desk(Store(world.folder, world.keys), world.desk.actor, lambda: world.now)
    world._desks.append(other)
    version = version_of(world, "organisation", school_id("ZEEUW"))
    other.network.edit_organisation(school_id("ZEEUW"), version, replace(DRAFTS["ZEEUW"], city=""))
    part.confirm.yes.click()
    assert world.desk.invoices.rows(settlement) == ()
    assert part.error.text.text().startswith("Van 3 documenten ontbreekt nog iets.")
    (strip,) = part.lacks.strips
    assert "ontbreekt de plaats" in strip.words.text()
    assert toasts(window) == []


def test_issued_elsewhere_meanwhile_is_said_and_shown(world: World, theme, shown, qtbot) -> None:
    settlement = executed(world)
    window, part = in_room(world, theme, shown, qtbot)
    control(Key.Key_Return)
    other = Desk(Store(world.folder, world.keys), world.desk.actor, lambda: world.now)
    world._desks.append(other)
    other.invoices.issue(settlement)
    part.confirm.yes.click()
    assert toasts(window) == ["De documenten van verrekening VR-2026/27-001 zijn al uitgegeven. Ververs de lijst."]
    assert part.documents.is_issued
    assert not part.do.isVisible()


def test_what_everybody_gets_is_saved_in_folders(world: World, theme, shown, qtbot, tmp_path: Path, opened) -> None:
    invoiced(world)
    window, _part = in_room(world, theme, shown, qtbot)
    control(Key.Key_S)
    choose(window, tmp_path / "uit")
    idle(window, qtbot)
    schools = ("DUIN", "KREEK", "ZEEUW")
    assert laid(tmp_path / "uit") == [
        *(f"Kopie per school/{code}/Kopie factuur {code}-2026-0001.pdf" for code in schools),
        *(f"Origineel/Factuur {code}-2026-0001{end}" for code in schools for end in (".pdf", ".xml")),
        "Overzicht VR-2026-27-001.pdf",
        "Overzicht VR-2026-27-001.xlsx",
    ]
    assert toasts(window) == [
        f"3 originelen, 3 kopieën en een overzicht opgeslagen in {tmp_path / 'uit'}. Bij een origineel staat de "
        "e-factuur (xml)."
    ]
    press_toast(window, "Map openen")
    assert opened == [str(tmp_path / "uit")]


def test_mails_are_ready_and_who_has_no_address_is_named(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    invoiced(world)
    person = {"name": "Wil Smit", "function": "", "email": "w.smit@example.org", "phone": ""}
    made = world.desk.network.add_contact(school_id("ZEEUW"), **person).made_id
    world.desk.network.fix_contact(made)
    window, _part = in_room(world, theme, shown, qtbot)
    control(Key.Key_M)
    choose(window, tmp_path / "uit")
    idle(window, qtbot)
    mails = {name: message_from_bytes((tmp_path / "uit" / name).read_bytes()) for name in laid(tmp_path / "uit")}
    assert {name: mail["To"] for name, mail in mails.items()} == {
        "Kopie per school/Kopie VR-2026-27-001 DUIN.eml": None,
        "Kopie per school/Kopie VR-2026-27-001 KREEK.eml": None,
        "Kopie per school/Kopie VR-2026-27-001 ZEEUW.eml": "w.smit@example.org",
        "Origineel/Factuur DUIN-2026-0001.eml": "w.smit@example.org",
        "Origineel/Factuur KREEK-2026-0001.eml": "w.smit@example.org",
        "Origineel/Factuur ZEEUW-2026-0001.eml": None,
    }
    assert attached(mails["Origineel/Factuur DUIN-2026-0001.eml"]) == [
        "Factuur DUIN-2026-0001.pdf",
        "Factuur DUIN-2026-0001.xml",
    ]
    copies = mails["Kopie per school/Kopie VR-2026-27-001 ZEEUW.eml"]
    assert attached(copies) == ["Kopie factuur ZEEUW-2026-0001.pdf"]
    assert toasts(window) == [
        f"3 e-mails aan ontvangers en 3 e-mails met kopieën staan klaar in {tmp_path / 'uit'}. Zonder adres: De "
        "Duinpan en Het Kreekrif; vul dat zelf in."
    ]


def test_a_folder_that_cannot_be_used_is_said_and_stopping_too(
    world: World, theme, shown, qtbot, tmp_path: Path, monkeypatch
) -> None:
    invoiced(world)
    window, part = in_room(world, theme, shown, qtbot)
    part.files.save(part.documents.lines, world.folder)
    assert not part.files.keep.isEnabled()
    idle(window, qtbot)
    assert "is de map van een netwerk zelf" in toasts(window)[-1]
    assert part.files.keep.isEnabled()
    from zsm_desktop.services.invoices import Invoices

    of = Invoices.of

    def stop_after(service: Invoices, invoice_id: str) -> object:
        window.workshop.running[0].cancel()
        return of(service, invoice_id)

    monkeypatch.setattr(Invoices, "of", stop_after)
    part.files.save(part.documents.lines, tmp_path / "uit")
    idle(window, qtbot)
    assert toasts(window)[-1] == "Gestopt. Wat al gemaakt was, staat in de map."
    assert len(laid(tmp_path / "uit")) == 3


def test_a_director_sees_and_keeps_those_of_the_own_school(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    executed(world)
    desk = world.desk_of("directeur duin")
    window, part = in_room(world, theme, shown, qtbot, desk)
    assert part.words.text() == ("Er is hier geen document van uw school. Wordt er een uitgegeven, dan staat het hier.")
    assert not part.table.isVisible()
    assert not any(buttons(part).values())
    world.desk.invoices.issue(world.desk.settlements.rows()[0].id)
    window.page.reload()
    assert [line[0] for line in cells(part)] == ["DUIN-2026-0001", "ZEEUW-2026-0001"]
    assert buttons(part) == {"Uitgeven": False, "Bekijken": True, "Opslaan": True, "E-mails klaarzetten": False}
    part.table.setFocus()
    press(Key.Key_Return)
    face = window.page.settlements
    qtbot.waitUntil(lambda: face.stack.currentIndex() == 1)
    idle(window, qtbot)
    assert face.stack.preview.title.text() == "Factuur DUIN-2026-0001"
    part.files.save(part.documents.lines, tmp_path / "uit")
    idle(window, qtbot)
    assert laid(tmp_path / "uit")[:3] == [
        "Kopie per school/DUIN/Kopie factuur DUIN-2026-0001.pdf",
        "Origineel/Factuur ZEEUW-2026-0001.pdf",
        "Origineel/Factuur ZEEUW-2026-0001.xml",
    ]
    window.page.open_item(part.documents.settlement_id)
    assert face.stack.currentIndex() == 0


def test_who_reads_no_deliveries_sees_no_documents(world: World, theme, shown, qtbot) -> None:
    invoiced(world)
    window = open_room(theme, shown, world.desk_of("lezer"), "settlements")
    window.page.open_item("settlements")
    assert window.page.settlements.panel.facts.isVisible()
    assert not window.page.settlements.documents.isVisible()


def test_what_was_taken_back_keeps_its_documents_and_is_credited(world: World, theme, shown, qtbot) -> None:
    settlement = invoiced(world)
    back = take_back(world, settlement)
    window, part = in_room(world, theme, shown, qtbot)
    window.page.open_item(back)
    assert {line[0] for line in cells(part)} == {"Creditnota"}
    window.page.open_item(settlement)
    assert len(cells(part)) == 3
    assert part.documents.is_issued
    assert not part.do.isVisible()


def test_what_goes_between_schools_of_one_board_is_told_and_has_no_e_invoice(
    world: World, theme, shown, qtbot, tmp_path: Path
) -> None:
    fill_in(world)
    one_board(world)
    agree_term(world)
    exchanged(world)
    settlement = settle(world, INVOICING)
    window, part = in_room(world, theme, shown, qtbot)
    assert [line[0] for line in cells(part)] == ["Interne doorbelasting", "Interne doorbelasting", "Factuur"]
    control(Key.Key_O)
    idle(window, qtbot)
    assert window.page.settlements.stack.preview.title.text() == "Concept interne doorbelasting"
    press(Key.Key_Escape)
    world.desk.invoices.issue(settlement)
    window.page.reload()
    assert [line[0].partition(",")[0] for line in details(part)] == [
        "Interne doorbelasting", "Factuur", "Interne doorbelasting",
    ]  # fmt: skip
    control(Key.Key_S)
    choose(window, tmp_path / "uit")
    idle(window, qtbot)
    assert sorted(path.suffix for path in (tmp_path / "uit" / "Origineel").iterdir()) == [*3 * [".pdf"], ".xml"]
    assert toasts(window)[-1].endswith("Bij 2 interne doorbelastingen hoort geen e-factuur.")


def test_where_nobody_pays_there_is_nothing_to_issue(world: World, theme, shown, qtbot) -> None:
    exchanged(world)
    fill_in(world)
    settle(world, SettlementRegime.CLOSED_PURSES)
    _window, part = in_room(world, theme, shown, qtbot)
    assert part.words.text().startswith("Bij verrekening VR-2026/27-001 hoort geen factuur of creditnota")
    assert not part.do.isVisible()
    assert not part.table.isVisible()
