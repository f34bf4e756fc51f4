"""A bank's statement: what it seems to bring is seen first, chosen by hand where it is not sure, and kept once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import TODAY, World
from tests.services.invoiced import IBANS, ONE, THREE, invoiced
from tests.services.test_payments import DUIN_BILL, KREEK_BILL
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, toasts, words_of
from tests.ui.settlements.test_open_items import open_of
from zsm_desktop.domain.identifiers import make_reference

Key = Qt.Key


@pytest.fixture
def bills(world: World) -> dict[str, str]:
    return invoiced(world)


STRANGER = (30_00, "Bakkerij Bos", "kantine")


def statement(folder: Path, *, closing: int | None = None, stranger: tuple[int, str, str] = STRANGER) -> Path:
    """ZEEUW pays DUIN with its reference, and somebody unknown pays what KREEK could be owed."""
    day = f"{TODAY:%y%m%d}"
    cents, name, said = stranger
    moves = [
        (THREE, f"/IBAN/{IBANS['ZEEUW']}/NAME/De Zeeuwse Vaart/REMI/{make_reference(DUIN_BILL)}"),
        (cents, f"/IBAN/NL20INGB0001234567/NAME/{name}/REMI/{said}"),
    ]
    total = sum(cents for cents, _ in moves) if closing is None else closing
    lines = [":20:ZSM", f":25:{IBANS['DUIN']}", ":28C:1/1", f":60F:C{day}EUR0,00"]
    for cents, text in moves:
        lines += [f":61:{day}{day[2:]}C{_amount(cents)}NTRFNONREF", f":86:/TRTP/SEPA OVERBOEKING{text}"]
    lines += [f":62F:C{day}EUR{_amount(total)}", "-"]
    file = folder / "afschrift.sta"
    file.write_text("\r\n".join(lines), encoding="cp1252")
    return file


def _amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def reading(world: World, theme, shown, qtbot, file: Path):
    window = active_room(theme, shown, qtbot, world.desk, "settlements")
    window.page.open_item("open")
    face = window.page.open
    face.open_bank()
    assert "Er wordt niets geboekt voor u op Vastleggen drukt." in words_of(face.views.bank)
    read(face.views.bank, file, qtbot)
    return window, face.views.bank


def read(view, file: Path, qtbot) -> None:
    view.read_file(file)
    qtbot.waitUntil(lambda: view.found is not None or view.error.isVisible())
    qtbot.waitUntil(view.pick.isEnabled)


def test_what_is_sure_is_ticked_and_nothing_is_booked_until_it_is_kept(
    world: World, bills, theme, shown, qtbot, tmp_path: Path
) -> None:
    window, view = reading(world, theme, shown, qtbot, statement(tmp_path))
    assert [(line.numbers, line.how_sure[0]) for line in view.found.lines] == [
        (DUIN_BILL, "zeker"), ("Nog niet gekozen", "onbekend"),
    ]  # fmt: skip
    assert view.lines.value == view.found.sure
    assert view.why.text() == f"Zeker voor {DUIN_BILL}: het betalingskenmerk staat erbij."
    assert "Aangevinkt om te boeken: 1" in view.summary.text()
    assert world.desk.payments.rows() == ()
    assert [copy.why for copy in world.desk.backups.facts().copies] == ["inlezen"]
    control(Key.Key_Return)
    assert open_of(world) == {DUIN_BILL: 0, KREEK_BILL: ONE}
    assert any("1 bedrag uit afschrift.sta geboekt" in words for words in toasts(window))
    assert window.page.open.views.currentIndex() == 0


def test_what_is_not_sure_is_chosen_by_hand_and_cannot_be_kept_before(
    world: World, bills, theme, shown, qtbot, tmp_path: Path
) -> None:
    _window, view = reading(world, theme, shown, qtbot, statement(tmp_path))
    unknown = view.found.lines[1].id
    view.lines.select_id(unknown)
    press(Key.Key_Space)
    assert view.error.text.text() == "Kies eerst onder de lijst waarvoor dit bedrag is."
    assert unknown not in view.lines.value
    view.choose(bills[KREEK_BILL])
    assert unknown in view.lines.value
    assert "€ 5,30 is te veel betaald" in view.why.text().replace("\u00a0", " ")
    view.lines.toggle(view.found.lines[0].id)
    view.keep.click()
    assert open_of(world) == {DUIN_BILL: THREE, KREEK_BILL: 0}


def test_the_likeliest_documents_are_offered_first(world: World, bills, theme, shown, qtbot, tmp_path: Path) -> None:
    def offered(cents: int, name: str, said: str) -> list[str]:
        view.start()
        read(view, statement(tmp_path, stranger=(cents, name, said)), qtbot)
        view.lines.select_id(next(line.id for line in view.found.lines if not line.bank.is_sure))
        return [view.what.itemText(at).split(" · ")[0] for at in range(1, view.what.count())]

    _window, view = reading(world, theme, shown, qtbot, statement(tmp_path))
    assert offered(30_00, "Bakkerij Bos", "kantine") == [DUIN_BILL, KREEK_BILL]
    assert offered(ONE, "Bakkerij Bos", "kantine") == [KREEK_BILL, DUIN_BILL]
    assert offered(30_00, "Duinpan", "kantine") == [KREEK_BILL, DUIN_BILL]
    assert offered(30_00, "Bakkerij Bos", f"factuur {KREEK_BILL}") == [KREEK_BILL, DUIN_BILL]


def test_two_amounts_for_one_document_are_refused_together(
    world: World, bills, theme, shown, qtbot, tmp_path: Path
) -> None:
    _window, view = reading(world, theme, shown, qtbot, statement(tmp_path))
    view.lines.select_id(view.found.lines[1].id)
    view.choose(bills[DUIN_BILL])
    view.keep.click()
    assert DUIN_BILL in view.error.text.text()
    assert world.desk.payments.rows() == ()
    assert view.found is not None


def test_the_same_file_twice_says_so(world: World, bills, theme, shown, qtbot, tmp_path: Path) -> None:
    file = statement(tmp_path)
    _window, view = reading(world, theme, shown, qtbot, file)
    view.keep.click()
    view.start()
    read(view, file, qtbot)
    known = view.found.lines[-1]
    assert (known.how_sure[0], known.numbers) == ("al geboekt", "–")
    assert "Al eerder geboekt: 1." in view.summary.text()
    assert view.findings.rows.row(0).what.startswith("Van dit bestand is al eerder geboekt: 1 van 2")
    assert view.lines.value == frozenset()
    assert not view.keep.isEnabled()
    view.lines.select_id(known.id)
    view.lines.toggle(known.id)
    assert view.error.text.text() == "Dit bedrag is al geboekt."
    assert not view.what.isVisible()


def test_a_file_with_errors_shows_them_and_offers_nothing(
    world: World, bills, theme, shown, qtbot, tmp_path: Path
) -> None:
    _window, view = reading(world, theme, shown, qtbot, statement(tmp_path, closing=1))
    assert view.found.has_errors
    assert view.findings.isVisible()
    assert not view.keep.isVisible()
    other = tmp_path / "brief.pdf"
    other.write_bytes(b"%PDF-1.7")
    view.start()
    read(view, other, qtbot)
    assert "brief.pdf" in view.error.text.text()
    press(Key.Key_Escape)
    assert world.desk.payments.rows() == ()


def test_who_does_not_keep_the_books_reads_no_statement(world: World, bills, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settlements")
    window.page.open_item("open")
    face = window.page.open
    assert not face.read.isVisible()
    face.open_bank()
    assert face.views.currentIndex() == 0
