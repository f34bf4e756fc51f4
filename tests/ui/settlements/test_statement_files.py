"""The verrekenoverzichten of an executed settlement, saved as files and drafted as mails by keys."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path

from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.settled import settle
from tests.services.test_invoices import exchanged
from tests.services.test_paper_trail import kinds, lines
from tests.ui.exchange.hands import press
from tests.ui.offices import toasts
from tests.ui.settlements.test_documents import choose, idle, in_room
from zsm_desktop.domain.settlement.history import SettlementRegime

Key = Qt.Key
STATEMENTS = [f"Verrekenoverzicht VR-2026-27-001-{code}" for code in ("DUIN", "KREEK", "ZEEUW")]
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_every_school_has_its_statement_as_a_file(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    exchanged(world)
    settle(world, SettlementRegime.CLOSED_PURSES)
    window, _part = in_room(world, theme, shown, qtbot)
    press(Key.Key_S, BOTH)
    choose(window, tmp_path / "uit")
    idle(window, qtbot)
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [f"{name}.pdf" for name in STATEMENTS]
    assert toasts(window) == [f"3 overzichten opgeslagen in {tmp_path / 'uit'}."]
    assert kinds(world) == [("settlement_statements", 3)]


def test_every_school_has_its_statement_as_a_mail(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    exchanged(world)
    settle(world, SettlementRegime.CLOSED_PURSES)
    person = {"name": "Wil Smit", "function": "", "email": "w.smit@example.org", "phone": ""}
    world.desk.network.fix_contact(world.desk.network.add_contact(school_id("ZEEUW"), **person).made_id)
    window, _part = in_room(world, theme, shown, qtbot)
    press(Key.Key_M, BOTH)
    choose(window, tmp_path / "uit")
    idle(window, qtbot)
    mails = {path.stem: message_from_bytes(path.read_bytes())["To"] for path in (tmp_path / "uit").iterdir()}
    assert mails == dict(zip(STATEMENTS, (None, None, "w.smit@example.org"), strict=True))
    assert kinds(world) == [("settlement_mails", 3)]
    (said,) = toasts(window)
    assert said.endswith("Zonder adres: De Duinpan en Het Kreekrif; vul dat zelf in.")


def test_a_director_saves_the_statement_of_the_own_school(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    exchanged(world)
    settle(world, SettlementRegime.CLOSED_PURSES)
    window, part = in_room(world, theme, shown, qtbot, world.desk_of("directeur duin"))
    assert part.statements.keep.text() == "Overzicht opslaan"
    assert not part.statements.mail.isVisible()
    press(Key.Key_S, BOTH)
    choose(window, tmp_path / "uit")
    idle(window, qtbot)
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["Verrekenoverzicht VR-2026-27-001-DUIN.pdf"]
    assert [name for name, _paper in lines(world)] == ["directeur duin"]
